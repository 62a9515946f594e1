"""The season's calendar in the tests: every test that needs a moment names it in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def beijing(year, month, day, hour=10, minute=0):
    """A moment on a Beijing clock."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


BEFORE_OPENING = beijing(2026, 3, 31, 23, 59)
OPENING = beijing(2026, 4, 1, 9, 0)
IN_WINDOW = beijing(2026, 4, 15)
CLOSING = beijing(2026, 5, 29, 17, 0)
AFTER_CLOSING = beijing(2026, 6, 1)
IN_SCREENING = beijing(2026, 6, 10)
IN_REVIEW = beijing(2026, 7, 15)
AFTER_REVIEW = beijing(2026, 8, 20)
IN_NOTICE = beijing(2026, 9, 9)
AFTER_NOTICE = beijing(2026, 9, 16)
AT_THE_SITTING = beijing(2026, 10, 14)
AT_NAMING = beijing(2026, 10, 20)
AFTER_NAMING = beijing(2026, 11, 3)
NOTICE_FIRST_DAY = date(2026, 9, 7)
