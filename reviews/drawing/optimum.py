"""The best draw: every aim is settled before the next one is looked at.

0. where files are already held, least change; 1. loads as even as possible (least sum of squares); 2. most matches of
trade and industry; 3. least repetition of a category on a panel; 4. least sum of lots. All but the lots are solved
together, by weights (``tables``); the lots are then solved on the face of that optimum (``proof.face``).

The solver is given a part of the pairs and the answer is proved over all of them (``proof``), so that which part was given
first changes how long it takes and never what comes out.
"""

import numpy

from reviews.drawing import network, proof
from reviews.drawing.cases import FREE, Draw, Rules, Shortfall
from reviews.drawing.lots import lots
from reviews.drawing.problem import Panels, Problem
from reviews.drawing.shortfall import alone, explained
from reviews.drawing.tables import in_order, problem_of

LOTS_AT_FIRST = 12  # about so many pairs of a case are handed to the solver at first, by lot
LEAST_LOTS = 3  # and at least so many of a category
FITS_AT_FIRST = 12  # and so many of those that know its trade or industry
LEAST_FITS = 8
FURTHER = 6  # and so many that could improve it, each further time


def propose(cases, seats, *, seed: str, rules: Rules = FREE) -> Draw | Shortfall:
    """The best draw there is, or what stands in its way."""
    cases, seats = in_order(cases, seats)
    loads = {seat.key: seat.load for seat in seats}
    if not cases:
        return Draw((), loads)
    too_few = alone(cases, seats, rules)
    if too_few:
        missing = sum(case.needs - min(case.needs, too_few[case.key].free) for case in cases if case.key in too_few)
        return Shortfall(too_few=too_few, missing=missing)
    problem, fits = problem_of(cases, seats, rules)
    case_keys, seat_keys = [case.key for case in cases], [seat.key for seat in seats]
    found = best(problem, fits, lots(seed, case_keys, seat_keys), held=_held(cases, seat_keys))
    if isinstance(found, tuple):
        return explained(cases, seats, rules, problem, *found)
    pairs = tuple(
        sorted(
            (case_keys[row], seat_keys[column])
            for row, column in zip(found.rows.tolist(), found.columns.tolist(), strict=True)
        )
    )
    for _, seat in pairs:
        loads[seat] += 1
    return Draw(pairs, loads)


def best(problem: Problem, fits, numbers, *, held) -> Panels | tuple:
    """The best panels by all aims; where there are none, what is missing and the tight side of the cut."""
    pairs = merged(problem, first_look(problem, numbers, fits), held)
    found = solved(problem, *pairs)
    if found is None:
        pairs, missing, reached = served(problem, numbers, pairs)
        if missing:
            return missing, reached
        found = solved(problem, *pairs)
        if found is None:
            raise ArithmeticError("the flow solver contradicts itself")
    panels, prices = found
    chosen, settled = proof.face(problem, panels, prices)
    chosen.cost = numbers
    still_open = chosen.allowed[panels.rows, panels.columns]
    kept = panels.rows[still_open], panels.columns[still_open]
    last = solved(chosen, *merged(problem, first_look(chosen, numbers), kept))
    if last is None:
        raise ArithmeticError("the flow solver lost the panels it was given")
    rows, columns = (numpy.concatenate(both) for both in zip((last[0].rows, last[0].columns), settled, strict=True))
    return Panels.of(problem, rows, columns)


def solved(problem: Problem, rows, columns) -> tuple[Panels, proof.Prices] | None:
    """The optimum over all pairs, begun with some of them: panels and prices, or nothing."""
    while True:
        panels = network.cheapest(problem, rows, columns)
        if panels is None:
            return None
        prices = proof.prices_of(problem, panels, rows, columns)
        more = proof.improving(problem, panels, prices, FURTHER)
        if not len(more[0]):
            return panels, prices
        rows, columns = merged(problem, (rows, columns), more)


def served(problem: Problem, numbers, pairs):
    """Pairs that serve every need, or what is missing and the tight side of the cut over all pairs.

    A pair that leads out of the tight side of the cut is the only one that can help; where there is none, nothing can.
    """
    while True:
        missing, reached = network.wanting(problem, *pairs)
        if not missing:
            return pairs, 0, reached
        _, kind_at, seat_at = network.nodes_of(problem)
        kinds, seats = (
            reached[kind_at:seat_at].reshape(problem.low.shape),
            reached[seat_at : seat_at + len(problem.cap)],
        )
        out = problem.allowed & kinds[:, problem.category] & ~seats[None, :]
        out[pairs] = False
        if not out.any():
            return pairs, missing, reached
        marks = numpy.zeros_like(out)
        _mark(marks, numpy.where(out, numbers, 2**60), FURTHER * 4)
        pairs = merged(problem, pairs, numpy.nonzero(marks & out))


def merged(problem: Problem, some, more):
    """Two lists of pairs as one, each pair once, sorted."""
    width = problem.allowed.shape[1]
    keys = numpy.unique(numpy.concatenate([some[0] * width + some[1], more[0] * width + more[1]]))
    return keys // width, keys % width


def first_look(problem: Problem, numbers, fits=None):
    """Of each case and category the pairs of least lot, and those that fit best."""
    seats = problem.allowed.shape[1]
    marks = numpy.zeros(problem.allowed.shape, dtype=bool)
    ranked = numpy.where(problem.allowed, numbers, 2**60)
    for columns in problem.slices:
        width = columns.stop - columns.start
        _mark(marks[:, columns], ranked[:, columns], max(LEAST_LOTS, LOTS_AT_FIRST * width // seats + 1))
        if fits is not None and fits.any():
            by_fit = ranked[:, columns] - (fits[:, columns].astype(numpy.int64) << 41)
            _mark(marks[:, columns], by_fit, max(LEAST_FITS, FITS_AT_FIRST * width // seats + 1))
    return numpy.nonzero(marks & problem.allowed)


def _mark(marks, ranked, few: int):
    """Mark the few least of each row."""
    if ranked.shape[1] <= few:
        marks[:] = True
        return
    numpy.put_along_axis(marks, numpy.argpartition(ranked, few, axis=1)[:, :few], True, axis=1)


def _held(cases, seat_keys):
    place = {key: column for column, key in enumerate(seat_keys)}
    pairs = [
        (row, place[key])
        for row, case in enumerate(cases)
        for key in case.held
        if key in place and key not in case.barred
    ]
    table = numpy.array(pairs, dtype=numpy.int64).reshape(len(pairs), 2)
    return table[:, 0], table[:, 1]
