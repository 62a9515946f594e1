"""计分: pure, exact arithmetic from points to places; nothing here knows the database.

Sheet: each criterion's points as a part of its full mark, weighed; the sum is out of 100 and rounded once, at the end,
to four places, half to even. Panel: the mean of the sheets' totals as recorded, after the extremes are dropped where
the rulebook says so and enough valid scores are there. A recused or abstaining member has no total at all, so the
denominator follows. The 双师型 bonus stands apart and is added last.

Places: by total; then by panel score; then by the median of all valid scores; then by 申报编号, the earlier first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

VERSION = "2026-1"  # carried by every ranking; raised whenever a figure could come out differently

NOTHING = Decimal("0")


@dataclass(frozen=True)
class Line:
    """A criterion as the arithmetic needs it: full mark and weight in per cent."""

    maximum: Decimal
    weight: Decimal


@dataclass(frozen=True)
class Method:
    """How the rulebook turns a panel's scores into one."""

    dropped: int
    needed_to_drop: int
    bonus: Decimal


@dataclass(frozen=True)
class Outcome:
    """What a panel's scores come to."""

    panel_score: Decimal
    median: Decimal
    bonus: Decimal
    total: Decimal
    given: int
    counted: int


@dataclass(frozen=True)
class Standing:
    """One nomination before places are given."""

    key: int
    number: str
    outcome: Outcome


def sheet_total(points: Mapping[int, Decimal], lines: Mapping[int, Line]) -> Decimal:
    """The weighted total of one sheet, out of 100; every criterion must have its points."""
    return rounded(
        sum(
            (Fraction(points[key]) / Fraction(line.maximum) * Fraction(line.weight) for key, line in lines.items()),
            Fraction(0),
        )
    )


def outcome(totals: Iterable[Decimal], *, method: Method, dual_verified: bool) -> Outcome:
    """Mean, median and bonus of one nomination's valid scores; there must be at least one."""
    given = sorted(totals)
    if not given:
        raise ValueError("a nomination without a valid score has no outcome")
    counted = given
    if method.dropped and len(given) >= method.needed_to_drop and len(given) > 2 * method.dropped:
        counted = given[method.dropped : -method.dropped]
    panel_score = _mean(counted)
    bonus = method.bonus if dual_verified else NOTHING
    return Outcome(panel_score, _median(given), bonus, panel_score + bonus, len(given), len(counted))


def in_order(standings: Iterable[Standing]) -> list[Standing]:
    """名次: the first is the best; no two share a place, for the tie-break ends with the number."""
    return sorted(
        standings, key=lambda one: (-one.outcome.total, -one.outcome.panel_score, -one.outcome.median, one.number)
    )


def shortlist_size(*, quota: int, ratio: Decimal, candidates: int) -> int:
    """入围人数: quota times ratio, parts of a person left out, never more than there are candidates."""
    return min(candidates, int(Fraction(quota) * Fraction(ratio) / 100))


def rounded(value: Fraction) -> Decimal:
    """Four places, half to even; exact for any fraction."""
    return Decimal(round(value * 10_000)).scaleb(-4)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return rounded(sum((Fraction(value) for value in values), Fraction(0)) / len(values))


def _median(ordered: Sequence[Decimal]) -> Decimal:
    middle = len(ordered) // 2
    return _mean([ordered[middle]] if len(ordered) % 2 else ordered[middle - 1 : middle + 1])
