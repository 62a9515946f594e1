"""合议: the office's queue, and the thread for the office and for the members who have scored."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.pages import page_of
from common.refusals import insist
from nominations.models import Nomination
from reviews import actions, disagreement
from reviews.forms.deliberations import AddForm, ConclusionForm, PostForm, ThreadFilters
from reviews.queries import committee, rounds
from reviews.queries import deliberations as queries
from reviews.queries.veil import hidden_from
from reviews.rules import deliberations as rules
from reviews.rules.office import refuse_others, refuse_reading
from reviews.rules.sheets import refuse_entering
from reviews.states import SheetState
from seasons.queries import current_season
from seasons.states import PeersShown

OFFICE = ("评审安排", "/reviews/office/")


@require_safe
@login_required
def queue(request, pk):
    """合议 of a round: what the scores bring here, and how far each thread is."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    filters = ThreadFilters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {"q": "", "only": ""}
    found = queries.unconvened(round, request.user)
    confirmed = queries.confirmed(round)
    return render(
        request,
        "reviews/deliberations.html",
        {
            "round": round,
            "found": [] if confirmed else found,
            "page": page_of(
                queries.threads(round, request.user, only=chosen["only"], words=chosen["q"]),
                request.GET.get("page", 1),
            ),
            "filters": filters,
            "convene_refusal": rules.refuse_convening(request.user, found=len(found), confirmed=confirmed),
            "add_refusal": refuse_others(request.user, "提请合议"),
            "trail": [OFFICE, ("合议", "")],
        },
    )


@require_POST
@login_required
def convene(request, pk):
    """提交合议."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    opened = actions.convene(round, by=request.user)
    messages.success(request, f"已将{len(opened)}件提交合议，各位评审委员已收到通知。")
    return redirect("reviews:deliberations", pk)


@login_required
def add(request, pk):
    """提请合议 of one file, with the reason."""
    insist(refuse_reading(request.user))
    season = current_season()
    round = get_object_or_404(rounds.rounds_of(season), pk=pk)
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = Nomination.objects.filter(season=season).exclude(pk__in=hidden_from(request.user, season))
        nomination = known.filter(number=form.cleaned_data["number"]).defer(*rounds.HEAVY).first()
        if nomination is not None:
            made = actions.add_deliberation(round, nomination, reason=form.cleaned_data["reason"], by=request.user)
            return redirect("reviews:deliberation", made.pk)
        form.add_error("number", "本轮评审中没有这个编号的申报，请核对后重新填写。")
    refusal = refuse_others(request.user, "提请合议")
    return render(
        request,
        "reviews/statement.html",
        {
            "title": "提请合议",
            "lead": "评分分歧未超过细则、但确有必要合议的，写明理由；合议办结之前不能确认排名。",
            "form": form,
            "act": "提请合议",
            "back": reverse("reviews:deliberations", args=[pk]),
            "refusal": refusal,
            "trail": [OFFICE, ("合议", reverse("reviews:deliberations", args=[pk])), ("提请合议", "")],
        },
        status=422 if form.is_bound and not refusal else 200,
    )


@require_safe
@login_required
def own(request):
    """我的合议: the threads of the files one has scored."""
    season = current_season()
    insist(refuse_entering(request.user, committee.seat_of(request.user, season)))
    page = page_of(queries.for_member(request.user, season), request.GET.get("page", 1))
    page.object_list = [(one, queries.label_of(one)) for one in page.object_list]
    return render(request, "reviews/own_deliberations.html", {"page": page, "season": season})


@login_required
def thread(request, pk):
    """One thread: members under their aliases; for the office with the scores of the panel and the acts."""
    season = current_season()
    found = queries.for_member(request.user, season).filter(pk=pk).first()
    if found is not None:
        insist(refuse_entering(request.user, committee.seat_of(request.user, season)))
        return _for_member(request, found)
    found = get_object_or_404(_office_threads(request.user, season), pk=pk)
    return _for_office(request, found)


def _office_threads(user, season):
    """To whoever has neither scored the file nor works in the office the thread does not exist."""
    found = queries.for_office(user, season)
    return found if refuse_reading(user) is None else found.none()


def _spoken(request, found, form):
    actions.speak(found, text=form.cleaned_data["text"], by=request.user)
    return redirect(f"{reverse('reviews:deliberation', args=[found.pk])}#last")


def _for_member(request, found):
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _spoken(request, found, form)
    panel = queries.panel_of(found)
    mine = next(one for one in panel if one.member.user_id == request.user.pk)
    voices = {one.member_id: one.alias for one in found.voices.all()}
    shown = found.round.plan.peers == PeersShown.AFTER_OWN
    return render(
        request,
        "reviews/deliberation.html",
        {
            "deliberation": found,
            "label": queries.label_of(found),
            "alias": voices.get(mine.member_id, ""),
            "mine": mine,
            "peers": sorted(
                (voices[one.member_id], one.sheet.total)
                for one in panel
                if one.member_id in voices and one.sheet.state == SheetState.SUBMITTED
            )
            if shown
            else [],
            "posts": queries.said_in(found),
            "form": form,
            "refusal": rules.refuse_taking_part(
                request.user, found, may=True, confirmed=queries.confirmed(found.round)
            ),
            "trail": [("我的合议", reverse("reviews:own_deliberations")), (queries.label_of(found), "")],
        },
        status=422 if form.is_bound else 200,
    )


def _for_office(request, found):
    may_act = refuse_others(request.user, "参加合议") is None
    form = PostForm(request.POST if request.method == "POST" and may_act else None)
    if form.is_bound and form.is_valid():
        return _spoken(request, found, form)
    panel = queries.panel_of(found)
    totals = [one.sheet.total for one in panel if one.sheet.state == SheetState.SUBMITTED]
    middle = disagreement.median(totals) if totals else None
    voices = {one.member_id: one.alias for one in found.voices.all()}
    confirmed, awaited = queries.confirmed(found.round), queries.is_further_awaited(found)
    user = request.user
    return render(
        request,
        "reviews/deliberation_office.html",
        {
            "deliberation": found,
            "panel": [
                (one, voices.get(one.member_id, ""), None if one.sheet.total is None else one.sheet.total - middle)
                for one in sorted(panel, key=lambda one: one.sheet.total or 0, reverse=True)
            ],
            "middle": middle,
            "spread": disagreement.spread(totals),
            "posts": queries.said_in(found),
            "further": found.further_scores.all(),
            "form": form,
            "conclusion_form": ConclusionForm(),
            "refusal": rules.refuse_taking_part(user, found, may=may_act, confirmed=confirmed),
            "further_refusal": rules.refuse_asking(
                user, found, "加评", awaited=awaited, confirmed=confirmed, now=clock.now()
            ),
            "conclude_refusal": rules.refuse_concluding(
                user, found, "upheld", "办结", awaited=awaited, given=True, confirmed=confirmed
            ),
            "trail": [
                OFFICE,
                ("合议", reverse("reviews:deliberations", args=[found.round_id])),
                (found.nomination.name, ""),
            ],
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
@login_required
def further(request, pk):
    """加评."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.for_office(request.user, current_season()), pk=pk)
    made = actions.ask_further_score(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已请{made.assignment.member.user}加评，提交后按全部有效分计。")
    return redirect("reviews:deliberation", pk)


@require_POST
@login_required
def conclude(request, pk):
    """办结合议."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.for_office(request.user, current_season()), pk=pk)
    reason, conclusion = request.POST.get("reason", ""), request.POST.get("conclusion", "")
    actions.conclude(found, conclusion=conclusion, reason=reason, by=request.user)
    messages.success(request, f"{found.nomination.name}的合议已办结。")
    return redirect("reviews:deliberations", found.round_id)
