"""回避: declared by the expert or ordered by the office (国家自然科学基金条例 第二十条)."""

from common.refusals import Refusal
from nominations.states import State
from reviews.models import Recusal
from reviews.rules.office import refuse_others, refuse_without_words


def refuse_declaring(user, member, nomination, explanation: str) -> Refusal | None:
    """A member declares for himself, once, while the file is before the committee."""
    if member.user_id != user.pk:
        return Refusal("not_yours", "回避须由委员本人申明。", "办公室可依职权决定回避。")
    return (
        _stood_down(member)
        or _not_before_the_committee(nomination)
        or _recused_already(member, nomination)
        or refuse_without_words(explanation, "回避说明")
    )


def refuse_ordering(user, member, nomination, explanation: str) -> Refusal | None:
    """The office orders with a reason."""
    return (
        refuse_others(user, "决定回避")
        or _stood_down(member)
        or _not_before_the_committee(nomination)
        or _recused_already(member, nomination)
        or refuse_without_words(explanation, "回避理由")
    )


def _stood_down(member) -> Refusal | None:
    if member.stood_down_at is None:
        return None
    return Refusal("stood_down", "该委员已退出本年度委员会，不再参与评审。", "无须另行回避。", status=409)


def _not_before_the_committee(nomination) -> Refusal | None:
    if nomination.state in (State.ADMITTED, State.UNDER_REVIEW):
        return None
    return Refusal(
        "not_under_review",
        f"此件现为“{nomination.get_state_display()}”，不在评审中。",
        "只有等待评审或评审中的申报可以登记回避。",
        status=409,
    )


def _recused_already(member, nomination) -> Refusal | None:
    if not Recusal.objects.filter(member=member, nomination=nomination).exists():
        return None
    return Refusal("already_recused", "该委员对此件已经回避。", "无须重复办理。", status=409)
