"""How a rulebook reads: its columns as rows of label and value, assumed ones marked while they may still be changed."""

import datetime

from common.dates import moment_words
from seasons.forms.rulebooks import FIELDSETS
from seasons.models import Rulebook
from seasons.models.wording import ASSUMED
from seasons.states import DayUnit

MARK = "（默认值，待主办方确认）"


def facts_by_fieldset(rulebook):
    """Every column under its heading."""
    return [(title, [_fact(rulebook, name) for name in names]) for title, names in FIELDSETS.items()]


def _fact(rulebook, name):
    field = Rulebook._meta.get_field(name)
    words = _words(rulebook, field)
    assumed = ASSUMED in field.help_text and getattr(rulebook, name) == field.get_default()
    return (field.verbose_name, f"{words}{MARK}" if assumed and not rulebook.is_issued else words)


def _words(rulebook, field):
    value = getattr(rulebook, field.name)
    if field.choices:
        return getattr(rulebook, f"get_{field.name}_display")()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return moment_words(value)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return value


def order_words(rulebook):
    """The order of the stages (沪工总经〔2015〕260号 三(四))."""
    last = ["社会公示", "市总审定"] if rulebook.notice_before_approval else ["市总审定", "社会公示"]
    return " → ".join(["资格审核", "专家评审", *last, "命名"])


def notice_words(rulebook):
    """公示5个工作日，首日计入，末日17:00截止."""
    unit = "个工作日" if rulebook.notice_unit == DayUnit.WORKING else "日"
    first = "首日计入" if rulebook.notice_first_day_counts else "首日不计入"
    return f"{rulebook.notice_days}{unit}，{first}，末日{rulebook.notice_closing_time:%H:%M}截止"


def majority_words(rulebook):
    """到会2/3以上，到会成员过1/2通过."""
    quorum = f"全体成员的{rulebook.quorum_numerator}/{rulebook.quorum_denominator}以上到会"
    more = "超过" if rulebook.majority_exceeds else "达到"
    part = f"{rulebook.majority_numerator}/{rulebook.majority_denominator}"
    return f"{quorum}，赞成票{more}{rulebook.get_majority_basis_display()}的{part}"
