"""The ranking: made, read by office and supervision as far as each may, checked by strangers, confirmed."""

import hashlib
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.states import Role
from common import clock
from common.charts import distribution
from common.dates import today
from common.files import size_words
from common.pages import page_of
from common.refusals import insist
from ledger.queries import trace_of
from nominations.models import Nomination
from reviews import actions, snapshots
from reviews.forms import RankingFilters, RankingForm
from reviews.onward import onward_of
from reviews.queries import deliberations, grounds, rounds
from reviews.queries import rankings as queries
from reviews.queries.veil import hidden_from
from reviews.rules import rankings as rules
from reviews.rules.office import refuse_others, refuse_reading
from reviews.views import ranking_words as words
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")
MOST_CHANGES = 10
SCRIPT = Path(__file__).resolve().parent.parent.parent / "tools" / "verify_ranking.py"


@require_POST
@login_required
def make(request, pk):
    """生成排名."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    form = RankingForm(request.POST)
    written = form.cleaned_data if form.is_valid() else {"shortlist_size": None, "because": ""}
    made = actions.make_ranking(round, by=request.user, **written)
    return redirect("reviews:ranking", made.pk)


@require_safe
@login_required
def index(request):
    """历次排名: every season's, the latest first."""
    insist(refuse_reading(request.user))
    page = page_of(queries.rankings(), request.GET.get("page", 1))
    return render(request, "reviews/rankings.html", {"page": page, "trail": [OFFICE, ("历次排名", "")]})


@require_safe
@login_required
def ranking(request, pk):
    """排名: every line raw and calibrated, the distribution, the line and who is near it, and whether it still holds."""
    found, hidden = _found(request, pk)
    shown, changes = queries.shown(found, hidden=hidden), grounds.changes(found, hidden=hidden)
    onward = onward_of(found.round.plan)
    filters = RankingFilters(request.GET or None, onward=onward)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {"q": "", "only": ""}
    order = request.GET.get("order", "place")
    lines = queries.chosen(shown.lines, order=order, words=chosen["q"], only=chosen["only"], size=shown.size)
    return render(
        request,
        "reviews/ranking.html",
        {
            "ranking": found,
            "shown": shown,
            "changes": changes[:MOST_CHANGES],
            "more_changes": max(0, len(changes) - MOST_CHANGES),
            "figures": words.figures(shown, onward, reverse("reviews:calibration", args=[pk])),
            "chart": distribution(
                words.measure(shown) + "分布",
                [one.deciding for one in shown.lines],
                measure="总分",
                line=shown.line,
                line_word=onward.line,
            ),
            "onward": onward,
            "page": page_of(lines, request.GET.get("page", 1)),
            "filters": filters,
            "order": order,
            "facts": words.facts(found, shown, onward),
            "tie_break": words.tie_break(found.round.rulebook),
            "refusal": _refusal(request.user, found, changes, hidden),
            "trail": [OFFICE, ("排名", "")],
        },
    )


@require_safe
@login_required
def calibration(request, pk, named=False):
    """校准对照: how lenient each expert was found, what would move and who would cross the line; experts as numbers."""
    found, hidden = _found(request, pk)
    if named:
        insist(refuse_others(request.user, "查看具名的专家宽严") or rules.refuse_veiled(hidden, "查看具名的专家宽严"))
    shown = queries.shown(found, hidden=hidden)
    return render(
        request,
        "reviews/calibration.html",
        {
            "ranking": found,
            "onward": onward_of(found.round.plan),
            "shown": shown,
            "experts": queries.named_experts(found) if named else shown.experts,
            "chart": None if shown.unfit else words.leanings_chart(shown.experts),
            "named": named,
            "may_name": not named and not hidden and request.user.holds(Role.REVIEW_OFFICE),
            "rulebook": found.round.rulebook,
            "trail": [OFFICE, ("排名", reverse("reviews:ranking", args=[pk])), ("校准对照", "")],
        },
    )


@require_safe
@login_required
def copies(request, pk):
    """下载与复核: the two copies with their check values, how a stranger recomputes the list, who took a copy."""
    found, hidden = _found(request, pk)
    told = {named: rules.refuse_taking_copy(request.user, hidden=hidden, named=named) for named in (False, True)}
    return render(
        request,
        "reviews/copies.html",
        {
            "ranking": found,
            "copies": [_copy(found, named, told[named]) for named in (False, True)],
            "trace": trace_of(found),
            "trail": [OFFICE, ("排名", reverse("reviews:ranking", args=[pk])), ("下载与复核", "")],
        },
    )


def _copy(found, named, refusal):
    title = "具名副本" if named else "复核副本"
    shown = {"title": title, "act": f"下载{title}", "kind": "named" if named else "plain", "refusal": refusal}
    if refusal is None:
        content = snapshots.bytes_of(snapshots.copy_of(found, named=named))
        shown |= {"size": size_words(len(content)), "sha256": hashlib.sha256(content).hexdigest()}
    return shown


@require_POST
@login_required
def take(request, pk, kind):
    """The copy itself, as a file."""
    found, _ = _found(request, pk)
    content = actions.take_copy(found, by=request.user, named=kind == "named")
    name = f"{found.round.season.code} {found.round.name}排名{found.pk}{'（具名）' if kind == 'named' else ''}.json"
    return _attached(HttpResponse(content, content_type="application/json"), name)


@require_safe
@login_required
def verifier(request):
    """复核程序: the stand-alone script, as it stands in tools/."""
    insist(refuse_reading(request.user))
    return _attached(FileResponse(SCRIPT.open("rb"), content_type="text/x-python"), SCRIPT.name)


def _attached(response, name):
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
def confirm(request, pk):
    """确认入围名单 after the last round, 晋级名单 before it."""
    found, hidden = _found(request, pk)
    if request.method == "POST":
        actions.confirm_ranking(found, by=request.user)
        return redirect("reviews:ranking", pk)
    shown = queries.shown(found, hidden=hidden)
    back = reverse("reviews:ranking", args=[pk])
    onward = onward_of(found.round.plan)
    return render(
        request,
        "confirm.html",
        {
            "title": f"确认{onward.roster}",
            "trail": [OFFICE, ("排名", back), (f"确认{onward.word}", "")],
            "what": f"按{found.round.season}{found.round.name}的排名确认{onward.roster}。",
            "count": f"{onward.word}{shown.size}人，其余{len(shown.lines) - shown.size}人为未入选",
            "consequences": [
                words.deciding(shown),
                f"{onward.sentence}，其余申报办结为未入选，均不能退回。",
                "各推荐单位经办人将收到结果通知，不含名次和得分。",
            ],
            "act": f"确认{onward.roster}",
            "url": request.path,
            "back": back,
            "kind": "danger",
            "refusal": _refusal(request.user, found, grounds.changes(found, hidden=hidden), hidden),
        },
    )


def _found(request, pk):
    """The ranking, of whatever season, and what of it is hidden from its reader."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.rankings(), pk=pk)
    return found, hidden_from(request.user, found.round.season)


def _refusal(user, ranking, changes, hidden):
    confirmed = queries.confirmed_in(ranking.round)
    shortlisted = Nomination.objects.filter(ranking_lines__ranking=ranking, ranking_lines__is_shortlisted=True)
    return rules.refuse_confirming(
        user,
        ranking,
        confirmed=confirmed,
        changes=[] if confirmed else changes,
        banned=[] if confirmed or hidden else rounds.banned_among(shortlisted, on=today(clock.now())),
        hidden=hidden,
        unresolved=[] if confirmed or hidden else deliberations.unresolved(ranking.round),
    )
