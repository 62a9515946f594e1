"""Why a package is not handed out, and who may have a delivery sent again."""

from accounts.states import Role
from common.refusals import Refusal
from exports.states import UNDER_WAY
from exports.states import State as FileState
from handover import endpoint, queries
from handover.states import STUCK
from nominations.rules.standing import may_take_away, refuse_without_words
from nominations.states import EDITABLE, WITH_NOMINATOR, Scan, State

WATCHERS = (Role.REVIEW_OFFICE, Role.SUPERVISION)


def refuse_reading(user, nomination) -> Refusal | None:
    """The page of a dossier's packages: for whoever may take them, and for supervision."""
    if may_take_away(user, nomination) or user.holds(Role.SUPERVISION):
        return None
    return _not_yours()


def refuse_packing(user, nomination, package=None) -> Refusal | None:
    """生成材料包: of a dossier as it was filed, never of one that is being changed."""
    if not may_take_away(user, nomination):
        return _not_yours()
    return refuse_unfiled(nomination) or refuse_unscanned(nomination) or _under_way(package)


def refuse_unfiled(nomination) -> Refusal | None:
    """Whether there is a filing to pack at all."""
    if nomination.submitted_at is None or nomination.state in WITH_NOMINATOR:
        return Refusal("not_filed", "这件申报尚未报送，没有可以移交的材料包。", "报送后即可生成。", status=409)
    if nomination.state in EDITABLE:
        return Refusal(
            "being_corrected",
            "这件申报已退回补正，材料正在修改，暂不生成材料包。",
            "补正后重新报送，即可生成新的材料包。",
            status=409,
        )
    if nomination.state == State.WITHDRAWN:
        return Refusal("withdrawn", "这件申报已经撤回，不再移交材料。", status=409)
    return None


def refuse_unscanned(nomination) -> Refusal | None:
    """查毒: what nobody may open does not leave the house either (see nominations.rules.refuse_opening)."""
    papers = queries.held_out(nomination)
    infected = next((paper for paper in papers if paper.scan == Scan.INFECTED), None)
    if infected is not None:
        return Refusal(
            "infected",
            f"“{infected.title}”查出病毒，文件已经删除，材料包暂不生成。",
            "退回补正、重新上传无毒的文件并再次报送后即可生成。",
            status=409,
        )
    if papers:
        return Refusal(
            "not_scanned_yet",
            f"“{papers[0].title}”{f'等{len(papers)}份材料' if len(papers) > 1 else ''}待查毒，材料包暂不生成。",
            "查毒一般几分钟内完成，完成后即可生成；一直如此的，请告知系统管理员。",
            status=409,
        )
    return None


def refuse_fetching(user, package, *, reason) -> Refusal | None:
    """下载材料包: with a reason, for the numbers in it are in full (个人信息保护法 第五十一条)."""
    if not may_take_away(user, package.nomination):
        return _not_yours()
    if package.state != FileState.READY:
        return Refusal(
            "not_ready",
            f"材料包现为“{package.get_state_display()}”，还不能下载。",
            "请在本页生成后下载。",
            status=409,
        )
    if not package.file.storage.exists(package.file.name):
        return Refusal("lost", "材料包不在存储中。", "请重新生成，并告知系统管理员。", status=409)
    return refuse_without_words(reason, "下载的用途")


def refuse_deliveries(user) -> Refusal | None:
    """移交登记 is the review office's and supervision's."""
    if user.holds(*WATCHERS):
        return None
    return Refusal("not_the_deliveries", "移交登记由评审办公室和监督人员查看。", "请与评审办公室联系。")


def refuse_again(user, delivery) -> Refusal | None:
    """重新移交: the review office, where the portal has given up."""
    if not user.holds(Role.REVIEW_OFFICE):
        return Refusal("not_the_office", "重新移交由评审办公室办理。", "请与评审办公室联系。")
    if not endpoint.is_configured():
        return Refusal("not_configured", "尚未配置接收地址，不能移交。", "请系统管理员配置后办理。", status=409)
    if delivery.state not in STUCK:
        return Refusal(
            "not_stuck",
            f"此件移交情况为“{delivery.get_state_display()}”，不必重新移交。",
            "只有被拒绝或者失败的可以重新移交。",
            status=409,
        )
    return None


def _not_yours():
    return Refusal(
        "not_yours",
        "材料包由推荐单位、报送单位的经办人或者自荐人本人，以及评审办公室取用。",
        "工作需要的，请由上述人员办理。",
    )


def _under_way(package):
    if package is None or package.state not in UNDER_WAY:
        return None
    return Refusal("under_way", "材料包正在生成。", "请稍后刷新本页。", status=409)
