"""Reading rankings: the list as one person may see it, and the confirmed one for the later rooms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nominations.models import Nomination
from reviews import tally
from reviews.models import Ranking, RankingExpert, RankingLine
from reviews.queries.grounds import kept
from reviews.scoring import NUMBER_KEY
from reviews.tally import Place
from seasons.states import DecidingColumn, TieBreak

NEAR = 5
KEY_WORDS = {one.value: one.label for one in TieBreak} | {NUMBER_KEY: "申报编号在前者在前"}


def locked_ranking(pk) -> Ranking:
    """A ranking, held until the act is done."""
    return (
        Ranking.objects.select_for_update(of=("self",))
        .select_related("round__season", "round__rulebook", "round__plan")
        .get(pk=pk)
    )


def rankings(season=None):
    """The rankings of a season or of all, the latest first; what they rest on is read only where it is needed."""
    found = Ranking.objects.select_related(
        "round__season", "round__rulebook", "round__plan", "made_by", "confirmed_by"
    ).defer("inputs")
    return found if season is None else found.filter(round__season=season)


def confirmed_ranking(season) -> Ranking | None:
    """The confirmed ranking of a season; of its latest round where there are several."""
    return rankings().filter(round__season=season).filter(confirmed_at__isnull=False).order_by("-round__number").first()


def confirmed_in(round) -> bool:
    """Whether the round's list is settled."""
    return Ranking.objects.filter(round=round, confirmed_at__isnull=False).exists()


def line_of(nomination) -> RankingLine | None:
    """The line of a nomination in the confirmed ranking of its season."""
    return (
        RankingLine.objects.filter(nomination=nomination, ranking__confirmed_at__isnull=False)
        .select_related("ranking")
        .order_by("-ranking__round__number")
        .first()
    )


@dataclass(frozen=True)
class Line:
    """One line as the page prints it; ``deciding`` is the total that gave the place, ``distance`` how far from 入围线."""

    number: str
    name: str
    unit_name: str
    place: int
    panel_score: Decimal
    median: Decimal
    spread: Decimal
    deviation: Decimal
    earlier: Decimal | None
    score: Decimal
    bonus: Decimal
    total: Decimal
    raw_place: int
    calibrated_score: Decimal | None
    calibrated_total: Decimal | None
    calibrated_place: int | None
    decided_by: str
    counted: int
    given: int
    is_in: bool
    is_in_otherwise: bool
    deciding: Decimal
    distance: Decimal | None

    @property
    def moves(self) -> int:
        """By how many places calibration would lift (above zero) or lower it."""
        return 0 if self.calibrated_place is None else self.raw_place - self.calibrated_place

    @property
    def fall(self) -> int:
        """By how many places calibration would lower it."""
        return -self.moves

    @property
    def tie_word(self) -> str:
        """Which key settled the place among equal totals, in the rulebook's words; empty where the total did."""
        return KEY_WORDS.get(self.decided_by, "")

    @property
    def crosses(self) -> bool:
        """Whether the other column would bring it over the line, either way."""
        return self.is_in != self.is_in_otherwise


@dataclass(frozen=True)
class Leaning:
    """An expert by number: sheets that count, how lenient (above zero) or severe, and the name where it may be read."""

    number: int
    sheets: int
    leaning: Decimal | None
    name: str = ""


@dataclass(frozen=True)
class Shown:
    """A ranking as one person may read it; ``is_partial`` where nominations are left out."""

    lines: Sequence[Line]
    experts: Sequence[Leaning]
    size: int
    line: Decimal | None
    decides: str
    unfit: str
    is_partial: bool

    @property
    def moved(self) -> int:
        """How many would have another place by the other column."""
        return sum(bool(one.moves) for one in self.lines)

    @property
    def crossing(self) -> Sequence[Line]:
        """Whom the other column would bring over the line."""
        return [one for one in self.lines if one.crosses]

    @property
    def near(self) -> Sequence[Line]:
        """入围线附近: the last ones in and the first ones out."""
        return self.lines[max(0, self.size - NEAR) : self.size + NEAR]


def shown(ranking: Ranking, *, hidden: Iterable[int] = ()) -> Shown:
    """The ranking as its reader may know it: as kept; or computed anew over what is not hidden from him."""
    if not hidden:
        return _as_kept(ranking)
    result = tally.result(kept(ranking, hidden=hidden))
    named = {
        number: (name, unit)
        for number, name, unit in Nomination.objects.filter(ranking_lines__ranking=ranking).values_list(
            "number", "name", "unit_name"
        )
    }
    line, calibration = result.line, result.calibration
    return Shown(
        lines=[_line_of(one, *named[one.number], result.deciding(one).total, line) for one in result.lines],
        experts=[
            Leaning(number, sheets, calibration.leanings.get(number))
            for number, sheets in sorted(calibration.sheets.items())
        ],
        size=result.size,
        line=line,
        decides=result.decides,
        unfit=calibration.unfit,
        is_partial=True,
    )


def _line_of(one: Place, name: str, unit_name: str, deciding: Decimal, line: Decimal | None) -> Line:
    raw, calibrated = one.raw, one.calibrated
    return Line(
        one.number,
        name,
        unit_name,
        one.place,
        raw.panel_score,
        raw.median,
        raw.spread,
        raw.deviation,
        one.earlier,
        raw.score,
        raw.bonus,
        raw.total,
        one.raw_place,
        calibrated.score if calibrated else None,
        calibrated.total if calibrated else None,
        one.calibrated_place,
        one.decided_by,
        raw.counted,
        raw.given,
        one.is_in,
        one.is_in_otherwise,
        deciding,
        None if line is None else deciding - line,
    )


KEPT = (
    "nomination__number",
    "nomination__name",
    "nomination__unit_name",
    "place",
    "panel_score",
    "median",
    "spread",
    "deviation",
    "earlier",
    "score",
    "bonus",
    "total",
    "raw_place",
    "calibrated_score",
    "calibrated_total",
    "calibrated_place",
    "decided_by",
    "scores_counted",
    "scores_given",
    "is_shortlisted",
    "is_shortlisted_otherwise",
)


def _as_kept(ranking: Ranking) -> Shown:
    calibrated = ranking.decides == DecidingColumn.CALIBRATED
    lines = []
    for row in RankingLine.objects.filter(ranking=ranking).order_by("place").values_list(*KEPT):
        deciding = row[KEPT.index("calibrated_total" if calibrated else "total")]
        distance = None if ranking.line is None else deciding - ranking.line
        lines.append(Line(*(*row, deciding, distance)))
    experts = (
        RankingExpert.objects.filter(ranking=ranking).order_by("number").values_list("number", "sheets", "leaning")
    )
    return Shown(
        lines=lines,
        experts=[Leaning(*row) for row in experts],
        size=ranking.shortlist_size,
        line=ranking.line,
        decides=ranking.decides,
        unfit=ranking.unfit,
        is_partial=False,
    )


def named_experts(ranking: Ranking) -> list[Leaning]:
    """The experts of a ranking by name; for the office alone."""
    rows = RankingExpert.objects.filter(ranking=ranking).order_by("number")
    return [Leaning(*row) for row in rows.values_list("number", "sheets", "leaning", "member__user__full_name")]


ORDERS = {
    "place": "place",
    "name": "name",
    "number": "number",
    "panel": "panel_score",
    "median": "median",
    "spread": "spread",
    "bonus": "bonus",
    "total": "total",
    "calibrated": "calibrated_total",
    "moves": "moves",
}


def chosen(
    lines: Sequence[Line], *, order: str = "place", words: str = "", only: str = "", size: int = 0
) -> list[Line]:
    """The lines that a filter leaves, in the order asked for."""
    kinds = {
        "in": lambda one: one.is_in,
        "out": lambda one: not one.is_in,
        "near": lambda one: size - 10 < one.place <= size + 10,
        "tied": lambda one: one.decided_by != "",
        "moved": lambda one: one.moves != 0,
        "crossing": lambda one: one.crosses,
    }
    kept_lines = [
        one
        for one in lines
        if kinds.get(only, lambda one: True)(one)
        and (not words or words in one.name or words in one.unit_name or words == one.number)
    ]
    column = ORDERS.get(order.removeprefix("-"), "place")
    if column == "calibrated_total" and any(one.calibrated_total is None for one in kept_lines):
        column = "place"
    return sorted(kept_lines, key=lambda one: (getattr(one, column), one.place), reverse=order.startswith("-"))
