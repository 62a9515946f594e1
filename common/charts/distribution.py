"""分布: how many values fall into each class of the same width, and where a line falls among them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from common.charts.drawing import Chart, joined, mark, percent, plain

WIDTHS = tuple(Decimal(one) for one in ("0.5", "1", "2", "5", "10", "20", "50", "100"))
MOST_CLASSES = 16
MOST_LABELS = 8
LEFT, RIGHT, TOP, BASE, HEIGHT = 10, 98, 40, 190, 232


def distribution(
    title: str,
    values: Sequence[Decimal],
    *,
    unit: str = "人",
    measure: str = "得分",
    line: Decimal | None = None,
    line_word: str = "入围线",
) -> Chart:
    """A histogram; ``line`` is drawn exactly where it stands, and the classes wholly below it recede."""
    if not values:
        return Chart("distribution", title, f"尚无{measure}。", 0, SafeString(""), (measure, f"{unit}数"), [])
    width = _width(values)
    counts = Counter(int(value // width) for value in values)
    first, last = min(counts), max(counts)
    if line is not None:
        first, last = min(first, int(line // width)), max(last, int(line // width))
    classes = [(place * width, counts[place]) for place in range(first, last + 1)]
    return Chart(
        "distribution",
        title,
        _described(values, unit, measure, line, line_word),
        HEIGHT,
        joined(_marks(classes, width, unit, measure, line, line_word)),
        (measure, f"{unit}数", "自高分起累计"),
        _table(classes, width),
    )


def _width(values: Sequence[Decimal]) -> Decimal:
    span = max(values) - min(values)
    return next((one for one in WIDTHS if span / one < MOST_CLASSES - 1), WIDTHS[-1])


def _described(values: Sequence[Decimal], unit: str, measure: str, line: Decimal | None, line_word: str) -> str:
    said = f"共{len(values)}{unit}，{measure}最低{min(values):.2f}，最高{max(values):.2f}。"
    if line is None:
        return said
    above = sum(value >= line for value in values)
    return f"{said}{line_word}{line:.2f}，线上（含）{above}{unit}，线下{len(values) - above}{unit}。"


def _marks(
    classes: list[tuple[Decimal, int]],
    width: Decimal,
    unit: str,
    measure: str,
    line: Decimal | None,
    line_word: str,
) -> Iterator[SafeString]:
    each, top = Decimal(RIGHT - LEFT) / len(classes), max(count for _, count in classes)
    start, every = classes[0][0], -(-(len(classes) + 1) // MOST_LABELS)
    yield mark("text", f"{unit}数", x="0", y=TOP - 20, class_="chart-soft")
    for place, (low, count) in enumerate(classes):
        left, tall = LEFT + place * each, round(Decimal(BASE - TOP) * count / top, 1)
        below = line is not None and low + width <= line
        yield mark(
            "rect",
            x=percent(left + each / 20),
            y=BASE - tall,
            width=percent(each * 9 / 10),
            height=tall,
            class_="chart-bar below" if below else "chart-bar",
        )
        if count:
            middle = percent(left + each / 2)
            yield mark("text", count, x=middle, y=BASE - tall - 4, text_anchor="middle", class_="chart-count")
    yield mark("line", x1=percent(LEFT), x2=percent(RIGHT), y1=BASE, y2=BASE, class_="chart-axis")
    for place in range(0, len(classes) + 1, every):
        at = percent(LEFT + place * each)
        yield mark("text", plain(start + place * width), x=at, y=BASE + 17, text_anchor="middle")
    yield mark("text", measure, x=percent(RIGHT), y=BASE + 36, text_anchor="end", class_="chart-soft")
    if line is not None:
        where = LEFT + (line - start) / width * each
        yield mark("line", x1=percent(where), x2=percent(where), y1=TOP - 14, y2=BASE, class_="chart-line")
        side = "end" if where > 55 else "start"
        yield mark(
            "text", f"{line_word} {line:.2f}", x=percent(where), y=14, text_anchor=side, class_="chart-line-word"
        )


def _table(classes: list[tuple[Decimal, int]], width: Decimal) -> list[tuple[str, int, int]]:
    rows, gathered = [], 0
    for low, count in reversed(classes):
        gathered += count
        rows.append((f"{plain(low)}–{plain(low + width)}", count, gathered))
    return rows
