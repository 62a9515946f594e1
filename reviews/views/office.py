"""The office's pages of a round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.actions.rounds import preview, short_of_scores
from reviews.drawing import Draw
from reviews.forms import RankingForm, RoundForm
from reviews.models import Round
from reviews.queries import committee, rankings
from reviews.queries import rounds as queries
from reviews.rules import rankings as rules_of_ranking
from reviews.rules import rounds as rules
from reviews.rules.office import refuse_others, refuse_reading
from seasons.queries import current_season, rulebook_in_force

OFFICE = ("评审安排", "/reviews/office/")


@require_safe
@login_required
def overview(request):
    """评审安排: committee, round, progress by expert, rankings."""
    insist(refuse_reading(request.user))
    season = current_season()
    round = queries.latest_round(season)
    rulebook = round.rulebook if round else rulebook_in_force(season)
    is_open = round is not None and round.closed_at is None
    composition = committee.composition(season, rulebook)
    progress = queries.progress(round) if round else None
    admitted = queries.admitted(season).count()
    needed = queries.still_needed(round) if is_open else 0
    made = list(rankings.rankings(season)[:10])
    confirmed = any(one.confirmed_at for one in made if round and one.round_id == round.pk)
    return render(
        request,
        "reviews/office.html",
        {
            "season": season,
            "round": round,
            "figures": _figures(composition, admitted, progress, needed),
            "acts": _acts(round, progress, admitted, needed, refuse_others(request.user, "办理评审安排")),
            "experts": queries.progress_by_expert(round) if round and round.drawn_at else [],
            "rankings": made,
            "may_rank": round is not None
            and rules_of_ranking.refuse_making(request.user, round, confirmed=confirmed, candidates=1) is None,
            "ranking_form": RankingForm(),
        },
    )


def _figures(composition, admitted, progress, needed):
    figures = [
        ("委员", composition.size, f"缺{'、'.join(composition.missing)}" if composition.missing else "五方面齐备"),
        ("待提交评审", admitted, "资格审核通过"),
    ]
    if progress is not None:
        figures += [
            ("评分表", progress["total"], f"还缺{needed}人次" if needed else ""),
            ("已提交", progress["submitted"], f"弃权{progress['abstained']}" if progress["abstained"] else ""),
            ("未提交", progress["waiting"], ""),
        ]
    return figures


def _acts(round, progress, admitted, needed, refusal):
    """The acts of the moment: the next one first, and as the primary one unless experts are still at work."""
    acts, is_open = [], round is not None and round.closed_at is None
    at_work = is_open and not needed and progress["waiting"] > 0
    if is_open and needed:
        acts.append(
            {"label": "分派评审件", "confirm": reverse("reviews:draw", args=[round.pk]), "hint": "先预览，后生效。"}
        )
    if is_open and admitted:
        acts.append({"label": "补充评审件", "url": reverse("reviews:take_in", args=[round.pk])})
    if is_open and round.drawn_at and not needed:
        acts.append({"label": "结束评审轮次", "confirm": reverse("reviews:close", args=[round.pk])})
    if not is_open and admitted:
        acts.append({"label": "开启评审轮次", "confirm": reverse("reviews:open")})
    for place, act in enumerate(acts):
        act |= {
            "refusal": refusal,
            "kind": "" if place or at_work else "primary",
            "url": act.get("url", act.get("confirm")),
        }
    return acts


@login_required
def open_round(request):
    """开启评审轮次."""
    insist(refuse_reading(request.user))
    season = current_season()
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.open_round(season, due_on=form.cleaned_data["due_on"], by=request.user)
        return redirect("reviews:office")
    admitted = queries.admitted(season)
    latest = queries.latest_round(season)
    return render(
        request,
        "confirm.html",
        {
            "title": "开启评审轮次",
            "trail": [OFFICE, ("开启轮次", "")],
            "what": f"{season}资格审核通过的申报将全部提交专家评审。",
            "count": f"共{admitted.count()}件",
            "consequences": [
                "轮次所用的评分项、每件评审人数和计分办法按现行实施细则。",
                "开启后，委员可先申明回避，再由您分派评审件。",
            ],
            "act": "开启评审",
            "url": request.path,
            "back": OFFICE[1],
            "form": form,
            "refusal": rules.refuse_opening(
                request.user,
                rulebook=rulebook_in_force(season),
                open_round=latest if latest and latest.closed_at is None else None,
                admitted=admitted.count(),
                banned=queries.banned_among(admitted, on=today(clock.now())),
                due_on=today(clock.now()),
                now=clock.now(),
            ),
        },
    )


@require_POST
@login_required
def take_in(request, pk):
    """补充评审件."""
    round = get_object_or_404(Round, pk=pk)
    actions.take_in(round, by=request.user)
    messages.success(request, "新通过审核的申报已补充到本轮，请再次分派。")
    return redirect("reviews:office")


@login_required
def draw(request, pk):
    """分派: see the draw before it is applied; what is applied is what was seen."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    if request.method == "POST":
        actions.draw(round, by=request.user, expected=request.POST.get("fingerprint", ""))
        messages.success(request, "评审件已分派，各委员已收到通知。")
        return redirect("reviews:office")
    found = preview(round)
    feasible = isinstance(found.outcome, Draw)
    refusal = rules.refuse_draw(
        request.user,
        round,
        composition=committee.composition(round.season, round.rulebook),
        needed=found.needed,
        banned=queries.banned_among(queries.entrants(round), on=today(clock.now())),
    ) or rules.refuse_infeasible(
        found.outcome,
        nominations=found.nominations,
        members=found.members,
        grounds=found.grounds,
        wanted=round.plan.scores_per_nomination,
    )
    loads = sorted(found.outcome.loads.values()) if feasible else []
    panels = queries.panel_rows(found) if feasible else []
    load_rows = queries.load_rows(found) if feasible else []
    return render(
        request,
        "reviews/draw.html",
        {
            "round": round,
            "found": found,
            "refusal": refusal,
            "loads": load_rows,
            "top": max((row["count"] for row in load_rows), default=0),
            "facts": [
                ("待分派的评审件", len(panels)),
                ("分派人次", found.needed),
                ("每位委员承担", f"{loads[0]}至{loads[-1]}件" if loads else ""),
                ("抽签种子", round.seed),
                ("结果校验值", found.outcome.fingerprint if feasible else ""),
            ],
            "page": page_of(panels, request.GET.get("page", 1)),
            "trail": [OFFICE, ("分派", "")],
        },
    )


@require_safe
@login_required
def panel(request, pk, number):
    """One nomination's panel: who judges, who was taken off and why; and the acts that mend it."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    nomination = get_object_or_404(queries.progress_by_nomination(round), number=number)
    assignments = list(queries.panel(round, nomination))
    (case,) = queries.cases(round, on=today(clock.now()), nominations=type(nomination).objects.filter(pk=nomination.pk))
    for one in assignments:
        one.refusal = rules.refuse_replacing(request.user, one, "更换", needed=case.needs)
    return render(
        request,
        "reviews/panel.html",
        {
            "round": round,
            "nomination": nomination,
            "assignments": assignments,
            "needed": case.needs,
            "trail": [OFFICE, ("各件进展", f"/reviews/office/rounds/{pk}/files/"), (nomination.name, "")],
        },
    )


@require_POST
@login_required
def replace(request, pk):
    """更换评审专家."""
    insist(refuse_reading(request.user))
    assignment = get_object_or_404(queries.assignment_for_office(pk))
    fresh = actions.replace(assignment, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, f"已改由{fresh.member.user}评审{fresh.nomination}。")
    return redirect("reviews:panel", assignment.round_id, assignment.nomination.number)


@login_required
def close(request, pk):
    """结束评审."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(queries.rounds_of(current_season()), pk=pk)
    if request.method == "POST":
        actions.close_round(round, by=request.user)
        return redirect("reviews:office")
    progress = queries.progress(round)
    return render(
        request,
        "confirm.html",
        {
            "title": "结束评审轮次",
            "trail": [OFFICE, ("结束轮次", "")],
            "what": f"结束{round.season}{round.name}，此后不再接受评分。",
            "count": f"已提交{progress['submitted']}份，弃权{progress['abstained']}份，未提交{progress['waiting']}份",
            "consequences": [
                "评分表全部锁定，随后可以生成排名。",
                "每件须有细则规定的有效评分数；确无其他委员可评的，须过半数。",
            ],
            "act": "结束评审",
            "url": request.path,
            "back": OFFICE[1],
            "kind": "danger",
            "refusal": rules.refuse_closing(
                request.user,
                round,
                drawn=round.drawn_at is not None,
                short=short_of_scores(round) if round.closed_at is None else [],
            ),
        },
    )
