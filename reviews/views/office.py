"""The office's pages of a round: the draw, every nomination's progress and its panel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.actions.rounds import preview
from reviews.drawing import Draw
from reviews.queries import committee
from reviews.queries import rounds as queries
from reviews.queries.veil import hidden_from
from reviews.rules import rounds as rules
from reviews.rules.office import refuse_reading
from reviews.states import SheetState
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")


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
        banned=queries.banned_among(queries.entrants(round), on=today(clock.now())),
    ) or rules.refuse_infeasible(
        found.outcome,
        nominations=found.nominations,
        members=found.members,
        grounds=found.grounds,
        wanted=round.plan.scores_per_nomination,
    )
    loads = sorted(found.outcome.loads.values()) if feasible else []
    panels = queries.panel_rows(found) if feasible else []
    load_rows = queries.load_rows(found) if feasible else []
    return render(
        request,
        "reviews/draw.html",
        {
            "round": round,
            "found": found,
            "refusal": refusal,
            "loads": load_rows,
            "top": max((row["count"] for row in load_rows), default=0),
            "facts": [
                ("待分派的评审件", len(panels)),
                ("分派人次", found.needed),
                ("每位委员承担", f"{loads[0]}至{loads[-1]}件" if loads else ""),
                ("抽签种子", round.seed),
                ("结果校验值", found.outcome.fingerprint if feasible else ""),
            ],
            "page": page_of(panels, request.GET.get("page", 1)),
            "trail": [OFFICE, ("分派", "")],
        },
    )


@require_safe
@login_required
def panel(request, pk, number):
    """One nomination's panel: who judges, who was taken off and why; and the acts that mend it."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    seen = queries.progress_by_nomination(round).exclude(pk__in=hidden_from(request.user, round.season))
    nomination = get_object_or_404(seen, number=number)
    assignments = list(queries.panel(round, nomination))
    (case,) = queries.cases(round, on=today(clock.now()), nominations=type(nomination).objects.filter(pk=nomination.pk))
    for one in assignments:
        one.refusal = rules.refuse_replacing(request.user, one, "更换", needed=case.needs)
        one.may_reopen = one.withdrawn_at is None and one.sheet.state == SheetState.SUBMITTED and not round.closed_at
        one.sheet.shares_session = one.shares_session
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
    hidden = hidden_from(request.user, current_season())
    assignment = get_object_or_404(queries.assignment_for_office(pk).exclude(nomination__in=hidden))
    fresh = actions.replace(assignment, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已改由{fresh.member.user}评审{fresh.nomination}。")
    return redirect("reviews:panel", assignment.round_id, assignment.nomination.number)
