"""禁报名册: read by the review office and supervision; lifted by the review office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import refuse_unproved
from common import clock
from common.dates import plain_day_words, today
from common.pages import page_of
from common.refusals import insist
from sanctions import actions, queries, rules
from sanctions.forms import ImposeForm, LiftForm, RegisterFilter

TRAIL = "禁报名册"


@login_required
@require_safe
def register(request):
    """The register with its filters, fifty rows a page."""
    _readers_only(request.user)
    filters = RegisterFilter(request.GET)
    bans = queries.filtered(today(), **(filters.cleaned_data if filters.is_valid() else {}))
    return render(
        request,
        "sanctions/register.html",
        {
            "may_impose": rules.refuse_office(request.user) is None,
            "filters": filters,
            "page": page_of(bans, request.GET.get("page")),
            "trail": [(TRAIL, "")],
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def impose(request):
    """登记禁报 by a decision of its own: of a nominating body or an expert too."""
    _readers_only(request.user)
    insist(rules.refuse_office(request.user))
    now, form = clock.now(), ImposeForm(request.POST or None)
    refusal = refuse_unproved(request.user, now=now)
    if request.method == "POST" and form.is_valid():
        ban = actions.impose(
            kind=form.cleaned_data["kind"],
            **{"subject_name": form.cleaned_data["name"]} | form.cleaned_data["subject"],
            ground=form.cleaned_data["ground"],
            decision_number=form.cleaned_data["decision_number"],
            found_on=form.cleaned_data["found_on"],
            years=form.cleaned_data["years"],
            by=request.user,
            now=now,
        )
        messages.success(request, f"对{ban.subject_name}的禁报已登记，至{plain_day_words(ban.until)}（含当日）。")
        return redirect("sanctions:ban", ban.pk)
    context = {
        "title": "登记禁报",
        "lead": "经查实认定的，由“查实与撤销”一并登记；此处登记另行作出的决定，如对推荐单位、评审专家的。",
        "trail": [(TRAIL, reverse("sanctions:register")), ("登记禁报", "")],
        "form": form,
        "refusal": refusal,
    }
    return render(request, "sanctions/impose.html", context)


@login_required
@require_safe
def show(request, pk):
    """One ban with its decision and its trace."""
    _readers_only(request.user)
    ban = get_object_or_404(queries.register(), pk=pk)
    refusal = rules.refuse_office(request.user) or rules.refuse_lifting_again(ban)
    return render(
        request,
        "sanctions/ban.html",
        {
            "ban": ban,
            "course": ban.course_words(today()),
            "facts": _facts(ban) + [("案件", one.reference, one.get_absolute_url()) for one in queries.cases_of(ban)],
            "trail": [(TRAIL, reverse("sanctions:register")), (ban.subject_name, "")],
            "refusal": refusal,
        },
    )


@login_required
def lift(request, pk):
    """The page before a ban is lifted, and the lifting."""
    _readers_only(request.user)
    ban = get_object_or_404(queries.register(), pk=pk)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.lift(ban, reason=form.cleaned_data["reason"], by=request.user, now=clock.now())
        messages.success(request, f"{ban.subject_name}的禁报已解除。")
        return redirect("sanctions:ban", pk)
    return render(
        request,
        "confirm.html",
        {
            "title": "解除禁报",
            "trail": [(TRAIL, reverse("sanctions:register")), (ban.subject_name, _address(ban)), ("解除", "")],
            "what": f"解除对{ban.subject_name}（{ban.get_subject_kind_display()}）的禁报。",
            "consequences": [
                f"该禁报依据{ban.decision_number}，原至{plain_day_words(ban.until)}（含当日）期满。",
                "解除后即可重新申报；同一对象如另有禁报，仍按最长的一项执行。",
                "解除人、时间和理由载入台账，名册中保留原记录。",
            ],
            "act": "解除禁报",
            "url": reverse("sanctions:lift", args=[pk]),
            "back": _address(ban),
            "form": form,
            "refusal": rules.refuse_office(request.user)
            or rules.refuse_lifting_again(ban)
            or refuse_unproved(request.user, now=clock.now()),
        },
    )


def _readers_only(user):
    if not rules.may_read(user):
        raise Http404


def _address(ban):
    return reverse("sanctions:ban", args=[ban.pk])


def _facts(ban):
    facts = [
        ("对象", f"{ban.subject_name}（{ban.get_subject_kind_display()}）"),
        ("事由", ban.ground),
        ("决定文号", ban.decision_number),
        ("禁报期", f"{plain_day_words(ban.since)}至{plain_day_words(ban.until)}（含当日）"),
        ("登记", f"{ban.imposed_by.full_name}，{plain_day_words(ban.imposed_at)}"),
    ]
    if ban.lifted_at:
        facts += [
            ("解除", f"{ban.lifted_by.full_name if ban.lifted_by else '—'}，{plain_day_words(ban.lifted_at)}"),
            ("解除理由", ban.lift_reason),
        ]
    return facts
