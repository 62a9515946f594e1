"""评审轮次安排: what must fit together before the rulebook is issued, round by round."""

from decimal import Decimal

from common.refusals import Refusal
from seasons.models import Criterion, RoundPlan, Rulebook
from seasons.states import Category, CutoffKind, Indicator, PanelKind, RoundKind


def refuse_rounds(rulebook: Rulebook) -> Refusal | None:
    """At least one round, and every one of them can be held as it is written."""
    plans, criteria = list(rulebook.round_plans.order_by("position")), list(rulebook.criteria.all())
    return (
        _no_round(plans)
        or _criterion_of_no_round(plans, criteria)
        or next((found for plan in plans if (found := _faults(plan, plans, criteria))), None)
    )


def _faults(plan: RoundPlan, plans: list[RoundPlan], criteria: list[Criterion]) -> Refusal | None:
    mine = [one for one in criteria if one.round_number in (None, plan.position)]
    return (
        _weights_do_not_make_a_hundred(plan, mine)
        or _indicator_without_criterion(plan, mine)
        or _leasts_exceed_the_panel(plan)
        or _mosts_leave_seats_empty(plan)
        or _no_minutes(plan)
        or _share_of_nothing(plan)
        or _no_such_line(plan, plans)
        or _ends_before_it_begins(plan)
    )


def _no_round(plans):
    if not plans:
        return Refusal("no_round", "没有评审轮次。", "请至少设一个评审轮次。", status=409)


def _criterion_of_no_round(plans, criteria):
    for one in criteria:
        if one.round_number is not None and one.round_number > len(plans):
            return Refusal(
                "criterion_of_no_round",
                f"评分项“{one.name}”适用于第{one.round_number}轮次，而细则只列了{len(plans)}个轮次。",
                "请改正该评分项的适用轮次，或增设轮次。",
                status=409,
            )


def _weights_do_not_make_a_hundred(plan, criteria):
    total = sum((one.weight for one in criteria), Decimal(0))
    if total != 100:
        return Refusal(
            "weights_not_100",
            f"“{plan.name}”各评分项权重合计为{total:.2f}%，不是100%。",
            "请调整权重，使该轮次合计为100%；各轮通用的评分项计入每一轮次。",
            status=409,
        )


def _indicator_without_criterion(plan, criteria):
    covered = {one.indicator for one in criteria}
    missing = [indicator.label for indicator in Indicator if indicator not in covered]
    if missing and plan.kind == RoundKind.PAPER:
        return Refusal(
            "indicator_missing",
            f"“{plan.name}”中，{'、'.join(missing)}没有对应的评分项（沪工总经〔2015〕260号 三(二)）。",
            "请为四个方面各设至少一个评分项。",
            status=409,
        )


def _leasts_exceed_the_panel(plan):
    asked = sum(plan.least.values())
    if plan.panel != PanelKind.WHOLE and asked > plan.scores_per_nomination:
        return Refusal(
            "leasts_exceed_the_panel",
            f"“{plan.name}”各类别的最少人数合计{asked}人，多于每件评审人数{plan.scores_per_nomination}人。",
            "请减少各类别的最少人数，或增加每件评审人数。",
            status=409,
        )


def _mosts_leave_seats_empty(plan):
    most = plan.most_of_one_category
    if most is None or plan.panel == PanelKind.WHOLE:
        return None
    if most < max(plan.least.values(), default=0) or most * len(Category) < plan.scores_per_nomination:
        return Refusal(
            "mosts_leave_seats_empty",
            f"“{plan.name}”规定同一类别至多{most}位，与最少人数或每件{plan.scores_per_nomination}位评委相抵触。",
            "请提高同一类别的最多人数，或留空不限。",
            status=409,
        )


def _no_minutes(plan):
    if plan.kind == RoundKind.INTERVIEW and not plan.minutes_each:
        return Refusal(
            "no_minutes",
            f"“{plan.name}”为面试答辩，尚未规定每位候选人用时。",
            "请填写每位候选人用时，用于排定时间表。",
            status=409,
        )


def _share_of_nothing(plan):
    if plan.position == 1 and plan.earlier_share:
        return Refusal(
            "share_of_nothing",
            f"“{plan.name}”是首个轮次，没有前轮结果，前轮结果占比须为0。",
            "请把该轮次的前轮结果占比改为0。",
            status=409,
        )


def _no_such_line(plan, plans):
    value, is_last = plan.cutoff_value, plan.position == len(plans)
    if plan.cutoff == CutoffKind.NUMBER and (value < 1 or value % 1):
        return Refusal(
            "no_such_line",
            f"“{plan.name}”按人数晋级（入围）的，数值应为不小于1的整数。",
            "请改正晋级（入围）数值。",
            status=409,
        )
    if plan.cutoff == CutoffKind.SCORE and value > 100:
        return Refusal(
            "no_such_line", f"“{plan.name}”的分数线高于100分，无人能够达到。", "请改正晋级（入围）数值。", status=409
        )
    if plan.cutoff == CutoffKind.RATIO and is_last and value < 100:
        return Refusal(
            "no_such_line",
            f"“{plan.name}”是最后一个轮次，入围比例{value:.2f}%不足名额的100%，没有差额。",
            "请改为不低于100的百分比。",
            status=409,
        )


def _ends_before_it_begins(plan):
    if plan.opens_on and plan.closes_on and plan.closes_on < plan.opens_on:
        return Refusal(
            "ends_before_it_begins", f"“{plan.name}”的计划结束早于计划开始。", "请改正计划日期。", status=409
        )
