"""The office's pages of a round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from common.dates import today
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.actions.rounds import preview, short_of_scores
from reviews.drawing import Draw
from reviews.forms import FilesFilters, RoundForm
from reviews.models import Round
from reviews.queries import committee, rankings
from reviews.queries import rounds as queries
from reviews.rules import rounds as rules
from reviews.rules.office import refuse_others, refuse_reading
from seasons.queries import current_season, rulebook_in_force

OFFICE = ("评审安排", "/reviews/office/")


@require_safe
@login_required
def overview(request):
    """评审安排: committee, round, progress by expert, rankings."""
    insist(refuse_reading(request.user))
    season = current_season()
    round = queries.latest_round(season)
    rulebook = round.rulebook if round else rulebook_in_force(season)
    needed = queries.still_needed(round) if round and round.closed_at is None else 0
    return render(
        request,
        "reviews/office.html",
        {
            "season": season,
            "round": round,
            "rulebook": rulebook,
            "composition": committee.composition(season, rulebook),
            "admitted": queries.admitted(season).count(),
            "progress": queries.progress(round) if round else None,
            "needed": needed,
            "experts": queries.progress_by_expert(round) if round and round.drawn_at else [],
            "rankings": rankings.rankings(season)[:10],
            "refusal": refuse_others(request.user, "办理评审安排"),
        },
    )


@login_required
def open_round(request):
    """开启评审轮次."""
    insist(refuse_reading(request.user))
    season = current_season()
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.open_round(season, due_on=form.cleaned_data["due_on"], by=request.user)
        return redirect("reviews:office")
    admitted = queries.admitted(season)
    return render(
        request,
        "confirm.html",
        {
            "title": "开启评审轮次",
            "trail": [OFFICE, ("开启轮次", "")],
            "what": f"{season}资格审核通过的申报将全部提交专家评审。",
            "count": f"共{admitted.count()}件",
            "consequences": [
                "轮次所用的评分项、每件评审人数和计分办法按现行实施细则。",
                "开启后，委员可先申明回避，再由您分派评审件。",
            ],
            "act": "开启评审",
            "url": request.path,
            "back": OFFICE[1],
            "form": form,
            "refusal": refuse_others(request.user, "开启评审轮次"),
        },
    )


@require_POST
@login_required
def take_in(request, pk):
    """补充评审件."""
    round = get_object_or_404(Round, pk=pk)
    actions.take_in(round, by=request.user)
    messages.success(request, "新通过审核的申报已补充到本轮，请再次分派。")
    return redirect("reviews:office")


@login_required
def draw(request, pk):
    """分派: see the draw before it is applied; what is applied is what was seen."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    if request.method == "POST":
        actions.draw(round, by=request.user, expected=request.POST.get("fingerprint", ""))
        messages.success(request, "评审件已分派，各委员已收到通知。")
        return redirect("reviews:office")
    found = preview(round)
    feasible = isinstance(found.outcome, Draw)
    refusal = rules.refuse_draw(
        request.user,
        round,
        composition=committee.composition(round.season, round.rulebook),
        needed=found.needed,
        banned=queries.banned_among(queries.under_review(round.season), on=today(timezone.now())),
    ) or rules.refuse_infeasible(
        found.outcome,
        nominations=found.nominations,
        members=found.members,
        grounds=found.grounds,
        wanted=round.rulebook.scores_per_nomination,
    )
    loads = sorted(found.outcome.loads.values()) if feasible else []
    return render(
        request,
        "reviews/draw.html",
        {
            "round": round,
            "found": found,
            "feasible": feasible,
            "refusal": refusal,
            "loads": queries.load_rows(found) if feasible else [],
            "least": loads[0] if loads else 0,
            "most": loads[-1] if loads else 0,
            "page": page_of(queries.panel_rows(found) if feasible else [], request.GET.get("page", 1)),
            "trail": [OFFICE, ("分派", "")],
        },
    )


@require_safe
@login_required
def files(request, pk):
    """评审进展 by nomination: how many scores are in, never which."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    filters = FilesFilters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {"q": "", "only": ""}
    rows = queries.progress_by_nomination(round, words=chosen["q"], only=chosen["only"])
    return render(
        request,
        "reviews/files.html",
        {
            "round": round,
            "page": page_of(rows, request.GET.get("page", 1)),
            "filters": filters,
            "trail": [OFFICE, ("各件进展", "")],
        },
    )


@require_safe
@login_required
def panel(request, pk, number):
    """One nomination's panel: who judges, who was taken off and why; and the acts that mend it."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    nomination = get_object_or_404(queries.progress_by_nomination(round), number=number)
    assignments = list(queries.panel(round, nomination))
    (case,) = queries.cases(
        round, on=today(timezone.now()), nominations=type(nomination).objects.filter(pk=nomination.pk)
    )
    for one in assignments:
        one.refusal = rules.refuse_replacing(request.user, one, "更换", needed=case.needs)
    return render(
        request,
        "reviews/panel.html",
        {
            "round": round,
            "nomination": nomination,
            "assignments": assignments,
            "needed": case.needs,
            "trail": [OFFICE, ("各件进展", f"/reviews/office/rounds/{pk}/files/"), (nomination.name, "")],
        },
    )


@require_POST
@login_required
def replace(request, pk):
    """更换评审专家."""
    insist(refuse_reading(request.user))
    assignment = get_object_or_404(queries.assignment_for_office(pk))
    fresh = actions.replace(assignment, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已改由{fresh.member.user}评审{fresh.nomination}。")
    return redirect("reviews:panel", assignment.round_id, assignment.nomination.number)


@login_required
def close(request, pk):
    """结束评审."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    if request.method == "POST":
        actions.close_round(round, by=request.user)
        return redirect("reviews:office")
    progress = queries.progress(round)
    return render(
        request,
        "confirm.html",
        {
            "title": "结束评审轮次",
            "trail": [OFFICE, ("结束轮次", "")],
            "what": f"结束{round.season}{round.name}，此后不再接受评分。",
            "count": f"已提交{progress['submitted']}份，弃权{progress['abstained']}份，未提交{progress['waiting']}份",
            "consequences": [
                "评分表全部锁定，随后可以生成排名。",
                "每件须有细则规定的有效评分数；确无其他委员可评的，须过半数。",
            ],
            "act": "结束评审",
            "url": request.path,
            "back": OFFICE[1],
            "kind": "danger",
            "refusal": rules.refuse_closing(
                request.user,
                round,
                drawn=round.drawn_at is not None,
                short=short_of_scores(round) if round.closed_at is None else [],
            ),
        },
    )
