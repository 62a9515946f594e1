"""确认回避情况, and whom applicants asked to keep away (国家自然科学基金条例 第二十条)."""

from common.refusals import Refusal
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_without_words


def refuse_confirming_list(user, member, round, *, names: int, confirmed: bool) -> Refusal | None:
    """A member under pledge confirms for himself, while the round is open, once for each state of the list."""
    if member.user_id != user.pk:
        return Refusal("not_yours", "回避情况须由委员本人确认。", "请由本人登录办理。")
    if member.stood_down_at is not None:
        return Refusal("stood_down", "您已退出本年度委员会，不再评审。", "无须确认。", status=409)
    if not member.has_pledged:
        return Refusal(
            "not_pledged", "您尚未签署现行的保密与公正承诺书，不能确认回避情况。", "请先签署承诺书。", status=409
        )
    return refuse_closed_round(round, "确认回避情况") or _nobody_listed(names) or _confirmed(confirmed)


def _nobody_listed(names: int) -> Refusal | None:
    if names:
        return None
    return Refusal("nobody_listed", "本轮名单中尚无候选人。", "名单确定后再确认。", status=409)


def _confirmed(confirmed: bool) -> Refusal | None:
    if not confirmed:
        return None
    return Refusal(
        "already_confirmed", "您已确认过现有名单的回避情况。", "此后发现应当回避的，可以随时逐件申明。", status=409
    )


def refuse_reminding_of_list(user, round, *, waiting: int) -> Refusal | None:
    """The office reminds those whose confirmation is awaited, and nobody else."""
    return refuse_others(user, "提醒确认回避情况") or refuse_closed_round(round, "提醒") or _nobody_waits(waiting)


def _nobody_waits(waiting: int) -> Refusal | None:
    if waiting:
        return None
    return Refusal("nobody_waits", "已签署承诺书的委员均已确认。", "无须提醒。", status=409)


def refuse_deciding_naming(user, naming, member, reason: str) -> Refusal | None:
    """Only an unclear match is decided, with a reason, by an office that may know of the file."""
    return refuse_others(user, "核对申报人请求") or _not_unclear(naming, member) or refuse_without_words(reason, "理由")


def _not_unclear(naming, member) -> Refusal | None:
    if naming is not None and member is not None and member in naming.unclear:
        return None
    return Refusal("not_unclear", "此项请求已经核对，或姓名不符。", "请刷新页面查看现在的情况。", status=409)
