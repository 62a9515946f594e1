"""名册的样式: what a room offers for export.

A room that has lists to offer keeps them in its module ``lists`` as ``OFFERED``, a tuple of ``Sheet``. The
rooms stand above this one, so they are found by name (see ``offered``) and never imported.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from common.refusals import Refusal


class Kind(Enum):
    """格式 of a column: numbers that identify something are text, days are days."""

    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters, its format."""

    heading: str
    width: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Secret:
    """A number shown masked unless the export was asked for in full and this person may see this one."""

    full: str
    mask: Callable[[str], str]
    may_be_seen: bool


@dataclass(frozen=True)
class Table:
    """One worksheet: its rows are read while they are written, never held together."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple]
    frozen: int = 0
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A list that can be exported.

    ``read`` takes what it knows from an address and gives plain words that can be kept; the other functions are handed
    those. ``shown_in_full_to`` are the roles whose work may need the numbers that are otherwise masked (``hides``).

    Most lists are ``tables`` of a workbook; a package of several papers is written by the room itself: ``write`` is given
    the path, the cover, the person, what was asked, and ``step(done, total)``.
    """

    key: str
    title: str
    lead: str
    roles: tuple[str, ...]
    read: Callable[[Mapping[str, str]], dict[str, str]]
    words: Callable[[dict[str, str]], str]
    count: Callable[..., int]
    tables: Callable[..., Iterator[Table]] | None = None
    hides: str = ""
    shown_in_full_to: tuple[str, ...] = ()
    is_large: bool = False  # A3 instead of A4
    unit: str = "人"  # what the rows are counted in
    wants_reason: bool = False  # taken out with a reason, whatever it shows
    refuse: Callable[..., Refusal | None] | None = (
        None  # the room's own grounds, asked at the asking and at the fetching
    )
    write: Callable[..., None] | None = None  # writes a file of its own kind, in place of a workbook
    suffix: str = "xlsx"


@cache
def offered() -> dict[str, Sheet]:
    """Every list of every room, by key, in the order of the house."""
    rooms = [config for config in apps.get_app_configs() if module_has_submodule(config.module, "lists")]
    found = [sheet for room in rooms for sheet in import_module(f"{room.name}.lists").OFFERED]
    return {sheet.key: sheet for sheet in found}
