"""到会: who is there when the vote opens, who comes later, who leaves."""

from django.db import transaction

from common import clock
from common.refusals import insist
from decisions import queries, rules
from ledger.actions import record


@transaction.atomic
def mark_present(sitting, users, *, by, now=None):
    """登记到会: exactly these members are present."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    users = list(users)
    insist(rules.refuse_attendance(by, sitting, users))
    sitting.members.update(is_present=False)
    sitting.members.filter(user__in=users).update(is_present=True)
    record("sitting.present_marked", by=by, on=sitting, at=now, present=[one.full_name for one in users])
    return sitting


@transaction.atomic
def arrive(sitting, user, *, by, now=None):
    """表决开始后到会: from now on the member is present and may vote."""
    return _move(sitting, user, rules.refuse_arrival, "sitting.arrived", by, now, is_present=True)


@transaction.atomic
def leave(sitting, user, *, by, now=None):
    """离会: what the member has voted stands; for the other names he is not present."""
    return _move(sitting, user, rules.refuse_departure, "sitting.left", by, now, is_present=False)


def _move(sitting, user, refuse, act, by, now, *, is_present):
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    seat = queries.seat_of(sitting, user)
    insist(refuse(by, sitting, seat))
    assert seat is not None  # the rule has refused whoever has no seat
    seat.is_present = is_present
    if is_present:
        seat.arrived_at, seat.left_at = now, None
    else:
        seat.left_at = now
    seat.save(update_fields=["is_present", "arrived_at", "left_at"])
    record(act, by=by, on=sitting, at=now, member=user.full_name)
    return seat
