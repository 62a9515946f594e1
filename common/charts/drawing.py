"""What every chart is made of: marks, sizes, and the table beside the picture."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = int | Decimal
LETTER = 13  # width of a Chinese character in the pictures, in points
NARROWEST = 320  # the width for which words are measured: a telephone of 360 less the margins of the page


@dataclass(frozen=True)
class Chart:
    """A picture in words and marks. ``heads`` and ``rows`` are its table; the first cell of a row names it."""

    kind: str
    title: str
    desc: str
    height: int
    marks: SafeString
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    legend: Sequence[tuple[str, str]] = ()
    note: str = ""
    key: str = field(init=False, default="")

    def __post_init__(self) -> None:
        digest = hashlib.sha256(f"{self.kind}/{self.title}".encode()).hexdigest()
        object.__setattr__(self, "key", f"chart-{digest[:8]}")

    @property
    def drawing(self) -> SafeString:
        """The picture itself, named by its title and described in a sentence."""
        return format_html(
            '<svg class="chart-picture chart-{}" role="img" aria-labelledby="{}-title {}-desc" width="100%" height="{}">'
            '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>',
            self.kind,
            self.key,
            self.key,
            self.height,
            self.key,
            self.title,
            self.key,
            self.desc,
            self.marks,
        )


def mark(name: str, words: object = None, **attributes: object) -> SafeString:
    """One element; ``class_`` and ``text_anchor`` are written as SVG writes them. What is said is escaped."""
    written = format_html_join(
        "",
        ' {}="{}"',
        ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None),
    )
    if words is None:
        return format_html("<{}{}/>", name, written)
    return format_html("<{}{}>{}</{}>", name, written, words, name)


def joined(marks: Iterable[SafeString]) -> SafeString:
    """Marks in their order, the later above the earlier."""
    return format_html_join("", "{}", ((one,) for one in marks))


def percent(value: Number | float) -> str:
    """A position along the width of the picture."""
    return f"{float(value):.2f}%"


def plain(value: Number | None) -> str:
    """A number without noughts that say nothing."""
    if value is None:
        return "—"
    said = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return said.rstrip("0").rstrip(".") if "." in said else said


def share(part: Number, whole: Number) -> str:
    """占比 in whole per cent; nothing of nothing is no share."""
    return f"{Decimal(part) * 100 / Decimal(whole):.0f}%" if whole else "—"


def room_for(labels: Iterable[str], *, most: int = 42) -> int:
    """How many per cent of the width the labels take, so that the longest is still readable on a telephone."""
    longest = max((len(label) for label in labels), default=0)
    return min(most, round(100 * (longest * LETTER + 8) / NARROWEST))


def shortened(label: str, room: int) -> str:
    """A label cut to its room; the table has it whole."""
    most = max(2, (room * NARROWEST // 100 - 8) // LETTER)
    return label if len(label) <= most else f"{label[: most - 1]}…"
