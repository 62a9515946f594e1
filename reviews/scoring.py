"""计分: pure, exact arithmetic from points to places; nothing here knows the database.

Sheet: each criterion's points as a part of its full mark, weighed; the sum is out of 100 and rounded once, at the end,
to four places, half to even. Panel: the mean of the sheets' totals as recorded, after the extremes are dropped where
the rulebook says so and enough valid scores are there. A recused or abstaining member has no total at all, so the
denominator follows. Where the round's plan gives earlier rounds a share, the result is the two in that proportion; a
nomination that no earlier round ranked stands by this round alone. The 双师型 bonus stands apart and is added last.

Places: by total; then by the keys the rulebook declared before the round was opened, in their order; then by 申报编号,
the earlier first. docs/scoring.md works an example by hand; tools/verify_ranking.py computes the same without this code.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import isqrt

VERSION = "2026-2"  # carried by every ranking; raised whenever a figure could come out differently

NOTHING = Decimal("0")
PLACES = 4
UNIT = 10**PLACES
NUMBER_KEY = "number"
SMALLER_FIRST = {"spread"}


@dataclass(frozen=True)
class Line:
    """A criterion as the arithmetic needs it: full mark and weight in per cent."""

    maximum: Decimal
    weight: Decimal


@dataclass(frozen=True)
class Method:
    """How the rulebook turns a panel's scores into one; ``earlier_share`` is the earlier rounds' part in per cent."""

    dropped: int
    needed_to_drop: int
    bonus: Decimal
    earlier_share: Decimal = NOTHING


@dataclass(frozen=True)
class Outcome:
    """What a panel's scores come to; ``score`` is the panel's with the earlier rounds' share, ``total`` with the bonus."""

    panel_score: Decimal
    median: Decimal
    spread: Decimal
    deviation: Decimal
    score: Decimal
    bonus: Decimal
    total: Decimal
    given: int
    counted: int


@dataclass(frozen=True)
class Standing:
    """One nomination before places are given; ``criteria`` holds the mean rate of criteria that break ties."""

    key: int
    number: str
    outcome: Outcome
    criteria: Mapping[str, Decimal] = field(default_factory=dict)


def sheet_total(points: Mapping[int, Decimal], lines: Mapping[int, Line]) -> Decimal:
    """The weighted total of one sheet, out of 100; every criterion must have its points."""
    return rounded(
        sum(
            (Fraction(points[key]) / Fraction(line.maximum) * Fraction(line.weight) for key, line in lines.items()),
            Fraction(0),
        )
    )


def outcome(
    totals: Iterable[Decimal], *, method: Method, dual_verified: bool, earlier: Decimal | None = None
) -> Outcome:
    """What one nomination's valid scores come to; there must be at least one.

    ``earlier`` is the nomination's result of the earlier rounds, without any bonus; None where there is none.
    """
    given = sorted(units(total) for total in totals)
    if not given:
        raise ValueError("a nomination without a valid score has no outcome")
    counted = given
    if method.dropped and len(given) >= method.needed_to_drop and len(given) > 2 * method.dropped:
        counted = given[method.dropped : -method.dropped]
    panel_score = quotient(sum(counted), len(counted))
    score = panel_score if earlier is None else _joined(panel_score, earlier, method.earlier_share)
    bonus = method.bonus if dual_verified else NOTHING
    return Outcome(
        panel_score=panel_score,
        median=_median(given),
        spread=quotient(given[-1] - given[0], 1),
        deviation=_deviation(given),
        score=score,
        bonus=bonus,
        total=score + bonus,
        given=len(given),
        counted=len(counted),
    )


def in_order(standings: Iterable[Standing], keys: Sequence[str] = ("panel", "median")) -> list[Standing]:
    """名次: the first is the best; no two share a place, for the tie-break ends with the number."""
    return sorted(standings, key=lambda one: (-one.outcome.total, *ranked_values(one, keys), one.number))


def ranked_values(standing: Standing, keys: Sequence[str]) -> tuple[Decimal, ...]:
    """The tie-break's values, each turned so that the smaller goes first."""
    result = standing.outcome
    known = {"panel": result.panel_score, "median": result.median, "spread": result.spread, **standing.criteria}
    return tuple(known[key] if key in SMALLER_FIRST else -known[key] for key in keys)


def deciding_keys(ordered: Sequence[Standing], keys: Sequence[str] = ("panel", "median")) -> list[str]:
    """Which key settled each place among equal totals, "" where the total did.

    A line is compared with the one above it; the first of a tied group with the one below.
    """
    with_next = [_parting(one, other, keys) for one, other in zip(ordered, ordered[1:], strict=False)]
    return [above or below for above, below in zip(["", *with_next], [*with_next, ""], strict=True)]


def _parting(one: Standing, other: Standing, keys: Sequence[str]) -> str:
    if one.outcome.total != other.outcome.total:
        return ""
    pairs = zip(keys, ranked_values(one, keys), ranked_values(other, keys), strict=True)
    return next((key for key, mine, theirs in pairs if mine != theirs), NUMBER_KEY)


def cut(totals: Sequence[Decimal], *, kind: str, value: Decimal, quota: int) -> int:
    """入围人数: how many of these, the best first, go on.

    By ``ratio`` it is the quota times the value in per cent, parts of a person left out; by ``number`` the value; by
    ``score`` everybody who reached it. Never more than there are candidates. Equal totals at the line are no trouble:
    the order is strict.
    """
    if kind == "score":
        return sum(total >= value for total in totals)
    most = Fraction(quota) * Fraction(value) / 100 if kind == "ratio" else Fraction(value)
    return max(0, min(len(totals), int(most)))


def rounded(value: Fraction) -> Decimal:
    """Four places, half to even; exact for any fraction."""
    return Decimal(round(value * UNIT)).scaleb(-PLACES)


def units(value: Decimal) -> int:
    """A recorded score as a whole number of ten-thousandths; a score with more places was never recorded."""
    scaled = value.scaleb(PLACES)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{value} has more than {PLACES} places")
    return whole


def quotient(numerator: int, denominator: int) -> Decimal:
    """Ten-thousandths divided and rounded, half to even."""
    whole, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and whole % 2):
        whole += 1
    return Decimal(whole).scaleb(-PLACES)


def _joined(panel_score: Decimal, earlier: Decimal, share: Decimal) -> Decimal:
    part = Fraction(share) / 100
    return rounded(Fraction(panel_score) * (1 - part) + Fraction(earlier) * part)


def _median(ordered: Sequence[int]) -> Decimal:
    middle = len(ordered) // 2
    return quotient(ordered[middle], 1) if len(ordered) % 2 else quotient(sum(ordered[middle - 1 : middle + 1]), 2)


def _deviation(given: Sequence[int]) -> Decimal:
    """标准差 of all valid scores, divided by their number; the exact root rounded half to even."""
    count = len(given)
    squares = count * sum(one * one for one in given) - sum(given) ** 2  # count² times the variance
    whole = isqrt(squares // count**2)
    beyond = 4 * squares - (2 * whole + 1) ** 2 * count**2  # against the half above it, squared
    if beyond > 0 or (beyond == 0 and whole % 2):
        whole += 1
    return Decimal(whole).scaleb(-PLACES)
