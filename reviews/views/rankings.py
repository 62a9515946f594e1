"""The ranking: made, read by office and supervision, confirmed."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from nominations.models import Nomination
from reviews import actions
from reviews.distribution import bars
from reviews.forms import RankingFilters, RankingForm
from reviews.queries import rankings as queries
from reviews.queries import rounds
from reviews.rules import rankings as rules
from reviews.rules.office import refuse_reading
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")


@require_POST
@login_required
def make(request, pk):
    """生成排名."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    form = RankingForm(request.POST)
    size = form.cleaned_data["shortlist_size"] if form.is_valid() else None
    made = actions.make_ranking(round, by=request.user, shortlist_size=size)
    return redirect("reviews:ranking", made.pk)


@require_safe
@login_required
def ranking(request, pk):
    """排名: every line with panel score and bonus apart, the distribution, the line and who is near it."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.rankings(current_season()), pk=pk)
    filters = RankingFilters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {"q": "", "only": ""}
    order = request.GET.get("order", "place")
    totals = queries.totals_of(found)
    return render(
        request,
        "reviews/ranking.html",
        {
            "ranking": found,
            "page": page_of(
                queries.lines(found, order=order, words=chosen["q"], only=chosen["only"]), request.GET.get("page", 1)
            ),
            "filters": filters,
            "order": order,
            "bars": bars(totals),
            "candidates": len(totals),
            "refusal": _refusal(request.user, found),
            "trail": [OFFICE, ("排名", "")],
        },
    )


@login_required
def confirm(request, pk):
    """确认入围."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.rankings(current_season()), pk=pk)
    if request.method == "POST":
        actions.confirm_ranking(found, by=request.user)
        return redirect("reviews:ranking", pk)
    candidates = found.lines.count()
    return render(
        request,
        "confirm.html",
        {
            "title": "确认入围名单",
            "trail": [OFFICE, ("排名", f"/reviews/rankings/{pk}/"), ("确认入围", "")],
            "what": f"按{found.round.season}{found.round.name}的排名确认入围名单。",
            "count": f"入围{found.shortlist_size}人，其余{candidates - found.shortlist_size}人为未入选",
            "consequences": [
                "入围人选进入后续程序，其余申报办结为未入选，均不能退回。",
                "各推荐单位经办人将收到结果通知，不含名次和得分。",
            ],
            "act": "确认入围名单",
            "url": request.path,
            "back": f"/reviews/rankings/{pk}/",
            "kind": "danger",
            "refusal": _refusal(request.user, found),
        },
    )


def _refusal(user, ranking):
    round = ranking.round
    shortlisted = Nomination.objects.filter(ranking_lines__ranking=ranking, ranking_lines__is_shortlisted=True)
    confirmed = round.rankings.filter(confirmed_at__isnull=False).exists()
    return rules.refuse_confirming(
        user,
        ranking,
        confirmed=confirmed,
        inputs_hash=ranking.inputs_hash if confirmed else queries.inputs_hash(round, queries.inputs(round)),
        banned=[] if confirmed else rounds.banned_among(shortlisted, on=today(clock.now())),
    )
