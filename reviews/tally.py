"""由得分到名单: everything a ranking is computed from, and what it comes to; pure, without the database.

``Inputs`` is what a ranking keeps of its ground: the numbers of the rulebook and of the round's plan, and for each
nomination the sheets that count, with the experts as mere numbers. Written down (``written``) it is canonical, so that
equal inputs have equal hashes; read again (``read``) it gives the same result on any machine. ``result`` is the one way
from inputs to places: the snapshot, the page of a person from whom something is hidden, and the check all take it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reviews import scoring
from reviews.calibration import Calibration, Mark, calibrate
from reviews.scoring import Outcome, Standing
from seasons.states import DecidingColumn, Indicator, TieBreak

FORMAT = "shanghai-craftsman-ranking/1"
OUTCOME_KEYS = {TieBreak.PANEL, TieBreak.MEDIAN, TieBreak.SPREAD}


@dataclass(frozen=True)
class Criterion:
    """A line of the score sheet as the arithmetic needs it; its name is for the reader."""

    name: str
    indicator: str
    maximum: Decimal
    weight: Decimal


@dataclass(frozen=True)
class Rules:
    """What rulebook and plan said before the round was opened; ``size`` only where the office set another number."""

    season: str
    round_number: int
    round_name: str
    document_number: str
    edition: int
    quota: int
    scores_dropped: int
    scores_needed_to_drop: int
    dual_bonus: Decimal
    earlier_share: Decimal
    tie_break: tuple[str, ...]
    decides: str
    calibration_least_sheets: int
    calibration_shrinkage: Decimal
    cutoff: str
    cutoff_value: Decimal
    size: int | None = None

    @property
    def method(self) -> scoring.Method:
        """How a panel's scores become one."""
        return scoring.Method(self.scores_dropped, self.scores_needed_to_drop, self.dual_bonus, self.earlier_share)


@dataclass(frozen=True)
class Sheet:
    """A valid sheet: the expert's number in this ranking, the points in the order of the criteria, the recorded total."""

    expert: int
    points: tuple[Decimal, ...]
    total: Decimal


@dataclass(frozen=True)
class Candidate:
    """A nomination with its valid sheets; the results of earlier rounds are without any bonus."""

    number: str
    dual: bool
    sheets: tuple[Sheet, ...]
    earlier: Decimal | None = None
    earlier_calibrated: Decimal | None = None


@dataclass(frozen=True)
class Inputs:
    """The whole ground of a ranking; candidates by number, sheets by the expert's number."""

    rules: Rules
    criteria: tuple[Criterion, ...]
    candidates: tuple[Candidate, ...]

    def written(self) -> dict[str, Any]:
        """In plain words, numbers and texts; decimals as texts."""
        return {
            "format": FORMAT,
            "arithmetic": scoring.VERSION,
            "rules": _written(self.rules),
            "criteria": [_written(one) for one in self.criteria],
            "nominations": [
                {
                    "number": one.number,
                    "dual": one.dual,
                    "earlier": _text(one.earlier),
                    "earlier_calibrated": _text(one.earlier_calibrated),
                    "sheets": [
                        {"expert": sheet.expert, "points": [f"{value:.2f}" for value in sheet.points]}
                        | {"total": f"{sheet.total:.4f}"}
                        for sheet in one.sheets
                    ],
                }
                for one in self.candidates
            ],
        }

    def without(self, numbers: set[str]) -> "Inputs":
        """As if these nominations had never been: the experts are numbered anew, in their old order, without a gap."""
        left = tuple(one for one in self.candidates if one.number not in numbers)
        known = sorted({sheet.expert for one in left for sheet in one.sheets})
        renumbered = {old: new for new, old in enumerate(known, start=1)}
        return replace(
            self,
            candidates=tuple(
                replace(
                    one,
                    sheets=tuple(replace(sheet, expert=renumbered[sheet.expert]) for sheet in one.sheets),
                )
                for one in left
            ),
        )


@dataclass(frozen=True)
class Place:
    """A line of the list. ``place`` is the one that counts; ``is_in_otherwise`` says what the other column would do."""

    number: str
    place: int
    raw: Outcome
    raw_place: int
    earlier: Decimal | None
    calibrated: Outcome | None
    calibrated_place: int | None
    decided_by: str
    is_in: bool
    is_in_otherwise: bool


@dataclass(frozen=True)
class Result:
    """The list in its order, with how the line was drawn and what calibration came to."""

    lines: tuple[Place, ...]
    size: int
    decides: str
    calibration: Calibration

    @property
    def line(self) -> Decimal | None:
        """入围线: the deciding total of the last one in."""
        return self.deciding(self.lines[self.size - 1]).total if self.size else None

    def deciding(self, one: Place) -> Outcome:
        """The outcome in the column that gives the places."""
        calibrated = one.calibrated if self.decides == DecidingColumn.CALIBRATED else None
        return calibrated or one.raw

    @property
    def moved(self) -> int:
        """How many would have another place by the other column."""
        return sum(one.calibrated_place not in (None, one.raw_place) for one in self.lines)

    @property
    def crossing(self) -> int:
        """How many the other column would bring over the line, either way."""
        return sum(one.is_in != one.is_in_otherwise for one in self.lines)


def canonical(written: Any) -> bytes:
    """The one way of writing: keys in order, no blanks, UTF-8."""
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(written: Any) -> str:
    """The check value of something written down."""
    return hashlib.sha256(canonical(written)).hexdigest()


def read(written: Mapping[str, Any]) -> Inputs:
    """Inputs as they were written down."""
    rules = dict(written["rules"])
    for name in ("dual_bonus", "earlier_share", "calibration_shrinkage", "cutoff_value"):
        rules[name] = Decimal(rules[name])
    return Inputs(
        rules=Rules(**rules | {"tie_break": tuple(rules["tie_break"])}),
        criteria=tuple(
            Criterion(one["name"], one["indicator"], Decimal(one["maximum"]), Decimal(one["weight"]))
            for one in written["criteria"]
        ),
        candidates=tuple(
            Candidate(
                one["number"],
                one["dual"],
                tuple(
                    Sheet(sheet["expert"], tuple(map(Decimal, sheet["points"])), Decimal(sheet["total"]))
                    for sheet in one["sheets"]
                ),
                _number(one["earlier"]),
                _number(one["earlier_calibrated"]),
            )
            for one in written["nominations"]
        ),
    )


def result(inputs: Inputs) -> Result:
    """The list: raw and calibrated side by side, the rulebook's column giving places and line.

    Where the rulebook wants the calibrated column and calibration is not possible, the raw one decides.
    """
    rules = inputs.rules
    raw = _standings(inputs, {one.number: [sheet.total for sheet in one.sheets] for one in inputs.candidates})
    calibration = _calibrated(inputs)
    columns = {DecidingColumn.RAW.value: scoring.in_order(raw, rules.tie_break)}
    if calibration.leanings:
        adjusted = _standings(inputs, _adjusted(inputs, calibration), calibrated=True)
        columns[DecidingColumn.CALIBRATED.value] = scoring.in_order(adjusted, rules.tie_break)
    decides = rules.decides if rules.decides in columns else DecidingColumn.RAW.value
    sizes = {column: _size(rules, ordered) for column, ordered in columns.items()}
    other = next((column for column in columns if column != decides), decides)
    return Result(_lines(inputs, columns, sizes, decides, other), sizes[decides], decides, calibration)


def wrong_totals(inputs: Inputs) -> list[tuple[str, int, Decimal, Decimal | None]]:
    """Sheets whose recorded total is not what their points come to: (number, expert, recorded, computed)."""
    lines = {
        place: scoring.Line(criterion.maximum, criterion.weight) for place, criterion in enumerate(inputs.criteria)
    }
    found = []
    for one in inputs.candidates:
        for sheet in one.sheets:
            complete = len(sheet.points) == len(lines)
            computed = scoring.sheet_total(dict(enumerate(sheet.points)), lines) if complete else None
            if computed != sheet.total:
                found.append((one.number, sheet.expert, sheet.total, computed))
    return found


def _calibrated(inputs: Inputs) -> Calibration:
    marks = [
        Mark(sheet.expert, candidate, sheet.total)
        for candidate, one in enumerate(inputs.candidates)
        for sheet in one.sheets
    ]
    rules = inputs.rules
    return calibrate(marks, shrinkage=rules.calibration_shrinkage, least_sheets=rules.calibration_least_sheets)


def _adjusted(inputs: Inputs, calibration: Calibration) -> dict[str, list[Decimal]]:
    return {
        one.number: [calibration.adjusted(Mark(sheet.expert, 0, sheet.total)) for sheet in one.sheets]
        for one in inputs.candidates
    }


def _standings(inputs: Inputs, totals: Mapping[str, list[Decimal]], *, calibrated: bool = False) -> list[Standing]:
    indicators = [key for key in inputs.rules.tie_break if key not in OUTCOME_KEYS]
    found = []
    for place, one in enumerate(inputs.candidates):
        earlier = one.earlier_calibrated if calibrated and one.earlier_calibrated is not None else one.earlier
        outcome = scoring.outcome(
            totals[one.number], method=inputs.rules.method, dual_verified=one.dual, earlier=earlier
        )
        criteria = {key: _indicator_score(inputs.criteria, one, key) for key in indicators}
        found.append(Standing(place, one.number, outcome, criteria))
    return found


def _indicator_score(criteria: Sequence[Criterion], one: Candidate, indicator: str) -> Decimal:
    """What the criteria of one indicator bring to the total, the mean over all valid sheets."""
    wanted = [
        (place, Fraction(line.weight) / Fraction(line.maximum))
        for place, line in enumerate(criteria)
        if line.indicator == Indicator(indicator)
    ]
    gained = sum((Fraction(sheet.points[place]) * rate for sheet in one.sheets for place, rate in wanted), Fraction(0))
    return scoring.rounded(gained / len(one.sheets))


def _size(rules: Rules, ordered: Sequence[Standing]) -> int:
    totals = [one.outcome.total for one in ordered]
    if rules.size is not None:
        return scoring.cut(totals, kind="number", value=Decimal(rules.size), quota=rules.quota)
    return scoring.cut(totals, kind=rules.cutoff, value=rules.cutoff_value, quota=rules.quota)


def _lines(
    inputs: Inputs, columns: Mapping[str, list[Standing]], sizes: Mapping[str, int], decides: str, other: str
) -> tuple[Place, ...]:
    standings = {column: {one.number: one for one in ordered} for column, ordered in columns.items()}
    places = {
        column: {one.number: place for place, one in enumerate(ordered, start=1)} for column, ordered in columns.items()
    }
    raw, calibrated = DecidingColumn.RAW.value, DecidingColumn.CALIBRATED.value
    keys = scoring.deciding_keys(columns[decides], inputs.rules.tie_break)
    lines = []
    for place, (one, key) in enumerate(zip(columns[decides], keys, strict=True), start=1):
        number = one.number
        lines.append(
            Place(
                number=number,
                place=place,
                raw=standings[raw][number].outcome,
                raw_place=places[raw][number],
                earlier=inputs.candidates[one.key].earlier,
                calibrated=standings[calibrated][number].outcome if calibrated in columns else None,
                calibrated_place=places[calibrated][number] if calibrated in columns else None,
                decided_by=key,
                is_in=place <= sizes[decides],
                is_in_otherwise=places[other][number] <= sizes[other],
            )
        )
    return tuple(lines)


def _written(one: Any) -> dict[str, Any]:
    values = ((name, getattr(one, name)) for name in one.__dataclass_fields__)
    return {
        name: f"{value:.2f}" if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
        for name, value in values
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.4f}"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
