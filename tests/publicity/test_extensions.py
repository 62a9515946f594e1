"""公示期顺延: a later change of the holiday list makes a running notice longer, never shorter (三(四) 社会公示)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from publicity import actions
from publicity.models import Notice, NoticeExtension
from publicity.sealing import seal_of
from seasons import actions as seasons
from seasons.models import SpecialDay
from tests.moments import AFTER_REVIEW, IN_NOTICE, beijing
from tests.publicity.conftest import CLOSING

THURSDAY = date(2026, 9, 10)
MONDAY_CLOSING = beijing(2026, 9, 14, 17, 0)


@pytest.fixture
def rest(holidays, review_office):
    """Load the list of 2026 once more, with Thursday as a further day of rest."""

    def load(at=IN_NOTICE):
        again = [SpecialDay(date=one.date, kind=one.kind, name=one.name) for one in holidays.days.all()]
        again.append(SpecialDay(date=THURSDAY, kind="rest", name="临时"))
        seasons.load_holidays(2026, "国办发明电〔2026〕3号", again, by=review_office, reason="临时调整", now=at)

    return load


@pytest.fixture
def extended(notice, rest):
    """The notice after the timetable has heard of it."""
    rest()
    assert actions.extend_running(now=IN_NOTICE) == 1
    return Notice.objects.get(pk=notice.pk)


def test_a_further_day_of_rest_moves_the_closing_later_and_says_why(extended):
    assert (extended.closes_at, extended.sealed_closes_at) == (MONDAY_CLOSING, CLOSING)
    assert NoticeExtension.objects.get().source == "国办发明电〔2026〕3号"
    assert extended.counted[3] == {"date": "2026-09-10", "counted": False, "number": 3, "reason": "临时放假"}


def test_an_extended_notice_still_answers_to_its_hash(extended):
    assert seal_of(extended, list(extended.names.all())) == extended.list_hash


def test_the_extension_is_in_the_ledger_and_the_officer_is_told(extended, publicity_officer):
    entry = Entry.objects.get(act="notice.extended")
    assert (entry.before, entry.after) == ("2026年9月11日（周五）17:00", "2026年9月14日（周一）17:00")
    assert Letter.objects.filter(recipient=publicity_officer, subject__startswith="公示期顺延").count() == 1


def test_hearing_the_same_list_again_moves_nothing_more(extended):
    assert actions.extend_running(now=IN_NOTICE) == 0


def test_fewer_days_of_rest_never_shorten(season, three, holidays, publicity_officer):
    day = date(2026, 9, 24)
    draft = actions.prepare_notice(season, by=publicity_officer, opens_on=day, contact="电话", now=AFTER_REVIEW)
    closes_at = actions.publish(draft, by=publicity_officer, now=AFTER_REVIEW).closes_at
    holidays.days.filter(date__month=9).delete()
    assert actions.extend_running(now=IN_NOTICE) == 0
    assert Notice.objects.get().closes_at == closes_at


def test_a_list_taken_away_leaves_the_notice_as_it_is(notice, holidays):
    holidays.delete()
    assert actions.extend_running(now=IN_NOTICE) == 0


def test_a_timetable_that_was_down_hears_the_calendar_before_it_closes(notice, rest, everywhere):
    everywhere(notice)
    rest()
    assert actions.close_due(now=CLOSING) == 0
    assert actions.close_due(now=MONDAY_CLOSING) == 1


def test_an_officer_cannot_close_over_a_changed_calendar(notice, rest, everywhere, publicity_officer):
    everywhere(notice)
    rest()
    with pytest.raises(Refused) as refused:
        actions.close_notice(notice, by=publicity_officer, now=CLOSING)
    assert refused.value.ground == "calendar_changed"


def test_a_list_that_came_after_the_end_does_not_open_it_again(notice, rest, everywhere):
    everywhere(notice)
    rest(at=beijing(2026, 9, 11, 18, 0))
    assert actions.close_due(now=beijing(2026, 9, 11, 18, 1)) == 1


@pytest.mark.parametrize(
    "change",
    [{"closes_at": beijing(2026, 9, 11, 16, 59)}, {"counted": []}, {"sealed_closes_at": IN_NOTICE}],
    ids=["earlier", "another count", "what was printed"],
)
def test_the_database_lets_the_closing_move_later_only(notice, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**change)


def test_the_database_keeps_an_extension(extended):
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeExtension.objects.all().delete()
