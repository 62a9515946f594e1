"""评审的名册: what the office takes out; never a file it must stay away from, and no score before the round is over."""

import io

import pytest
from openpyxl import load_workbook

from exports import actions
from exports.sheets import offered
from tests.moments import AFTER_REVIEW

KEYS = ("reviews.committee", "reviews.experts", "reviews.files", "reviews.sheets", "reviews.ranking")


def rows(key, by):
    """The rows of an exported list, by heading."""
    sheet = offered()[key]
    export = actions.make_export(actions.ask(sheet, sheet.read({}), by=by, now=AFTER_REVIEW).pk, now=AFTER_REVIEW)
    with export.file.open("rb") as content:
        book = load_workbook(io.BytesIO(content.read()))
    _, _, headings, *found = book[book.sheetnames[0]].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in found]


@pytest.fixture
def ranked(closed, review_office):
    """A confirmed ranking."""
    from reviews.actions import confirm_ranking, make_ranking

    made = make_ranking(closed, by=review_office, now=AFTER_REVIEW)
    return confirm_ranking(made, by=review_office, now=AFTER_REVIEW)


def test_every_list_is_made(ranked, review_office):
    assert [len(rows(key, review_office)) for key in KEYS] == [7, 7, 3, 15, 3]


def test_a_sheet_shows_its_score_only_when_the_round_is_over(scored, review_office):
    assert {row["得分"] for row in rows("reviews.sheets", review_office)} == {None}


def test_what_is_hidden_leaves_neither_row_nor_gap(ranked, admitted, review_office):
    """Places count on without a gap, loads are those of the rest."""
    type(admitted[1]).objects.filter(pk=admitted[1].pk).update(screener=review_office)

    assert [row["名次"] for row in rows("reviews.ranking", review_office)] == [1, 2]
    assert sum(row["承担"] for row in rows("reviews.experts", review_office)) == 10
    assert admitted[1].number not in {row["申报编号"] for row in rows("reviews.files", review_office)}
