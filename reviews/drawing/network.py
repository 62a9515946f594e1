"""The flow itself: OR-tools on a chosen part of the arcs.

case → (case, category) → seat → sink. What a category must have flows straight into its node; what a seat must hold
flows straight out of it. Case and category are one node where the rules and the cost leave the mixture free.
"""

import numpy
from numpy import int32, int64
from ortools.graph.python import max_flow, min_cost_flow

from reviews.drawing.problem import Panels, Problem

SOLVER_RANGE = 2**62


def cheapest(problem: Problem, rows, columns) -> Panels | None:
    """The cheapest panels on these pairs, or nothing where there are none."""
    tails, heads, room, cost, supply = arcs_of(problem, rows, columns)
    if int(numpy.abs(cost).max(initial=0)) * (len(supply) + 1) >= SOLVER_RANGE:
        raise OverflowError("the draw is larger than the solver's whole numbers")
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room, cost)
    solver.set_nodes_supplies(numpy.arange(len(supply), dtype=int32), supply)
    outcome = solver.solve()
    if outcome == solver.INFEASIBLE:
        return None
    if outcome != solver.OPTIMAL:
        raise ArithmeticError(f"the flow solver answered {outcome}")
    taken = solver.flows(numpy.arange(len(rows), dtype=int32)) > 0
    return Panels.of(problem, rows[taken], columns[taken])


def wanting(problem: Problem, rows, columns):
    """How much of the need these pairs cannot serve, and which nodes are on the tight side of the cut."""
    tails, heads, room, _, supply = arcs_of(problem, rows, columns)
    source, sink = len(supply), len(supply) + 1
    givers, takers = numpy.flatnonzero(supply > 0), numpy.flatnonzero(supply < 0)
    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(tails, heads, room)
    given = solver.add_arcs_with_capacity(
        numpy.full(len(givers), source, dtype=int32), givers.astype(int32), supply[givers]
    )
    solver.add_arcs_with_capacity(takers.astype(int32), numpy.full(len(takers), sink, dtype=int32), -supply[takers])
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise ArithmeticError("the flow solver gave up")
    reached = numpy.zeros(sink + 1, dtype=bool)
    reached[solver.get_source_side_min_cut()] = True
    return int((supply[givers] - solver.flows(given)).sum()), reached


def nodes_of(problem: Problem):
    """Where cases, categories and seats begin among the nodes; node 0 is the sink."""
    cases, kinds = problem.low.shape
    return 1, 1 + cases, 1 + cases + cases * kinds


def arcs_of(problem: Problem, rows, columns):
    """Tails, heads, capacities, costs and supplies; the pairs come first and in their order."""
    case_at, kind_at, seat_at = nodes_of(problem)
    cases, kinds = problem.low.shape
    seats = len(problem.cap)
    supply = numpy.zeros(seat_at + seats, dtype=int64)
    supply[case_at:kind_at] = problem.needs - problem.low.sum(axis=1)
    supply[kind_at:seat_at] = problem.low.ravel()
    supply[seat_at:] = -problem.floor
    supply[0] = -supply.sum()
    parts = [
        (
            kind_at + rows * kinds + problem.category[columns],
            seat_at + columns,
            numpy.ones(len(rows), dtype=int64),
            problem.cost[rows, columns],
        )
    ]
    used = numpy.zeros((cases, kinds), dtype=bool)
    used[rows, problem.category[columns]] = True
    case_nodes = numpy.repeat(numpy.arange(case_at, kind_at), kinds)
    kind_nodes = numpy.arange(kind_at, seat_at)
    spare = numpy.where(used, problem.high - problem.low, 0).ravel()
    if problem.variety:
        first = (problem.present + problem.low).ravel()
        for step in range(int(spare.max(initial=0))):
            live = spare > step
            parts.append(
                (
                    case_nodes[live],
                    kind_nodes[live],
                    numpy.ones(int(live.sum()), dtype=int64),
                    problem.variety * (first + step)[live],
                )
            )
    else:
        live = spare > 0
        parts.append((case_nodes[live], kind_nodes[live], spare[live], numpy.zeros(int(live.sum()), dtype=int64)))
    parts += _loads(problem, columns, seat_at)
    tails, heads, room, cost = (numpy.concatenate(part) for part in zip(*parts, strict=True))
    return tails.astype(int32), heads.astype(int32), room.astype(int64), cost.astype(int64), supply


def _loads(problem: Problem, columns, seat_at: int):
    """Arcs into the sink: one for each further file of a seat where the evenness counts, else one for each seat."""
    offered = numpy.bincount(columns, minlength=len(problem.cap))
    spare = numpy.minimum(problem.cap, offered) - problem.floor
    seats = numpy.repeat(numpy.arange(len(spare)), numpy.maximum(spare, 0))
    if not problem.evenness:
        live, whole = numpy.flatnonzero(spare > 0), numpy.arange(len(spare))
        within = seat_at + live, numpy.zeros_like(live), spare[live], numpy.zeros_like(live)
        beyond = seat_at + whole, numpy.zeros_like(whole), offered, numpy.full_like(whole, problem.stretch)
        return [within, beyond] if problem.stretch else [within]
    starts = numpy.cumsum(numpy.maximum(spare, 0)) - numpy.maximum(spare, 0)
    step = numpy.arange(len(seats)) - starts[seats]
    cost = problem.evenness * (problem.held + problem.floor - _middle(problem))[seats] + problem.evenness * step
    return [(seat_at + seats, numpy.zeros_like(seats), numpy.ones_like(seats), cost)]


def _middle(problem: Problem) -> int:
    """Costs of evenness are counted from the mean load, which changes no comparison and keeps the numbers small."""
    return int((problem.held.sum() + problem.needs.sum()) // max(1, len(problem.held)))
