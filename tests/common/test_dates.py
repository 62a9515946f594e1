"""Dates are Beijing dates, and they are worded in one place."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import dates
from common.dates import BEIJING


def at(*parts):
    return datetime(*parts, tzinfo=BEIJING)


def test_the_first_of_march_begins_in_beijing_while_it_is_february_in_greenwich():
    moment = datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
    assert dates.today(moment) == date(2026, 3, 1)
    assert dates.moment_words(moment) == "2026年3月1日（周日）0:00"


def test_a_moment_without_a_zone_is_not_guessed_at():
    with pytest.raises(ValueError, match="time zone"):
        dates.beijing(at(2026, 3, 1).replace(tzinfo=None))


def test_a_day_and_a_time_make_a_moment_on_a_beijing_clock():
    assert dates.at_time(date(2026, 9, 1), time(17)).astimezone(UTC) == datetime(2026, 9, 1, 9, tzinfo=UTC)


def test_a_day_is_over_at_twenty_four_hours():
    assert dates.end_of(date(2026, 12, 31)) == at(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "years", "last_day"),
    [
        (date(2026, 11, 20), 5, date(2031, 11, 20)),
        (date(2028, 2, 29), 5, date(2033, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
        (date(2027, 2, 28), 1, date(2028, 2, 28)),
    ],
)
def test_a_period_of_years_ends_on_the_corresponding_day(day, years, last_day):
    """民法典 第二百零二条: without a corresponding day, the end of the month."""
    assert dates.add_years(day, years) == last_day


def test_days_are_worded_without_leading_zeros_and_with_the_weekday():
    assert dates.day_words(date(2026, 1, 4)) == "2026年1月4日（周日）"
    assert dates.plain_day_words(at(2026, 11, 20, 15)) == "2026年11月20日"


def test_moments_are_worded_to_the_minute():
    assert dates.moment_words(at(2026, 11, 20, 15, 4, 59)) == "2026年11月20日（周五）15:04"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 18), "二〇二六年十二月十八日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2026, 1, 20), "二〇二六年一月二十日"),
        (date(2026, 11, 30), "二〇二六年十一月三十日"),
    ],
)
def test_certificates_are_dated_in_characters(day, words):
    assert dates.formal_day_words(day) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 11, 23), date(2026, 11, 27), "2026年11月23日至27日"),
        (date(2026, 9, 29), date(2026, 10, 10), "2026年9月29日至10月10日"),
        (date(2026, 12, 29), date(2027, 1, 5), "2026年12月29日至2027年1月5日"),
        (date(2026, 11, 23), date(2026, 11, 23), "2026年11月23日"),
        (at(2026, 9, 1, 9), at(2026, 9, 30, 17), "2026年9月1日9:00至30日17:00"),
        (at(2026, 9, 1, 9), at(2026, 9, 1, 17, 30), "2026年9月1日9:00至17:30"),
    ],
)
def test_a_span_repeats_only_what_changes(start, end, words):
    assert dates.span_words(start, end) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 11, 20, 11, 59, 30), "刚刚"),
        (at(2026, 11, 20, 11, 55), "5分钟前"),
        (at(2026, 11, 20, 1), "11小时前"),
        (at(2026, 11, 19, 23), "昨天"),
        (at(2026, 11, 14, 23), "6天前"),
        (at(2026, 9, 1), "2026年9月1日"),
        (at(2026, 11, 20, 15), "3小时后"),
        (at(2026, 11, 21, 23), "明天"),
        (at(2026, 11, 25), "5天后"),
    ],
)
def test_how_long_ago_is_told_as_a_person_would(moment, words):
    assert dates.ago_words(moment, at(2026, 11, 20, 12)) == words


@given(st.integers(0, 4_000_000_000))
def test_every_moment_lies_within_its_beijing_day(second):
    moment = datetime.fromtimestamp(second, UTC)
    day = dates.today(moment)
    assert dates.at_time(day, time.min) <= moment < dates.end_of(day)
    assert dates.end_of(day) - dates.at_time(day, time.min) == timedelta(days=1)
