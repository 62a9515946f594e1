"""回避: what the expert declares, what the office sees and orders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from nominations.models import Nomination
from reviews import actions
from reviews.forms import OrderForm, RecusalForm, SearchForm
from reviews.queries import committee, sheets
from reviews.queries import conflicts as queries
from reviews.queries.rounds import HEAVY, under_review
from reviews.rules.office import refuse_others, refuse_reading
from reviews.rules.sheets import refuse_entering
from seasons.queries import current_season


@require_safe
@login_required
def candidates(request):
    """候选人名单, names and units only, for declaring before any file is seen."""
    season = current_season()
    seat = committee.seat_of(request.user, season)
    insist(refuse_entering(request.user, seat))
    search = SearchForm(request.GET or None)
    words = search.cleaned_data["q"] if search.is_bound and search.is_valid() else ""
    own = list(queries.own_recusals(seat))
    return render(
        request,
        "reviews/candidates.html",
        {
            "page": page_of(sheets.declarable(season, words), request.GET.get("page", 1)),
            "search": search,
            "own": own,
            "recused": {one.nomination_id for one in own},
        },
    )


@login_required
def declare(request, number):
    """申明回避, with ground and explanation."""
    season = current_season()
    seat = committee.seat_of(request.user, season)
    insist(refuse_entering(request.user, seat))
    nomination = get_object_or_404(sheets.declarable(season), number=number)
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.declare_recusal(seat, nomination, by=request.user, **form.cleaned_data)
        messages.success(request, f"已登记您对{nomination.name}回避，此件不由您评审。")
        return redirect("reviews:candidates")
    return render(
        request,
        "reviews/declare.html",
        {
            "title": nomination.name,
            "unit": nomination.unit_name,
            "form": form,
            "back": reverse("reviews:candidates"),
            "trail": [("申明回避", "/reviews/recusals/"), (nomination.name, "")],
        },
    )


@require_safe
@login_required
def conflicts(request):
    """Every pair kept apart, with ground, source and explanation; for the office alone."""
    insist(refuse_reading(request.user))
    season = current_season()
    show = request.GET.get("show", "derived")
    if show == "derived":
        members, nominations = committee.sitting(season), under_review(season)
        found = queries.derived(members, nominations, on=today(clock.now()))
        page = page_of(found, request.GET.get("page", 1))
        page.object_list = queries.worded(page.object_list)
    else:
        page = page_of(queries.recusals(season), request.GET.get("page", 1))
    return render(
        request,
        "reviews/conflicts.html",
        {"page": page, "show": show, "refusal": refuse_others(request.user, "决定回避")},
    )


@login_required
def order(request):
    """决定回避 by the office."""
    insist(refuse_reading(request.user))
    season = current_season()
    form = OrderForm(request.POST or None, season=season)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        nomination = Nomination.objects.filter(season=season, number=chosen["number"]).defer(*HEAVY).first()
        if nomination is not None:
            actions.order_recusal(
                chosen["member"],
                nomination,
                ground=chosen["ground"],
                explanation=chosen["explanation"],
                by=request.user,
            )
            messages.success(request, f"已决定{chosen['member'].user}对{nomination.name}回避。")
            return redirect("/reviews/office/conflicts/?show=registered")
        form.add_error("number", "没有这个编号的申报，请核对后重新填写。")
    return render(
        request,
        "reviews/order.html",
        {
            "form": form,
            "refusal": refuse_others(request.user, "决定回避"),
            "trail": [("评审安排", "/reviews/office/"), ("回避核对", "/reviews/office/conflicts/"), ("决定回避", "")],
        },
    )
