"""推荐排序表: printed and signed by the body that files, when everybody on it has a rank."""

from accounts.states import CLERKS, ENDORSERS
from common.refusals import Refusal
from nominations.queries import ranked
from nominations.rules.standing import is_of
from nominations.states import Scan


def refuse_ranked_list(user, body, season):
    """打印、上传: by the body's own people, once each of its own has a rank."""
    if not is_of(user, body.pk, *CLERKS, *ENDORSERS):
        return Refusal("not_yours", f"推荐排序表由{body}的经办人或审核人办理。", "请由该单位人员登录办理。")
    waiting = ranked.unranked(body, season)
    if waiting:
        return Refusal(
            "unranked", f"还有{waiting}名人选没有次序，推荐排序表尚不能打印。", "请由审核人填好次序后打印。", status=409
        )
    if not ranked.lines_of(body, season):
        return Refusal("nobody_ranked", "本年度还没有排好次序的人选。", "审核同意并填写次序后打印。", status=409)
    return None


def refuse_ranked_scan(user, body, season, code):
    """上传 against the code on the paper: the order must still be that of the paper."""
    refusal = refuse_ranked_list(user, body, season)
    if refusal is not None:
        return refusal
    now = ranked.code_of_list(body, season, ranked.lines_of(body, season))
    if code == now:
        return None
    return Refusal(
        "stale_paper",
        f"版本码为{code}的推荐排序表与现有次序不一致，扫描件不予接收；现在的版本码是{now}。",
        "请重新打印推荐排序表，签署盖章后上传。",
        status=409,
    )


def refuse_infected(scan):
    """The very file in which a virus was found is not taken in again."""
    if scan.scan != Scan.INFECTED:
        return None
    return Refusal(
        "infected",
        f"这份扫描件此前查出病毒（{scan.virus}），不予接收。",
        "请在确认电脑或手机安全后重新扫描，上传无毒的文件。",
        status=409,
    )
