"""Verbs of this room: impose, lift, let end, remind. A ban is never deleted and never shortened otherwise."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import add_years, plain_day_words, today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import owe_rendered
from sanctions import queries, rules
from sanctions.models import Ban

REMIND_DAYS = 30  # days before the end at which the office is reminded once


@transaction.atomic
def impose(
    *,
    kind,
    subject_hash,
    subject_name,
    ground,
    decision_number,
    found_on,
    years,
    by,
    organisation=None,
    account=None,
    now=None,
):
    """禁报 (沪工总经〔2015〕260号 五(三)): N years by the calendar from the day of the finding.

    A second finding is a second row; the gate reads the longest that stands. ``organisation`` names the nominating body of
    a ban on one, ``account`` the expert. What is under way is held by the worker (nominations.tasks.hold_the_banned).
    """
    now = now or clock.now()
    insist(
        rules.refuse_imposition(
            by,
            subject_hash=subject_hash,
            ground=ground,
            decision_number=decision_number,
            found_on=found_on,
            years=years,
            now=now,
            kind=kind,
            of=organisation or account,
        )
    )
    ban = Ban(
        subject_kind=kind,
        subject_hash=subject_hash,
        organisation=organisation,
        account=account,
        subject_name=subject_name.strip(),
        ground=ground.strip(),
        decision_number=decision_number.strip(),
        since=found_on,
        until=add_years(found_on, years),
        imposed_at=now,
        imposed_by=by,
    )
    ban.full_clean()
    ban.save()
    record(
        "ban.imposed",
        by=by,
        on=ban,
        at=now,
        after="禁报",
        reason=ban.ground,
        decision_number=ban.decision_number,
        until=ban.until.isoformat(),
    )
    return ban


@transaction.atomic
def lift(ban, *, reason, by, now=None):
    """解除禁报 on appeal, with the reason; the row stays in the register."""
    now = now or clock.now()
    ban = queries.locked(ban.pk)
    insist(rules.refuse_lifting(by, ban, reason=reason, now=now))
    ban.lifted_at, ban.lifted_by, ban.lift_reason = now, by, reason.strip()
    ban.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    record("ban.lifted", by=by, on=ban, at=now, before="禁报", after="解除", reason=ban.lift_reason)
    return ban


@transaction.atomic
def end_due(*, now=None):
    """期满: write down the end of every ban whose last day is over. The gate itself reads the dates."""
    now = now or clock.now()
    ended = list(queries.due_to_end(today(now)).select_for_update(skip_locked=True))
    for ban in ended:
        ban.ended_at = now
    Ban.objects.bulk_update(ended, ["ended_at"])
    record_all(entry_for("ban.ended", by=None, on=ban, at=now, before="禁报", after="期满") for ban in ended)
    return len(ended)


@transaction.atomic
def remind_due(*, now=None):
    """期满前提醒: one letter to the review office per ban, once."""
    now = now or clock.now()
    ending = list(queries.due_to_be_reminded_of(today(now), REMIND_DAYS).select_for_update(skip_locked=True))
    office = list(people_with(Role.REVIEW_OFFICE, on=today(now))) if ending else []
    for ban in ending:
        ban.reminded_at = now
        owe_rendered(
            "ban_ending",
            to=office,
            about=reverse("sanctions:ban", args=[ban.pk]),
            at=now,
            ban=ban,
            last_day=plain_day_words(ban.until),
        )
    Ban.objects.bulk_update(ending, ["reminded_at"])
    record_all(entry_for("ban.reminded", by=None, on=ban, at=now) for ban in ending)
    return len(ending)
