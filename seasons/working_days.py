"""工作日: counting the days of a 公示期 or any other period on the published calendar.

Pure arithmetic on a ``Calendar`` that the caller loads from the holiday lists (国务院办公厅 publishes one a year).
A year whose list is not loaded is never guessed at: the count is refused, for a guess would make 1 January a
working day. Practice counts the first day of a notice; 民法典 第二百零一条 does not; the rulebook's switch decides
(第二百零四条 leaves it open).
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from common.refusals import Refusal, Refused

ONE_DAY = datetime.timedelta(days=1)
ROLLED_TO = "末日顺延至此日"


class Unit(StrEnum):
    """What a period is counted in."""

    WORKING = "working"
    NATURAL = "natural"


class UnloadedYear(Refused):
    """A period touches a year whose holiday list is not loaded."""

    def __init__(self, year: int):
        super().__init__(
            Refusal(
                "year_not_loaded",
                f"{year}年的节假日安排尚未录入，无法推算工作日。",
                f"请在国务院办公厅发布{year}年放假通知后录入该年节假日，再行办理。",
                status=409,
            )
        )
        self.year = year


@dataclass(frozen=True)
class Calendar:
    """The years whose lists are loaded, the days off they name (放假), the weekends worked instead (调休上班).

    ``names`` may say which festival a day off belongs to.
    """

    years_loaded: frozenset[int]
    rest_days: frozenset[datetime.date]
    work_days: frozenset[datetime.date]
    names: Mapping[datetime.date, str] = field(default_factory=dict, compare=False)

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether the office works on this day; refused for a year that is not loaded."""
        return self._look_up(day)[0]

    def reason_words(self, day: datetime.date) -> str:
        """工作日, 调休上班, 周末, 放假 or 国庆节放假."""
        return self._look_up(day)[1]

    def count(self, start: datetime.date, days: int, **rule) -> "Counted | Refusal":
        """``count`` on this calendar; for a year that is not loaded its ground of refusal, as a value."""
        try:
            return count(self, start, days, **rule)
        except UnloadedYear as unloaded:
            return unloaded.refusal

    def _look_up(self, day):
        if day.year not in self.years_loaded:
            raise UnloadedYear(day.year)
        if day in self.work_days:
            return True, "调休上班"
        if day in self.rest_days:
            return False, f"{self.names.get(day, '')}放假"
        return (True, "工作日") if day.weekday() < 5 else (False, "周末")


@dataclass(frozen=True)
class CountedDay:
    """One day of a period: whether it counts, its number among those that do, and why (not)."""

    day: datetime.date
    counted: bool
    number: int
    reason: str


@dataclass(frozen=True)
class Counted:
    """A period counted out: its last day, and every day from the start to it."""

    end: datetime.date
    days: tuple[CountedDay, ...]


def count(
    calendar: Calendar,
    start: datetime.date,
    days: int,
    *,
    first_day_counts: bool,
    unit: Unit = Unit.WORKING,
    roll_last_day: bool = True,
) -> Counted:
    """Count ``days`` days from ``start``.

    In natural days every day counts, and with ``roll_last_day`` a last day on which the office rests moves to the
    next working day (民法典 第二百零三条). In working days the last day is a working day by itself.
    """
    if days < 1:
        raise ValueError("a period has at least one day")
    walked: list[CountedDay] = []
    number = 0
    for day in _from(start):
        works, reason = calendar.is_working_day(day), calendar.reason_words(day)
        if number == days:  # the last day fell on a day of rest
            walked.append(CountedDay(day, False, number, ROLLED_TO if works else reason))
            if works:
                return Counted(day, tuple(walked))
            continue
        counts = works or unit == Unit.NATURAL
        if day == start and not first_day_counts:
            counts, reason = False, "首日不计入"
        number += counts
        walked.append(CountedDay(day, counts, number, reason))
        if number == days and (works or not roll_last_day):
            return Counted(day, tuple(walked))
    raise AssertionError("unreachable: the walk ends on a counted day or in an unloaded year")


def refuse_counting(calendar: Calendar, start: datetime.date, days: int, **rule) -> Refusal | None:
    """The ground for which a period cannot be counted yet, for a rule to pass on."""
    counted = calendar.count(start, days, **rule)
    return counted if isinstance(counted, Refusal) else None


def last_day(calendar: Calendar, day: datetime.date, *, roll_last_day: bool) -> datetime.date:
    """Where a period ends whose last day was chosen: there, or on the next day the office works."""
    return count(calendar, day, 1, first_day_counts=True, unit=Unit.NATURAL, roll_last_day=roll_last_day).end


def working_days_between(
    calendar: Calendar, start: datetime.date, end: datetime.date, *, first_day_counts: bool
) -> int:
    """How many working days a period from ``start`` to ``end``, both included, has; none if it ends before."""
    first = start if first_day_counts else start + ONE_DAY
    span = (first + ONE_DAY * offset for offset in range((end - first).days + 1))
    return sum(calendar.is_working_day(day) for day in span)


def next_working_day(calendar: Calendar, day: datetime.date) -> datetime.date:
    """The first working day after a day."""
    return next(later for later in _from(day + ONE_DAY) if calendar.is_working_day(later))


def _from(day: datetime.date) -> Iterator[datetime.date]:
    while True:
        yield day
        day += ONE_DAY
