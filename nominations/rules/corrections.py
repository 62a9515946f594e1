"""补正期限: when it may be extended."""

from accounts.states import Role
from common.dates import plain_day_words, today
from common.refusals import Refusal
from nominations.rules.standing import refuse_out_of_turn, refuse_without_words
from nominations.states import State


def refuse_extending_correction(user, nomination, *, until, reason, now):
    """延长补正期限: the review office, while the correction is open, to a later day, with a reason."""
    return (
        refuse_extending_at_all(user, nomination)
        or _refuse_no_later(nomination, until, now)
        or refuse_without_words(reason, "延长补正期限的理由")
    )


def refuse_extending_at_all(user, nomination):
    """Who and when, before a day is named."""
    if not user.holds(Role.REVIEW_OFFICE):
        return Refusal("not_the_office", "补正期限由市总工会评审办公室延长。", "请与评审办公室联系。")
    return refuse_out_of_turn(nomination, "延长补正期限", State.CORRECTING)


def _refuse_no_later(nomination, until, now):
    if until > nomination.correction_due and until >= today(now):
        return None
    return Refusal(
        "no_later",
        f"现定期限为{plain_day_words(nomination.correction_due)}，延长后的期限须晚于该日，且不早于今日。",
        "请另选一日。",
        status=409,
    )
