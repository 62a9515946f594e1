"""标注: the faults come back in the same workbook, and a list of them with row, column and remedy."""

import io

import openpyxl
import pytest

from intake import keeping
from tests.intake.lists import PEOPLE, at, checked, delimited, people, person, workbook

WRONG = {"identity_number": "310104198001010", "post": "=cmd|' /C calc'!A0"}


@pytest.fixture(params=["名单.xlsx", "名单.csv"])
def marked(request, rulebook, clerk, works_union):
    """The marked workbook of a list whose third row is wrong."""
    rows = [*people(1), person(902, **WRONG)]
    content = workbook(rulebook, rows) if request.param.endswith("xlsx") else delimited(rulebook, rows)
    batch = checked(content, by=clerk, body=works_union, name=request.param)
    return openpyxl.load_workbook(io.BytesIO(keeping.fetch(batch.marked)))


def test_the_cell_is_filled_and_its_comment_says_why(marked):
    cell, good = (at(marked[PEOPLE], "证件号码", row) for row in (3, 2))

    assert "15位身份证号码已停止使用" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("F6DDD8") and good.comment is None


def test_a_sheet_lists_row_column_fault_and_remedy(marked):
    rows = list(marked["错误清单"].iter_rows(min_row=2, values_only=True))

    assert [row[:4] for row in rows] == [("申报人选", 3 if isinstance(rows[0][1], int) else "3", "C", "证件号码")]
    assert rows[0][5].startswith("请填写现行居民身份证")


def test_words_that_begin_like_a_formula_stay_words(marked):
    assert at(marked[PEOPLE], "岗位（职务）", 3).data_type == "s"


def test_the_marked_workbook_can_be_mended_and_sent_again(marked, clerk, works_union):
    at(marked[PEOPLE], "证件号码", 3).value = person(902)["identity_number"]
    held = io.BytesIO()
    marked.save(held)
    batch = checked(held.getvalue(), by=clerk, body=works_union)

    assert (batch.new_rows, batch.refused_rows) == (2, 0)


def test_a_good_list_has_nothing_to_mark(rulebook, clerk, works_union):
    assert not checked(workbook(rulebook, people(1)), by=clerk, body=works_union).marked
