"""宽严与离散: how an expert's scores lie beside those of the others on the same panels; pure.

The raw difference: for each of an expert's sheets, its total less the mean of the other members' totals for the same
nomination; the mean of these differences over his sheets. Nothing is taken off anybody's score for it, and it is not
worked out from few sheets: an expert may have been given the better files, and with few of them chance speaks loudest.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Habit:
    """What one expert's valid totals come to."""

    member: int
    sheets: int
    compared: int  # sheets of panels on which somebody else has a valid total as well
    least: Decimal
    mean: Decimal
    most: Decimal
    deviation: Decimal | None  # of the sample; of one sheet there is none
    difference: Decimal | None  # from the others of the same panels
    is_enough: bool  # whether there are as many compared sheets as the rulebook asks for


def habits(totals: Iterable[tuple[int, int, Decimal]], *, least_sheets: int) -> dict[int, Habit]:
    """By member, from (member, nomination, total) of every valid sheet of a round."""
    by_member: dict[int, list[tuple[int, Fraction]]] = defaultdict(list)
    panels: dict[int, list[Fraction]] = defaultdict(list)
    for member, nomination, total in totals:
        by_member[member].append((nomination, Fraction(total)))
        panels[nomination].append(Fraction(total))
    sums = {nomination: sum(panel, Fraction(0)) for nomination, panel in panels.items()}
    return {member: _habit(member, sheets, panels, sums, least_sheets) for member, sheets in sorted(by_member.items())}


def _habit(
    member: int,
    sheets: list[tuple[int, Fraction]],
    panels: dict[int, list[Fraction]],
    sums: dict[int, Fraction],
    least_sheets: int,
) -> Habit:
    values = [total for _, total in sheets]
    mean = sum(values, Fraction(0)) / len(values)
    differences = [
        total - (sums[nomination] - total) / (len(panels[nomination]) - 1)
        for nomination, total in sheets
        if len(panels[nomination]) > 1
    ]
    return Habit(
        member=member,
        sheets=len(values),
        compared=len(differences),
        least=_two(min(values)),
        mean=_two(mean),
        most=_two(max(values)),
        deviation=_deviation(values, mean),
        difference=_two(sum(differences, Fraction(0)) / len(differences)) if differences else None,
        is_enough=len(differences) >= least_sheets,
    )


def _deviation(values: list[Fraction], mean: Fraction) -> Decimal | None:
    if len(values) < 2:
        return None
    variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)
    root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return root.quantize(Decimal("0.01"))


def _two(value: Fraction) -> Decimal:
    return Decimal(round(value * 100)).scaleb(-2)
