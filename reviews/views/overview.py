"""评审安排: the season's planned rounds in their order, where each stands, and the acts of the moment."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common import clock
from common.charts import share_bar
from common.dates import moment_words, plain_day_words, span_words
from common.refusals import insist
from reviews.forms import RankingForm
from reviews.models import Round
from reviews.onward import onward_of
from reviews.queries import committee, overview, plans, progress
from reviews.queries.veil import hidden_from
from reviews.rules import rankings as rules_of_ranking
from reviews.rules.office import refuse_others, refuse_reading
from seasons.models import RoundPlan
from seasons.queries import current_season, rulebook_in_force
from seasons.states import PanelKind, RoundKind


@dataclass(frozen=True)
class Step:
    """A planned round as the office reads it: not opened yet, or a round of it with what is known of it."""

    plan: RoundPlan
    round: Round | None
    now: object
    is_current: bool = False

    @property
    def name(self) -> str:
        """The round's own name, which counts a further batch; the plan's before it is opened."""
        return self.round.name if self.round else self.plan.name

    @property
    def way(self) -> str:
        """How it is judged, in a line."""
        seats = "" if self.plan.panel == PanelKind.WHOLE else f"，每件{self.plan.scores_per_nomination}位评委"
        blind = "，匿名评审" if self.plan.is_blind else ""
        return f"{self.plan.get_kind_display()}，{self.plan.get_panel_display()}{seats}{blind}"

    @cached_property
    def state(self) -> tuple[str, str]:
        """Where it stands: the word and its mark."""
        if self.round is None:
            return "未开启", ""
        if self.round.confirmed:
            return "排名已确认", "done"
        if self.round.closed_at:
            return "已结束，排名待确认" if self.round.judged else "已结束", "waiting"
        if self.round.is_over(self.now):
            return "评分已截止，待结束", "waiting"
        if not self.round.drawn_at:
            return "已开启，待分派" if self.plan.panel == PanelKind.DRAWN else "已开启，待安排", "waiting"
        return ("评分中", "going") if self.round.has_begun(self.now) else ("已分派，未到评分时间", "waiting")

    @property
    def facts(self):
        """Window, who entered, what is in, who went on."""
        round = self.round
        if round is None:
            return [("计划时间", self._planned), ("参评", self._who_will_enter)]
        extended = f"（已延长{round.extended}次）" if round.extended else ""
        window = f"{moment_words(round.opens_at)}起，{moment_words(round.closes_at)}截止{extended}"
        rows = [("评分时间", window), ("参评", f"{round.entered}件")]
        if round.drawn_at:
            rows.append(("评分表", f"已提交{round.submitted}份，共{round.asked}份"))
        if round.confirmed:
            onward = onward_of(self.plan)
            rows.append((onward.word, f"{round.went_on}人，{onward.goes}"))
        return rows

    @property
    def _planned(self) -> str:
        first, last = self.plan.opens_on, self.plan.closes_on
        if first and last:
            return span_words(first, last)
        if first or last:
            return f"{plain_day_words(first)}起" if first else f"{plain_day_words(last)}止"
        return "开启时确定"

    @property
    def _who_will_enter(self) -> str:
        return "资格审核通过的申报" if self.plan.position == 1 else "前一轮次晋级的候选人"

    @property
    def bar(self):
        """How much of the scoring is in, drawn; nothing where no sheet is asked for."""
        if not self.round or not self.round.asked:
            return ""
        left = self.round.asked - self.round.submitted
        return share_bar([("done", "已提交", self.round.submitted), ("waiting", "未提交", left)])

    @property
    def links(self):
        """The pages of this round: (word, address)."""
        if self.round is None:
            return []
        round, places = self.round, []
        if self.plan.panel == PanelKind.DRAWN:
            places.append(("分派", "reviews:draw"))
        elif self.plan.kind != RoundKind.PAPER:
            places.append(("面试安排", "reviews:timetable"))
        elif not round.closed_at:
            places.append(("分派全体委员", "reviews:whole"))
        places += [("委员进展", "reviews:progress"), ("各件进展", "reviews:files")] if round.drawn_at else []
        places += [("合议", "reviews:deliberations")] if round.drawn_at else []
        found = [(word, reverse(name, args=[round.pk])) for word, name in places]
        if shown := round.confirmed or round.ranking:
            found.append(("排名", reverse("reviews:ranking", args=[shown])))
        return [*found, ("结果发布", reverse("reviews:release", args=[round.pk]))] if round.closed_at else found


@require_safe
@login_required
def office(request):
    """评审安排: the rounds one under the other, the present one marked, the next act first."""
    insist(refuse_reading(request.user))
    season, now = current_season(), clock.now()
    hidden = hidden_from(request.user, season)
    held = list(overview.held(season, hidden=hidden)) if season else []
    latest = max(held, key=lambda one: one.number, default=None)
    rulebook = latest.rulebook if latest else rulebook_in_force(season)
    is_open = latest is not None and latest.closed_at is None
    counts = progress.desk_counts(season, latest, hidden=hidden) if season else {"admitted": 0}
    coming = [] if is_open or season is None or plans.unsettled(season) else plans.next_rounds(season, rulebook)
    steps = _steps(plans.planned(rulebook), held, coming, now)
    composition = committee.composition(season, rulebook)
    refusal = refuse_others(request.user, "办理评审安排")
    return render(
        request,
        "reviews/office.html",
        {
            "season": season,
            "round": latest,
            "steps": steps,
            "figures": _figures(composition, counts, is_open),
            "acts": _acts(latest, coming, counts, now, refusal),
            "may_rank": latest is not None
            and rules_of_ranking.refuse_making(
                request.user, latest, confirmed=bool(latest.confirmed), candidates=1, hidden=hidden
            )
            is None,
            "ranking_form": RankingForm(),
        },
    )


def _steps(planned, held, coming, now):
    """Every round held and every plan not opened yet; current is the one at work, else the one to open next."""
    rows = []
    for plan in planned:
        batches = [one for one in held if one.plan_id == plan.pk]
        rows += [(plan, one) for one in batches] or [(plan, None)]
    at_work = next((one for _, one in rows if one and not one.confirmed and (not one.closed_at or one.judged)), None)
    awaited = coming[0].plan if coming and at_work is None else None
    return [
        Step(plan, one, now, is_current=(one is not None and one is at_work) or (one is None and plan == awaited))
        for plan, one in rows
    ]


def _figures(composition, counts, is_open):
    lacking = f"缺{'、'.join(composition.missing)}" if composition.missing else "五方面齐备"
    figures = [
        ("委员", composition.size, lacking, reverse("reviews:committee")),
        ("待提交评审", counts["admitted"], "资格审核通过"),
    ]
    if is_open:
        figures += [
            ("待分派人次", counts["needed"], "各件尚缺评委"),
            ("待提交评分表", counts["waiting"], "已分派，未评完"),
        ]
    return figures


def _acts(round, coming, counts, now, refusal):
    """The acts of the moment: the next one first, and as the primary one unless experts are still at work."""
    acts, is_open = [], round is not None and round.closed_at is None
    at_work = is_open and not counts["needed"] and counts["waiting"] > 0 and not round.is_over(now)
    if is_open and counts["waiting"] and round.is_over(now):
        acts.append(_extending(round))
    if is_open and counts["needed"]:
        acts.append(_assigning(round))
    if is_open and counts["admitted"] and round.plan.position == 1:
        acts.append({"label": "补充评审件", "url": reverse("reviews:take_in", args=[round.pk])})
    if is_open and round.drawn_at and not counts["needed"]:
        acts.append({"label": "结束评审轮次", "confirm": reverse("reviews:close", args=[round.pk])})
    if at_work:
        acts.append(_extending(round))
    if round and round.closed_at and round.ranking and not round.confirmed:
        acts.append({"label": "核对并确认排名", "confirm": reverse("reviews:ranking", args=[round.ranking])})
    for one in coming:
        acts.append({"label": f"开启{one.name}", "confirm": f"{reverse('reviews:open')}?plan={one.plan.pk}"})
    for place, act in enumerate(acts):
        act |= {
            "refusal": refusal,
            "kind": "" if place or at_work else "primary",
            "url": act.get("url", act.get("confirm")),
        }
    return acts


def _assigning(round):
    """Who shall judge what: by lot file by file, by groups and their hours, or everybody everything."""
    if round.plan.panel == PanelKind.DRAWN:
        return {"label": "分派评审件", "confirm": reverse("reviews:draw", args=[round.pk]), "hint": "先预览，后生效。"}
    if round.plan.kind == RoundKind.PAPER:
        whole = reverse("reviews:whole", args=[round.pk])
        return {"label": "分派全体委员", "confirm": whole, "hint": "本轮由全体委员评审，不抽签。"}
    timetable = reverse("reviews:timetable", args=[round.pk])
    return {"label": "面试安排", "confirm": timetable, "hint": "编组、场次、打印与变动；不逐件抽签。"}


def _extending(round):
    return {"label": "延长评分时间", "confirm": reverse("reviews:extend", args=[round.pk])}
