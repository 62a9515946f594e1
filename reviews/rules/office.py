"""Who runs the review: the review office acts, supervision reads."""

from accounts.states import Role
from common.refusals import Refusal


def refuse_reading(user) -> Refusal | None:
    """The pages of the office: the review office works here, supervision reads."""
    if user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION):
        return None
    return Refusal(
        "not_review_office", "评审安排只供评审办公室和监督人员查看。", "如需了解评审情况，请与评审办公室联系。"
    )


def refuse_others(user, act: str) -> Refusal | None:
    """Only the review office keeps committee, rounds and rankings."""
    if user.holds(Role.REVIEW_OFFICE):
        return None
    return Refusal("not_review_office", f"只有评审办公室可以{act}。", "请由评审办公室的工作人员办理。")


def refuse_without_words(words: str, what: str) -> Refusal | None:
    """A reason is compulsory."""
    if words.strip():
        return None
    return Refusal("no_reason", f"尚未填写{what}。", f"请写明{what}后办理。", status=409)


def refuse_closed_round(round, act: str) -> Refusal | None:
    """A closed round takes nothing more."""
    if round.closed_at is None:
        return None
    return Refusal(
        "round_closed", f"{round.name}已经结束，不能{act}。", "如确需变更，请由评审办公室另开轮次。", status=409
    )
