"""Why no draw exists, and what would free it."""

from collections import Counter
from dataclasses import replace

import numpy

from reviews.drawing import network
from reviews.drawing.cases import FREE, Alone, Case, Remedies, Rules, Seat, Shortfall
from reviews.drawing.tables import in_order, problem_of

LARGEST = 2_000_000  # pairs up to which remedies are looked for; beyond, an office reads the cut alone


def alone(cases: list[Case], seats: list[Seat], rules: Rules) -> dict[int, Alone]:
    """Cases that could not be served even if each were the only one."""
    everybody = Counter(seat.category for seat in seats if seat.cap > seat.load)
    full = {seat.key for seat in seats if seat.cap <= seat.load}
    category = {seat.key: seat.category for seat in seats}
    found = {}
    for case in cases:
        free = everybody.copy()
        free.subtract(category[key] for key in case.barred if key in category and key not in full)
        rooms = {name: rules.room(case, name) for name in {*free, *dict(rules.least)}}
        lacking = tuple((name, free[name], low) for name, (low, _) in sorted(rooms.items()) if free[name] < low)
        most = sum(min(free[name], high) for name, (_, high) in rooms.items())
        asked = sum(low for low, _ in rooms.values())
        if most < case.needs or lacking or asked > case.needs:
            found[case.key] = Alone(most, lacking)
    return found


def explained(cases, seats, rules, problem, missing: int, reached) -> Shortfall:
    """The tight side of the cut in words of cases, members and rules."""
    case_at, kind_at, seat_at = network.nodes_of(problem)
    at_case = reached[case_at:kind_at]
    at_kind = reached[kind_at:seat_at].reshape(problem.low.shape)
    at_seat = reached[seat_at : seat_at + len(seats)]
    asking = (at_case & (problem.needs > problem.low.sum(axis=1))) | (at_kind & (problem.low > 0)).any(axis=1)
    names = sorted({seat.category for seat in seats} | {name for name, _ in rules.least})
    by_least = (at_kind & (problem.low > 0) & ~at_case[:, None]).any(axis=0)
    by_most = (~at_kind & at_case[:, None] & (problem.high < problem.needs[:, None])).any(axis=0)
    return Shortfall(
        squeezed=frozenset(case.key for case, asks in zip(cases, asking, strict=True) if asks),
        at_cap=frozenset(seat.key for seat, full in zip(seats, at_seat, strict=True) if full),
        missing=missing,
        least=frozenset(name for name, takes_part in zip(names, by_least, strict=True) if takes_part),
        most=frozenset(name for name, takes_part in zip(names, by_most, strict=True) if takes_part),
    )


def feasible(cases, seats, *, rules: Rules = FREE) -> bool:
    """Whether a draw exists at all."""
    cases, seats = in_order(cases, seats)
    if not cases:
        return True
    if alone(cases, seats, rules):
        return False
    problem, _ = problem_of(cases, seats, rules)
    missing, _ = network.wanting(problem, *numpy.nonzero(problem.allowed))
    return not missing


def remedies(cases, seats, *, rules: Rules, usual: int, categories, waiting=()) -> Remedies:
    """What would free it: the least rise of caps, the fewest new members of which category, those who wait."""
    cases, seats = in_order(cases, seats)
    if len(cases) * len(seats) > LARGEST:
        return Remedies()
    helped = bool(waiting) and feasible(cases, [*seats, *waiting], rules=rules)
    return Remedies(_rises(cases, seats, rules), _further(cases, seats, rules, usual, categories), helped)


def _rises(cases, seats, rules) -> dict[int, int] | None:
    """The least sum of files beyond the caps that would let a draw exist, by member."""
    if alone(cases, [replace(seat, cap=seat.load + len(cases)) for seat in seats], rules):
        return None
    problem, _ = problem_of(cases, seats, rules)
    problem = replace(problem, cost=numpy.zeros_like(problem.cost), variety=0, evenness=0, stretch=1)
    panels = network.cheapest(problem, *numpy.nonzero(problem.allowed))
    if panels is None:
        return None
    beyond = panels.loads - problem.cap
    return {seat.key: int(more) for seat, more in zip(seats, beyond, strict=True) if more > 0}


def _further(cases, seats, rules, usual, categories) -> tuple[int, tuple[str, ...]] | None:
    """How few new members of one category, free of conflict with every case, and which categories would do."""
    newest = max((seat.key for seat in seats), default=0) + 1
    for count in range(1, max(case.needs for case in cases) + 1):
        would_do = tuple(
            name
            for name in categories
            if feasible(cases, [*seats, *(Seat(newest + turn, name, usual) for turn in range(count))], rules=rules)
        )
        if would_do:
            return count, would_do
    return None
