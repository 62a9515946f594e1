"""分组 (面试、答辩、评审发布会): members and candidates to groups, the order by lot, the clock; pure.

Members are dealt to the groups so that no group has two more of a category, nor two more altogether, than another.
Candidates go to groups by an exact minimum-cost flow: everybody to one group in which enough members are free of
conflict with him (``Quorum``), the groups as even in size as that allows and none of them idle, ties by lot. Where the
first dealings leave somebody without a group, an exact solver looks for a dealing that does not; where it proves there
is none, the answer is an ``Impasse``: who cannot be placed, and what would free it.

A lot is a whole number made from the seed and the key by SHA-256, so that the same inputs and seed give the same groups,
the same order and the same timetable on any machine.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DEALINGS = 24  # so many dealings are tried by lot before the exact solver is asked
LOTS = 1_000
SEARCH = 20.0  # how far the exact solver looks, in its own machine-independent measure of work


@dataclass(frozen=True)
class Juror:
    """A member who may sit in a group."""

    key: int
    category: str


@dataclass(frozen=True)
class Candidate:
    """Somebody to be heard, and the members kept apart from him."""

    key: int
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Quorum:
    """What a candidate's panel, the members of his group free of conflict with him, must hold."""

    scores: int
    least: Mapping[str, int] = field(default_factory=dict)
    most: int | None = None

    def holds(self, panel: Iterable[Juror]) -> bool:
        """Whether these members suffice."""
        counts = Counter(one.category for one in panel)
        return self._enough(counts) and (self.most is None or all(count <= self.most for count in counts.values()))

    def could_hold(self, members: Iterable[Juror]) -> bool:
        """Whether a panel that suffices could be taken from these members."""
        return self._enough(Counter(one.category for one in members))

    def _enough(self, counts: Counter[str]) -> bool:
        return counts.total() >= self.scores and all(counts[kind] >= least for kind, least in self.least.items())


@dataclass(frozen=True)
class Group:
    """第几组: its members, and its candidates in the order of their lots."""

    members: tuple[int, ...]
    candidates: tuple[int, ...]


@dataclass(frozen=True)
class Grouping:
    """All groups, the first group first."""

    groups: tuple[Group, ...]

    @property
    def fingerprint(self) -> str:
        """What identifies a grouping: preview and application are compared by it."""
        told = repr([(one.members, one.candidates) for one in self.groups])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Impasse:
    """Why no grouping exists.

    ``too_few`` are candidates for whom the whole committee would not suffice, with the members free of conflict;
    ``unplaced`` those who fit into none of so many groups (none of them where a group would hear nobody); ``would_do`` is
    the number of groups that serves everybody.
    """

    too_few: Mapping[int, int] = field(default_factory=dict)
    unplaced: frozenset[int] = frozenset()
    would_do: int = 0


def lot(seed: str, *about: object) -> int:
    """The lot of a thing under a seed; 64 bits, so that two of a season never draw the same."""
    digest = hashlib.sha256("/".join(map(str, (seed, *about))).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def propose(
    jurors: Iterable[Juror], candidates: Iterable[Candidate], *, groups: int, quorum: Quorum, seed: str
) -> Grouping | Impasse:
    """The grouping of this seed, or what stands in its way."""
    jurors = sorted(jurors, key=lambda one: one.key)
    candidates = sorted(candidates, key=lambda one: one.key)
    too_few = {one.key: len(free) for one in candidates if not quorum.could_hold(free := _free(jurors, one))}
    if too_few:
        return Impasse(too_few=too_few)
    best = _best_dealing(jurors, candidates, groups, quorum, seed)
    if best is None:
        best = _searched(jurors, candidates, groups, quorum, seed)
    if best is None:
        return _impasse(jurors, candidates, groups, quorum, seed)
    dealt, placed = best
    return Grouping(
        tuple(
            Group(
                tuple(one.key for one in dealt[place]),
                tuple(ordered([key for key, where in placed.items() if where == place], seed)),
            )
            for place in range(groups)
        )
    )


def ordered(keys: Iterable[int], seed: str) -> list[int]:
    """Candidates in the order of their lots."""
    return sorted(keys, key=lambda key: (lot(seed, "顺序", key), key))


def dealt(jurors: Sequence[Juror], groups: int, seed: str, turn: int) -> list[list[Juror]]:
    """Members dealt like cards: category after category, inside a category by lot, never starting anew.

    So neither a category nor the whole differs by more than one between two groups.
    """
    rank = {category: lot(seed, turn, "类别", category) for category in {one.category for one in jurors}}
    row = sorted(jurors, key=lambda one: (rank[one.category], lot(seed, turn, "委员", one.key), one.key))
    return [sorted(row[place::groups], key=lambda one: one.key) for place in range(groups)]


def _free(jurors: Iterable[Juror], candidate: Candidate) -> list[Juror]:
    return [one for one in jurors if one.key not in candidate.barred]


def _best_dealing(jurors, candidates, groups, quorum, seed):
    """The first dealing that serves everybody with sizes at most one apart; else the most even that serves everybody."""
    best, least = None, None
    for turn in range(DEALINGS if groups > 1 else 1):
        hands = dealt(jurors, groups, seed, turn)
        placed = place(hands, candidates, quorum=quorum, seed=seed)
        sizes = _sizes(placed, groups)
        if len(placed) < len(candidates) or not all(sizes):
            continue
        unevenness = sum(size * size for size in sizes)
        if least is None or unevenness < least:
            best, least = (hands, placed), unevenness
        if max(sizes) - min(sizes) <= 1:
            break
    return best


def _sizes(placed: Mapping[int, int], groups: int) -> list[int]:
    counts = Counter(placed.values())
    return [counts[place] for place in range(groups)]


def place(
    hands: Sequence[Sequence[Juror]],
    candidates: Sequence[Candidate],
    *,
    quorum: Quorum,
    seed: str,
    sizes: Sequence[int] = (),
) -> dict[int, int]:
    """Candidate → group for as many as can be placed with these members, as even as can be, ties by lot: one exact flow.

    ``sizes`` are candidates the groups have already.
    source → candidate → group → sink; the arcs into the sink cost 1, 3, 5 … so that their sum is the square of the size.
    """
    from ortools.graph.python import min_cost_flow

    if not candidates:
        return {}
    solver = min_cost_flow.SimpleMinCostFlow()
    first_group, pairs = 2 + len(candidates), []
    evenness = len(candidates) * LOTS + 1
    sizes = sizes or [0] * len(hands)
    for number, one in enumerate(candidates):
        solver.add_arc_with_capacity_and_unit_cost(0, 2 + number, 1, 0)
        for group, hand in enumerate(hands):
            if quorum.holds(_free(hand, one)):
                cost = lot(seed, "组", one.key, group) % LOTS + 1
                arc = solver.add_arc_with_capacity_and_unit_cost(2 + number, first_group + group, 1, cost)
                pairs.append((arc, one.key, group))
    for group in range(len(hands)):
        for held in range(sizes[group], sizes[group] + len(candidates)):
            solver.add_arc_with_capacity_and_unit_cost(first_group + group, 1, 1, (2 * held + 1) * evenness)
    solver.set_node_supply(0, len(candidates))
    solver.set_node_supply(1, -len(candidates))
    answer = solver.solve_max_flow_with_min_cost()
    if answer != solver.OPTIMAL:
        raise ArithmeticError(f"the flow solver answered {answer}")
    return {key: group for arc, key, group in pairs if solver.flow(arc)}


def _searched(jurors, candidates, groups, quorum, seed):
    """An even dealing that leaves nobody without a group, by exact search; None where there is none."""
    from ortools.sat.python import cp_model

    if not 2 <= groups <= len(candidates):
        return None
    model, places = cp_model.CpModel(), range(groups)
    sits = {(one.key, at): model.new_bool_var("") for one in jurors for at in places}
    heard = {(one.key, at): model.new_bool_var("") for one in candidates for at in places}
    for key in {key for key, _ in sits}:
        model.add_exactly_one(sits[key, at] for at in places)
    for category in {one.category for one in jurors} | {None}:
        alike = [one.key for one in jurors if category in (None, one.category)]
        for at in places:
            seats = sum(sits[key, at] for key in alike)
            model.add_linear_constraint(seats, len(alike) // groups, -(-len(alike) // groups))
    for at in places:
        model.add_at_least_one(heard[one.key, at] for one in candidates)
    for one in candidates:
        model.add_exactly_one(heard[one.key, at] for at in places)
        free = _free(jurors, one)
        for at in places:
            chosen = heard[one.key, at]
            model.add(sum(sits[other.key, at] for other in free) >= quorum.scores).only_enforce_if(chosen)
            for category in {other.category for other in jurors} | set(quorum.least):
                seats = sum(sits[other.key, at] for other in free if other.category == category)
                model.add(seats >= quorum.least.get(category, 0)).only_enforce_if(chosen)
                if quorum.most is not None:
                    model.add(seats <= quorum.most).only_enforce_if(chosen)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # one worker and a fixed seed: the same answer on any machine
    solver.parameters.random_seed = lot(seed, "寻找") % 2**31
    solver.parameters.max_deterministic_time = SEARCH
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    hands = [[one for one in jurors if solver.boolean_value(sits[one.key, at])] for at in places]
    return hands, place(hands, candidates, quorum=quorum, seed=seed)


def _impasse(jurors, candidates, groups, quorum, seed) -> Impasse:
    """Who is left over in the first dealing, and the greatest number of groups below that serves everybody."""
    placed = place(dealt(jurors, groups, seed, 0), candidates, quorum=quorum, seed=seed)
    unplaced = frozenset(one.key for one in candidates) - placed.keys()
    for fewer in range(groups - 1, 0, -1):
        if _best_dealing(jurors, candidates, fewer, quorum, seed):
            return Impasse(unplaced=unplaced, would_do=fewer)
    return Impasse(unplaced=unplaced)


@dataclass(frozen=True)
class Hours:
    """作息 of a day of interviews: the halves of a day, minutes for each, and a pause after so many in a row."""

    minutes: int
    halves: tuple[tuple[time, time], ...] = ((time(9), time(12)), (time(13, 30), time(17)))
    pause_after: int = 0
    pause: int = 0

    @property
    def holds_one(self) -> bool:
        """Whether at least one interview fits into a half."""
        return any(_room(begin, end) >= timedelta(minutes=self.minutes) for begin, end in self.halves)


def _room(begin: time, end: time) -> timedelta:
    return datetime.combine(date.min, end) - datetime.combine(date.min, begin)


def starts(hours: Hours, days: Iterable[date]) -> Iterator[datetime]:
    """When one after the other begins, on a Beijing clock; an interview never runs over the end of a half."""
    each = timedelta(minutes=hours.minutes)
    for day in days:
        for begin, end in hours.halves:
            at, closing, in_a_row = datetime.combine(day, begin), datetime.combine(day, end), 0
            while at + each <= closing:
                yield at
                at, in_a_row = at + each, in_a_row + 1
                if hours.pause_after and in_a_row % hours.pause_after == 0:
                    at += timedelta(minutes=hours.pause)
