"""公示办结: names pass when their time is over; before that a calendar that has changed is heard (三(四))."""

from django.db import transaction

from common import clock
from common.dates import at_time, moment_words
from common.refusals import insist
from common.worker import nudge
from ledger.actions import record, record_all
from letters.actions import owe_rendered
from nominations.actions.telling import tell_nominators
from nominations.states import State
from publicity import queries, rules, wording
from publicity.actions.counting import written_out
from publicity.actions.passing import let_pass
from publicity.models import NoticeExtension
from publicity.states import NameState
from seasons.queries import calendar as holiday_calendar


@transaction.atomic
def close_notice(notice, *, by=None, now=None):
    """公示办结: names without an open objection pass; names held stay held until their inquiry is concluded.

    A name under a ban does not pass either; the finding behind the ban takes it off the road. What this notice corrects
    is closed with it. ``by`` is None where the timetable closes it.
    """
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    insist(rules.refuse_closing(by, notice, now=now, calendar=holiday_calendar()))
    notice.closed_at = now
    notice.save(update_fields=["closed_at"])
    queries.formers_of(notice).filter(closed_at__isnull=True).update(closed_at=now)
    names = list(notice.names.all())
    passed, gone = _pass(notice, names, by=by, now=now)
    held = len(names) - len(gone) - notice.names.filter(state=NameState.PASSED).count()
    record("notice.closed", by=by, on=notice, at=now, passed=passed, held=held)
    nudge("publicity.keep_copies")
    return notice


@transaction.atomic
def pass_elapsed(notice, *, now=None) -> int:
    """先行期满: names that a material correction has not touched pass when their own time is over."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    if notice.is_closed or notice.replaced_by:
        return 0
    names = [
        one
        for one in notice.names.select_related("clock__rulebook")
        if one.clock_id and one.clock.closes_at <= now and not queries.required_outlets_missing(one.clock)
    ]
    passed, _ = _pass(notice, names, by=None, now=now)
    return passed


@transaction.atomic
def extend(notice, *, now=None):
    """公示期顺延: a calendar that has got more days of rest moves the closing later; a shorter count changes nothing."""
    now = now or clock.now()
    notice = queries.locked_notice(notice.pk)
    calendar = holiday_calendar()
    counted = rules.later_count(notice, calendar)
    if counted is None:
        return None
    former, closes_at = notice.closes_at, at_time(counted.end, notice.rulebook.notice_closing_time)
    notice.closes_at = closes_at
    notice.counted = written_out(notice.rulebook, calendar, counted, counted.end)
    notice.save(update_fields=["closes_at", "counted"])
    extension = NoticeExtension.objects.create(
        notice=notice,
        former_closes_at=former,
        closes_at=closes_at,
        source=queries.sources_of_calendar(notice.opens_on, counted.end),
        made_at=now,
    )
    record(
        "notice.extended",
        by=None,
        on=notice,
        at=now,
        reason=extension.source,
        before=moment_words(former),
        after=moment_words(closes_at),
    )
    if notice.replaced_by:  # the later one is told of
        return extension
    owe_rendered(
        "notice_extended",
        to=queries.publicity_officers(),
        about=notice.get_absolute_url(),
        at=now,
        notice=notice,
        extension=extension,
        period=wording.period_words(notice),
    )
    return extension


def extend_running(*, now=None) -> int:
    """What the timetable does each minute: every notice still running is counted once more, each by itself."""
    now = now or clock.now()
    calendar = holiday_calendar()
    return sum(
        extend(notice, now=now) is not None
        for notice in queries.still_counting()
        if rules.later_count(notice, calendar)
    )


def close_due(*, now=None) -> int:
    """到期办结: what the timetable does each minute; a notice that lacks an outlet waits for the officer.

    The calendar is heard first. Each notice closes in a transaction of its own, so that one that cannot does not keep
    the others.
    """
    now = now or clock.now()
    extend_running(now=now)
    for notice in queries.with_names_elapsed(now):
        pass_elapsed(notice, now=now)
    closed, calendar = 0, holiday_calendar()
    for notice in queries.due_to_close(now):
        if rules.refuse_closing(None, notice, now=now, calendar=calendar) is None:
            close_notice(notice, by=None, now=now)
            closed += 1
    return closed


def _pass(notice, names, *, by, now):
    """Let these names pass as far as nothing stands against them; the answer is how many, and who has left meanwhile."""
    waiting = queries.names_with_open_objections(notice)
    nominations = queries.locked_nominations([one.nomination_id for one in names])
    barred = queries.banned(nominations.values(), now)
    entries, gone, passed = [], [], []
    for name in names:
        nomination = nominations[name.nomination_id]
        if nomination.state == State.ON_NOTICE and name.pk not in waiting and nomination.pk not in barred:
            entries.append(let_pass(name, nomination, by=by, now=now))
            passed.append(nomination)
        elif nomination.state not in (State.ON_NOTICE, State.CONTESTED) and name.state != NameState.PASSED:
            gone.append(name.pk)
    notice.names.filter(pk__in=gone).update(state=NameState.STRUCK)
    record_all(entries)
    tell_nominators("notice_passed", passed, at=now)
    return len(passed), gone
