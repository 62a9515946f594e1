"""Dates and moments: Beijing time, and the only place where they are put into words.

A moment is an aware ``datetime``; a day is a ``date`` in Beijing. Words follow the office's habit:
2026年11月20日（周五）, without leading zeros, times to the minute.
"""

import calendar
import datetime
from zoneinfo import ZoneInfo

from common import clock

BEIJING = ZoneInfo("Asia/Shanghai")

_WEEKDAYS = "一二三四五六日"
_DIGITS = "〇一二三四五六七八九"


def beijing(moment: datetime.datetime) -> datetime.datetime:
    """The same moment on a Beijing clock; a moment without a zone is a mistake of the caller."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(BEIJING)


def today(now: datetime.datetime | None = None) -> datetime.date:
    """The Beijing date of a moment; of this one where none is given."""
    return beijing(now or clock.now()).date()


def at_time(day: datetime.date, clock: datetime.time) -> datetime.datetime:
    """The moment at which a Beijing clock shows this time on this day."""
    return datetime.datetime.combine(day, clock, tzinfo=BEIJING)


def end_of(day: datetime.date) -> datetime.datetime:
    """二十四时: the first moment after a day, at which a period ending on it is over (民法典 第二百零三条)."""
    return at_time(day + datetime.timedelta(days=1), datetime.time.min)


def add_years(day: datetime.date, years: int) -> datetime.date:
    """对应日: the last day of a period of years that was started on ``day``.

    The day of the start is not counted (民法典 第二百零一条), so the period runs up to and including the same
    calendar date N years on; where that month has no such day, to the end of the month (第二百零二条). A ban of
    five years found on 29 February 2028 therefore still holds on 28 February 2033 and is over the day after.
    """
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _day(moment_or_day: datetime.date) -> datetime.date:
    return today(moment_or_day) if isinstance(moment_or_day, datetime.datetime) else moment_or_day


def plain_day_words(moment_or_day: datetime.date) -> str:
    """2026年11月20日."""
    day = _day(moment_or_day)
    return f"{day.year}年{day.month}月{day.day}日"


def day_words(moment_or_day: datetime.date) -> str:
    """2026年11月20日（周五）."""
    return f"{plain_day_words(moment_or_day)}（周{_WEEKDAYS[_day(moment_or_day).weekday()]}）"


def moment_words(moment: datetime.datetime) -> str:
    """2026年11月20日（周五）15:04."""
    return f"{day_words(moment)}{clock_words(moment)}"


def clock_words(moment: datetime.datetime) -> str:
    """15:04."""
    local = beijing(moment)
    return f"{local.hour}:{local.minute:02}"


def formal_day_words(moment_or_day: datetime.date) -> str:
    """二〇二六年十二月十八日, as certificates and decisions are dated."""
    day = _day(moment_or_day)
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_number_words(day.month)}月{_number_words(day.day)}日"


def _number_words(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + ("" if ones == 0 else _DIGITS[ones])


def span_words(start: datetime.date, end: datetime.date) -> str:
    """2026年11月23日至27日; the year and the month are repeated only where they change.

    Two moments also say the time: 2026年9月1日9:00至30日17:00.
    """
    first, last = _day(start), _day(end)
    first_clock = clock_words(start) if isinstance(start, datetime.datetime) else ""
    last_clock = clock_words(end) if isinstance(end, datetime.datetime) else ""
    if first == last:
        clocks = f"{first_clock}至{last_clock}" if first_clock and last_clock else first_clock or last_clock
        return plain_day_words(first) + clocks
    if first.year != last.year:
        closing = plain_day_words(last)
    elif first.month != last.month:
        closing = f"{last.month}月{last.day}日"
    else:
        closing = f"{last.day}日"
    return f"{plain_day_words(first)}{first_clock}至{closing}{last_clock}"


def left_words(until: datetime.datetime, now: datetime.datetime) -> str:
    """How long there is still: 3天4小时, 4小时12分, 12分, 不足1分钟."""
    minutes = int((until - now).total_seconds() // 60)
    hours, days = minutes // 60, minutes // (60 * 24)
    if days > 0:
        return f"{days}天" + (f"{hours % 24}小时" if hours % 24 else "")
    if hours > 0:
        return f"{hours}小时" + (f"{minutes % 60}分" if minutes % 60 else "")
    return f"{minutes}分" if minutes > 0 else "不足1分钟"


def ago_words(moment: datetime.datetime, now: datetime.datetime) -> str:
    """刚刚, 5分钟前, 3小时前, 昨天, 6天前, then the plain date; 后 instead of 前 for what is to come."""
    elapsed = now - moment
    side = "前" if elapsed >= datetime.timedelta() else "后"
    minutes = int(abs(elapsed).total_seconds() // 60)
    days = (today(now) - today(moment)).days
    if minutes < 1:
        return "刚刚" if side == "前" else "即刻"
    if minutes < 60:
        return f"{minutes}分钟{side}"
    if days == 0:
        return f"{minutes // 60}小时{side}"
    if abs(days) == 1:
        return "昨天" if days > 0 else "明天"
    if abs(days) <= 30:
        return f"{abs(days)}天{side}"
    return plain_day_words(moment)
