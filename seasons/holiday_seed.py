"""节假日初始表: the published holiday lists of past years and of the present one, to begin with.

Taken from the package chinesecalendar, which copies the yearly notices of 国务院办公厅. Later years are entered by
staff; a year the package does not cover is refused, never computed.
"""

import datetime
from dataclasses import dataclass

from common.refusals import Refusal, Refused
from seasons.working_days import Calendar

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class YearList:
    """One year's list: the days off with the festival's name, and the weekends worked instead."""

    year: int
    rest_days: dict[datetime.date, str]
    work_days: dict[datetime.date, str]


def covered_years() -> range:
    """The years the package knows."""
    from chinese_calendar import constants

    years = {day.year for day in constants.holidays}
    return range(min(years), max(years) + 1)


def year_list(year: int) -> YearList:
    """The list of one year."""
    from chinese_calendar import constants

    covered = covered_years()
    if year not in covered:
        raise Refused(
            Refusal(
                "year_not_covered",
                f"内置节假日表只含{covered[0]}年至{covered[-1]}年，没有{year}年。",
                f"请按国务院办公厅发布的{year}年放假通知录入。",
                status=409,
            )
        )
    rest = {day: _festival(name) for day, name in constants.holidays.items() if day.year == year}
    work = {day: _festival(name) for day, name in constants.workdays.items() if day.year == year}
    return YearList(year, dict(sorted(rest.items())), dict(sorted(work.items())))


def calendar_of(*years: int) -> Calendar:
    """A calendar of whole years, for tests and for the first filling."""
    lists = [year_list(year) for year in years]
    rest = {day: name for one in lists for day, name in one.rest_days.items()}
    work = {day for one in lists for day in one.work_days}
    return Calendar(frozenset(years), frozenset(rest), frozenset(work), rest)


def _festival(name: str) -> str:
    from chinese_calendar.constants import Holiday

    return next((one.chinese for one in Holiday if one.value == name), name)
