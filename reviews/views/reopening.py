"""重新打开评分表, from the panel's page of the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common import clock
from common.dates import today
from common.refusals import insist
from reviews import actions
from reviews.forms.sheets import ReopeningForm
from reviews.models import ScoreSheet
from reviews.queries.rankings import confirmed_in
from reviews.queries.sheets import former_of, office_sheet
from reviews.queries.veil import hidden_from
from reviews.rules.office import refuse_others, refuse_reading
from reviews.rules.reopening import ACT, refuse_reopening


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reopen(request, pk):
    """Asks for the cause and the reason; the points are not shown to the office."""
    insist(refuse_reading(request.user))
    found: ScoreSheet = get_object_or_404(office_sheet(pk, on=today(clock.now())))
    assignment = found.assignment
    round, nomination = assignment.round, assignment.nomination
    if nomination.pk in hidden_from(request.user, round.season):
        raise Http404("没有这份评分表。")
    back = reverse("reviews:panel", args=[round.pk, nomination.number])
    if request.method == "POST":
        insist(refuse_others(request.user, ACT))
    form = ReopeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reopen_sheet(found, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"已重新打开{assignment.member.user.full_name}对{nomination.name}的评分表，并函告本人。"
        )
        return redirect(back)
    refusal = refuse_reopening(
        request.user, found, "重新打开", is_hidden=False, is_ranked=bool(confirmed_in(round)), now=clock.now()
    )
    return render(
        request,
        "reviews/reopen.html",
        {
            "title": "重新打开评分表",
            "sheet": found,
            "former": former_of(found),
            "form": form,
            "refusal": refusal,
            "back": back,
            "trail": [("评审安排", reverse("reviews:office")), (nomination.name, back), ("重新打开评分表", "")],
        },
        status=422 if form.is_bound else 200,
    )
