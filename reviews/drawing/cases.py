"""What a draw is made of: members who may be drawn, nominations that need them, the rules, and the answer."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seat:
    """A member who may be drawn: files already held, the most he may hold, the fields and trades he knows."""

    key: int
    category: str
    cap: int
    load: int = 0
    fields: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """A nomination: how many members it still needs, whom it must not get, which categories it already has.

    ``held`` are members who hold it and have not scored: they count among those it needs, and each of them who has to
    leave is a change. Empty in a draw that only fills gaps.
    """

    key: int
    needs: int
    barred: frozenset[int] = frozenset()
    has_categories: tuple[str, ...] = ()
    field: str = ""
    trade: str = ""
    held: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What holds for every panel: at least so many of a category on it, at most so many of any one category."""

    least: tuple[tuple[str, int], ...] = ()
    most: int | None = None

    def room(self, case: Case, category: str) -> tuple[int, int]:
        """How many more of a category this case must get and may get."""
        present = case.has_categories.count(category)
        least = max(0, dict(self.least).get(category, 0) - present)
        most = case.needs if self.most is None else min(case.needs, max(0, self.most - present))
        return least, most


FREE = Rules()


@dataclass(frozen=True)
class Draw:
    """The pairs (nomination, member), sorted, and every member's load after the draw."""

    pairs: tuple[tuple[int, int], ...]
    loads: dict[int, int]

    @property
    def fingerprint(self) -> str:
        """What identifies a draw: preview, application and verification are compared by it."""
        return fingerprint(self.pairs)


@dataclass(frozen=True)
class Alone:
    """A case that could not be served even if it were the only one: members it could get, and categories it lacks."""

    free: int
    lacking: tuple[tuple[str, int, int], ...] = ()  # category, members it could get, members the rule asks for


@dataclass(frozen=True)
class Shortfall:
    """Why no draw exists.

    ``too_few``: cases that could not be served even alone. Otherwise ``squeezed`` cases compete for the places of the
    members ``at_cap`` (the tight side of the cut); ``missing`` places are wanting. Categories whose rule takes part in it
    are in ``least`` and ``most``.
    """

    too_few: dict[int, Alone] = field(default_factory=dict)
    squeezed: frozenset[int] = frozenset()
    at_cap: frozenset[int] = frozenset()
    missing: int = 0
    least: frozenset[str] = frozenset()
    most: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Remedies:
    """What would free a shortfall; each of them by itself is enough. None where it would not help or was not looked for.

    ``rises``: the least sum of further files to be allowed, by member. ``further``: how few new members, free of conflict
    with every case, and the categories any of which would do. ``waiting``: whether those who wait (no pledge and the like)
    would be enough.
    """

    rises: dict[int, int] | None = None
    further: tuple[int, tuple[str, ...]] | None = None
    waiting: bool = False


def fingerprint(pairs) -> str:
    """The check value of sorted pairs; the same text on any machine."""
    words = ";".join(f"{case}:{seat}" for case, seat in sorted(pairs))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def fit(case: Case, seat: Seat) -> int:
    """专业相符: 2 where the member knows the trade, 1 where he knows the industry, else 0."""
    if case.trade and case.trade in seat.trades:
        return 2
    return int(bool(case.field) and case.field in seat.fields)
