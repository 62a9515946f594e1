"""热力图: rows against columns, the deeper the more; a gap is written out, never left to a shade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from common.charts.drawing import Chart, Number, joined, mark, percent, plain, room_for, shortened

ROW, HEAD, DEGREES = 32, 26, 4


@dataclass(frozen=True)
class Gap:
    """A cell where something is missing that ought to be there: its word."""

    word: str = "缺"


Cell = Number | Gap | None


def heat(
    title: str,
    desc: str,
    *,
    head: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    note: str = "",
) -> Chart:
    """``columns`` are (short, full) words: the picture has room for two or three characters, the table for all."""
    return Chart(
        "heat",
        title,
        desc,
        HEAD + ROW * len(rows),
        joined(_marks(columns, rows)),
        (head, *(full for _, full in columns)),
        [(label, *(_word(cell) for cell in cells)) for label, cells in rows],
        note=note,
    )


def _word(cell: Cell) -> str:
    return cell.word if isinstance(cell, Gap) else plain(cell)


def _marks(columns: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[Cell]]]) -> Iterator[SafeString]:
    left = room_for((label for label, _ in rows), most=38)
    each = (100 - left) / max(1, len(columns))
    numbers = [cell for _, cells in rows for cell in cells if isinstance(cell, int | Decimal)]
    top = max(numbers, default=0)
    for place, (short, _) in enumerate(columns):
        middle = percent(left + (place + 0.5) * each)
        yield mark("text", short, x=middle, y=HEAD - 10, text_anchor="middle", class_="chart-soft")
    for line, (label, cells) in enumerate(rows):
        y = HEAD + line * ROW
        yield mark("text", shortened(label, left), x="0", y=y + 20)
        for place, cell in enumerate(cells):
            x, wide = left + place * each, each
            shade = "heat-gap" if isinstance(cell, Gap) else f"heat-{_degree(cell, top)}"
            yield mark("rect", x=percent(x), y=y + 1, width=percent(wide * 0.97), height=ROW - 2, class_=shade)
            middle = percent(x + wide * 0.485)
            yield mark("text", _word(cell), x=middle, y=y + 20, text_anchor="middle", class_="chart-count")


def _degree(cell: Number | None, top: Number) -> int:
    """0 for nothing, 1 … 4 by quarters of the largest."""
    if not cell or not top:
        return 0
    return min(DEGREES, 1 + int(Decimal(cell) * DEGREES / Decimal(top) * Decimal("0.9999")))
