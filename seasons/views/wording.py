"""How a rulebook reads: its columns as rows of label and value, assumed ones marked while they may still be changed."""

import datetime

from common.dates import moment_words, plain_day_words, span_words
from seasons.forms.rulebooks import FIELDSETS
from seasons.models import Rulebook
from seasons.models.wording import ASSUMED
from seasons.states import Category, CutoffKind, DayUnit, PanelKind, TieBreak

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
    if field.name == "tie_break":
        return "、".join(TieBreak(key).label for key in rulebook.tie_break_keys)
    if value is None and "留空不限" in field.help_text:
        return "不限"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return moment_words(value)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return value


def rounds_in_words(rulebook, criteria):
    """Each planned round: its facts as they differ from nothing, and what its criteria weigh together."""
    found = []
    for plan in rulebook.round_plans.order_by("position"):
        weights = sum(one.weight for one in criteria if one.round_number in (None, plan.position))
        found.append({"plan": plan, "facts": _facts_of(plan), "weights": weights})
    return found


def _facts_of(plan):
    least = "、".join(f"{Category(category).label}{count}位" for category, count in plan.least.items())
    asked = f"每件{plan.scores_per_nomination}位评委" if plan.panel != PanelKind.WHOLE else "全体委员"
    facts = [
        ("方式", plan.get_kind_display()),
        ("计划时间", _span(plan.opens_on, plan.closes_on)),
        ("评委产生", f"{plan.get_panel_display()}，{asked}"),
        ("每位专家评审件数上限", plan.expert_load),
        ("每件至少", least or "不限类别"),
        ("同一类别至多", f"{plan.most_of_one_category}位" if plan.most_of_one_category else "不限"),
        ("匿名评审", "是" if plan.is_blind else "否"),
        ("其他评委的评分", plan.get_peers_display()),
        ("前轮结果占比", f"{_plain(plan.earlier_share)}%" if plan.earlier_share else "只按本轮评分"),
        ("入围办法" if plan.is_last else "晋级办法", cutoff_words(plan)),
    ]
    return [*facts, ("每位候选人用时", f"{plan.minutes_each}分钟")] if plan.minutes_each else facts


def cutoff_words(plan):
    """名额的110%, 前60人, 80分以上."""
    value = _plain(plan.cutoff_value)
    return {
        CutoffKind.RATIO: f"名额的{value}%，不足一人的舍去",
        CutoffKind.NUMBER: f"前{value}人",
        CutoffKind.SCORE: f"{value}分以上（含）",
    }[CutoffKind(plan.cutoff)]


def _span(first, last):
    if first and last:
        return span_words(first, last)
    return f"{plain_day_words(first)}起" if first else f"{plain_day_words(last)}止" if last else "未定"


def _plain(value):
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def order_words(rulebook):
    """The order of the stages (沪工总经〔2015〕260号 三(四))."""
    last = ["社会公示", "市总审定"] if rulebook.notice_before_approval else ["市总审定", "社会公示"]
    return " → ".join(["资格审核", "专家评审", *last, "命名"])


def notice_words(rulebook):
    """公示5个工作日，首日计入，末日逢休息日顺延，当日17:00截止."""
    unit = "个工作日" if rulebook.notice_unit == DayUnit.WORKING else "日"
    first = "首日计入" if rulebook.notice_first_day_counts else "首日不计入"
    end = "末日逢休息日顺延" if rulebook.notice_end_rolls else "末日逢休息日不顺延"
    return f"{rulebook.notice_days}{unit}，{first}，{end}，当日{rulebook.notice_closing_time:%H:%M}截止"


def majority_words(rulebook):
    """到会2/3以上，到会成员过1/2通过."""
    quorum = f"全体成员的{rulebook.quorum_numerator}/{rulebook.quorum_denominator}以上到会"
    more = "超过" if rulebook.majority_exceeds else "达到"
    part = f"{rulebook.majority_numerator}/{rulebook.majority_denominator}"
    kind = rulebook.get_ballot_kind_display()
    return f"{kind}；{quorum}，赞成票{more}{rulebook.get_majority_basis_display()}的{part}"
