"""A list is shown fifty rows at a time and counted once."""

import pytest

from common.pages import PAGE_SIZE, page_of


class Rows(list):
    """A list that remembers how often it was counted."""

    counted = 0

    def count(self):
        self.counted += 1
        return len(self)


def test_the_rows_are_counted_once_however_often_the_page_asks():
    rows = Rows(range(120))
    page = page_of(rows, 2)
    assert (page.paginator.count, page.paginator.num_pages, len(page), page.has_next()) == (120, 3, PAGE_SIZE, True)
    assert rows.counted == 1


def test_rows_already_counted_are_not_counted_again():
    rows = Rows(range(120))
    assert page_of(rows, 1, known_count=120).paginator.num_pages == 3
    assert rows.counted == 0


@pytest.mark.parametrize(("asked", "given"), [("", 1), ("x", 1), ("-3", 3), ("99", 3), (None, 1)])
def test_an_impossible_page_number_gives_a_page_all_the_same(asked, given):
    assert page_of(Rows(range(120)), asked).number == given


def test_the_neighbours_leave_out_the_middle_of_a_long_row():
    page = page_of(Rows(range(3000)), 30)
    assert page.neighbours == [1, "…", 28, 29, 30, 31, 32, "…", 60]
