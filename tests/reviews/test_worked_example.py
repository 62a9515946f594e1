"""The example that docs/scoring.md works by hand, recomputed from the document itself."""

from decimal import Decimal
from pathlib import Path

import pytest

from reviews import tally
from reviews.scoring import Line, sheet_total
from reviews.tally import Candidate, Criterion, Inputs, Sheet
from tests.reviews.worlds import rules

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scoring.md"
CRITERIA = (
    Criterion("技艺", "skill", Decimal(100), Decimal(60)),
    Criterion("贡献", "contribution", Decimal(50), Decimal(40)),
)
DUAL = "202600002"


def tables():
    """Every table of the page: its rows as dictionaries, by the first word of its head."""
    found, rows = {}, None
    for text in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in text.strip("|").split("|")] if text.startswith("|") else None
        if cells is None:
            rows = None
        elif rows is None:
            rows, head = found.setdefault(" ".join(cells), []), cells
        elif not cells[0].startswith("---"):
            rows.append(dict(zip(head, cells, strict=True)))
    return list(found.values())


@pytest.fixture(scope="module")
def page():
    """Rules, sheets, places, leanings, calibrated."""
    return tables()


@pytest.fixture(scope="module")
def result(page):
    said, sheets, *_ = page
    columns = {row["rule"]: row["value"] for row in said}
    numbers = {name: int(columns[name]) for name in columns if name.startswith(("scores_", "calibration_least"))}
    decimals = {
        name: Decimal(columns[name])
        for name in ("dual_bonus", "earlier_share", "calibration_shrinkage", "cutoff_value")
    }
    panels = {}
    for row in sheets:
        points = (Decimal(row["技艺"]), Decimal(row["贡献"]))
        panels.setdefault(row["nomination"], []).append(Sheet(int(row["expert"]), points, Decimal(row["total"])))
    candidates = tuple(Candidate(number, number == DUAL, tuple(panel)) for number, panel in panels.items())
    texts = {"decides": columns["decides"], "cutoff": columns["cutoff"]}
    keys = tuple(columns["tie_break"].split(","))
    return tally.result(Inputs(rules(**numbers, **decimals, **texts, tie_break=keys), CRITERIA, candidates))


def test_each_sheet_comes_to_its_total(page):
    lines = {place: Line(one.maximum, one.weight) for place, one in enumerate(CRITERIA)}
    for row in page[1]:
        assert str(sheet_total({0: Decimal(row["技艺"]), 1: Decimal(row["贡献"])}, lines)) == row["total"]


def test_panels_bonus_ties_and_places_are_those_of_the_page(page, result):
    assert [
        {
            "nomination": one.number,
            "panel": str(one.raw.panel_score),
            "median": str(one.raw.median),
            "spread": str(one.raw.spread),
            "deviation": str(one.raw.deviation),
            "bonus": f"{one.raw.bonus:.2f}",
            "total": str(one.raw.total),
            "place": str(one.place),
            "decided by": one.decided_by,
        }
        for one in result.lines
    ] == page[2]


def test_the_leanings_are_those_of_the_page(page, result):
    found = result.calibration
    assert [
        {"expert": str(expert), "sheets": str(found.sheets[expert]), "leaning": str(leaning)}
        for expert, leaning in found.leanings.items()
    ] == page[3]


def test_the_calibrated_column_is_that_of_the_page(page, result):
    words = {True: "yes", False: "no"}
    assert [
        {
            "nomination": one.number,
            "calibrated": str(one.calibrated.score),
            "calibrated total": str(one.calibrated.total),
            "calibrated place": str(one.calibrated_place),
            "in by raw": words[one.is_in],
            "in by calibrated": words[one.is_in_otherwise],
        }
        for one in sorted(result.lines, key=lambda one: one.calibrated_place)
    ] == page[4]
    assert (result.moved, result.crossing, str(result.line)) == (3, 2, "84.0000")
