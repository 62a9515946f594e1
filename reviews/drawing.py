"""分派 (抽签): who judges what, by an exact minimum-cost flow; pure.

Every nomination gets exactly the members it still needs, none of them barred, nobody beyond his cap. Among all draws
that do, the one taken is, in this order: (1) most even, that is of the least sum of squared loads; (2) of panels with
the least repetition of a category, where that is asked for; (3) of the least sum of lots. A lot is a whole number
made from the seed and the pair by SHA-256, so that the same inputs and seed give the same draw on any machine.

    source → nomination (→ nomination and category) → member → sink; the arcs into the sink cost 1, 3, 5 … times the
    weight of evenness, so that their sum is the square of the load.

Where no such draw exists the answer is a ``Shortfall``: the nominations that cannot be served and the members who stand
at their cap around them (the tight side of the cut), which is what an office needs to free it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

LOTS = (
    1_000,
    100,
    10,
)  # a lot is 1 … so many: the finest that the solver's whole numbers carry at the size of the draw
SOLVER_RANGE = 2**62


@dataclass(frozen=True)
class Seat:
    """A member who may be drawn: files already held and the most he may hold."""

    key: int
    category: str
    cap: int
    load: int = 0


@dataclass(frozen=True)
class Case:
    """A nomination: how many members it still needs, whom it must not get, which categories it already has."""

    key: int
    needs: int
    barred: frozenset[int] = frozenset()
    has_categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draw:
    """The pairs (nomination, member), sorted, and every member's load after the draw."""

    pairs: tuple[tuple[int, int], ...]
    loads: dict[int, int]

    @property
    def fingerprint(self) -> str:
        """What identifies a draw: preview and application are compared by it."""
        return hashlib.sha256(repr(self.pairs).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Shortfall:
    """Why no draw exists: cases with too few members not barred; or cases whose members are together at their caps."""

    too_few: dict[int, int] = field(default_factory=dict)  # case → members it could get at most
    squeezed: frozenset[int] = frozenset()
    at_cap: frozenset[int] = frozenset()
    missing: int = 0


def lot(seed: str, case: int, seat: int, *, lots: int = LOTS[0]) -> int:
    """The lot of a pair under a seed, 1 … ``lots``."""
    digest = hashlib.sha256(f"{seed}/{case}/{seat}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % lots + 1


def propose(cases: Iterable[Case], seats: Iterable[Seat], *, seed: str, mixed: bool = True) -> Draw | Shortfall:
    """The best draw there is, or what stands in its way."""
    cases = sorted((case for case in cases if case.needs), key=lambda one: one.key)
    seats = sorted(seats, key=lambda one: one.key)
    loads = {seat.key: seat.load for seat in seats}
    if not cases:
        return Draw((), loads)
    too_few = {case.key: free for case in cases if (free := _free(case, seats)) < case.needs}
    if too_few:
        return Shortfall(too_few=too_few, missing=sum(case.needs - too_few.get(case.key, case.needs) for case in cases))
    network = _Network(cases, seats, seed, mixed)
    pairs = network.solved()
    needed = sum(case.needs for case in cases)
    if len(pairs) < needed:
        return network.shortfall(pairs, needed)
    for _, seat in pairs:
        loads[seat] += 1
    return Draw(tuple(sorted(pairs)), loads)


def substitutes(case: Case, seats: Iterable[Seat], *, seed: str) -> list[Seat]:
    """Who could step in for one file, best first: the least loaded, ties by lot. The smallest change there is."""
    able = [seat for seat in seats if seat.key not in case.barred and seat.load < seat.cap]
    return sorted(able, key=lambda seat: (seat.load, lot(seed, case.key, seat.key), seat.key))


def _free(case: Case, seats: Collection[Seat]) -> int:
    return sum(seat.key not in case.barred for seat in seats)


class _Network:
    """Nodes: 0 source, 1 sink, then cases, (case, category) pairs and seats."""

    def __init__(self, cases: Sequence[Case], seats: Sequence[Seat], seed: str, mixed: bool):
        self.cases, self.seats, self.seed = cases, seats, seed
        self.lots, mixed = self._scale(mixed)
        self.case_node = {case.key: 2 + place for place, case in enumerate(cases)}
        self.seat_node = {seat.key: 2 + len(cases) + place for place, seat in enumerate(seats)}
        self.next_node = 2 + len(cases) + len(seats)
        self.arcs: list[tuple[int, int, int, int]] = []  # tail, head, capacity, cost
        self.pair_arcs: list[tuple[int, int, int]] = []  # arc, case, seat
        for case in cases:
            self._arc(0, self.case_node[case.key], case.needs, 0)
            self._choices(case, mixed)
        for seat in seats:
            eligible = sum(seat.key not in case.barred for case in cases)
            for held in range(seat.load, min(seat.cap, seat.load + eligible)):
                self._arc(self.seat_node[seat.key], 1, 1, (2 * held + 1) * self.evenness)

    def _scale(self, mixed: bool) -> tuple[int, bool]:
        """Weights so far apart that no sum of a lower aim outweighs one step of a higher, yet within the solver's range.

        At sizes where lots of ten do not fit beside the mixture of categories, the mixture is given up.
        """
        needed = sum(case.needs for case in self.cases)
        widest = max(case.needs + len(case.has_categories) for case in self.cases)
        highest = 2 * max((seat.cap for seat in self.seats), default=0) + 1
        nodes = 2 + len(self.seats) + len(self.cases) * (1 + len({seat.category for seat in self.seats}))
        for mixture in (True, False) if mixed else (False,):
            for lots in LOTS:
                self.repetition = needed * lots + 1 if mixture else 0
                self.evenness = needed * (lots + self.repetition * 2 * widest) + 1
                if self.evenness * highest * (nodes + 1) < SOLVER_RANGE:
                    return lots, mixture
        raise OverflowError("the draw is larger than the solver's whole numbers")

    def _arc(self, tail: int, head: int, capacity: int, cost: int) -> int:
        self.arcs.append((tail, head, capacity, cost))
        return len(self.arcs) - 1

    def _choices(self, case: Case, mixed: bool) -> None:
        by_category: dict[str, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            if seat.key not in case.barred:
                by_category[seat.category if mixed else ""].append(seat)
        for category, able in sorted(by_category.items()):
            node = self.case_node[case.key]
            if mixed:
                node, self.next_node = self.next_node, self.next_node + 1
                present = case.has_categories.count(category)
                for held in range(present, present + min(case.needs, len(able))):
                    self._arc(self.case_node[case.key], node, 1, 2 * held * self.repetition)
            for seat in able:
                cost = lot(self.seed, case.key, seat.key, lots=self.lots)
                arc = self._arc(node, self.seat_node[seat.key], 1, cost)
                self.pair_arcs.append((arc, case.key, seat.key))

    def solved(self) -> list[tuple[int, int]]:
        """The pairs of the cheapest flow that serves as much as can be served."""
        import numpy
        from ortools.graph.python import min_cost_flow

        solver = min_cost_flow.SimpleMinCostFlow()
        tails, heads, capacities, costs = numpy.array(self.arcs, dtype=numpy.int64).T
        solver.add_arcs_with_capacity_and_unit_cost(
            tails.astype(numpy.int32), heads.astype(numpy.int32), capacities, costs
        )
        needed = sum(case.needs for case in self.cases)
        solver.set_node_supply(0, needed)
        solver.set_node_supply(1, -needed)
        outcome = solver.solve_max_flow_with_min_cost()
        if outcome != solver.OPTIMAL:
            raise ArithmeticError(f"the flow solver answered {outcome}")
        arcs = numpy.array([arc for arc, _, _ in self.pair_arcs], dtype=numpy.int32)
        return [
            (case, seat)
            for (_, case, seat), flow in zip(self.pair_arcs, solver.flows(arcs).tolist(), strict=True)
            if flow
        ]

    def shortfall(self, pairs: list[tuple[int, int]], needed: int) -> Shortfall:
        """From the cases left short, everything reachable: their members are full, and so are the cases they serve."""
        served: dict[int, int] = defaultdict(int)
        holders: dict[int, set[int]] = defaultdict(set)
        for case, seat in pairs:
            served[case] += 1
            holders[seat].add(case)
        by_key = {one.key: one for one in self.cases}
        squeezed = {one.key for one in self.cases if served[one.key] < one.needs}
        at_cap: set[int] = set()
        waiting = list(squeezed)
        while waiting:
            short = by_key[waiting.pop()]
            for one in self.seats:
                if one.key in short.barred or one.key in at_cap or short.key in holders[one.key]:
                    continue
                at_cap.add(one.key)
                waiting.extend(holders[one.key] - squeezed)
                squeezed |= holders[one.key]
        return Shortfall(squeezed=frozenset(squeezed), at_cap=frozenset(at_cap), missing=needed - len(pairs))
