"""The office's pages of the committee: seats, reserves, composition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import day_words, moment_words, today
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.forms.committee import CommitteeFilters, ReserveForm, SeatForm
from reviews.queries import committee as queries
from reviews.queries import reserves as waiting
from reviews.queries.veil import hidden_from
from reviews.rules import committee as rules
from reviews.rules import invitations, substitution
from reviews.rules.office import refuse_others, refuse_reading
from seasons.queries import current_season, rulebook_in_force

COMMITTEE = ("委员会", "/reviews/committee/")
RESERVES = ("候补委员", "/reviews/committee/reserves/")


@require_safe
@login_required
def members(request):
    """遴选审核工作委员会: composition against the rulebook, and the seats with where they stand."""
    insist(refuse_reading(request.user))
    season, day = current_season(), today(clock.now())
    filters = CommitteeFilters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
    seats = queries.committee(
        season,
        hidden=hidden_from(request.user, season),
        words=chosen.get("q", ""),
        category=chosen.get("category", ""),
        seating=chosen.get("seating", ""),
        on=day,
    )
    page = page_of(seats, request.GET.get("page", 1))
    page.object_list = [(one, one.seating_on(day)) for one in page.object_list]
    return render(
        request,
        "reviews/committee.html",
        {
            "season": season,
            "composition": queries.composition(season, rulebook_in_force(season)),
            "page": page,
            "filters": filters,
            "refusal": refuse_others(request.user, "邀请委员"),
        },
    )


@login_required
def seat(request):
    """邀请委员."""
    insist(refuse_reading(request.user))
    season = current_season()
    form = SeatForm(request.POST or None, people=_uninvited(season))
    if request.method == "POST" and form.is_valid():
        member = actions.seat(season, by=request.user, **form.cleaned_data)
        messages.success(request, f"已邀请{member.user}担任委员，等待本人答复。")
        return redirect("reviews:member", member.pk)
    return render(
        request,
        "reviews/seat.html",
        {"form": form, "refusal": refuse_others(request.user, "邀请委员"), "trail": [COMMITTEE, ("邀请委员", "")]},
    )


def _uninvited(season):
    return people_with(Role.EXPERT).exclude(committee_seats__season=season).defer("phone", "password")


@require_safe
@login_required
def member(request, pk):
    """One seat: the answer, what was stated and signed, and the acts that concern it."""
    insist(refuse_reading(request.user))
    season = current_season()
    found = get_object_or_404(queries.committee(season, hidden=hidden_from(request.user, season)), pk=pk)
    rulebook = rulebook_in_force(season)
    first = waiting.first_of(season, found.category) if found.is_vacant else None
    return render(
        request,
        "reviews/member.html",
        {
            "member": found,
            "facts": _facts(found),
            "stated": queries.stated_by(found),
            "years": rulebook.conflict_years if rulebook else 0,
            "signed": found.signed_pledges.all(),
            "first": first,
            "refusal": rules.refuse_changing_seat(request.user, found),
            "call_back_refusal": invitations.refuse_calling_back(request.user, found, "收回"),
            "stand_down_refusal": rules.refuse_standing_down(request.user, found, "退出"),
            "substitution_refusal": substitution.refuse_substituting(request.user, found, first, "递补"),
            "trail": [COMMITTEE, (found.user.full_name, "")],
        },
    )


def _facts(found):
    facts = [
        ("席位", found.seating_on(today(clock.now())).label),
        ("类别", found.get_category_display()),
        ("单位代码", found.unit_code),
        ("专业领域", found.expertise),
        ("件数上限", found.load_limit or "按细则"),
        ("承担件数", found.held),
        ("邀请", moment_words(found.invited_at) if found.invited_at else ""),
        ("答复期限", day_words(found.answer_by) if found.answer_by else ""),
        ("答复", moment_words(found.answered_at) if found.answered_at else ""),
        (
            "承诺书",
            f"{moment_words(found.pledged_at)}签署" if found.pledged_at else "" if found.is_vacant else "待签署",
        ),
    ]
    if found.declined_because:
        facts.append(("谢绝理由", found.declined_because))
    if found.called_back_at:
        facts.append(("收回邀请", f"{moment_words(found.called_back_at)}，{found.called_back_because}"))
    if found.stood_down_at:
        facts.append(("退出", f"{moment_words(found.stood_down_at)}，{found.stood_down_because}"))
    if found.instead_of:
        facts.append(("递补", found.instead_of.user.full_name, reverse("reviews:member", args=[found.instead_of_id])))
    if hasattr(found, "substitute"):
        heir = found.substitute
        facts.append(("由谁递补", heir.user.full_name, reverse("reviews:member", args=[heir.pk])))
    return facts


@require_POST
@login_required
def stand_down(request, pk):
    """退出委员会."""
    found = get_object_or_404(queries.committee(current_season()), pk=pk)
    actions.stand_down(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"{found.user}已退出委员会，未评分的申报请再次分派。")
    return redirect("reviews:member", pk)


@require_POST
@login_required
def call_back(request, pk):
    """收回邀请."""
    found = get_object_or_404(queries.committee(current_season()), pk=pk)
    actions.call_back(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已收回对{found.user}的邀请，席位空缺。")
    return redirect("reviews:member", pk)


@require_POST
@login_required
def substitute(request, pk):
    """递补."""
    found = get_object_or_404(queries.committee(current_season()), pk=pk)
    heir = actions.substitute(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已邀请候补委员{heir.user}递补，等待本人答复。")
    return redirect("reviews:member", heir.pk)


@require_safe
@login_required
def reserves(request):
    """候补委员: approved by name, in their order."""
    insist(refuse_reading(request.user))
    season = current_season()
    return render(
        request,
        "reviews/reserves.html",
        {
            "page": page_of(waiting.reserves_of(season), request.GET.get("page", 1)),
            "refusal": refuse_others(request.user, "登记候补委员"),
            "trail": [COMMITTEE, ("候补委员", "")],
        },
    )


@login_required
def add_reserve(request):
    """登记候补委员."""
    insist(refuse_reading(request.user))
    season = current_season()
    people = _uninvited(season).exclude(pk__in=waiting.standing(season).values("user"))
    form = ReserveForm(request.POST or None, people=people)
    refusal = refuse_others(request.user, "登记候补委员")
    if request.method == "POST" and form.is_valid():
        made = actions.reserve(season, by=request.user, **form.cleaned_data)
        messages.success(request, f"已登记{made}。")
        return redirect("reviews:reserves")
    return render(
        request,
        "reviews/statement.html",
        {
            "title": "登记候补委员",
            "lead": "候补人选须事先按程序批准；席位空缺时，按类别和次序递补。",
            "form": form,
            "act": "登记候补委员",
            "back": reverse("reviews:reserves"),
            "refusal": refusal,
            "trail": [COMMITTEE, RESERVES, ("登记", "")],
        },
        status=422 if form.is_bound and not refusal else 200,
    )


@require_POST
@login_required
def strike_reserve(request, pk):
    """移出候补名单."""
    found = get_object_or_404(waiting.reserves_of(current_season()), pk=pk)
    actions.strike_reserve(found, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"{found.user}已移出候补名单。")
    return redirect("reviews:reserves")
