"""定时发布: on the minute, late with the true time, never shorter than the minimum (三(四) 社会公示；民法典 第二百零三条)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from common.dates import today
from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Consent, Nomination
from nominations.states import State
from publicity import actions
from publicity.models import Notice
from tests.moments import AFTER_REVIEW, beijing
from tests.publicity.conftest import CLOSING

EIGHT = beijing(2026, 9, 7, 8, 0)


@pytest.fixture
def scheduled(prepared, publicity_officer):
    """For eight o'clock on the first day."""
    return actions.schedule(prepared, moment=EIGHT, by=publicity_officer, now=AFTER_REVIEW)


def as_it_is(notice):
    """The row as the database has it."""
    return Notice.objects.get(pk=notice.pk)


def test_a_minute_before_nothing_is_published(scheduled):
    assert actions.publish_due(now=beijing(2026, 9, 7, 7, 59)) == 0


def test_on_the_minute_it_is_published_by_whoever_set_the_hour(scheduled, publicity_officer):
    assert actions.publish_due(now=EIGHT) == 1
    found = as_it_is(scheduled)
    assert (found.published_at, found.published_by, found.was_late) == (EIGHT, publicity_officer, False)
    assert set(Nomination.objects.values_list("state", flat=True)) == {State.ON_NOTICE}


def test_the_timetable_run_twice_publishes_once(scheduled):
    assert [actions.publish_due(now=EIGHT), actions.publish_due(now=EIGHT)] == [1, 0]


def test_a_worker_that_was_down_publishes_with_the_true_time(scheduled):
    actions.publish_due(now=beijing(2026, 9, 7, 9, 12))
    found = as_it_is(scheduled)
    assert (found.published_at, found.minutes_late, found.closes_at) == (beijing(2026, 9, 7, 9, 12), 72, CLOSING)


@pytest.mark.parametrize(
    ("late", "opens_on", "closes_at"),
    [
        (beijing(2026, 9, 7, 17, 0), date(2026, 9, 8), beijing(2026, 9, 14, 17, 0)),
        (beijing(2026, 9, 9, 0, 0), date(2026, 9, 9), beijing(2026, 9, 15, 17, 0)),
        (beijing(2026, 9, 12, 10, 0), date(2026, 9, 12), beijing(2026, 9, 18, 17, 0)),
    ],
    ids=["after closing time", "two days, at midnight", "on a Saturday"],
)
def test_late_by_more_than_the_first_day_the_period_is_counted_anew(scheduled, late, opens_on, closes_at):
    assert actions.publish_due(now=late) == 1
    found = as_it_is(scheduled)
    assert (found.opens_on, found.closes_at, found.counted[-1]["number"]) == (opens_on, closes_at, 5)


def test_late_over_new_year_without_its_list_waits_for_the_officer(scheduled, publicity_officer):
    assert actions.publish_due(now=beijing(2026, 12, 31, 23, 59)) == 0
    found = as_it_is(scheduled)
    assert "2027年的节假日安排尚未录入" in found.schedule_refusal and found.scheduled_for is None
    assert Letter.objects.filter(recipient=publicity_officer, subject__startswith="公示未能按时发布").exists()


def test_a_consent_withdrawn_meanwhile_stops_the_set_hour_and_is_said(scheduled, three):
    Consent.objects.filter(nomination=three[0], kind="publication").update(withdrawn_at=AFTER_REVIEW)
    assert actions.publish_due(now=EIGHT) == 0
    assert "单独同意" in as_it_is(scheduled).schedule_refusal
    assert Entry.objects.filter(act="notice.schedule_missed").count() == 1


def test_an_officer_who_left_meanwhile_no_longer_answers_for_it(scheduled, publicity_officer):
    publicity_officer.memberships.update(until="2026-09-01")
    assert actions.publish_due(now=EIGHT) == 0
    assert "公示由公示专员办理" in as_it_is(scheduled).schedule_refusal


def test_a_scheduled_draft_is_not_changed_until_the_hour_is_taken_back(scheduled, publicity_officer):
    name = scheduled.names.first()
    with pytest.raises(Refused) as refused:
        actions.leave_out(name, by=publicity_officer, now=AFTER_REVIEW)
    assert refused.value.ground == "scheduled"
    actions.unschedule(scheduled, by=publicity_officer, now=AFTER_REVIEW)
    actions.leave_out(name, by=publicity_officer, now=AFTER_REVIEW)


@pytest.mark.parametrize(
    ("moment", "ground"),
    [(AFTER_REVIEW, "hour_is_over"), (beijing(2026, 9, 8, 0, 0), "hour_after_first_day")],
)
def test_an_hour_that_cannot_be_kept_is_refused(prepared, publicity_officer, moment, ground):
    with pytest.raises(Refused) as refused:
        actions.schedule(prepared, moment=moment, by=publicity_officer, now=AFTER_REVIEW)
    assert refused.value.ground == ground


def test_the_secretary_sets_no_hour(prepared, secretary):
    with pytest.raises(Refused) as refused:
        actions.schedule(prepared, moment=EIGHT, by=secretary, now=AFTER_REVIEW)
    assert refused.value.ground == "not_publicity_officer"


def test_setting_and_publishing_ask_for_the_code(prepared, publicity_officer):
    publicity_officer.proofs.all().delete()
    for act in (
        lambda: actions.schedule(prepared, moment=EIGHT, by=publicity_officer, now=AFTER_REVIEW),
        lambda: actions.publish(prepared, by=publicity_officer, now=AFTER_REVIEW),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.ground == "second_factor"


@pytest.mark.parametrize("late", [0, 1, 5, 9, 16, 23, 33, 40])
def test_however_late_five_working_days_are_left(scheduled, late, holidays):
    now = EIGHT + timedelta(days=late, hours=late % 16)
    assert actions.publish_due(now=now) == 1
    found = as_it_is(scheduled)
    counted = [one["date"] for one in found.counted if one["counted"]]
    assert len(counted) >= 5 and counted[0] >= today(now).isoformat()


@pytest.mark.django_db(transaction=True)
def test_two_officers_and_the_timetable_at_one_moment_publish_once(scheduled, publicity_officer):
    def by_hand():
        try:
            actions.publish(scheduled, by=publicity_officer, now=EIGHT)
        except Refused as refused:
            return refused.ground
        finally:
            connection.close()

    def by_the_clock():
        try:
            return actions.publish_due(now=EIGHT)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        hands = [pool.submit(by_hand), pool.submit(by_hand)]
        clock = pool.submit(by_the_clock).result()
    answers = [hand.result() for hand in hands]
    assert (clock, sorted(map(str, answers))) in [
        (1, ["already_published", "already_published"]),
        (0, ["None", "already_published"]),
    ]
    assert Entry.objects.filter(act="notice.published").count() == 1
