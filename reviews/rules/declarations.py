"""委员申报的事项: the member states them, the office may correct them; what makes a conflict is not taken out by oneself."""

from common.refusals import Refusal
from reviews.rules.committee import refuse_vacant
from reviews.rules.office import refuse_others, refuse_without_words


def refuse_stating(user, member) -> Refusal | None:
    """One's own facts, or the office's correction, while the seat is held or offered."""
    return _not_concerned(user, member) or refuse_vacant(member)


def refuse_correcting(user, member, reason: str) -> Refusal | None:
    """What the office changes in another's statement has a reason."""
    if member.user_id == user.pk:
        return refuse_stating(user, member)
    return (
        refuse_others(user, "更正委员申报的事项") or refuse_vacant(member) or refuse_without_words(reason, "更正理由")
    )


def refuse_taking_out(user, member, reason: str, *, is_drawn: bool) -> Refusal | None:
    """Once files were drawn to the member, only the office takes out what makes a conflict."""
    return refuse_correcting(user, member, reason) or _drawn(user, member, is_drawn)


def _not_concerned(user, member) -> Refusal | None:
    if member.user_id == user.pk:
        return None
    return refuse_others(user, "登记委员申报的事项")


def _drawn(user, member, is_drawn: bool) -> Refusal | None:
    if not is_drawn or member.user_id != user.pk:
        return None
    return Refusal(
        "drawn",
        "评审件已经分派，已申报的任职和关系不能自行移去，只能补充。",
        "填写有误的，请评审办公室说明理由后更正。",
        status=409,
    )
