"""公示办结: grounds of refusal, and what a changed calendar does to a running notice (三(四))."""

from common.dates import day_words, moment_words, today
from common.refusals import Refusal
from publicity import queries
from publicity.rules.notices import counting_rule, handled_when_closed, not_published, refuse_replaced
from publicity.rules.standing import refuse_office
from seasons.working_days import Calendar, Counted


def later_count(notice, calendar: Calendar) -> Counted | None:
    """The notice counted once more, where that ends later than the day that holds.

    A shorter count changes nothing, and neither does a list that came in after the closing moment: by then the public had
    been told that the time was over.
    """
    if not notice.is_published or notice.is_closed:
        return None
    counted = calendar.count(notice.opens_on, notice.rulebook.notice_days, **counting_rule(notice.rulebook))
    if isinstance(counted, Refusal) or counted.end <= today(notice.closes_at):
        return None
    came_in = [one.loaded_at for one in queries.calendar_of(notice.opens_on, counted.end)]
    return counted if came_in and max(came_in) < notice.closes_at else None


def refuse_closing(user, notice, *, now, calendar) -> Refusal | None:
    """公示办结: after the closing moment, with every required outlet on record. None is the timetable."""
    refusal = (
        (refuse_office(user) if user is not None else None)
        or not_published(notice)
        or handled_when_closed(notice)
        or refuse_replaced(notice)
    )
    if refusal is not None:
        return refusal
    if now < notice.closes_at:
        return Refusal(
            "still_running",
            f"公示期尚未届满，截止时间为{moment_words(notice.closes_at)}。",
            "期满后系统自动办结，无须提前操作。",
            status=409,
        )
    counted = later_count(notice, calendar)
    if counted is not None:
        return Refusal(
            "calendar_changed",
            f"节假日安排在公示期间有变动，按现行安排公示期应至{day_words(counted.end)}。",
            "系统将在一分钟内自动顺延截止时间，届时再行办结。",
            status=409,
        )
    missing = queries.required_outlets_missing(notice)
    if missing:
        return Refusal(
            "outlets_missing",
            f"尚未登记在{'、'.join(missing)}的发布情况，公示不能办结。",
            "请逐一登记刊发时间、网址或版面，登记齐全后即可办结。",
            status=409,
        )
    return None
