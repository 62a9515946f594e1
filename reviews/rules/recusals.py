"""回避: declared by the expert or ordered by the office (国家自然科学基金条例 第二十条)."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.states import ENDED, State
from reviews.models import Recusal, StaffRecusal
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


STAFF = (Role.REVIEW_OFFICE, Role.SUPERVISION, Role.CHAIR_SECRETARY, Role.CHAIR_MEMBER)


def refuse_keeping_own_register(user) -> Refusal | None:
    """本人回避 is for those who work on the review without judging."""
    return _not_of_the_staff(user)


def refuse_staff_declaring(user, nomination, explanation: str) -> Refusal | None:
    """One of the staff declares for himself, once, until the nomination is named or has ended."""
    return (
        _not_of_the_staff(user)
        or _over(nomination)
        or _kept_away_already(user, nomination)
        or refuse_without_words(explanation, "回避说明")
    )


def refuse_staff_ordering(user, person, nomination, explanation: str) -> Refusal | None:
    """The office orders, with a reason, that somebody of the staff keeps away."""
    return (
        refuse_others(user, "决定工作人员回避")
        or _not_of_the_staff(person)
        or _over(nomination)
        or _kept_away_already(person, nomination)
        or refuse_without_words(explanation, "回避理由")
    )


def _not_of_the_staff(person) -> Refusal | None:
    if person.holds(*STAFF):
        return None
    return Refusal(
        "not_of_the_staff",
        "工作人员回避只登记评审办公室、监督、主席办公会成员和秘书。",
        "评审专家请在“申明回避”中办理。",
    )


def _over(nomination) -> Refusal | None:
    if nomination.state not in (*ENDED, State.HONOURED, State.REVOKED):
        return None
    return Refusal("over", f"此件现为“{nomination.get_state_display()}”，评审已经办结。", "无须登记回避。", status=409)


def _kept_away_already(person, nomination) -> Refusal | None:
    if not StaffRecusal.objects.filter(user=person, nomination=nomination).exists():
        return None
    return Refusal("already_recused", "此人对该件已经回避。", "无须重复办理。", status=409)


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
