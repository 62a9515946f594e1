"""场次的变动 for the office; a member's own timetable; time and place for those who nominated."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.forms.interviews import CallInForm, GroupForm, MoveForm, PostponeForm, SwapForm
from reviews.queries import committee
from reviews.queries import interviews as queries
from reviews.queries.turns import own_turns, turns_visible_to
from reviews.queries.veil import hidden_from
from reviews.rules import interviews as rules
from reviews.rules.office import refuse_closed_round, refuse_others, refuse_reading
from reviews.rules.sheets import refuse_entering
from reviews.rules.turns import refuse_own_turns
from reviews.timetables import days_of
from reviews.views.interviews import round_at, trail_to
from seasons.queries import current_season


def _refuse_changing(user, round):
    return refuse_others(user, "变动面试安排") or refuse_closed_round(round, "变动面试安排")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group(request, pk, number):
    """第几组: its members, its room and who presides; a member ill, another called in."""
    round = round_at(request, pk)
    found = get_object_or_404(queries.group_at(round, number))
    members = committee.pledged(round.season_id).filter(
        pk__in=queries.standing_seats(found.timetable, found.pk).values("member")
    )
    form = GroupForm(
        request.POST or None,
        members=members.select_related("user"),
        initial={"place": found.place, "chair": found.chair_id},
    )
    if request.method == "POST" and form.is_valid():
        actions.settle_group(found, by=request.user, **form.cleaned_data)
        messages.success(request, f"{found}的地点与组长已更新。")
        return redirect("reviews:group", pk, number)
    hidden = hidden_from(request.user, round.season)
    shown = next(one for one in queries.groups_of(found.timetable, hidden=hidden) if one.pk == found.pk)
    return render(
        request,
        "reviews/group.html",
        {
            "title": f"{found}",
            "round": round,
            "group": shown,
            "form": form,
            "call_in": CallInForm(members=queries.outside(found.timetable)),
            "refusal": _refuse_changing(request.user, round),
            "trail": trail_to(round, (found.name, "")),
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
@login_required
def call_in(request, pk, number):
    """增补委员."""
    round = round_at(request, pk)
    found = get_object_or_404(queries.group_at(round, number))
    form = CallInForm(request.POST, members=queries.outside(found.timetable))
    if form.is_valid():
        actions.call_in(found, form.cleaned_data["member"], reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{form.cleaned_data['member'].user}已增补进入{found}，并已函告。")
    else:
        insist(_refuse_changing(request.user, round))
        messages.error(request, "请选择增补的委员，并写明理由。")
    return redirect("reviews:group", pk, number)


@require_POST
@login_required
def excuse(request, pk):
    """委员请假."""
    insist(refuse_reading(request.user))
    seat = get_object_or_404(queries.seat_for_office(pk))
    actions.excuse(seat, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已登记{seat.member.user}不再参加{seat.group}。")
    return redirect("reviews:group", seat.timetable.round_id, seat.group.number)


def _slot_at(request, pk):
    insist(refuse_reading(request.user))
    hidden = hidden_from(request.user, current_season())
    return get_object_or_404(queries.slot_for_office(pk, hidden=hidden)), hidden


@require_safe
@login_required
def slot(request, pk):
    """One candidate's turn, and the three ways of changing it."""
    found, hidden = _slot_at(request, pk)
    return _slot_page(request, found, hidden)


def _slot_page(request, found, hidden, **bound):
    round = found.timetable.round
    forms = {
        "swap": SwapForm(others=_others(found, hidden), auto_id="swap_%s"),
        "move": MoveForm(groups=_other_groups(found), auto_id="move_%s"),
        "postpone": PostponeForm(auto_id="postpone_%s"),
    } | bound
    return render(
        request,
        "reviews/slot.html",
        {
            "title": found.nomination.name,
            "slot": found,
            "round": round,
            "refusal": rules.refuse_change(
                request.user, round, "变动", "变动场次", scored=queries.has_scores(round, [found.nomination_id])
            ),
            "trail": trail_to(round, (found.nomination.name, "")),
            **forms,
        },
        status=422 if bound else 200,
    )


def _others(found, hidden):
    return queries.slots_of(found.timetable, hidden=hidden).exclude(pk=found.pk)


def _other_groups(found):
    return found.timetable.groups.exclude(pk=found.group_id)


@require_POST
@login_required
def swap(request, pk):
    """对调."""
    found, hidden = _slot_at(request, pk)
    insist(_refuse_changing(request.user, found.timetable.round))
    form = SwapForm(request.POST, others=_others(found, hidden), auto_id="swap_%s")
    if not form.is_valid():
        return _slot_page(request, found, hidden, swap=form)
    actions.swap(found, form.cleaned_data["other"], reason=form.cleaned_data["reason"], by=request.user)
    return _changed(request, found, f"{found.nomination.name}与{form.cleaned_data['other'].nomination.name}已对调")


@require_POST
@login_required
def move(request, pk):
    """改组."""
    found, hidden = _slot_at(request, pk)
    insist(_refuse_changing(request.user, found.timetable.round))
    form = MoveForm(request.POST, groups=_other_groups(found), auto_id="move_%s")
    if not form.is_valid():
        return _slot_page(request, found, hidden, move=form)
    actions.move(found, form.cleaned_data["group"], reason=form.cleaned_data["reason"], by=request.user)
    return _changed(request, found, f"{found.nomination.name}已改到{form.cleaned_data['group']}")


@require_POST
@login_required
def postpone(request, pk):
    """改期."""
    found, hidden = _slot_at(request, pk)
    insist(_refuse_changing(request.user, found.timetable.round))
    form = PostponeForm(request.POST, auto_id="postpone_%s")
    if not form.is_valid():
        return _slot_page(request, found, hidden, postpone=form)
    actions.postpone(found, reason=form.cleaned_data["reason"], at=form.cleaned_data["at"], by=request.user)
    return _changed(request, found, f"{found.nomination.name}已改期")


def _changed(request, found, words):
    messages.success(request, f"{words}，有关人员均已函告。")
    return redirect("reviews:timetable", found.timetable.round_id)


@require_safe
@login_required
def interviews(request):
    """我的面试安排: a member's own turns by the clock; between them he has a break."""
    season, now = current_season(), clock.now()
    seat = committee.seat_of(request.user, season)
    if seat is not None and seat.pledged_at is None:
        return redirect("reviews:pledge")
    insist(refuse_entering(request.user, seat))
    turns = list(own_turns(request.user, season))
    days, current = days_of(turns, now)
    return render(
        request,
        "reviews/interviews.html",
        {
            "title": "我的面试安排",
            "season": season,
            "days": days,
            "current": current,
            "total": len(turns),
            "done": sum(one["state"] != "open" for one in turns),
            "trail": [("我的评审", "/reviews/"), ("我的面试安排", "")],
        },
    )


@require_safe
@login_required
def turns(request):
    """面试安排 of one's own candidates: time, room and order."""
    insist(refuse_own_turns(request.user))
    return render(
        request,
        "reviews/turns.html",
        {
            "title": "面试安排",
            "page": page_of(turns_visible_to(request.user), request.GET.get("page", 1)),
            "trail": [("面试安排", "")],
        },
    )
