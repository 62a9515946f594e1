"""Pay what is owed: each letter on each of its ways, at least once, again after a failure."""

from datetime import timedelta

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger.actions import record
from letters import queries, rules
from letters.actions.owing import nudge_after_commit
from letters.carriers import NeverCarried, NotCarried, carriers
from letters.models import Dispatch
from letters.states import MOST_ATTEMPTS, Way


def deliver_owed(*, now=None, most: int = 500) -> int:
    """Send what is due, each letter in a transaction of its own; the answer is how many were delivered.

    Two workers share the work out by row locks (SKIP LOCKED). A worker killed between the carrier and the commit sends
    that letter again: at least once, under the same reference. Five failures in a row end the round of that way: the
    carrier itself is down, and the next round will find the rest.
    """
    now = now or clock.now()
    return sum(_round(way, carrier, now=now, most=most) for way, carrier in carriers())


def _round(way, carrier, *, now, most):
    carrier = carrier()
    delivered, failures, last = 0, 0, 0
    try:
        for _ in range(most):
            with transaction.atomic():
                dispatch = queries.next_due(way, after=last, now=now)
                if dispatch is None:
                    break
                last = dispatch.pk
                sent = _send(dispatch, carrier, now)
            delivered, failures = delivered + sent, 0 if sent else failures + 1
            if failures == 5:
                break
    finally:
        carrier.close()
    return delivered


def _send(dispatch, carrier, now) -> bool:
    dispatch.attempts += 1
    letter = dispatch.letter
    try:
        carrier.carry(letter)
    except NotCarried as error:
        if isinstance(error, NeverCarried):
            dispatch.attempts = MOST_ATTEMPTS
        dispatch.last_error = str(error)[:300]
        dispatch.retry_at = now + timedelta(minutes=2 ** min(dispatch.attempts, 9))
        dispatch.save(update_fields=["attempts", "last_error", "retry_at"])
        return False
    dispatch.sent_at, dispatch.last_error, dispatch.retry_at = now, "", None
    dispatch.save(update_fields=["attempts", "sent_at", "last_error", "retry_at"])
    if letter.delivered_at is None:
        letter.delivered_at = now
        letter.save(update_fields=["delivered_at"])
    return True


@transaction.atomic
def send_again(letter, *, by, now=None):
    """再次送出: count the attempts of a failed letter from the beginning; by mail, where an address has come since."""
    now = now or clock.now()
    letter = queries.locked(letter.pk)
    insist(rules.refuse_sending_again(by, letter))
    letter.dispatches.filter(queries.OWED).update(attempts=0, retry_at=None)
    if letter.recipient.email:
        Dispatch.objects.get_or_create(letter=letter, way=Way.EMAIL)
    record("letter.sent_again", by=by, on=letter, at=now, recipient=letter.recipient.full_name)
    nudge_after_commit()
    return letter
