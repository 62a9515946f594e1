"""抽签记录: the inputs of a draw as one canonical text, the commitment to a seed, and the check of all of it.

Standard library and the solver only: whoever holds an export needs no database. Keys are numbers, trades and industries are
tokens; nothing in a record names anybody.
"""

import hashlib
import json

from reviews.drawing.cases import Case, Rules, Seat, Shortfall, fingerprint
from reviews.drawing.optimum import propose

FORMAT = "draw-1"


def token(word: str) -> str:
    """A word of expertise as it stands in a record: the same for the same word, and not readable."""
    return hashlib.sha256(word.strip().encode()).hexdigest()[:12] if word.strip() else ""


def commitment_of(seed: str) -> str:
    """封存值: what is written into the ledger before the list is frozen."""
    return hashlib.sha256(seed.encode()).hexdigest()


def effective(seed: str, witness: str) -> str:
    """The seed that the lots are made of: the sealed one, and what a witness said after the list was frozen."""
    return f"{seed}/{witness}" if witness else seed


def canonical(inputs: dict) -> str:
    """One text for the same inputs: sorted keys, no spaces."""
    return json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(inputs: dict) -> str:
    """名单校验值."""
    return hashlib.sha256(canonical(inputs).encode()).hexdigest()


def written(cases, seats, rules: Rules, *, purpose: str) -> dict:
    """Cases, seats and rules as plain words and numbers, whatever the order they came in."""
    return {
        "purpose": purpose,
        "rules": {"least": dict(rules.least), "most": rules.most},
        "cases": [
            {
                "key": case.key,
                "needs": case.needs,
                "barred": sorted(case.barred),
                "has": sorted(case.has_categories),
                "field": case.field,
                "trade": case.trade,
                "held": sorted(case.held),
            }
            for case in sorted(cases, key=lambda one: one.key)
            if case.needs
        ],
        "seats": [
            {
                "key": seat.key,
                "category": seat.category,
                "cap": seat.cap,
                "load": seat.load,
                "fields": sorted(seat.fields),
                "trades": sorted(seat.trades),
            }
            for seat in sorted(seats, key=lambda one: one.key)
        ],
    }


def read(inputs: dict) -> tuple[list[Case], list[Seat], Rules]:
    """The way back."""
    cases = [
        Case(
            one["key"],
            one["needs"],
            frozenset(one["barred"]),
            tuple(one["has"]),
            field=one["field"],
            trade=one["trade"],
            held=tuple(one["held"]),
        )
        for one in inputs["cases"]
    ]
    seats = [
        Seat(one["key"], one["category"], one["cap"], one["load"], frozenset(one["fields"]), frozenset(one["trades"]))
        for one in inputs["seats"]
    ]
    return cases, seats, Rules(tuple(sorted(inputs["rules"]["least"].items())), inputs["rules"]["most"])


def panels_of(pairs) -> list[list]:
    """[case, [members]] in order."""
    panels: dict[int, list[int]] = {}
    for case, seat in sorted(pairs):
        panels.setdefault(case, []).append(seat)
    return [[case, seats] for case, seats in panels.items()]


def pairs_of(panels) -> list[tuple[int, int]]:
    """The way back."""
    return [(case, seat) for case, seats in panels for seat in seats]


def faults(export: dict) -> list[str]:
    """What does not hold of an exported draw, in words; nothing where everything was recomputed and agrees."""
    if export.get("format") != FORMAT:
        return [f"文件不是“{FORMAT}”格式的抽签记录。"]
    if not export["revealed_at"]:
        return ["种子尚未公开，不能重算。"]
    found = []
    if commitment_of(export["seed"]) != export["seed_commitment"]:
        found.append("公开的种子与事先封存的校验值不符。")
    if not export["committed_at"] <= export["frozen_at"] <= export["revealed_at"]:
        found.append("封存、冻结名单、公开种子的先后不符。")
    if hash_of(export["inputs"]) != export["inputs_hash"]:
        found.append("名单与冻结时的校验值不符。")
    pairs = pairs_of(export["panels"])
    if fingerprint(pairs) != export["fingerprint"]:
        found.append("分派结果与登记的结果校验值不符。")
    if found:
        return found
    cases, seats, rules = read(export["inputs"])
    again = propose(cases, seats, seed=effective(export["seed"], export["witness"]), rules=rules)
    if isinstance(again, Shortfall):
        return ["按冻结的名单不存在可行的分派。"]
    different = {case for case, _ in {*again.pairs} ^ {*pairs}}
    return [f"重算的结果与登记的结果有{len(different)}件不同。"] if different else []


def shown(export: dict) -> str:
    """An export as a file."""
    return json.dumps(export, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
