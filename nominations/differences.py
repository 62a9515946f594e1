"""改动: what differs between two contents of a dossier, as plain values. Pure functions; no database, no words for people.

A content is a mapping of parts; a part is a plain value, a mapping (the columns, the statements) or a list of rows (the
achievements, the papers). Nothing here knows which parts there are, so a new one is compared without a word added.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ABSENT = object()
ADDED, REMOVED, CHANGED, MOVED, KEPT = "added", "removed", "changed", "moved", "kept"
_ENOUGH_ALIKE = 0.5  # of the filled cells of two rows: then one was changed into the other
_WORTH_READING = 0.3  # of two passages: below that the old one is struck out whole
_SHORTEST_KEPT = 2  # characters: a single common one between two changes only disturbs
_TOO_LONG = 4_000_000  # product of two lengths up to which characters are compared


@dataclass(frozen=True)
class ValueChange:
    """One value: of a part that is a value (``name`` is empty) or of one entry of a part that is a mapping."""

    part: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowChange:
    """One row of a part that is a list: added, removed, changed, or standing elsewhere; places count from nought."""

    part: str
    kind: str
    before: Mapping | None
    after: Mapping | None
    place_before: int | None
    place_after: int | None


Change = ValueChange | RowChange


def changes_between(before: Mapping, after: Mapping) -> list[Change]:
    """Everything that differs, part by part; empty for equal contents."""
    return [change for part in _names(before, after) for change in _part(part, before, after)]


def applied(changes: Sequence[Change], content: Mapping) -> dict:
    """The content with the changes made to it: what ``changes_between`` was asked to reach."""
    made = dict(content)
    for part in dict.fromkeys(change.part for change in changes):
        mine = [change for change in changes if change.part == part]
        rows = [change for change in mine if isinstance(change, RowChange)]
        for change in mine:
            if isinstance(change, ValueChange) and not change.name:
                _put(made, part, change.after)
        named = [change for change in mine if isinstance(change, ValueChange) and change.name]
        if named:
            made[part] = dict(made[part])
            for change in named:
                _put(made[part], change.name, change.after)
        if rows:
            made[part] = _rows_applied(rows, made[part])
    return made


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts as runs kept, removed and added, in reading order: by sentence first, then by character where alike."""
    runs: list[tuple[str, str]] = []
    old, new = _sentences(before), _sentences(after)
    for kind, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:n])
        runs += [(KEPT, gone)] if kind == "equal" else _within(gone, come)
    return _joined(runs)


def _names(before: Mapping, after: Mapping) -> Iterator[str]:
    return iter(dict.fromkeys([*before, *after]))


def _part(part: str, before: Mapping, after: Mapping) -> list[Change]:
    old, new = before.get(part, ABSENT), after.get(part, ABSENT)
    if _same(old, new):
        return []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return [
            ValueChange(part, name, old.get(name, ABSENT), new.get(name, ABSENT))
            for name in _names(old, new)
            if not _same(old.get(name, ABSENT), new.get(name, ABSENT))
        ]
    if _is_rows(old) and _is_rows(new):
        return list(_rows(part, old, new))
    return [ValueChange(part, "", old, new)]


def _same(one: Any, other: Any) -> bool:
    """Equal as JSON writes it: 1 and True are two values."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return _written(one) == _written(other)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _put(mapping: dict, name: str, value: Any) -> None:
    if value is ABSENT:
        mapping.pop(name, None)
    else:
        mapping[name] = value


def _rows(part: str, old: list, new: list) -> Iterator[RowChange]:
    """Rows kept in their order are not told; equal ones elsewhere have moved; of the rest the most alike were changed."""
    were, are = [_written(row) for row in old], [_written(row) for row in new]
    kept = SequenceMatcher(None, were, are, autojunk=False).get_matching_blocks()
    gone = sorted(set(range(len(old))) - {i for block in kept for i in range(block.a, block.a + block.size)})
    come = sorted(set(range(len(new))) - {j for block in kept for j in range(block.b, block.b + block.size)})
    pairs: dict[int, int] = {}
    for j in come:
        i = next((i for i in gone if were[i] == are[j] and i not in pairs.values()), None)
        if i is not None:
            pairs[j] = i
    for likeness, i, j in sorted(
        ((_likeness(old[i], new[j]), i, j) for i in gone for j in come), key=lambda one: (-one[0], one[1], one[2])
    ):
        if likeness >= _ENOUGH_ALIKE and j not in pairs and i not in pairs.values():
            pairs[j] = i
    for i in gone:
        if i not in pairs.values():
            yield RowChange(part, REMOVED, old[i], None, i, None)
    for j in come:
        if j not in pairs:
            yield RowChange(part, ADDED, None, new[j], None, j)
        else:
            i = pairs[j]
            yield RowChange(part, MOVED if were[i] == are[j] else CHANGED, old[i], new[j], i, j)


def _likeness(one: Mapping, other: Mapping) -> float:
    """The share of filled cells that two rows have in common."""
    filled = [{name for name, value in row.items() if value not in ("", None)} for row in (one, other)]
    most = max(map(len, filled))
    return sum(_same(one[name], other[name]) for name in filled[0] & filled[1]) / most if most else 0


def _rows_applied(changes: Sequence[RowChange], rows: Sequence) -> list:
    taken = {change.place_before for change in changes}
    left = iter([row for place, row in enumerate(rows) if place not in taken])
    put = {change.place_after: change.after for change in changes if change.place_after is not None}
    count = len(rows) - len(taken - {None}) + len(put)
    return [put[place] if place in put else next(left) for place in range(count)]


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+", text)


def _signs(text: str) -> list[str]:
    """Characters, but numbers and words in Latin letters whole."""
    return re.findall(r"[A-Za-z0-9.%]+|.", text, re.DOTALL)


def _within(before: str, after: str) -> list[tuple[str, str]]:
    whole = [(REMOVED, before), (ADDED, after)]
    if not before or not after or len(before) * len(after) > _TOO_LONG:
        return whole
    old, new = _signs(before), _signs(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _WORTH_READING:
        return whole
    runs: list[tuple[str, str]] = []
    for kind, i, j, k, n in matcher.get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:n])
        is_inside = 0 < i and j < len(old)
        if kind == "equal" and not (is_inside and len(gone) < _SHORTEST_KEPT):
            runs.append((KEPT, gone))
        else:
            runs += [(REMOVED, gone), (ADDED, come)]
    return runs


def _joined(runs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Between two kept runs, what was removed stands before what was added, each in one run."""
    joined: list[tuple[str, str]] = []
    gone = come = ""
    for kind, text in [*runs, (KEPT, "")]:
        if kind == REMOVED:
            gone += text
        elif kind == ADDED:
            come += text
        elif text or gone or come:
            joined += [run for run in ((REMOVED, gone), (ADDED, come)) if run[1]]
            gone = come = ""
            if text and joined and joined[-1][0] == KEPT:
                joined[-1] = (KEPT, joined[-1][1] + text)
            elif text:
                joined.append((KEPT, text))
    return joined
