"""Proof that panels are the best there are, over *all* pairs, whatever part of them the solver was given.

Panels are optimal exactly if no chain of exchanges improves them: file c gives up member s for t, file d gives up t for
u … until the chain closes, or ends at a member who takes one file more and begins with one who holds one less. So the
proof needs one node for each seat and one for "nobody": ``w[s, t]`` is the cheapest way to put t in the place of s. Prices
without a negative cycle are found by Bellman and Ford's rule; with them every pair is asked whether it could improve
anything. Pairs that could are handed to the solver; where there are none, the panels are the optimum.
"""

from dataclasses import dataclass, replace

import numpy
from numpy import int64

from reviews.drawing.problem import FAR, Panels, Problem

PIECE = 1024  # so many cases at once


@dataclass
class Prices:
    """Of "nobody" (last) and of each seat; of each (case, category) and of each case."""

    seats: numpy.ndarray
    nobody: int
    kinds: numpy.ndarray
    cases: numpy.ndarray


def prices_of(problem: Problem, panels: Panels, rows, columns) -> Prices:
    """Prices under which no exchange within these pairs improves anything."""
    seats = len(problem.cap)
    exchanges = numpy.full((seats + 1, seats + 1), FAR, dtype=int64)
    table = panels.table(problem)
    adding, leaving = _marginals(problem, panels)
    kinds = problem.category[columns]
    worth = problem.cost[rows, columns]
    flat = exchanges[:seats, :seats].copy().ravel()
    held = numpy.zeros(problem.allowed.shape, dtype=bool)
    held[panels.rows, panels.columns] = True
    free = ~held[rows, columns]
    rows, columns, kinds, worth = rows[free], columns[free], kinds[free], worth[free]
    entering = adding[rows, kinds]
    for place in range(table.shape[1]):
        out = table[rows, place]
        live = out >= 0
        at, into, kind = rows[live], columns[live], kinds[live]
        out = out[live]
        before = problem.category[out]
        change = worth[live] - problem.cost[at, out]
        change += numpy.where(before == kind, 0, entering[live] - leaving[at, before])
        numpy.minimum.at(flat, out * seats + into, change)
    exchanges[:seats, :seats] = flat.reshape(seats, seats)
    upper, lower = _loads(problem, panels)
    exchanges[:seats, seats] = upper
    exchanges[seats, :seats] = -lower
    found = _shortest(exchanges)
    return _extended(problem, panels, found[:seats], int(found[seats]))


def _marginals(problem: Problem, panels: Panels):
    """What one more of a category costs a case, and what one less saves it."""
    steps = problem.variety * (problem.present + panels.counts)
    adding = numpy.where(panels.counts < problem.high, steps, FAR)
    leaving = numpy.where(panels.counts > problem.low, steps - problem.variety, -FAR)
    return adding, leaving


def _loads(problem: Problem, panels: Panels):
    """What one file more costs a seat, and what one less saves."""
    steps = problem.evenness * (problem.held + panels.loads)
    upper = numpy.where(panels.loads < problem.cap, steps, FAR)
    lower = numpy.where(panels.loads > problem.floor, steps - problem.evenness, -FAR)
    return upper, lower


def _shortest(exchanges):
    """Bellman and Ford on the table of exchanges; as many rounds as nodes would betray a negative cycle."""
    found = numpy.zeros(len(exchanges), dtype=int64)
    for _ in range(len(exchanges) + 1):
        nearer = numpy.minimum(found, (found[:, None] + exchanges).min(axis=0))
        if (nearer == found).all():
            return found
        found = nearer
    raise ArithmeticError("the solver's panels can be improved within its own pairs")


def _extended(problem: Problem, panels: Panels, seats, nobody: int) -> Prices:
    """Prices of the inner nodes, from those of the seats that are held."""
    held = numpy.full(problem.low.shape, FAR, dtype=int64)
    kinds = problem.category[panels.columns]
    numpy.minimum.at(held, (panels.rows, kinds), seats[panels.columns] - problem.cost[panels.rows, panels.columns])
    adding, leaving = _marginals(problem, panels)
    ways = numpy.where((leaving > -FAR) & (held < FAR), held - leaving, FAR)
    cases = ways.min(axis=1, initial=FAR)
    entering = numpy.where((adding < FAR) & (cases < FAR)[:, None], cases[:, None] + adding, FAR)
    return Prices(seats, nobody, numpy.minimum(held, entering), cases)


def improving(problem: Problem, panels: Panels, prices: Prices, few: int):
    """Pairs outside the panels that could improve them: of each case the ``few`` that could most."""
    found_rows, found_columns = [], []
    for start in range(0, len(problem.needs), PIECE):
        piece = slice(start, start + PIECE)
        gain = problem.cost[piece] - prices.seats[None, :]
        for kind, columns in enumerate(problem.slices):
            gain[:, columns] += prices.kinds[piece, kind, None]
        gain[~problem.allowed[piece]] = 0
        inside = (panels.rows >= start) & (panels.rows < start + PIECE)
        gain[panels.rows[inside] - start, panels.columns[inside]] = 0
        rows = numpy.flatnonzero((gain < 0).any(axis=1))
        if not len(rows):
            continue
        gain = gain[rows]
        if gain.shape[1] > few:
            best = numpy.argpartition(gain, few, axis=1)[:, :few]
        else:
            best = numpy.broadcast_to(numpy.arange(gain.shape[1]), gain.shape)
        worth = numpy.take_along_axis(gain, best, axis=1) < 0
        found_rows.append(numpy.broadcast_to((rows + start)[:, None], best.shape)[worth])
        found_columns.append(best[worth])
    if not found_rows:
        return numpy.empty(0, dtype=int64), numpy.empty(0, dtype=int64)
    return numpy.concatenate(found_rows), numpy.concatenate(found_columns)


def face(problem: Problem, panels: Panels, prices: Prices) -> tuple[Problem, tuple]:
    """All panels as good as these: the problem that a later aim chooses from, and the pairs that are settled.

    By complementary slackness: a pair or a step that costs more than its prices allow is in no optimum, one that costs
    less is in every one, and those in between are free.
    """
    reduced = problem.cost - prices.seats[None, :]
    for kind, columns in enumerate(problem.slices):
        reduced[:, columns] += prices.kinds[:, kind, None]
    taken = numpy.zeros(problem.allowed.shape, dtype=bool)
    taken[panels.rows, panels.columns] = True
    allowed = problem.allowed & (taken | (reduced == 0))
    forced = reduced[panels.rows, panels.columns] < 0
    low, high = panels.counts.copy(), panels.counts.copy()
    open_kinds = (prices.cases < FAR)[:, None] & (prices.kinds < FAR)
    span = numpy.where(open_kinds, prices.kinds - prices.cases[:, None], 0)
    lower, upper = _steps(span, problem.variety, problem.present, problem.low, problem.high, panels.counts)
    low, high = numpy.where(open_kinds, lower, low), numpy.where(open_kinds, upper, high)
    floor, cap = _steps(
        prices.nobody - prices.seats, problem.evenness, problem.held, problem.floor, problem.cap, panels.loads
    )
    freed = replace(problem, allowed=allowed, low=low, high=high, floor=floor, cap=cap, variety=0, evenness=0)
    settled = panels.rows[forced], panels.columns[forced]
    return freed.without(*settled), settled


def _steps(span, unit, begun, least, greatest, now):
    """How many steps of cost ``unit × (begun, begun + 1 …)`` lie below a span, and how many do not lie above it."""
    if not unit:
        lower = numpy.where(span > 0, greatest, least)
        upper = numpy.where(span >= 0, greatest, least)
    else:
        lower = -(-span // unit) - begun
        upper = span // unit - begun + 1
    lower, upper = numpy.clip(lower, least, greatest), numpy.clip(upper, least, greatest)
    return numpy.minimum(lower, now), numpy.maximum(upper, now)
