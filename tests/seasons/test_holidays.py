"""节假日安排: one list a year from 国务院办公厅; a year without a list is not guessed at."""

import datetime

import pytest

from common.refusals import Refused
from ledger.models import Entry
from seasons import actions, queries
from seasons.models import HolidayList, SpecialDay
from seasons.working_days import UnloadedYear, count

NUMBER = "国办发明电〔2024〕12号"


def day(text, kind="rest", name="元旦"):
    return SpecialDay(date=datetime.date.fromisoformat(text), kind=kind, name=name)


def test_a_covered_year_is_loaded_and_counts(db, review_office):
    loaded = actions.load_covered_year(2025, NUMBER, by=review_office)
    assert loaded.days.filter(date="2025-10-01", kind="rest").exists()
    ends = count(queries.calendar(), datetime.date(2025, 9, 29), 5, first_day_counts=True).end
    assert ends == datetime.date(2025, 10, 11)
    assert Entry.objects.get().act == "holidays.loaded"


def test_a_year_that_is_not_loaded_is_unknown_to_the_calendar(holidays):
    with pytest.raises(UnloadedYear):
        queries.calendar().is_working_day(datetime.date(2027, 1, 4))
    assert queries.years_not_loaded([2026, 2027]) == [2027]


def test_a_year_beyond_the_built_in_table_is_refused(review_office):
    with pytest.raises(Refused) as refused:
        actions.load_covered_year(2049, NUMBER, by=review_office)
    assert refused.value.ground == "year_not_covered"


@pytest.mark.parametrize(
    ("days", "number", "ground"),
    [
        ([], NUMBER, "no_days"),
        ([day("2027-01-01")], "", "no_document_number"),
        ([day("2027-01-01"), day("2028-01-01")], NUMBER, "another_year"),
        ([day("2027-01-01"), day("2027-01-01", "work")], NUMBER, "day_twice"),
        ([day("2027-01-01"), day("2027-01-04", "work")], NUMBER, "make_up_on_a_weekday"),
    ],
)
def test_an_odd_list_is_refused_whole(db, review_office, days, number, ground):
    with pytest.raises(Refused) as refused:
        actions.load_holidays(2027, number, days, by=review_office)
    assert refused.value.ground == ground
    assert not HolidayList.objects.exists() and not SpecialDay.objects.exists() and not Entry.objects.exists()


def test_a_correction_needs_a_reason_and_keeps_both_versions_in_the_ledger(holidays, review_office):
    new = [day("2026-01-01"), day("2026-01-02")]
    with pytest.raises(Refused) as refused:
        actions.load_holidays(2026, NUMBER, new, by=review_office)
    assert refused.value.ground == "correction_without_reason"
    actions.load_holidays(2026, NUMBER, new, by=review_office, reason="通知调整。")
    entry = Entry.objects.get(act="holidays.corrected")
    assert len(entry.detail["days_before"]) == 39 and len(entry.detail["days"]) == 2 == SpecialDay.objects.count()


def test_only_the_office_loads(db, publicity_officer):
    with pytest.raises(Refused) as refused:
        actions.load_covered_year(2026, NUMBER, by=publicity_officer)
    assert refused.value.ground == "not_review_office"
