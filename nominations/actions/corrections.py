"""补正期限: the reminder before it ends, and its extension for one file (民法典 第二百零一条)."""

from django.db import transaction

from common import clock
from common.dates import day_words, today
from common.refusals import insist
from ledger.actions import record
from nominations import queries
from nominations.actions.screening import write_to_nominators
from nominations.models import CorrectionReminder
from nominations.queries import screening
from nominations.rules import corrections as rules
from nominations.states import State


@transaction.atomic
def extend_correction(nomination, *, by, until, reason, now=None):
    """延长补正期限: by the review office for one file, to a named day."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_extending_correction(by, nomination, until=until, reason=reason, now=now))
    former, nomination.correction_due = nomination.correction_due, until
    nomination.save(update_fields=["correction_due"])
    record(
        "nomination.correction_extended",
        by=by,
        on=nomination,
        at=now,
        reason=reason.strip(),
        former=former.isoformat(),
        due=until.isoformat(),
    )
    write_to_nominators("nomination_correction_extended", nomination, now, due=day_words(until), reason=reason.strip())
    return nomination


def remind_corrections(*, now=None):
    """补正期满提醒: whoever has not filed again reads how long there is; answers how many were reminded."""
    now = now or clock.now()
    return sum(_reminded(pk, now) for pk in screening.corrections_to_remind(today(now)))


@transaction.atomic
def _reminded(pk, now):
    nomination = queries.locked(pk)
    if nomination.state != State.CORRECTING or nomination.correction_due < today(now):
        return 0  # filed again or handled since the list was read
    due = nomination.correction_due
    _, is_new = CorrectionReminder.objects.get_or_create(nomination=nomination, due=due, defaults={"at": now})
    if not is_new:
        return 0
    record("nomination.correction_reminded", by=None, on=nomination, at=now, due=due.isoformat())
    write_to_nominators("nomination_correction_reminder", nomination, now, due=day_words(due))
    return 1
