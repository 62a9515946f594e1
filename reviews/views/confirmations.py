"""先申明、后评审: the expert reads a round's names and units, names whom he must avoid, and confirms the rest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.forms import RecusalForm, SearchForm, recusal_forms
from reviews.queries import committee, conflicts
from reviews.queries import confirmations as queries
from reviews.rules.confirmations import refuse_confirming_list
from reviews.rules.sheets import refuse_entering
from seasons.queries import current_season

LIST = ("申明回避", "/reviews/recusals/")


def seat_or_refused(request):
    """The member's own seat, under pledge."""
    seat = committee.seat_of(request.user, current_season())
    insist(refuse_entering(request.user, seat))
    return seat


def _round_of(request, seat):
    """The round asked for, else the first whose list is still to be confirmed, else the first under way."""
    rounds = list(queries.open_rounds(seat.season_id))
    asked = next((one for one in rounds if str(one.number) == request.GET.get("round")), None)
    waiting = [one for one in rounds if not conflicts.has_declared(seat, one)]
    return rounds, asked or next(iter(waiting or rounds), None), {one.pk for one in waiting}


@require_safe
@login_required
def candidates(request):
    """候选人名单, names and units only, for declaring before any file is seen."""
    seat = seat_or_refused(request)
    rounds, round, waiting = _round_of(request, seat)
    search = SearchForm(request.GET or None)
    words = search.cleaned_data["q"] if search.is_bound and search.is_valid() else ""
    own = list(conflicts.own_recusals(seat))
    page = page_of(queries.listed(round, words) if round else [], request.GET.get("page", 1))
    names = page.paginator.count if not words else queries.listed(round).count()
    return render(
        request,
        "reviews/candidates.html",
        {
            "page": page,
            "search": search,
            "own": own,
            "recused": {one.nomination_id for one in own},
            "rounds": rounds if len(rounds) > 1 else [],
            "round": round,
            "names": names,
            "is_waiting": round is not None and round.pk in waiting,
            "is_last": not words and not page.has_next(),
            "refusal": refuse_confirming_list(request.user, seat, round, names=names, confirmed=round.pk not in waiting)
            if round
            else None,
        },
    )


@login_required
def several(request):
    """一并申明回避: the candidates ticked in the list, each with its ground and explanation."""
    seat = seat_or_refused(request)
    chosen = list(queries.declarable(seat.season_id).filter(number__in=request.GET.getlist("number")[:50]))
    recused = {one.nomination_id for one in conflicts.own_recusals(seat)}
    chosen = [one for one in chosen if one.pk not in recused]
    if not chosen:
        messages.info(request, "请先在名单中勾选应当回避的候选人。")
        return redirect("reviews:candidates")
    rows = recusal_forms(chosen, request.POST or None)
    if request.method == "POST" and _all_valid(rows):
        actions.declare_several(
            seat,
            [(one, form.cleaned_data["ground"], form.cleaned_data["explanation"]) for one, form in rows],
            by=request.user,
        )
        messages.success(request, f"已登记您对{'、'.join(one.name for one in chosen)}回避，均不由您评审。")
        return redirect("reviews:candidates")
    return render(
        request,
        "reviews/several.html",
        {"rows": rows, "trail": [LIST, ("一并申明", "")]},
        status=422 if request.method == "POST" else 200,
    )


def _all_valid(rows):
    """Every form is asked, so that every fault is shown."""
    return not [form for _, form in rows if not form.is_valid()]


@require_POST
@login_required
def confirm_list(request, number):
    """确认其余无应回避情形."""
    seat = seat_or_refused(request)
    round = get_object_or_404(queries.open_rounds(seat.season_id), number=number)
    confirmed = actions.confirm_list(seat, round, by=request.user)
    messages.success(request, f"已确认{round.name}名单共{confirmed.names}人的回避情况。")
    return redirect("reviews:candidates" if queries.to_declare(seat) else "reviews:queue")


@login_required
def declare(request, number):
    """申明回避, with ground and explanation."""
    seat = seat_or_refused(request)
    nomination = get_object_or_404(queries.declarable(seat.season_id), number=number)
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
            "trail": [LIST, (nomination.name, "")],
        },
    )


@require_POST
@login_required
def remind(request, number):
    """提醒确认回避情况."""
    round = get_object_or_404(queries.open_rounds(current_season()), number=number)
    reminded = actions.remind_of_list(round, by=request.user)
    messages.success(request, f"已提醒{len(reminded)}位委员确认回避情况。")
    return redirect(reverse("reviews:confirmations") + f"?round={number}")
