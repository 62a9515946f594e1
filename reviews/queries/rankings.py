"""What a ranking is made of, in one aggregated query, and reading the ranking."""

import hashlib
import json
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from nominations.states import DUAL_SKILLS, DUAL_TITLES, State
from reviews import scoring
from reviews.models import Assignment, Ranking, RankingLine, Score
from reviews.states import SheetState


def inputs(round, *, nominations=None) -> list[tuple[int, str, bool, list[Decimal]]]:
    """(key, number, 双师 verified, valid totals) of every nomination of a round that has valid scores: one query.

    Under way are those still under review; a ranking made earlier is recomputed for the nominations of its lines.
    """
    chosen = Q(nomination__state=State.UNDER_REVIEW) if nominations is None else Q(nomination__in=nominations)
    rows = (
        Assignment.objects.filter(chosen, round=round, withdrawn_at__isnull=True, sheet__state=SheetState.SUBMITTED)
        .values_list(
            "nomination_id",
            "nomination__number",
            "nomination__dual_verified_at",
            "nomination__skill_level",
            "nomination__title_level",
        )
        .annotate(totals=ArrayAgg("sheet__total", order_by="sheet__total"))
        .order_by("nomination__number")
    )
    return [
        (key, number, bool(verified_at and skill in DUAL_SKILLS and title in DUAL_TITLES), totals)
        for key, number, verified_at, skill, title, totals in rows
    ]


def method_of(rulebook) -> scoring.Method:
    """How this rulebook counts."""
    return scoring.Method(rulebook.scores_dropped, rulebook.scores_needed_to_drop, rulebook.dual_bonus)


def inputs_hash(round, rows) -> str:
    """What the ranking depends on, as one hash: method, quota and every valid total of every nomination."""
    rulebook, plan = round.rulebook, round.plan
    written = {
        "arithmetic": scoring.VERSION,
        "rulebook": [
            rulebook.pk,
            rulebook.edition,
            rulebook.scores_dropped,
            rulebook.scores_needed_to_drop,
            f"{rulebook.dual_bonus:.2f}",
            rulebook.quota,
            plan.cutoff,
            f"{plan.cutoff_value:.2f}",
        ],
        "lines": [[number, dual, [f"{total:.4f}" for total in totals]] for _, number, dual, totals in rows],
    }
    return hashlib.sha256(json.dumps(written, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def standings(rulebook, rows) -> list[scoring.Standing]:
    """The rows in their order."""
    method = method_of(rulebook)
    return scoring.in_order(
        scoring.Standing(key, number, scoring.outcome(totals, method=method, dual_verified=dual))
        for key, number, dual, totals in rows
    )


def sheet_totals(round) -> list[tuple[int, Decimal | None, dict[int, Decimal | None]]]:
    """Every submitted sheet with its recorded total and its points, for recomputing: one query."""
    rows = (
        Score.objects.filter(
            sheet__state=SheetState.SUBMITTED,
            sheet__assignment__round=round,
            sheet__assignment__withdrawn_at__isnull=True,
        )
        .order_by("sheet_id", "criterion_id")
        .values_list("sheet_id", "sheet__total", "criterion_id", "points")
    )
    sheets: dict[int, tuple[Decimal | None, dict[int, Decimal | None]]] = {}
    for sheet, total, criterion, points in rows:
        sheets.setdefault(sheet, (total, {}))[1][criterion] = points
    return [(sheet, total, points) for sheet, (total, points) in sheets.items()]


def locked_ranking(pk) -> Ranking:
    """A ranking, held until the act is done."""
    return (
        Ranking.objects.select_for_update(of=("self",))
        .select_related("round__season", "round__rulebook", "round__plan")
        .get(pk=pk)
    )


def rankings(season):
    """The rankings of a season, the latest first."""
    return Ranking.objects.filter(round__season=season).select_related(
        "round__season", "round__rulebook", "round__plan", "made_by", "confirmed_by"
    )


def confirmed_ranking(season) -> Ranking | None:
    """The confirmed ranking of a season; of its latest round where there are several."""
    return rankings(season).filter(confirmed_at__isnull=False).order_by("-round__number").first()


def line_of(nomination) -> RankingLine | None:
    """The line of a nomination in the confirmed ranking of its season."""
    return (
        RankingLine.objects.filter(nomination=nomination, ranking__confirmed_at__isnull=False)
        .select_related("ranking")
        .order_by("-ranking__round__number")
        .first()
    )


ORDERS = {
    "place": "place",
    "panel": "panel_score",
    "bonus": "bonus",
    "total": "total",
    "median": "median",
    "name": "nomination__name",
    "number": "nomination__number",
}


def lines(ranking, *, order: str = "place", words: str = "", only: str = ""):
    """The lines of a ranking with what the page prints."""
    rows = (
        RankingLine.objects.filter(ranking=ranking)
        .select_related("nomination")
        .only(
            *(field.name for field in RankingLine._meta.concrete_fields if field.name != "nomination"),
            "nomination__state",
            "nomination__number",
            "nomination__name",
            "nomination__unit_name",
        )
    )
    if words:
        rows = rows.filter(
            Q(nomination__name__icontains=words)
            | Q(nomination__unit_name__icontains=words)
            | Q(nomination__number=words)
        )
    if only == "in":
        rows = rows.filter(is_shortlisted=True)
    elif only == "near":
        rows = rows.filter(place__gt=ranking.shortlist_size - 10, place__lte=ranking.shortlist_size + 10)
    column = ORDERS.get(order.removeprefix("-"), "place")
    return rows.order_by(f"-{column}" if order.startswith("-") else column, "place")


def totals_of(ranking) -> list[tuple[int, Decimal, bool]]:
    """Place, total and whether shortlisted, for the picture of the distribution."""
    return list(
        RankingLine.objects.filter(ranking=ranking).order_by("place").values_list("place", "total", "is_shortlisted")
    )


def confirmed_in(round) -> bool:
    """Whether the round's list is settled."""
    return Ranking.objects.filter(round=round, confirmed_at__isnull=False).exists()
