"""日期与时刻的输入: within the years an office lives in.

A clock reckons in zones, and a day at either end of the calendar falls out of it; such a date is a slip of the keyboard and
is told beside its field before anything is stored.
"""

import datetime

from django import forms
from django.core.exceptions import ValidationError

FIRST_YEAR, LAST_YEAR = 1900, 2199


class DayField(forms.DateField):
    """A day."""

    default_error_messages = {"invalid": "请按“2026-01-31”的格式填写日期。"}

    def to_python(self, value):
        """A day of our years."""
        return _of_our_years(super().to_python(value))


class MomentField(forms.DateTimeField):
    """A day and a time on a Beijing clock."""

    default_error_messages = {"invalid": "请按“2026-01-31 17:00”的格式填写日期和时间。"}

    def to_python(self, value):
        """A moment of our years."""
        if isinstance(value, str):
            try:
                return _of_our_years(super().to_python(value))
            except OverflowError as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return super().to_python(value)


def _of_our_years(value):
    if isinstance(value, datetime.date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间，请核对。", code="year")
    return value
