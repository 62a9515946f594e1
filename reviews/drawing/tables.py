"""From cases and seats to the tables of a problem: the first aims, weighed so that none outbids a higher one."""

import numpy
from numpy import int64

from reviews.drawing.cases import Case, Rules, Seat
from reviews.drawing.problem import Problem


def in_order(cases, seats) -> tuple[list[Case], list[Seat]]:
    """Cases that need somebody by key, seats by category and key: the order in which they come changes nothing."""
    return (
        sorted((case for case in cases if case.needs), key=lambda one: one.key),
        sorted(seats, key=lambda one: (one.category, one.key)),
    )


def problem_of(cases: list[Case], seats: list[Seat], rules: Rules) -> tuple[Problem, numpy.ndarray]:
    """All aims before the lots as one problem, and how well each pair fits.

    A chain of exchanges passes each seat once and ends at most once at "nobody", so a weight is beyond reach when it is
    greater than one more than the number of seats times the largest change that one exchange can make in the lower aims.
    """
    names = sorted({seat.category for seat in seats} | {name for name, _ in rules.least})
    place = {seat.key: column for column, seat in enumerate(seats)}
    allowed = numpy.ones((len(cases), len(seats)), dtype=bool)
    barred = [(row, place[key]) for row, case in enumerate(cases) for key in case.barred if key in place]
    if barred:
        allowed[tuple(numpy.array(barred).T)] = False
    low, high, present = _mixture(cases, names, rules)
    widest = max((case.needs + len(case.has_categories) for case in cases), default=0)
    caps, loads = (numpy.array([getattr(seat, name) for seat in seats], dtype=int64) for name in ("cap", "load"))
    chain = len(seats) + 1
    match = chain * widest + 1
    evenness = chain * (2 * match + widest) + 1
    fits = fits_of(cases, seats)
    cost = fits * int64(-match)
    held = [(row, place[key]) for row, case in enumerate(cases) for key in case.held if key in place]
    if held:
        kept = tuple(numpy.array(held).T)
        cost += int64(evenness * (int(max(caps.max(initial=0), loads.max(initial=0))) + 3))
        cost[kept] = fits[kept] * int64(-match)
    problem = Problem(
        needs=numpy.array([case.needs for case in cases], dtype=int64),
        allowed=allowed,
        cost=cost,
        category=numpy.array([names.index(seat.category) for seat in seats], dtype=int64),
        low=low,
        high=high,
        present=present,
        floor=numpy.zeros(len(seats), dtype=int64),
        cap=numpy.maximum(0, caps - loads),
        held=loads,
        variety=1,
        evenness=evenness,
    )
    return problem, fits


def _mixture(cases, names, rules):
    """How many more of each category each case must and may get, and how many it has."""
    rows: dict[tuple[int, tuple[str, ...]], list[tuple[int, int, int]]] = {}
    found = []
    for case in cases:
        kind = case.needs, case.has_categories
        if kind not in rows:
            rows[kind] = [(*rules.room(case, name), case.has_categories.count(name)) for name in names]
        found.append(rows[kind])
    table = numpy.array(found, dtype=int64).reshape(len(cases), len(names), 3)
    return table[:, :, 0].copy(), table[:, :, 1].copy(), table[:, :, 2].copy()


def fits_of(cases: list[Case], seats: list[Seat]):
    """专业相符, as in ``cases.fit``, for all pairs at once."""
    by_trade = _known([case.trade for case in cases], [seat.trades for seat in seats])
    by_field = _known([case.field for case in cases], [seat.fields for seat in seats])
    return numpy.maximum(2 * by_trade, by_field)


def _known(words, known):
    names = sorted(set(words) - {""})
    table = numpy.array([[name in one for one in known] for name in ["", *names]], dtype=numpy.int8)
    at = {name: row for row, name in enumerate(["", *names])}
    return table.reshape(len(names) + 1, len(known))[[at[word] for word in words]]
