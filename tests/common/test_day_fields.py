"""日期的输入：一年之初、千年之末不是办公的日期，在字段旁说明，不进数据库。"""

import pytest
from django.core.exceptions import ValidationError

from common.day_fields import DayField, MomentField


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_outside_our_years_is_told(typed):
    with pytest.raises(ValidationError, match="1900至2199"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59", "0000-00-00T00:00", "10000-01-01", "昨天"])
def test_a_moment_outside_our_years_is_told(typed):
    with pytest.raises(ValidationError):
        MomentField(input_formats=["%Y-%m-%dT%H:%M"]).clean(typed)


def test_the_days_of_an_office_are_taken():
    assert DayField().clean("2026-11-21").isoformat() == "2026-11-21"
    assert MomentField().clean("2026-11-21 17:00").year == 2026


def test_a_day_that_is_none_is_told_with_the_format():
    with pytest.raises(ValidationError, match="2026-01-31"):
        DayField().clean("2026-02-30")
