"""邀请与承诺: who answers, when, and what has to be said first."""

from common.dates import today
from common.refusals import Refusal
from reviews.rules.office import refuse_others, refuse_without_words
from sanctions.rules import refuse_banned_expert


def refuse_uninvited(seat) -> Refusal | None:
    """Only who was invited has particulars to state."""
    if seat is not None:
        return None
    return Refusal("not_invited", "您没有受邀担任本年度遴选审核工作委员会委员。", "如有疑问，请与评审办公室联系。")


def refuse_accepting(user, member, *, ties: int, has_no_ties: bool) -> Refusal | None:
    """One's own invitation, still open, with the ties stated: some, or expressly none."""
    return (
        _not_own(user, member)
        or _not_open(member)
        or refuse_banned_expert(user, on=today())
        or _ties_unstated(ties, has_no_ties)
    )


def refuse_declining(user, member, reason: str) -> Refusal | None:
    """Declining says why."""
    return _not_own(user, member) or _not_open(member) or refuse_without_words(reason, "谢绝理由")


def refuse_calling_back(user, member, reason: str) -> Refusal | None:
    """The office takes back what nobody has answered; whoever has accepted stands down instead."""
    return refuse_others(user, "收回邀请") or _not_open(member) or refuse_without_words(reason, "收回理由")


def refuse_pledge(user, member) -> Refusal | None:
    """Nobody signs for another, nor before accepting; nobody signs the same text twice."""
    if member.user_id != user.pk:
        return Refusal("not_yours", "承诺书须由委员本人签署。", "请由本人登录办理。")
    if not member.has_accepted:
        return Refusal("not_accepted", "您尚未接受邀请，不能签署承诺书。", "请先答复邀请。", status=409)
    if member.has_pledged:
        return Refusal("already_pledged", "您已签署现行承诺书，无需重复签署。", "可直接进入评审。", status=409)
    if member.stood_down_at is not None:
        return Refusal("stood_down", "您已退出本年度委员会，无须签署。", "如有疑问，请与评审办公室联系。", status=409)
    return refuse_banned_expert(user, on=today())


def _not_own(user, member) -> Refusal | None:
    if member.user_id == user.pk:
        return None
    return Refusal("not_yours", "邀请须由受邀人本人答复。", "请由本人登录办理。")


def _not_open(member) -> Refusal | None:
    if member.called_back_at is not None:
        return Refusal("called_back", "这份邀请已由评审办公室收回。", "如有疑问，请与评审办公室联系。", status=409)
    if member.answered_at is None:
        return None
    if member.declined_because:
        return Refusal("answered", "这份邀请已经谢绝。", "如改变主意，请与评审办公室联系。", status=409)
    return Refusal("answered", "这份邀请已经接受。", "不能继续担任的，请与评审办公室联系办理退出。", status=409)


def _ties_unstated(ties: int, has_no_ties: bool) -> Refusal | None:
    if ties and has_no_ties:
        return Refusal(
            "ties_contradict",
            f"您已申报{ties}项关系，不能同时声明无应申报事项。",
            "请取消勾选，或先移去误报的关系。",
            status=409,
        )
    if not ties and not has_no_ties:
        return Refusal(
            "ties_unstated", "您尚未说明应申报的关系。", "请逐项申报；确实没有的，勾选“无应申报事项”。", status=409
        )
    return None
