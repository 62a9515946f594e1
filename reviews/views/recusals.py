"""回避核对: what the office sees, checks anew and orders; what staff declare for themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.forms import ConflictFilters, NamingForm, OrderForm, OwnRecusalForm, StaffOrderForm
from reviews.queries import confirmations as lists
from reviews.queries import conflicts as queries
from reviews.queries import veil
from reviews.rules.confirmations import refuse_deciding_naming, refuse_reminding_of_list
from reviews.rules.office import refuse_others, refuse_reading
from reviews.rules.recusals import refuse_keeping_own_register
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")
CONFLICTS = ("回避核对", "/reviews/office/conflicts/")


@require_safe
@login_required
def conflicts(request):
    """Every pair kept apart, with ground, source and explanation; for the office alone."""
    insist(refuse_reading(request.user))
    season = current_season()
    filters = ConflictFilters(request.GET or None, season=season)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
    found = queries.pairs(
        season,
        on=today(clock.now()),
        source=chosen.get("source", ""),
        ground=chosen.get("ground", ""),
        member=chosen.get("member"),
        words=chosen.get("q", ""),
        hidden=veil.hidden_from(request.user, season),
    )
    page = page_of(found, request.GET.get("page", 1))
    page.object_list = queries.worded(page.object_list)
    return render(
        request,
        "reviews/conflicts.html",
        {
            "page": page,
            "filters": filters,
            "refusal": refuse_others(request.user, "决定回避"),
            "recheck_refusal": refuse_others(request.user, "重新核对回避"),
        },
    )


@require_POST
@login_required
def recheck(request):
    """重新核对: at once, without waiting for the timetable."""
    insist(refuse_others(request.user, "重新核对回避"))
    season = current_season()
    hidden = veil.hidden_from(request.user, season)
    lost = [one for one in actions.recheck(season, by=request.user) if one.nomination_id not in hidden]
    told = f"收回{len(lost)}件次，请补足评审专家。" if lost else "没有新发生的回避。"
    messages.success(request, f"已按现有情况重新核对，{told}")
    return redirect("reviews:conflicts")


@login_required
def order(request):
    """决定回避 by the office."""
    insist(refuse_reading(request.user))
    season = current_season()
    form = OrderForm(request.POST or None, season=season, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        nomination = veil.nomination_for(request.user, season, chosen["number"])
        if nomination is not None:
            actions.order_recusal(
                chosen["member"],
                nomination,
                ground=chosen["ground"],
                explanation=chosen["explanation"],
                by=request.user,
            )
            messages.success(request, f"已决定{chosen['member'].user}对{nomination.name}回避。")
            return redirect(f"{reverse('reviews:conflicts')}?source=ordered")
        form.add_error("number", "没有这个编号的申报，请核对后重新填写。")
    return render(
        request,
        "reviews/order.html",
        {
            "form": form,
            "refusal": refuse_others(request.user, "决定回避"),
            "trail": [OFFICE, CONFLICTS, ("决定回避", "")],
        },
    )


@require_safe
@login_required
def confirmations(request):
    """确认情况: who has read the round's list and confirmed, and who is awaited."""
    insist(refuse_reading(request.user))
    season = current_season()
    rounds = list(lists.open_rounds(season))
    round = next((one for one in rounds if str(one.number) == request.GET.get("round")), next(iter(rounds), None))
    waiting = lists.undeclared(round).count() if round else 0
    return render(
        request,
        "reviews/confirmations.html",
        {
            "rounds": rounds if len(rounds) > 1 else [],
            "round": round,
            "waiting": waiting,
            "page": page_of(lists.confirmations(round) if round else [], request.GET.get("page", 1)),
            "refusal": refuse_reminding_of_list(request.user, round, waiting=waiting) if round else None,
            "trail": [OFFICE, CONFLICTS, ("确认情况", "")],
        },
    )


@require_safe
@login_required
def namings(request):
    """申报人请求回避的专家: matched to the committee by name and unit, or waiting for the office."""
    insist(refuse_reading(request.user))
    season = current_season()
    found = lists.namings(season, hidden=veil.hidden_from(request.user, season))
    found.sort(key=lambda one: one.word != "待核对")
    return render(
        request,
        "reviews/namings.html",
        {
            "page": page_of(found, request.GET.get("page", 1)),
            "trail": [OFFICE, CONFLICTS, ("申报人请求", "")],
        },
    )


@login_required
def naming(request, pk):
    """核对一项: the named expert beside the members of that name."""
    insist(refuse_reading(request.user))
    season = current_season()
    found = lists.naming_of(season, pk, hidden=veil.hidden_from(request.user, season))
    if found is None:
        raise Http404
    if request.method == "POST":
        insist(refuse_others(request.user, "核对申报人请求"))
    form = NamingForm(request.POST or None, members=found.unclear)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        actions.decide_naming(
            found, chosen["member"], is_same=chosen["is_same"], reason=chosen["reason"], by=request.user
        )
        messages.success(request, f"已核对：{found.named}{'即' if chosen['is_same'] else '不是'}{chosen['member']}。")
        return redirect("reviews:namings")
    return render(
        request,
        "reviews/naming.html",
        {
            "naming": found,
            "form": form,
            "refusal": refuse_deciding_naming(request.user, found, next(iter(found.unclear), None), "理由待填"),
            "trail": [OFFICE, CONFLICTS, ("申报人请求", reverse("reviews:namings")), (found.named.name, "")],
        },
        status=422 if form.is_bound else 200,
    )


@login_required
def staff(request):
    """工作人员回避: who of the staff keeps away from which nomination; the office may order it."""
    insist(refuse_reading(request.user))
    season = current_season()
    hidden = veil.hidden_from(request.user, season)
    if request.method == "POST":
        insist(refuse_others(request.user, "决定工作人员回避"))
    form = StaffOrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        nomination = veil.nomination_for(request.user, season, chosen["number"])
        if nomination is not None:
            actions.order_staff_recusal(
                chosen["user"],
                nomination,
                ground=chosen["ground"],
                explanation=chosen["explanation"],
                by=request.user,
            )
            messages.success(request, f"已决定{chosen['user']}对{nomination.name}回避，此后不再向其展示评审情况。")
            return redirect("reviews:staff_recusals")
        form.add_error("number", "没有这个编号的申报，请核对后重新填写。")
    return render(
        request,
        "reviews/staff_recusals.html",
        {
            "page": page_of(queries.staff_recusals(season, hidden=hidden), request.GET.get("page", 1)),
            "form": form,
            "refusal": refuse_others(request.user, "决定工作人员回避"),
            "trail": [OFFICE, CONFLICTS, ("工作人员", "")],
        },
        status=422 if form.is_bound else 200,
    )


@login_required
def own(request):
    """本人回避: what one of the staff keeps away from, and the form to declare another."""
    insist(refuse_keeping_own_register(request.user))
    season = current_season()
    form = OwnRecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        nomination = veil.any_nomination(season, chosen["number"])
        if nomination is not None:
            actions.declare_staff_recusal(
                nomination, ground=chosen["ground"], explanation=chosen["explanation"], by=request.user
            )
            messages.success(request, f"已登记您对{nomination.name}回避，此件的评审情况不再向您展示。")
            return redirect("reviews:own_recusals")
        form.add_error("number", "没有这个编号的申报，请核对后重新填写。")
    return render(
        request,
        "reviews/own_recusals.html",
        {
            "own": queries.own_staff_recusals(request.user, season),
            "form": form,
            "trail": [("本人回避", "")],
        },
        status=422 if form.is_bound else 200,
    )
