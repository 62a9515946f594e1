"""Who stands where: the office, the reader, the party; and the parts nobody may hold twice."""

from accounts.states import Role
from common.refusals import Refusal
from honours.rules.naming import is_for, refuse_not_office
from nominations.rules import refuse_second_part


def may_read(user) -> bool:
    """案件 are read by the review office and by supervision."""
    return user.is_authenticated and user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION)


def refuse_any_part(user, nominations) -> Refusal | None:
    """Nobody looks into or decides on a nomination in which he took part, or on his own."""
    for nomination in nominations:
        if refusal := refuse_second_part(user, nomination, "find"):
            return refusal
    return None


def refuse_not_a_party(user, nomination) -> Refusal | None:
    """本人、推荐或报送单位的经办人."""
    if is_for(user, nomination):
        return None
    return Refusal("not_a_party", "陈述申辩和申诉由本人或推荐、报送单位提出。", "书面材料请交评审办公室登记。")


def handled(word) -> Refusal:
    """办理在先: somebody else was quicker."""
    return Refusal(
        "already_handled", f"此件现为“{word}”，不能再办理这一步。", "请刷新页面，按现在的进程办理。", status=409
    )


def incomplete(message, remedy) -> Refusal:
    """Something compulsory is missing."""
    return Refusal("incomplete", message, remedy, status=409)


__all__ = [
    "handled",
    "incomplete",
    "is_for",
    "may_read",
    "refuse_any_part",
    "refuse_not_a_party",
    "refuse_not_office",
]
