"""并列小图: one strip for each row on the same scale: parts of a whole, or the spread of somebody's scores."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from common.charts.drawing import Chart, joined, mark, percent, plain, room_for, shortened

ROW, HEAD = 30, 30


@dataclass(frozen=True)
class Strip:
    """One row of a spread: least and greatest, the middle half of a standard deviation to each side, and the mean."""

    label: str
    least: Decimal
    mean: Decimal
    most: Decimal
    deviation: Decimal | None = None
    is_pale: bool = False  # too few for a judgement


def stacked(
    title: str,
    rows: Sequence[tuple[str, Sequence[int]]],
    *,
    parts: Sequence[tuple[str, str]],
    head: str,
    unit: str = "件",
) -> Chart:
    """进度: each row's parts side by side; ``parts`` are (kind, word), kinds done, waiting, stopped and going."""
    top = max((sum(counts) for _, counts in rows), default=0)
    sums = [sum(counts[place] for _, counts in rows) for place in range(len(parts))]
    said = "，".join(f"{word}{count}{unit}" for (_, word), count in zip(parts, sums, strict=True))
    return Chart(
        "stacked",
        title,
        f"共{len(rows)}行：{said}。",
        ROW * len(rows),
        joined(_stack(rows, parts, top or 1)),
        (head, *(word for _, word in parts), "合计"),
        [(label, *counts, sum(counts)) for label, counts in rows],
        legend=parts,
    )


def _stack(
    rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[tuple[str, str]], top: int
) -> Iterator[SafeString]:
    left = room_for(label for label, _ in rows)
    room = 100 - left - 16
    for line, (label, counts) in enumerate(rows):
        y, x = line * ROW, Decimal(left)
        yield mark("text", shortened(label, left), x="0", y=y + 19)
        for (kind, _), count in zip(parts, counts, strict=True):
            wide = Decimal(room) * count / top
            if count:
                yield mark("rect", x=percent(x), y=y + 6, width=percent(wide), height=18, class_=f"chart-part {kind}")
            x += wide
        words = f"{counts[0]}/{sum(counts)}"
        yield mark("text", words, x="100%", y=y + 19, text_anchor="end", class_="chart-number")


def spread(
    title: str,
    desc: str,
    rows: Sequence[Strip],
    *,
    head: str,
    line: Decimal | None = None,
    line_word: str = "全体平均",
    note: str = "",
) -> Chart:
    """离散程度: from the least to the greatest, the mean as a dot, one deviation to each side; a line through all."""
    return Chart(
        "spread",
        title,
        desc,
        HEAD + ROW * len(rows),
        joined(_spread(rows, line, line_word)),
        (head, "最低", "平均", "最高", "标准差"),
        [(one.label, plain(one.least), f"{one.mean:.2f}", plain(one.most), _two(one.deviation)) for one in rows],
        note=note,
    )


def _two(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.2f}"


def _spread(rows: Sequence[Strip], line: Decimal | None, line_word: str) -> Iterator[SafeString]:
    if not rows:
        return
    left = room_for(one.label for one in rows)
    low, high = min(one.least for one in rows), max(one.most for one in rows)
    span = high - low or Decimal(1)
    room = Decimal(98 - left)

    def at(value: Decimal) -> Decimal:
        return left + (min(max(value, low), high) - low) / span * room

    yield mark("text", plain(low), x=percent(left), y=HEAD - 14, class_="chart-soft")
    yield mark("text", plain(high), x="100%", y=HEAD - 14, text_anchor="end", class_="chart-soft")
    for place, one in enumerate(rows):
        height = HEAD + place * ROW + ROW // 2
        yield mark("text", shortened(one.label, left), x="0", y=height + 4)
        pale = " pale" if one.is_pale else ""
        yield mark(
            "line", x1=percent(at(one.least)), x2=percent(at(one.most)), y1=height, y2=height, class_="chart-range"
        )
        if one.deviation is not None:
            start, end = at(one.mean - one.deviation), at(one.mean + one.deviation)
            band = {"x": percent(start), "width": percent(end - start), "y": height - 5, "height": 10}
            yield mark("rect", **band, class_=f"chart-band{pale}")
        yield mark("circle", cx=percent(at(one.mean)), cy=height, r=5, class_=f"chart-dot{pale}")
    if line is not None:
        where, foot = at(line), HEAD + ROW * len(rows)
        yield mark("line", x1=percent(where), x2=percent(where), y1=HEAD - 8, y2=foot, class_="chart-line")
        middle = min(max(where, Decimal(left + 22)), Decimal(78))
        words = f"{line_word} {line:.2f}"
        yield mark("text", words, x=percent(middle), y=HEAD - 14, text_anchor="middle", class_="chart-line-word")


def share_bar(parts: Sequence[tuple[str, str, int]]) -> SafeString:
    """A bar for a cell of a table: (kind, word, count) side by side; what it says is its name."""
    whole = sum(count for _, _, count in parts)
    said = "，".join(f"{word}{count}" for _, word, count in parts if count) or "无"
    marks, x = [mark("rect", x="0", y="0", width="100%", height="100%", class_="chart-ground")], Decimal(0)
    for kind, _, count in parts:
        if count:
            wide = Decimal(100 * count) / whole
            marks.append(
                mark("rect", x=percent(x), y="0", width=percent(wide), height="100%", class_=f"chart-part {kind}")
            )
            x += wide
    return mark("svg", joined(marks), class_="share-bar", role="img", aria_label=said, height=12)
