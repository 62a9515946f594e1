"""公示期: the dates of a notice as the working-day clock has them, kept with each day's reason."""

from common.dates import at_time, today
from publicity import rules
from seasons import working_days
from seasons.states import DayUnit


def set_dates(notice, calendar, opens_on, closes_on):
    """The first day, the closing moment and how it was counted; a correction never ends before what it corrects.

    A later end that the office has chosen moves off a day of rest like the counted one, as the rulebook says.
    """
    least = counted_out(notice.rulebook, calendar, opens_on)
    former = today(notice.corrects.closes_at) if notice.corrects_id else least.end
    last = max(closes_on or least.end, least.end, former)
    last = working_days.last_day(calendar, last, roll_last_day=notice.rulebook.notice_end_rolls)
    notice.opens_on = opens_on
    notice.closes_at = at_time(last, notice.rulebook.notice_closing_time)
    notice.counted = written_out(notice.rulebook, calendar, least, last)


def counted_out(rulebook, calendar, opens_on):
    """The rulebook's minimum from this first day on."""
    return working_days.count(calendar, opens_on, rulebook.notice_days, **rules.counting_rule(rulebook))


def written_out(rulebook, calendar, counted, last):
    """Each day up to ``last`` as it is stored and shown."""
    return [
        {"date": one.day.isoformat(), "counted": one.counted, "number": one.number, "reason": one.reason}
        for one in (*counted.days, *_further_days(rulebook, calendar, counted, last))
    ]


def _further_days(rulebook, calendar, counted, last):
    """What the office adds to the minimum goes on being numbered: each day, or those on which the office works."""
    number = counted.days[-1].number
    day = counted.end
    while day < last:
        day += working_days.ONE_DAY
        counts = calendar.is_working_day(day) or rulebook.notice_unit == DayUnit.NATURAL
        number += counts
        yield working_days.CountedDay(day, counts, number, calendar.reason_words(day))
