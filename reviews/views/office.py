"""The office's pages of a round: the draw, every nomination's progress and its panel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.refusals import insist
from reviews import actions
from reviews.queries import rounds as queries
from reviews.queries.veil import hidden_from
from reviews.rules.draws import refuse_replacing
from reviews.rules.office import refuse_reading
from reviews.states import SheetState
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")


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
        one.refusal = refuse_replacing(request.user, one, "更换", needed=case.needs)
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
