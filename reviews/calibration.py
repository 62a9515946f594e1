"""校准: how much of a score is the expert's own severity; pure, and never instead of the raw result (docs/decisions/0020).

Model: a valid sheet's total is the candidate's merit plus the expert's leaning plus chance. The leanings are those that
make the sum of squared chances, plus the shrinkage times the sum of squared leanings, the least. A positive leaning is
lenient (偏宽), a negative one severe (偏严); they sum to nothing. The merit of a candidate is not shrunk.

With the merits eliminated there is one equation for each expert i, over the nominations J(i) he scored, m(j) scores each:

    (n(i) + shrinkage) e(i) - sum over j in J(i) and experts k of j: e(k) / m(j)  =  sum over j in J(i): y(i,j) - mean(j)

That the leanings sum to nothing is added to every equation, so that the system has one solution without shrinkage too.
All of it is multiplied by a common multiple of the m(j), which leaves whole numbers, and solved by symmetric elimination
in the order of the experts' keys, in decimals of fifty digits. A leaning is taken at twenty places and then rounded to
four, half to even: what is shown is what is subtracted, so that everything after it can be checked on paper.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from math import lcm

from reviews.scoring import PLACES, units

DIGITS = 50
TAKEN = Decimal(1).scaleb(-20)
SHOWN = Decimal(1).scaleb(-PLACES)
ARITHMETIC = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True)
class Mark:
    """One valid sheet: who scored what, and its total as recorded."""

    expert: int
    candidate: int
    total: Decimal


@dataclass(frozen=True)
class Calibration:
    """Each expert's leaning; or ``unfit`` says in words why there is none. ``sheets`` counts either way."""

    leanings: Mapping[int, Decimal] = field(default_factory=dict)
    sheets: Mapping[int, int] = field(default_factory=dict)
    unfit: str = ""

    def adjusted(self, mark: Mark) -> Decimal:
        """A sheet's total without its expert's leaning; it may lie beyond 0 or 100 and is not cut off there."""
        return mark.total - self.leanings[mark.expert]


def calibrate(marks: Iterable[Mark], *, shrinkage: Decimal, least_sheets: int) -> Calibration:
    """The leanings, if there are sheets enough and everybody can be compared with everybody."""
    ordered = sorted(marks, key=lambda mark: (mark.expert, mark.candidate))
    sheets = Counter(mark.expert for mark in ordered)
    unfit = _unfit(ordered, sheets, least_sheets)
    if unfit:
        return Calibration(sheets=sheets, unfit=unfit)
    experts = sorted(sheets)
    matrix, right = _equations(ordered, experts, shrinkage)
    return Calibration(dict(zip(experts, _solved(matrix, right), strict=True)), sheets)


def _unfit(marks: Sequence[Mark], sheets: Mapping[int, int], least_sheets: int) -> str:
    if len(sheets) < 2:
        return "有效评分不足两位专家，无从比较宽严。"
    if few := sum(count < least_sheets for count in sheets.values()):
        return f"有{few}位专家的有效评分表不足{least_sheets}份，样本不够。"
    if (groups := _groups(marks)) > 1:
        return f"专家与候选人分成互不相交的{groups}组，组与组之间没有共同评分的专家，不能比较宽严。"
    return ""


def _groups(marks: Sequence[Mark]) -> int:
    """Into how many parts experts and candidates fall that no sheet joins."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def head(one: tuple[str, int]) -> tuple[str, int]:
        leader.setdefault(one, one)
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for mark in marks:
        leader[head(("expert", mark.expert))] = head(("candidate", mark.candidate))
    return sum(head(one) == one for one in list(leader))


def _equations(marks: Sequence[Mark], experts: Sequence[int], shrinkage: Decimal) -> tuple[list[list[int]], list[int]]:
    """The experts' equations in whole numbers; the right side counts ten-thousandths."""
    place = {expert: row for row, expert in enumerate(experts)}
    panels: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mark in marks:
        panels[mark.candidate].append((place[mark.expert], units(mark.total)))
    numerator, denominator = shrinkage.as_integer_ratio()
    common = lcm(denominator, *{len(panel) for panel in panels.values()})
    matrix = [[common] * len(experts) for _ in experts]
    right = [0] * len(experts)
    for row in range(len(experts)):
        matrix[row][row] += common // denominator * numerator
    for panel in panels.values():
        share, total = common // len(panel), sum(given for _, given in panel)
        for row, given in panel:
            matrix[row][row] += common
            right[row] += common * given - share * total
            for other, _ in panel:
                matrix[row][other] -= share
    return matrix, right


def _solved(matrix: Sequence[Sequence[int]], right: Sequence[int]) -> list[Decimal]:
    """Elimination without exchanges (the matrix is symmetric and positive definite), then back from the last unknown."""
    size = len(right)
    with localcontext(ARITHMETIC):
        rows = [[Decimal(one) for one in row[place:]] for place, row in enumerate(matrix)]  # the diagonal and above
        values = [Decimal(one) for one in right]
        for first in range(size):
            lead = rows[first]
            for below in range(1, size - first):
                factor = lead[below] / lead[0]
                if factor:
                    rows[first + below] = [
                        mine - factor * theirs for mine, theirs in zip(rows[first + below], lead[below:], strict=True)
                    ]
                    values[first + below] -= factor * values[first]
        for last in range(size - 1, -1, -1):
            known = zip(rows[last][1:], values[last + 1 :], strict=True)
            values[last] = (values[last] - sum(one * value for one, value in known)) / rows[last][0]
        return [value.scaleb(-PLACES).quantize(TAKEN).quantize(SHOWN) + 0 for value in values]
