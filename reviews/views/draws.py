"""抽签: sealed, frozen, opened, seen, applied; and the record that anybody may recompute."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.actions.draws import differs_from, outlook
from reviews.drawing import records
from reviews.forms import WitnessForm
from reviews.queries import committee, rounds
from reviews.queries import draws as queries
from reviews.queries.veil import hidden_from
from reviews.rules import draws as rules
from reviews.rules.office import refuse_others, refuse_reading
from reviews.states import DrawPurpose
from reviews.views.office import OFFICE
from seasons.queries import current_season

STEPS = ["封存种子", "冻结名单", "公开种子", "核对生效"]


@require_safe
@login_required
def draw(request, pk):
    """分派: where the round's draw stands, and its next step; what takes effect is what was seen."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    hidden = frozenset(hidden_from(request.user, round.season))
    current = queries.under_way(round)
    is_stale = current is not None and current.frozen_at is not None and differs_from(current)
    context = {
        "round": round,
        "draw": current,
        "road": _road(current),
        "stale": rules.refuse_stale(is_stale),
        "refusal": refuse_others(request.user, "办理抽签"),
        "draws": queries.draws_of(round),
        "rules": queries.rules_in_words(round),
        "trail": [OFFICE, ("分派", "")],
    }
    if current is None or current.frozen_at is None:
        context |= _before_freezing(request.user, round, current, hidden)
    else:
        context |= _shown(request, current, hidden)
        context["witness_form"] = WitnessForm()
        context["effect"] = rules.refuse_applying(
            request.user,
            current,
            stale=is_stale,
            expected="",
            banned=rounds.banned_among(rounds.entrants(round), on=today(clock.now())),
        )
    return render(request, "reviews/draw.html", context)


def _before_freezing(user, round, current, hidden):
    """What would be drawn from now, and whether it can be."""
    found = outlook(round, current.purpose if current else queries.purpose_now(round))
    refusal = rules.refuse_drawing(
        user,
        round,
        composition=committee.composition(round.season, round.rulebook),
        needed=found.inputs.needed,
        banned=rounds.banned_among(rounds.entrants(round), on=today(clock.now())),
    )
    impossible = rules.refuse_infeasible(found, wanted=round.plan.scores_per_nomination, hidden=hidden)
    return {
        "facts": [
            ("待分派的评审件", sum(case.needs > 0 for case in found.inputs.cases)),
            ("尚缺人次", found.inputs.needed),
            ("可参加抽签的委员", f"{len(found.inputs.seats)}人"),
            ("用途", DrawPurpose(found.inputs.purpose).label),
        ],
        "needed": found.inputs.needed,
        "before": refusal or impossible,
        "may_repair": round.drawn_at is not None
        and round.closed_at is None
        and found.inputs.needed > 0
        and refuse_others(user, "办理补位调整") is None,
        "left_out": queries.left_out(round, found.inputs.seats),
    }


def _shown(request, drawn, hidden):
    """The frozen list, and the result once the seed is open."""
    cases, seats, _ = records.read(queries.list_of(drawn))
    found = queries.result(drawn, hidden)
    facts = [
        ("用途", drawn.get_purpose_display()),
        ("评审件", sum(case.key not in hidden for case in cases)),
        ("参加抽签的委员", f"{len(seats)}人"),
        ("种子封存值", drawn.seed_commitment),
        ("名单校验值", drawn.inputs_hash),
    ]
    if found:
        facts += [
            ("公开的种子", drawn.revealed_seed),
            ("见证人报数", drawn.witness or "无"),
            ("结果校验值", drawn.fingerprint),
            ("新分派", f"{found.changed}人次"),
            ("专业相符", f"{found.fitted}人次（工种{found.by_trade}，行业{found.by_industry}）"),
        ]
        if found.loads:
            facts.append(("每位委员承担", f"{found.loads[-1]['label'][:-1]}至{found.loads[0]['label']}"))
    return {
        "facts": facts,
        "result": found,
        "top": max((row["count"] for row in found.loads), default=0) if found else 0,
        "mixture_top": max((row["count"] for row in found.mixture), default=0) if found else 0,
        "page": page_of(found.panels, request.GET.get("page", 1)) if found else None,
        "hidden": bool(hidden),
        "left_out": queries.left_out(drawn.round, seats) if drawn.applied_at is None else [],
    }


def _road(drawn):
    """The four steps of a draw with their moments."""
    moments = [drawn.committed_at, drawn.frozen_at, drawn.revealed_at, drawn.applied_at] if drawn else [None] * 4
    current = next((place for place, moment in enumerate(moments) if moment is None), len(moments))
    if drawn and drawn.voided_at:
        current = len(moments)
    return [
        {
            "label": label,
            "moment": moment,
            "state": "past" if moment else "current" if place == current else "next",
        }
        for place, (label, moment) in enumerate(zip(STEPS, moments, strict=True))
    ]


@require_safe
@login_required
def drawn(request, pk):
    """One draw of the past: applied or voided, with its record to fetch."""
    insist(refuse_reading(request.user))
    found = get_object_or_404(queries.draw_for_office(pk), round__season=current_season())
    hidden = frozenset(hidden_from(request.user, found.round.season))
    context = {
        "draw": found,
        "round": found.round,
        "road": _road(found),
        "record": rules.refuse_record(request.user, found, hidden=hidden),
        "rules": queries.rules_in_words(found.round),
        "trail": [OFFICE, ("分派", f"/reviews/office/rounds/{found.round_id}/draw/"), (f"第{found.number}次抽签", "")],
    }
    if found.frozen_at:
        context |= _shown(request, found, hidden)
    return render(request, "reviews/drawn.html", context)


@require_POST
@login_required
def commit(request, pk):
    """封存种子."""
    insist(refuse_reading(request.user))
    round = get_object_or_404(rounds.rounds_of(current_season()), pk=pk)
    purpose = DrawPurpose.REPAIR if request.POST.get("purpose") == DrawPurpose.REPAIR else None
    actions.commit_draw(round, purpose=purpose, because=request.POST.get("reason", "")[:300], by=request.user)
    messages.success(request, "种子已封存，封存值已记入台账。请核对名单后冻结。")
    return redirect("reviews:draw", pk)


@require_POST
@login_required
def freeze(request, pk):
    """冻结名单."""
    found = _of_the_office(request, pk)
    actions.freeze_draw(found, by=request.user)
    messages.success(request, "名单已冻结。此后公开种子，即得分派结果。")
    return redirect("reviews:draw", found.round_id)


@require_POST
@login_required
def reveal(request, pk):
    """公开种子."""
    found = _of_the_office(request, pk)
    form = WitnessForm(request.POST)
    words = form.cleaned_data["witness"] if form.is_valid() else request.POST.get("witness", "")[:60]
    actions.reveal_draw(found, witness=words, by=request.user)
    messages.success(request, "种子已公开，结果如下，尚未生效。")
    return redirect("reviews:draw", found.round_id)


@require_POST
@login_required
def apply(request, pk):
    """按此分派."""
    found = _of_the_office(request, pk)
    actions.apply_draw(found, by=request.user, expected=request.POST.get("fingerprint", ""))
    messages.success(request, "评审件已分派，有关委员已收到通知。")
    return redirect("reviews:drawn", pk)


@require_POST
@login_required
def void(request, pk):
    """作废本次抽签."""
    found = _of_the_office(request, pk)
    actions.void_draw(found, reason=request.POST.get("reason", "")[:300], by=request.user)
    messages.success(request, "本次抽签已作废，理由已记入台账。")
    return redirect("reviews:draw", found.round_id)


@require_safe
@login_required
def export(request, pk):
    """抽签记录: the office's copy with names, or the public one with keys only."""
    found = _of_the_office(request, pk)
    with_names = request.GET.get("copy") == "office"
    hidden = hidden_from(request.user, found.round.season)
    written = actions.hand_out_record(found, by=request.user, with_names=with_names, hidden=hidden)
    name = f"draw-{found.round.season.code}-{found.round.number}-{found.number}{'-names' if with_names else ''}.json"
    return HttpResponse(
        records.shown(written),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _of_the_office(request, pk):
    insist(refuse_reading(request.user))
    return get_object_or_404(queries.draw_for_office(pk), round__season=current_season())
