"""The committee's pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import people_with
from accounts.states import Role
from common.dates import moment_words
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.forms import PastEmployerForm, SeatForm
from reviews.queries import committee as queries
from reviews.rules import committee as rules
from reviews.rules.office import refuse_others, refuse_reading
from reviews.states import Category
from seasons.queries import current_season, rulebook_in_force

COMMITTEE = ("委员会", "/reviews/committee/")


@require_safe
@login_required
def members(request):
    """遴选审核工作委员会: composition against the five categories, and the members."""
    insist(refuse_reading(request.user))
    season = current_season()
    composition = queries.composition(season, rulebook_in_force(season))
    return render(
        request,
        "reviews/committee.html",
        {
            "season": season,
            "composition": composition,
            "categories": [(one.label, composition.counts.get(one.value, 0)) for one in Category],
            "page": page_of(queries.committee(season), request.GET.get("page", 1)),
            "refusal": refuse_others(request.user, "聘任委员"),
        },
    )


@login_required
def seat(request):
    """聘任委员."""
    insist(refuse_reading(request.user))
    season = current_season()
    people = people_with(Role.EXPERT).exclude(committee_seats__season=season).defer("phone", "password")
    form = SeatForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        member = actions.seat(season, by=request.user, **form.cleaned_data)
        messages.success(request, f"已聘任{member.user}为委员，承诺书待本人签署。")
        return redirect("reviews:member", member.pk)
    return render(
        request,
        "reviews/seat.html",
        {"form": form, "refusal": refuse_others(request.user, "聘任委员"), "trail": [COMMITTEE, ("聘任委员", "")]},
    )


@login_required
def member(request, pk):
    """One member: unit, past employers, pledge."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.committee(current_season()), pk=pk)
    form = PastEmployerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_past_employer(found, by=request.user, **form.cleaned_data)
        messages.success(request, "近年任职单位已登记，回避关系随之核对。")
        return redirect("reviews:member", pk)
    return render(
        request,
        "reviews/member.html",
        {
            "member": found,
            "facts": [
                ("类别", found.get_category_display()),
                ("工作单位", found.unit_name),
                ("单位代码", found.unit_code),
                ("任职的工会或社团", found.organisation or ""),
                ("专业领域", found.expertise),
                ("件数上限", found.load_limit or "按细则"),
                ("承担件数", found.held),
                ("承诺书", f"{moment_words(found.pledged_at)}签署" if found.pledged_at else "待签署"),
                *(
                    [("退出", f"{moment_words(found.stood_down_at)}，{found.stood_down_because}")]
                    if found.stood_down_at
                    else []
                ),
            ],
            "past": found.past_employers.order_by("-until"),
            "form": form,
            "refusal": rules.refuse_changing_seat(request.user, found),
            "trail": [COMMITTEE, (found.user.full_name, "")],
        },
    )


@require_POST
@login_required
def stand_down(request, pk):
    """退出委员会."""
    found = get_object_or_404(queries.committee(current_season()), pk=pk)
    actions.stand_down(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"{found.user}已退出委员会，未评分的申报请再次分派。")
    return redirect("reviews:member", pk)
