"""图: what is drawn is what is in the table, whatever the rows; nothing inline, everything escaped and named."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from common.charts import Gap, Stage, Strip, distribution, funnel, heat, share_bar, spread, stacked

D = Decimal
SVG = "{http://www.w3.org/2000/svg}"
TOTALS = st.lists(st.decimals(0, 100, places=4), min_size=1, max_size=60)
CHARTS = [
    distribution("总分分布", [D("61.25"), D("88.5"), D("90")], line=D("88.5")),
    funnel("进程", [Stage("申报", 9), Stage("入围", 3, "current"), Stage("命名", 0, "honoured")]),
    stacked(
        "进度",
        [("顾建平", (3, 0, 2))],
        parts=[("done", "已提交"), ("stopped", "弃权"), ("waiting", "未提交")],
        head="委员",
    ),
    spread("离散", "一位委员。", [Strip("顾建平", D(60), D(70), D(90), D(5))], head="委员", line=D(71)),
    heat(
        "覆盖", "一个领域。", head="领域", columns=[("专家", "相关领域专家")], rows=[("焊接", [3]), ("钳工", [Gap()])]
    ),
]


def drawn(chart):
    """The picture as a tree: it must be well formed."""
    return ET.fromstring(chart.drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_a_chart_names_and_describes_itself(chart):
    """WCAG 2.2 1.1.1: title and description, bound by aria-labelledby."""
    tree = drawn(chart)

    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby").split() == [
        tree.find(f"{SVG}title").get("id"),
        tree.find(f"{SVG}desc").get("id"),
    ]
    assert tree.find(f"{SVG}title").text == chart.title and tree.find(f"{SVG}desc").text


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.kind)
def test_a_chart_brings_its_table_and_nothing_inline(chart):
    """The content policy allows no style attribute; the table has a cell for every head."""
    page = render_to_string("parts/_chart.html", {"chart": chart})

    assert "style=" not in page and "<table>" in page
    assert {len(row) for row in chart.rows} == {len(chart.heads)}


def test_an_empty_chart_says_so_in_words():
    """No axes around nothing."""
    page = render_to_string("parts/_chart.html", {"chart": distribution("总分分布", [])})

    assert "<svg" not in page and "尚无得分。" in page


def test_what_people_wrote_is_escaped():
    """A name is text."""
    assert "<b>" not in funnel("<b>", [Stage("<b>", 1)]).drawing


@given(TOTALS)
def test_every_value_falls_into_exactly_one_class(values):
    """The classes together hold all the values, and the cumulated column ends with their number."""
    chart = distribution("总分分布", values, line=values[0])

    assert sum(row[1] for row in chart.rows) == chart.rows[-1][2] == len(values)
    assert len(chart.rows) <= 18


@given(TOTALS)
def test_bars_and_line_stay_within_the_picture(values):
    """Nothing is drawn beside the picture, so no page grows wider than its screen."""
    text = distribution("总分分布", values, line=max(values)).drawing

    assert all(-0.01 <= float(found) <= 100.01 for found in re.findall(r'"(-?[\d.]+)%"', text))


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=8))
def test_a_stage_is_as_wide_as_its_part_of_the_largest(counts):
    """The largest stage fills the width; an empty one draws no bar."""
    tree = drawn(funnel("进程", [Stage(str(place), count) for place, count in enumerate(counts)]))
    widths = [
        float(bar.get("width")[:-1]) for bar in tree.iter(f"{SVG}rect") if bar.get("class").startswith("chart-bar")
    ]

    assert len(widths) == sum(count > 0 for count in counts)
    assert max(widths, default=100) == 100


def test_a_bar_in_a_cell_says_what_it_shows():
    """Read aloud it is words."""
    bar = share_bar([("done", "已提交", 3), ("waiting", "未提交", 0)])

    assert 'aria-label="已提交3"' in bar
