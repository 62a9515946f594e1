"""得分分布 as bars: totals in classes of the same width, the line of the shortlist drawn where it falls; pure."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

WIDTHS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_BARS = 16


def bars(totals: Sequence[tuple[int, Decimal, bool]]) -> dict:
    """Rows for parts/_bars.html, the best class first, and the longest row's length."""
    if not totals:
        return {"rows": [], "top": 0}
    best, worst = max(total for _, total, _ in totals), min(total for _, total, _ in totals)
    width = next((one for one in WIDTHS if (best - worst) / one < MOST_BARS), WIDTHS[-1])
    counts = Counter(int(total // width) for _, total, _ in totals)
    line = min((total for _, total, shortlisted in totals if shortlisted), default=None)
    rows = []
    for place in range(max(counts), min(counts) - 1, -1):
        row = {"label": f"{place * width:f}–{(place + 1) * width:f}", "count": counts[place]}
        if line is not None and place < int(line // width):
            row["kind"] = "below"
            if place == int(line // width) - 1:
                row["cut"] = f"入围线 {line:.2f}"
        rows.append(row)
    return {"rows": rows, "top": max(counts.values())}
