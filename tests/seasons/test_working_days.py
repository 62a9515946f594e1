"""公示期 and other periods are counted on the published calendar, or not at all."""

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refused
from seasons.holiday_seed import calendar_of, covered_years, year_list
from seasons.working_days import (
    Calendar,
    Unit,
    UnloadedYear,
    count,
    last_day,
    next_working_day,
    refuse_counting,
    working_days_between,
)

NATURAL = Unit.NATURAL
YEARS = calendar_of(2019, 2021, 2023, 2024, 2025, 2026)
IN_2026 = calendar_of(2026)

# The dates of 国办 notice of 2025-11-04 on 2026: first and last day off of each festival.
OFF_2026 = ["01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21", "09-25 09-27", "10-01 10-07"]
WEEKENDS_WORKED_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def in_2026(month_and_day):
    return date.fromisoformat(f"2026-{month_and_day}")


@pytest.mark.parametrize(
    ("start", "with_first_day", "without_first_day"),
    [
        ("2026-09-18", "2026-09-23", "2026-09-24"),
        ("2026-09-29", "2026-10-10", "2026-10-12"),
        ("2026-02-12", "2026-02-25", "2026-02-26"),
        ("2026-05-07", "2026-05-12", "2026-05-13"),
        ("2026-11-23", "2026-11-27", "2026-11-30"),
    ],
)
def test_five_working_days_of_2026(start, with_first_day, without_first_day):
    start = date.fromisoformat(start)
    assert count(IN_2026, start, 5, first_day_counts=True).end.isoformat() == with_first_day
    assert count(IN_2026, start, 5, first_day_counts=False).end.isoformat() == without_first_day


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2019, 4, 4), date(2019, 4, 11)),
        (date(2021, 9, 14), date(2021, 9, 18)),
        (date(2023, 5, 22), date(2023, 5, 26)),
        (date(2023, 11, 13), date(2023, 11, 17)),
        (date(2023, 8, 22), date(2023, 8, 28)),
        (date(2024, 3, 12), date(2024, 3, 18)),
        (date(2025, 5, 8), date(2025, 5, 14)),
    ],
)
def test_notices_really_published_ran_five_working_days_with_the_first(start, end):
    assert count(YEARS, start, 5, first_day_counts=True).end == end
    assert working_days_between(YEARS, start, end, first_day_counts=True) == 5


@pytest.mark.parametrize("start", [date(2026, 12, 29), date(2027, 1, 4), date(2025, 12, 31)])
def test_a_year_not_loaded_is_never_guessed_at(start):
    with pytest.raises(UnloadedYear, match="2027年|2025年"):
        count(IN_2026, start, 5, first_day_counts=True)


def test_a_rule_can_pass_the_ground_on():
    refusal = refuse_counting(IN_2026, date(2026, 12, 29), 5, first_day_counts=True)
    assert (refusal.ground, refusal.status) == ("year_not_loaded", 409)
    assert refuse_counting(IN_2026, date(2026, 11, 23), 5, first_day_counts=True) is None


def test_a_period_that_ends_within_the_year_needs_no_other_year():
    assert count(IN_2026, date(2026, 12, 25), 5, first_day_counts=True).end == date(2026, 12, 31)


def test_natural_days_count_every_day():
    assert count(IN_2026, date(2026, 11, 2), 7, first_day_counts=False, unit=NATURAL).end == date(2026, 11, 9)
    assert count(IN_2026, date(2026, 11, 3), 7, first_day_counts=True, unit=NATURAL).end == date(2026, 11, 9)


def test_a_natural_period_ending_on_a_day_of_rest_moves_to_the_next_working_day():
    """民法典 第二百零三条, and the switch that sets it aside (第二百零四条)."""
    start, rule = date(2026, 9, 24), {"first_day_counts": False, "unit": NATURAL}
    assert count(IN_2026, start, 7, **rule).end == date(2026, 10, 8)
    assert count(IN_2026, start, 7, **rule, roll_last_day=False).end == date(2026, 10, 1)
    assert [one.reason for one in count(IN_2026, start, 7, **rule).days[-2:]] == ["国庆节放假", "末日顺延至此日"]


def test_a_chosen_end_stays_or_moves_off_a_day_of_rest():
    saturday = date(2026, 11, 14)
    assert last_day(IN_2026, saturday, roll_last_day=True) == date(2026, 11, 16)
    assert last_day(IN_2026, saturday, roll_last_day=False) == saturday


def test_every_day_of_a_period_says_why_it_counts_or_not():
    counted = count(IN_2026, date(2026, 9, 30), 2, first_day_counts=False)
    told = [(one.day.day, one.counted, one.reason) for one in counted.days]
    assert told[0] == (30, False, "首日不计入")
    assert told[1:8] == [(day, False, "国庆节放假") for day in range(1, 8)]
    assert told[8:] == [(8, True, "工作日"), (9, True, "工作日")]


def test_make_up_days_and_weekends_are_named():
    reasons = [one.reason for one in count(IN_2026, date(2026, 5, 8), 3, first_day_counts=True).days]
    assert reasons == ["工作日", "调休上班", "周末", "工作日"]


def test_the_next_working_day_skips_the_festival():
    assert next_working_day(IN_2026, date(2026, 9, 30)) == date(2026, 10, 8)


def test_a_period_that_ends_before_it_starts_has_no_days():
    assert working_days_between(IN_2026, date(2026, 5, 8), date(2026, 5, 7), first_day_counts=True) == 0


def test_a_period_of_no_days_is_a_mistake():
    with pytest.raises(ValueError, match="at least one day"):
        count(IN_2026, date(2026, 5, 8), 0, first_day_counts=True)


def test_the_list_of_2026_is_the_published_one():
    listed = year_list(2026)
    off = set()
    for span in OFF_2026:
        first, last = map(in_2026, span.split())
        off |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    assert set(listed.rest_days) == off
    assert list(listed.work_days) == [in_2026(day) for day in WEEKENDS_WORKED_2026]


def test_a_year_beyond_the_lists_is_refused():
    with pytest.raises(Refused, match="没有2100年") as caught:
        year_list(2100)
    assert caught.value.ground == "year_not_covered"
    assert 2026 in covered_years()


days = st.dates(date(2025, 1, 1), date(2026, 11, 1))
calendars = st.builds(
    lambda rest, work: Calendar(frozenset({2025, 2026, 2027}), frozenset(rest), frozenset(work)),
    st.sets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=30),
    st.sets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=10),
)


def naive_end(calendar, start, length, first_day_counts):
    """The oracle: list all working days and take the one wanted."""
    first = start if first_day_counts else start + timedelta(days=1)
    later = (first + timedelta(days=n) for n in range(400))
    working = [d for d in later if d in calendar.work_days or (d.weekday() < 5 and d not in calendar.rest_days)]
    return working[length - 1]


@given(calendars, days, st.integers(1, 60), st.booleans())
def test_the_count_equals_a_naive_one(calendar, start, length, first_day_counts):
    counted = count(calendar, start, length, first_day_counts=first_day_counts)
    assert counted.end == naive_end(calendar, start, length, first_day_counts) == counted.days[-1].day
    assert sum(one.counted for one in counted.days) == length
    assert working_days_between(calendar, start, counted.end, first_day_counts=first_day_counts) == length


@given(calendars, days, st.integers(1, 40), st.booleans(), st.sampled_from(Unit))
def test_a_longer_or_later_period_never_ends_earlier(calendar, start, length, first_day_counts, unit):
    rule = {"first_day_counts": first_day_counts, "unit": unit}
    end = count(calendar, start, length, **rule).end
    assert end <= count(calendar, start, length + 1, **rule).end
    assert end <= count(calendar, start + timedelta(days=1), length, **rule).end


@given(calendars, days, st.integers(1, 40), st.booleans(), st.sampled_from(Unit))
def test_a_period_never_ends_on_a_day_of_rest(calendar, start, length, first_day_counts, unit):
    end = count(calendar, start, length, first_day_counts=first_day_counts, unit=unit).end
    assert calendar.is_working_day(end)


def test_a_calendar_counts_or_says_which_year_it_lacks():
    calendar = calendar_of(2026)
    assert calendar.count(date(2026, 9, 18), 5, first_day_counts=True).end == date(2026, 9, 23)
    refusal = calendar.count(date(2026, 12, 29), 5, first_day_counts=True)
    assert refusal.ground == "year_not_loaded" and "2027年" in refusal.message


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_server_in_the_wrong_zone_counts_beijing_days(zone):
    """At 16:30 UTC on 31 December it is New Year in Beijing, whatever the machine believes."""
    words = (
        "import time; time.tzset(); from datetime import datetime, UTC, time as clock\n"
        "from common.dates import at_time, today, moment_words\n"
        "now = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)\n"
        "print(today(now), at_time(today(now), clock(17)).astimezone(UTC).isoformat(), moment_words(now))"
    )
    told = subprocess.run(
        [sys.executable, "-c", words],
        env=os.environ | {"TZ": zone, "DJANGO_SETTINGS_MODULE": "craftsman_portal.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["2026-01-01", "2026-01-01T09:00:00+00:00", "2026年1月1日（周四）0:30"]
