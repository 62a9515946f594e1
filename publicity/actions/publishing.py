"""发布: words, dates and list are sealed, and every name takes the step onto the notice (沪工总经〔2015〕260号 三(四))."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import moment_words, today
from common.refusals import insist
from common.worker import nudge
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, owe_rendered, rendered
from nominations.states import State
from publicity import queries, rules, wording
from publicity.actions.counting import set_dates
from publicity.sealing import seal_of
from publicity.states import CorrectionKind, NameState
from seasons.queries import calendar as holiday_calendar


@transaction.atomic
def publish(notice, *, by, now=None):
    """发布公示: seal words, dates and list; new names step onto the notice, those of a correction stand on it already."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    if notice.corrects_id:
        queries.locked_notice(notice.corrects_id)  # an act on the former waits, and then finds itself too late
    nominations = queries.locked_nominations(notice.names.values_list("nomination_id", flat=True))
    insist(rules.refuse_publication(by, notice, holiday_calendar(), now=now))
    return seal(notice, nominations, by=by, now=now)


@transaction.atomic
def schedule(notice, *, moment, by, now=None):
    """定时发布: at a set minute, by the timetable; every rule of publication is asked now and once more then."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_scheduling(by, notice, holiday_calendar(), moment=moment, now=now))
    notice.scheduled_for, notice.scheduled_by, notice.schedule_refusal = moment, by, ""
    notice.save(update_fields=["scheduled_for", "scheduled_by", "schedule_refusal"])
    record("notice.scheduled", by=by, on=notice, at=now, until=moment_words(moment))
    return notice


@transaction.atomic
def unschedule(notice, *, by, now=None):
    """取消定时: the draft may be changed again, and is published by hand."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_unscheduling(by, notice))
    former = moment_words(notice.scheduled_for)
    notice.scheduled_for = notice.scheduled_by = None
    notice.save(update_fields=["scheduled_for", "scheduled_by"])
    record("notice.unscheduled", by=by, on=notice, at=now, before=former)
    return notice


def publish_due(*, now=None) -> int:
    """What the timetable does each minute: publish what is due, each by itself; what is refused waits for the officer."""
    now = now or clock.now()
    return sum(_publish_on_time(pk, now) for pk in queries.due_to_publish(now))


@transaction.atomic
def _publish_on_time(pk, now):
    notice = queries.locked_notice(pk)
    if notice.is_published or notice.scheduled_for is None or notice.scheduled_for > now:  # somebody was quicker
        return False
    calendar = holiday_calendar()
    if rules.first_day_at(notice, now) > notice.opens_on and notice.correction_kind != CorrectionKind.SLIP:
        refusal = _counted_anew(notice, calendar, now)
    else:
        refusal = None
    nominations = queries.locked_nominations(notice.names.values_list("nomination_id", flat=True))
    refusal = refusal or rules.refuse_timed_publication(notice, calendar, now=now)
    if refusal is not None:
        _give_up(notice, refusal, now)
        return False
    seal(notice, nominations, by=notice.scheduled_by, now=now)
    return True


def _counted_anew(notice, calendar, now):
    """Late by a day or more: the period begins on the real day, so that it is as long as it must be."""
    opens_on = rules.first_day_at(notice, now)
    if refusal := rules.refuse_dates(notice.rulebook, calendar, opens_on):
        return refusal
    set_dates(notice, calendar, opens_on, today(notice.closes_at))
    notice.save(update_fields=["opens_on", "closes_at", "counted"])
    return None


def _give_up(notice, refusal, now):
    """A set hour that cannot be kept is taken back, said on the page, and written to the officers."""
    notice.schedule_refusal = f"{refusal.message}{refusal.remedy}"[:500]
    missed, notice.scheduled_for, notice.scheduled_by = notice.scheduled_for, None, None
    notice.save(update_fields=["scheduled_for", "scheduled_by", "schedule_refusal"])
    record("notice.schedule_missed", by=None, on=notice, at=now, reason=refusal.message, before=moment_words(missed))
    owe_rendered(
        "notice_schedule_missed",
        to=queries.publicity_officers(),
        about=reverse("publicity:managed", args=[notice.pk]),
        at=now,
        notice=notice,
        missed=moment_words(missed),
        refusal=refusal,
    )


def seal(notice, nominations, *, by, now):
    """The steps of a publication whose rules have been asked."""
    names = list(notice.names.order_by("position"))
    notice.sealed_closes_at = notice.closes_at
    notice.list_hash = seal_of(notice, names)
    notice.published_at, notice.published_by = now, by
    notice.save(update_fields=["sealed_closes_at", "list_hash", "published_at", "published_by"])
    if notice.is_correction:
        told = [nominations[one.nomination_id] for one in names if one.is_touched]
        _correct(notice, told, by, now)
    else:
        told = list(nominations.values())
        record_all(_stepped(notice, told, by, now))
    record("notice.published", by=by, on=notice, at=now, names=len(names), hash=notice.list_hash)
    _tell(notice, told, now)
    nudge("publicity.keep_copies")
    return notice


def _correct(notice, touched, by, now):
    """更正: whom it touches begins anew, and the former has the correction on its record."""
    record_all(_renewed(notice, touched, by, now))
    notice.names.filter(is_touched=True, state=NameState.PASSED).update(state=NameState.SHOWN)
    record(
        "notice.corrected",
        by=by,
        on=notice.corrects,
        at=now,
        reason=notice.correction_reason,
        correction=notice.get_correction_kind_display(),
        notice=notice.number,
    )


def _stepped(notice, nominations, by, now):
    """公示: every name of a new list takes the step onto it."""
    entries = []
    for nomination in nominations:
        before = nomination.state
        if notice.rulebook.notice_before_approval:
            nomination.publicise(at=now)
        else:
            nomination.publicise_approved(at=now)
        nomination.save(update_fields=["state", "state_since"])
        entries.append(
            entry_for(
                "nomination.publicised",
                by=by,
                on=nomination,
                at=now,
                before=before,
                after=nomination.state,
                notice=notice.number,
            )
        )
    return entries


def _renewed(notice, nominations, by, now):
    """实质更正: the time of these names begins anew; whose time was over goes back before the public."""
    entries = []
    for one in nominations:
        moved = {}
        if one.state == State.NOTICE_PASSED:
            one.publicise_anew(at=now)
            one.save(update_fields=["state", "state_since"])
            moved = {"before": State.NOTICE_PASSED, "after": one.state}
        if one.state in (State.ON_NOTICE, State.CONTESTED):
            entries.append(entry_for("nomination.notice_renewed", by=by, on=one, at=now, notice=notice.number, **moved))
    return entries


def _tell(notice, nominations, now):
    """Candidates learn that they stand on the notice, filing bodies which of theirs do."""
    about = notice.get_absolute_url()
    words = {"notice": notice, "period": wording.period_words(notice)}
    subject, body = rendered("notice_candidate", **words)
    owed = [
        letter_for("notice_candidate", to=person, subject=subject, body=body, about=about, at=now)
        for person in queries.candidates_of(nominations)
    ]
    bodies = {}
    for one in nominations:
        if one.filing_body_id:
            bodies.setdefault(one.filing_body_id, []).append(one)
    for body_id, people in queries.clerks_of_bodies(bodies).items():
        subject, body = rendered("notice_filing_body", names=bodies[body_id], **words)
        owed += [
            letter_for("notice_filing_body", to=person, subject=subject, body=body, about=about, at=now)
            for person in {one.pk: one for one in people}.values()
        ]
    owe_all(owed)
