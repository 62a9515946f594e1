"""After the resolution: an approval that no longer is what was seen, and reserves who move up."""

from django.db import transaction

from common import clock
from common.refusals import insist
from decisions import queries, rules
from decisions.queries import approvals
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.actions.telling import tell_nominators
from nominations.states import State
from seasons.queries import locked_season

APPROVED = ["state", "state_since", "approved_at", "resolution_number"]


@transaction.atomic
def lapse(item, *, by, now=None):
    """登记审定失效: the change is written down, and the name is put before a sitting again.

    Where the notice followed the sitting and has passed, the name stays where it is and waits for a confirmation.
    """
    now = now or clock.now()
    item = approvals.locked_line(item.pk)
    nomination = queries.locked_nominations([item.nomination_id])[item.nomination_id]
    changed = approvals.changed_since_approval([nomination], now).get(nomination.pk, "")
    insist(rules.refuse_lapse(by, item, nomination, changed=changed, now=now))
    item.lapsed_at, item.lapsed_because = now, f"{changed}。"
    item.save(update_fields=["lapsed_at", "lapsed_because"])
    before = nomination.state
    if nomination.state == State.APPROVED:
        step = nomination.lapse if item.sitting.rulebook.notice_before_approval else nomination.lapse_before_notice
        step(at=now)
        nomination.save(update_fields=APPROVED)
    record(
        "nomination.approval_lapsed",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        reason=item.lapsed_because,
        resolution=item.sitting.resolution.number,
    )
    _tell("approval_lapsed", item, nomination, now=now, because=item.lapsed_because)
    return item


@transaction.atomic
def call_up(item, *, by, now=None):
    """递补: the next reserve of the resolution, into a place that has become free.

    Where the notice follows the sitting he is approved and goes on notice by himself; where it came first he goes back for
    a notice of his own, unless the rulebook asks for none.
    """
    now = now or clock.now()
    locked_season(item.sitting.season_id)
    item = approvals.locked_line(item.pk)
    item.nomination = nomination = queries.locked_nominations([item.nomination_id])[item.nomination_id]
    insist(rules.refuse_calling_up(by, item, now=now))
    item.called_up_at = now
    item.save(update_fields=["called_up_at"])
    before, number, rulebook = nomination.state, item.sitting.resolution.number, item.sitting.rulebook
    before_notice = not rulebook.notice_before_approval
    if before_notice:
        nomination.approve_before_notice(at=now, resolution_number=number)
    elif rulebook.reserve_needs_notice:
        nomination.call_up(at=now)
    else:
        nomination.approve(at=now, resolution_number=number)
    nomination.save(update_fields=APPROVED)
    record(
        "nomination.called_up", by=by, on=nomination, at=now, before=before, after=nomination.state, resolution=number
    )
    _tell(
        "reserve_called_up", item, nomination, now=now, owes_notice=nomination.state != State.APPROVED or before_notice
    )
    return item


@transaction.atomic
def seat_reserve(item, *, by, now=None):
    """递补生效: his own notice has passed, and the resolution that ranked him approves him."""
    now = now or clock.now()
    item = approvals.locked_line(item.pk)
    item.nomination = nomination = queries.locked_nominations([item.nomination_id])[item.nomination_id]
    insist(rules.refuse_seating(by, item, now=now))
    before, number = nomination.state, item.sitting.resolution.number
    nomination.approve(at=now, resolution_number=number)
    nomination.save(update_fields=APPROVED)
    record(
        "nomination.approved", by=by, on=nomination, at=now, before=before, after=nomination.state, resolution=number
    )
    tell_nominators("sitting_outcome", [nomination], at=now, resolution=item.sitting.resolution)
    return item


def _tell(kind, item, nomination, *, now, **words):
    """函告: whoever nominated, the clerks of the filing body, the offices that carry the resolution out."""
    owe_rendered(
        kind,
        to=approvals.told_of(nomination),
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        resolution=item.sitting.resolution.number,
        **words,
    )
