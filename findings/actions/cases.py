"""初核、核查、告知、陈述申辩、不予认定 (沪工总经〔2015〕260号 五(三))."""

from datetime import timedelta

from django.db import transaction

from common import clock
from common.dates import plain_day_words, today
from common.refusals import Refusal, insist
from findings.models import CaseSubject, Statement
from findings.queries import cases
from findings.rules import cases as rules
from findings.rules import findings as deciding
from findings.states import UNDER_INQUIRY, CaseState
from honours.actions.payments import hold_under_inquiry, resume_after_inquiry
from ledger.actions import record
from ledger.origin import concerning
from letters.actions import owe_rendered
from seasons import working_days
from seasons.queries import calendar

ONE_DAY = timedelta(days=1)


@transaction.atomic
def decline(case, *, ground, note, by, now=None):
    """不予立案, on a coded ground; the holder of the receipt reads it."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    insist(rules.refuse_declining(by, case, ground=ground, note=note))
    case.decline_ground, case.decline_note = ground, note.strip()
    case.screened_by = case.closed_by = by
    case.screened_at = case.closed_at = now
    return _move(case, CaseState.DECLINED, "case.declined", by=by, now=now, reason=case.decline_note, ground=ground)


@transaction.atomic
def take_up(case, nominations, *, assignee, by, now=None):
    """立案核查: whose nominations it is about, who inquires, until when."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    insist(rules.refuse_taking_up(by, case, nominations, assignee))
    case.due_on = office_days_from(now, nominations[0].rulebook.case_working_days)
    known = {one.nomination_id for one in cases.subjects_of(case)}
    CaseSubject.objects.bulk_create(
        CaseSubject(case=case, nomination=one) for one in nominations if one.pk not in known
    )
    case.assignee, case.screened_by, case.screened_at = assignee, by, now
    _move(case, CaseState.INQUIRY, "case.taken_up", by=by, now=now, assignee=assignee.full_name, count=len(nominations))
    with concerning(case.reference):
        for payment in cases.payments_of(case):
            hold_under_inquiry(payment, note=f"{case.reference}案核查期间暂缓。", by=by, now=now)
    owe_rendered("case_assigned", to=assignee, about=case.get_absolute_url(), at=now, case=case)
    return case


@transaction.atomic
def hold_money_since(*, now=None) -> int:
    """暂缓 the money of those who were named while an inquiry into them lasts; harmless when sent twice."""
    now = now or clock.now()
    held = 0
    for case in cases.with_money_to_hold():
        case = cases.locked(case.pk)
        if case.state not in UNDER_INQUIRY:  # decided in this very moment
            continue
        with concerning(case.reference):
            for payment in cases.money_to_hold(case):
                hold_under_inquiry(payment, note=f"{case.reference}案核查期间暂缓。", by=None, now=now)
                held += 1
    return held


def hold_what_stands_again(payment, *, by, now):
    """暂缓 within the act that reinstates a payment: whoever it belongs to may be under inquiry for something else.

    The payment is locked already: a case taken up or closed at this moment waits for it, or has been waited for.
    """
    for case in cases.inquiring_into(payment):
        with concerning(case.reference):
            payment = hold_under_inquiry(payment, note=f"{case.reference}案核查期间暂缓。", by=by, now=now)
    return payment


@transaction.atomic
def tell(case, *, report, ground, facts, bans_person, bans_unit, by, now=None):
    """拟认定告知: the inquiry is over; the parties are told what is held against them and until when they may answer."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    insist(
        rules.refuse_telling(
            by, case, report=report, ground=ground, facts=facts, bans_person=bans_person, bans_unit=bans_unit
        )
    )
    case.report, case.ground, case.facts = report.strip(), ground, facts.strip()
    case.bans_person, case.bans_unit = bans_person, bans_unit
    subjects = cases.subjects_of(case)
    case.told_at = now
    case.respond_by = days_from(now, subjects[0].nomination.rulebook.hearing_working_days)
    _move(case, CaseState.HEARING, "case.told", by=by, now=now, due_on=case.respond_by.isoformat(), ground=ground)
    for subject in subjects:
        owe_rendered(
            "case_told",
            to=readers_of(subject.nomination),
            about=subject.get_absolute_url(),
            at=now,
            case=case,
            nomination=subject.nomination,
            until=plain_day_words(case.respond_by),
        )
    return case


@transaction.atomic
def close_inquiry(case, *, report, reason, by, now=None):
    """查无实据: the inquiry ends without anything being held against anybody."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    insist(rules.refuse_closing_inquiry(by, case, report=report, reason=reason))
    case.report = report.strip()
    return _clear(case, reason, by=by, now=now)


@transaction.atomic
def clear(case, *, reason, by, now=None):
    """不予认定 after the hearing; the parties are told."""
    now = now or clock.now()
    case = cases.locked(case.pk)
    subjects = cases.subjects_of(case)
    insist(deciding.refuse_clearing(by, case, subjects, reason=reason, now=now))
    _clear(case, reason, by=by, now=now)
    for subject in subjects:
        owe_rendered(
            "case_cleared",
            to=readers_of(subject.nomination),
            about=subject.get_absolute_url(),
            at=now,
            case=case,
            nomination=subject.nomination,
        )
    return case


@transaction.atomic
def state(subject, *, party, way, text, by, now=None):
    """陈述申辩: by the party, or on paper written down by the inquirer."""
    now = now or clock.now()
    subject.case = cases.locked(subject.case_id)
    insist(rules.refuse_statement(by, subject, party=party, way=way, text=text))
    said = Statement.objects.create(subject=subject, party=party, way=way, text=text.strip(), made_at=now, made_by=by)
    with concerning(subject.case.reference):
        record("case.stated", by=by, on=subject.case, at=now, party=party, way=way, nomination=str(subject))
    owe_rendered(
        "case_stated", to=subject.case.assignee, about=subject.case.get_absolute_url(), at=now, case=subject.case
    )
    return said


def days_from(now, days):
    """The last of so many working days from tomorrow on; refused for a year whose holidays are not loaded."""
    insist(working_days.refuse_counting(calendar(), today(now), days, first_day_counts=False))
    return working_days.count(calendar(), today(now), days, first_day_counts=False).end


def office_days_from(now, days):
    """The same for the office's own deadlines: a year not loaded yet is counted by its weekdays, and holds nothing up."""
    counted = calendar().count(today(now), days, first_day_counts=False)
    return weekdays_from(today(now), days) if isinstance(counted, Refusal) else counted.end


def weekdays_from(day, days):
    """So many days from Monday to Friday after this one.

    >>> from datetime import date
    >>> weekdays_from(date(2027, 12, 30), 2)
    datetime.date(2028, 1, 3)
    """
    while days:
        day += ONE_DAY
        days -= day.weekday() < 5
    return day


def readers_of(nomination):
    """Who reads for the party: the candidate and whoever drafted."""
    return [one for one in (nomination.candidate, nomination.drafted_by) if one is not None]


def _clear(case, reason, *, by, now):
    case.clear_reason, case.closed_by, case.closed_at = reason.strip(), by, now
    _move(case, CaseState.CLEARED, "case.cleared", by=by, now=now, reason=case.clear_reason)
    let_money_go(case, by=by, now=now)
    return case


def let_money_go(case, *, by, now):
    """What the inquiry held goes on."""
    with concerning(case.reference):
        resume_after_inquiry(cases.payments_of(case), why=f"{case.reference}案核查已办结", by=by, now=now)


def _move(case, state, act, *, by, now, reason="", **detail):
    before, case.state = case.state, state
    case.save()
    with concerning(case.reference):
        record(act, by=by, on=case, at=now, before=before, after=state, reason=reason, **detail)
    return case
