"""评分分歧: whether the scores of one panel lie so far apart that the panel should talk; pure.

Two tests, both exact and both the same wherever the scores lie and in whatever order they come:

- 分差: the highest and the lowest score are more than the rulebook's 分差 apart.
- 离群: one score is far from the others. Far means its distance from the median of the panel exceeds the rulebook's
  distance *and* the rulebook's factor times the spread of the panel, which is 1.4826 times the median of all distances
  from the median (the factor that makes it comparable with a standard deviation). It is asked only with enough scores.

Nothing here changes a score; it only says whose file comes before a 合议.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

COMPARABLE = Decimal("1.4826")


@dataclass(frozen=True)
class Bounds:
    """The rulebook's numbers."""

    spread: Decimal
    distance: Decimal
    factor: Decimal
    least_scores: int


def spread(totals: Sequence[Decimal]) -> Decimal:
    """The distance between the highest and the lowest score."""
    return max(totals) - min(totals) if totals else Decimal(0)


def median(totals: Sequence[Decimal]) -> Decimal:
    """The middle score, or the middle between the two."""
    ordered, half = sorted(totals), len(totals) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def is_wide(totals: Sequence[Decimal], bounds: Bounds) -> bool:
    """分差: highest and lowest too far apart."""
    return len(totals) > 1 and spread(totals) > bounds.spread


def far(totals: Sequence[Decimal], bounds: Bounds) -> list[int]:
    """离群: the places of the scores that lie far from the others."""
    if len(totals) < bounds.least_scores:
        return []
    middle = median(totals)
    distances = [abs(total - middle) for total in totals]
    limit = max(bounds.distance, bounds.factor * COMPARABLE * median(distances))
    return [place for place, distance in enumerate(distances) if distance > limit]
