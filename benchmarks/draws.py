"""抽签: the draw beside OR-tools alone on the whole network, in turn; and the whole act in the database.

The bare solver is given what a plain use would give it: every pair that is not barred, all aims in one cost (with lots as fine
as fit into its numbers), the arrays made beforehand and not timed. It gives no proof, settles no aim before another and, with
coarse lots, leaves ties open; it does the same hard part.
"""

import gc
import time
from dataclasses import dataclass
from statistics import median

import numpy
from numpy import int64
from ortools.graph.python import min_cost_flow

from benchmarks import drawing_act
from benchmarks.database import own_database
from reviews.drawing import Case, Rules, Seat, network, propose
from reviews.drawing.lots import lots
from reviews.drawing.tables import in_order, problem_of

SIZES = [(1_000, 60, 5), (5_000, 200, 5), (20_000, 1_000, 5)]
TURNS = {1_000: 7, 5_000: 3, 20_000: 1}
BARRED, TRADES, FIELDS = 0.05, 40, 12
CATEGORIES = ("expert", "expert", "expert", "official", "association", "social", "media")


@dataclass
class Figure:
    """One size: wall and processor seconds of the draw and of the bare solver, medians."""

    cases: int
    seats: int
    needs: int
    draw: tuple[float, float]
    bare: tuple[float, float]
    arcs: int


def committee(cases: int, seats: int, needs: int, *, seed: int = 1):
    """Files and members of a size: one pair in twenty barred, forty trades, twelve industries, caps a half above the mean."""
    dice = numpy.random.default_rng(seed)
    barred = dice.random((cases, seats)) < BARRED
    fields, trades = dice.integers(0, FIELDS, cases), dice.integers(0, TRADES, cases)
    known_fields, known_trades = dice.integers(0, FIELDS, (seats, 2)), dice.integers(0, TRADES, (seats, 2))
    cap = cases * needs * 3 // (2 * seats) + 1
    return (
        [
            Case(
                row + 1,
                needs,
                frozenset((numpy.flatnonzero(barred[row]) + 1).tolist()),
                field=f"f{fields[row]}",
                trade=f"t{trades[row]}",
            )
            for row in range(cases)
        ],
        [
            Seat(
                place + 1,
                CATEGORIES[place % len(CATEGORIES)],
                cap,
                fields=frozenset(f"f{one}" for one in known_fields[place]),
                trades=frozenset(f"t{one}" for one in known_trades[place]),
            )
            for place in range(seats)
        ],
        Rules((("expert", 1),), needs - 1),
    )


def whole_network(cases, seats, rules):
    """Every pair, all aims in one cost, as arrays for the solver."""
    cases, seats = in_order(cases, seats)
    problem, _ = problem_of(cases, seats, rules)
    rows, columns = numpy.nonzero(problem.allowed)
    nodes = sum(problem.low.shape) + problem.low.size + len(seats)
    coarse = max(2, int(2**60 // (nodes * problem.evenness * int(problem.cap.max()) * len(seats))))
    unit = len(seats) * min(coarse, 2**16)
    numbers = lots("基准", [case.key for case in cases], [seat.key for seat in seats]) % min(coarse, 2**16)
    problem.cost = problem.cost * int64(unit) + numbers
    problem.variety, problem.evenness = problem.variety * unit, problem.evenness * unit
    return network.arcs_of(problem, rows, columns)


def solve_bare(arrays) -> None:
    """OR-tools, and the flow of every arc."""
    tails, heads, room, cost, supply = arrays
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room, cost)
    solver.set_nodes_supplies(numpy.arange(len(supply), dtype=numpy.int32), supply)
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("the bare solver found no optimum")
    solver.flows(arcs)


def figure(cases: int, seats: int, needs: int) -> Figure:
    """Draw, bare, draw, bare …"""
    files, members, rules = committee(cases, seats, needs)
    arrays = whole_network(files, members, rules)
    drawn, bare = [], []
    for _ in range(TURNS[cases]):
        for seconds, act in (
            (drawn, lambda: propose(files, members, seed="基准", rules=rules)),
            (bare, lambda: solve_bare(arrays)),
        ):
            gc.collect()
            started = time.perf_counter(), time.process_time()
            act()
            seconds.append((time.perf_counter() - started[0], time.process_time() - started[1]))
    return Figure(cases, seats, needs, _medians(drawn), _medians(bare), len(arrays[0]))


def _medians(seconds) -> tuple[float, float]:
    return median(wall for wall, _ in seconds), median(cpu for _, cpu in seconds)


def report(*, quick):
    """Each size beside the bare solver, then the smallest in a database."""
    sizes = SIZES[:2] if quick else SIZES
    print("\n抽签，与裸求解器交替进行")
    for cases, seats, needs in sizes:
        one = figure(cases, seats, needs)
        print(
            f"{cases}×{seats}×{needs}：抽签 {one.draw[0]:.3f} 秒（处理器 {one.draw[1]:.3f}），"
            f"裸求解器 {one.bare[0]:.3f}（{one.bare[1]:.3f}），{one.arcs} 条弧；"
            f"倍数 {one.draw[0] / one.bare[0]:.2f}，处理器倍数 {one.draw[1] / one.bare[1]:.2f}（目标 1.5）"
        )
    cases, seats, needs = SIZES[0]
    with own_database():
        told = drawing_act.seconds(cases, seats, needs)
    steps = "，".join(f"{name} {value:.2f} 秒" for name, value in told)
    print(f"\n{cases}×{seats}×{needs} 在数据库中办理：{steps}；合计 {sum(value for _, value in told):.2f} 秒")
