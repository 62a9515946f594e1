"""受理与否: refused on a coded ground, or taken up by an inquiry that holds this name only."""

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from publicity import queries, rules
from publicity.actions.holding import go_on, hold
from publicity.states import ObjectionState
from seasons import working_days
from seasons.queries import calendar as holiday_calendar


@transaction.atomic
def refuse_objection(objection, *, ground, note, by, now=None):
    """不予受理, on a coded ground; a name whose notice is over passes when nothing else stands against it."""
    now = now or clock.now()
    name = queries.locked_name(objection.notice_name_id)
    objection = queries.locked_objection(objection.pk)
    objection.notice_name = name
    insist(rules.refuse_refusing(by, objection, ground=ground, note=note))
    before = objection.state
    objection.state, objection.refusal_ground, objection.refusal_note = ObjectionState.REFUSED, ground, note.strip()
    objection.decided_by, objection.decided_at, objection.closed_at = by, now, now
    objection.save(update_fields=["state", "refusal_ground", "refusal_note", "decided_by", "decided_at", "closed_at"])
    record("objection.refused", by=by, on=objection, at=now, before=before, after=objection.state, reason=note)
    go_on(name, by=by, now=now)
    return objection


@transaction.atomic
def open_inquiry(objection, *, assignee, by, now=None):
    """受理并核查: this name is held, the others go on."""
    now = now or clock.now()
    name = queries.locked_name(objection.notice_name_id)
    objection = queries.locked_objection(objection.pk)
    objection.notice_name = name
    insist(rules.refuse_inquiry(by, objection, assignee))
    objection.due_on = counted_due(name.notice.rulebook.inquiry_working_days, now)
    before = objection.state
    objection.state, objection.assignee = ObjectionState.INQUIRY, assignee
    objection.decided_by, objection.decided_at = by, now
    objection.save(update_fields=["state", "assignee", "due_on", "decided_by", "decided_at"])
    tell_opened(objection, before=before, by=by, now=now)
    return objection


def counted_due(days, now):
    """The last of so many working days from tomorrow; refused where the year's list of holidays is not loaded."""
    calendar = holiday_calendar()
    insist(working_days.refuse_counting(calendar, today(now), days, first_day_counts=False))
    return working_days.count(calendar, today(now), days, first_day_counts=False).end


def tell_opened(objection, *, before, by, now):
    """The name is held, the inquirer told."""
    record(
        "inquiry.opened",
        by=by,
        on=objection,
        at=now,
        before=before,
        after=objection.state,
        assignee=objection.assignee.full_name,
    )
    hold(objection.notice_name, by=by, now=now)
    tell_assignee(objection, now)


def tell_assignee(objection, now):
    """请承办核查."""
    owe_rendered(
        "inquiry_assigned",
        to=objection.assignee,
        about=objection.get_absolute_url(),
        at=now,
        objection=objection,
        name=objection.notice_name,
    )
