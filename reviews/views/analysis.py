"""给分与覆盖: how experts score beside each other, which fields are judged by whom, and who stood aside."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.charts import Gap, Strip, heat, spread
from common.pages import page_of
from common.refusals import insist
from reviews.queries import coverage as queries
from reviews.queries.veil import hidden_from
from reviews.rules.analysis import refuse_severity
from reviews.rules.office import refuse_reading
from reviews.states import Category, RecusalSource
from reviews.views.progress import chosen_round

OFFICE = ("评审安排", "/reviews/office/")
SHORT = {
    Category.EXPERT: "专家",
    Category.OFFICIAL: "委办",
    Category.ASSOCIATION: "协会",
    Category.SOCIAL: "社会",
    Category.MEDIA: "媒体",
}

ENOUGH = len(Category)  # with fewer assignments than categories not every one can be there


@require_safe
@login_required
def severity(request, pk):
    """宽严与离散 by expert, of a closed round, with what the figures do not say."""
    insist(refuse_reading(request.user))
    round, every = chosen_round(pk)
    refusal = refuse_severity(round)
    rows, unfit = ([], "") if refusal else queries.severities(round, hidden=hidden_from(request.user, round.season))
    page = page_of(rows, request.GET.get("page", 1))
    return render(
        request,
        "reviews/severity.html",
        {
            "rounds": every,
            "round": round,
            "refusal": refusal,
            "page": page,
            "chart": _spread(round, rows, page),
            "unfit": unfit,
            "least": round.rulebook.calibration_least_sheets,
            "trail": [OFFICE, ("给分分析", "")],
        },
    )


def _spread(round, rows, page):
    sheets = sum(one.habit.sheets for one in rows)
    mean = sum(one.habit.mean * one.habit.sheets for one in rows) / sheets if sheets else None
    strips = [
        Strip(
            one.member.user.full_name,
            one.habit.least,
            one.habit.mean,
            one.habit.most,
            one.habit.deviation,
            is_pale=not one.habit.is_enough,
        )
        for one in page
    ]
    desc = f"{round}，{len(rows)}位委员的{sheets}份有效评分。" if rows else "尚无有效评分。"
    note = f"横线为最低至最高，色带为平均上下各一个标准差，圆点为平均；空心点为可比评分不足{round.rulebook.calibration_least_sheets}份。"
    return spread("各委员给分的高低与离散", desc, strips, head="委员", line=mean, note=note)


@require_safe
@login_required
def coverage(request, pk):
    """覆盖: files by field against the categories that judge them, and the recusals in numbers."""
    insist(refuse_reading(request.user))
    round, every = chosen_round(pk)
    hidden = hidden_from(request.user, round.season)
    rows = queries.fields(round, hidden=hidden)
    recusals, sums = queries.recusal_numbers(round.season, hidden=hidden)
    return render(
        request,
        "reviews/coverage.html",
        {
            "rounds": every,
            "round": round,
            "rows": rows,
            "chart": _heat(round, rows),
            "recusals": recusals,
            "sources": [source.label for source in RecusalSource],
            "figures": [
                ("回避关系", sums["pairs"], "申明或决定的"),
                ("涉及委员", sums["members"], ""),
                ("涉及申报", sums["nominations"], ""),
            ],
            "trail": [OFFICE, ("覆盖与回避", "")],
        },
    )


def _heat(round, rows):
    cells = [
        (row.name, [row.categories[category] or (Gap() if row.assignments >= ENOUGH else 0) for category in Category])
        for row in rows
    ]
    gaps = sum(isinstance(cell, Gap) for _, line in cells for cell in line)
    desc = f"{round}，{len(rows)}个行业、五类委员的分派人次；{gaps}处没有该类委员。" if rows else "尚无参评的申报。"
    return heat(
        "各行业由哪类委员评审（人次）",
        desc,
        head="行业",
        columns=[(SHORT[category], category.label) for category in Category],
        rows=cells,
        note=f"颜色越深人次越多；分派满{ENOUGH}人次而没有某一类委员的，标为“缺”。",
    )
