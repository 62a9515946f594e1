"""漏斗: how many remain from stage to stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from common.charts.drawing import Chart, joined, mark, percent, share

ROW = 48


@dataclass(frozen=True)
class Stage:
    """One stage: its words, how many reached it; ``kind`` current or honoured."""

    label: str
    count: int
    kind: str = ""


def funnel(title: str, stages: Sequence[Stage], *, unit: str = "件", note: str = "") -> Chart:
    """Stages from the first to the last; a later one may be larger only where something came in on the way."""
    said = "，".join(f"{stage.label}{stage.count}{unit}" for stage in stages)
    shares = ["", *(share(stage.count, before.count) for before, stage in zip(stages, stages[1:], strict=False))]
    return Chart(
        "funnel",
        title,
        f"{said}。" if said else "尚无各阶段的件数。",
        ROW * len(stages),
        joined(_marks(stages, shares, unit)),
        ("阶段", f"{unit}数", "占上阶段"),
        [(stage.label, stage.count, part or "—") for stage, part in zip(stages, shares, strict=True)],
        note=note,
    )


def _marks(stages: Sequence[Stage], shares: Sequence[str], unit: str) -> Iterator[SafeString]:
    top = max((stage.count for stage in stages), default=0) or 1
    for place, (stage, part) in enumerate(zip(stages, shares, strict=True)):
        wide, y = 100 * stage.count / top, place * ROW
        yield mark("text", stage.label, x="0", y=y + 16)
        number = f"{stage.count}{unit}，占上阶段{part}" if part and part != "—" else f"{stage.count}{unit}"
        yield mark("text", number, x="100%", y=y + 16, text_anchor="end", class_="chart-number")
        yield mark("rect", x="0", y=y + 22, width="100%", height=16, class_="chart-ground")
        if stage.count:
            bar = f"chart-bar {stage.kind}".strip()
            yield mark("rect", x=percent(50 - wide / 2), y=y + 22, width=percent(wide), height=16, class_=bar)
