"""评审进展: by expert, by nomination, and reminding those behind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common import clock
from common.charts import funnel, share_bar, stacked
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from letters.actions import rendered
from reviews import actions
from reviews.actions.reminding import KIND
from reviews.forms.progress import ExpertFilters, FilesFilters, ReminderForm
from reviews.queries import progress as queries
from reviews.queries import rounds
from reviews.queries.veil import hidden_from
from reviews.rules.office import refuse_others, refuse_reading
from reviews.rules.reminders import refuse_reminding
from reviews.states import Category
from seasons.queries import current_season

OFFICE = ("评审安排", "/reviews/office/")
PARTS = [("done", "已提交"), ("stopped", "弃权"), ("waiting", "未提交")]


def chosen_round(pk):
    """The round of the address, and all rounds of the season to go to."""
    found = list(rounds.rounds_of(current_season()))
    round = next((one for one in found if one.pk == pk), None)
    if round is None:
        raise Http404("没有这一轮次。")
    return round, found


@require_safe
@login_required
def experts(request, pk):
    """委员进展: who holds how much, how much is in, who is behind; no score is read."""
    insist(refuse_reading(request.user))
    round, every = chosen_round(pk)
    now, hidden = clock.now(), hidden_from(request.user, round.season)
    filters = ExpertFilters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
    order = request.GET.get("order", "-waiting")
    rows = queries.by_expert(
        round,
        hidden=hidden,
        now=now,
        words=chosen.get("q", ""),
        category=chosen.get("category", ""),
        only=chosen.get("only", ""),
    )
    numbers = queries.figures(round, hidden=hidden, now=now)
    page = page_of(
        queries.in_order(rows, order, queries.EXPERT_ORDERS, "-waiting"),
        request.GET.get("page", 1),
        known_count=None if any(chosen.values()) else numbers["members"],
    )
    pace = queries.pace(round, now)
    for one in page:
        counts = (one.submitted, one.abstained, one.waiting)
        one.bar = share_bar([(*part, count) for part, count in zip(PARTS, counts, strict=True)])
        one.is_behind = round.closed_at is None and pace.is_behind(one.held, one.done)
    return render(
        request,
        "reviews/experts.html",
        {
            "rounds": every,
            "round": round,
            "page": page,
            "filters": filters,
            "order": order,
            "figures": _figures(round, numbers),
            "funnel": funnel("评审各阶段的件数", queries.funnel(round.season, hidden=hidden)),
            "categories": _categories(round, hidden),
            "remind": reverse("reviews:remind", args=[pk]),
            "may_remind": round.closed_at is None and round.drawn_at is not None,
            "refusal": refuse_others(request.user, "催办评分"),
            "trail": [OFFICE, ("委员进展", "")],
        },
    )


def _figures(round, numbers):
    behind = numbers["behind"] if round.closed_at is None else 0
    return [
        ("评分表", numbers["all_held"], ""),
        ("已提交", numbers["all_submitted"], ""),
        ("弃权", numbers["all_abstained"], ""),
        ("未提交", numbers["all_waiting"], ""),
        ("进度落后的委员", behind, ""),
    ]


def _categories(round, hidden):
    labels = dict(Category.choices)
    rows = [(labels[category], counts) for category, *counts in queries.by_category(round, hidden=hidden)]
    return stacked("各类委员的评分进度", rows, parts=PARTS, head="类别", unit="份")


@require_safe
@login_required
def files(request, pk):
    """各件进展: how many scores are wanted, in, awaited and missing, never which."""
    insist(refuse_reading(request.user))
    round, every = chosen_round(pk)
    hidden = hidden_from(request.user, round.season)
    filters = FilesFilters(request.GET or None)
    chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
    order = request.GET.get("order", "submitted")
    rows = queries.by_nomination(round, hidden=hidden, words=chosen.get("q", ""), only=chosen.get("only", ""))
    numbers = queries.file_figures(round, hidden=hidden)
    return render(
        request,
        "reviews/files.html",
        {
            "rounds": every,
            "round": round,
            "page": page_of(
                queries.in_order(rows, order, queries.FILE_ORDERS, "submitted"), request.GET.get("page", 1)
            ),
            "filters": filters,
            "order": order,
            "figures": [
                ("参评件数", numbers["total"], ""),
                ("评分已满", numbers["done"], ""),
                ("等待评分", numbers["awaited"], ""),
                ("缺评委", numbers["missing"], "须再分派"),
            ],
            "trail": [OFFICE, ("各件进展", "")],
        },
    )


@login_required
def remind(request, pk):
    """催办: who is behind, what they will read, and the button."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    form = ReminderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = actions.remind_behind(round, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, f"已向{sent}位委员发出催办函。")
        return redirect("reviews:progress", pk)
    now = clock.now()
    behind = list(
        queries.by_expert(round, hidden=hidden_from(request.user, round.season), now=now, only="behind").order_by("pk")
    )
    told = queries.reminded(round, today(now))
    fresh = [one for one in behind if one.pk not in told]
    return render(
        request,
        "reviews/remind.html",
        {
            "round": round,
            "fresh": fresh,
            "told": len(behind) - len(fresh),
            "reminders": queries.reminders(round)[:50],
            "letter": _letter(round, fresh[0], now) if fresh else None,
            "form": form,
            "refusal": refuse_reminding(request.user, round, behind=len(behind), fresh=len(fresh)),
            "back": reverse("reviews:progress", args=[pk]),
            "trail": [OFFICE, ("委员进展", reverse("reviews:progress", args=[pk])), ("催办", "")],
        },
    )


def _letter(round, member, now):
    subject, body = rendered(
        KIND, round=round, waiting=member.waiting, days=(today(round.closes_at) - today(now)).days, words=""
    )
    return {"to": member.user.full_name, "subject": subject, "body": body}
