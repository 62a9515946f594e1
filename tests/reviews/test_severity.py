"""宽严与离散: exact, guarded against few sheets, and shown only when no score can be given any more."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from reviews.queries import coverage
from reviews.severity import habits

D = Decimal
TOTALS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 6), st.decimals(0, 100, places=2)),
    min_size=1,
    max_size=25,
    unique_by=lambda row: row[:2],
)


def test_a_worked_example():
    """Two files: 专家1 gives 90 and 80, 专家2 gives 80 and 70: ten points apart, each way."""
    found = habits([(1, 1, D(90)), (2, 1, D(80)), (1, 2, D(80)), (2, 2, D(70))], least_sheets=2)

    assert (found[1].mean, found[1].deviation, found[1].difference) == (D(85), D("7.07"), D(10))
    assert found[2].difference == D(-10) and found[2].is_enough


@given(TOTALS)
def test_it_agrees_with_a_plain_reckoning(totals):
    for member, habit in habits(totals, least_sheets=3).items():
        mine = [(file, float(total)) for who, file, total in totals if who == member]
        apart = [
            total - sum(others) / len(others)
            for file, total in mine
            if (others := [float(one) for who, where, one in totals if where == file and who != member])
        ]
        assert habit.sheets == len(mine) and habit.compared == len(apart)
        assert float(habit.mean) == pytest.approx(sum(total for _, total in mine) / len(mine), abs=0.006)
        assert habit.difference is None or float(habit.difference) == pytest.approx(sum(apart) / len(apart), abs=0.006)
        assert habit.is_enough == (len(apart) >= 3)


@given(TOTALS)
def test_the_order_of_the_sheets_says_nothing(totals):
    assert habits(totals, least_sheets=3) == habits(totals[::-1], least_sheets=3)


def test_while_scores_can_be_given_nobody_reads_them(client, review_office, scored):
    client.force_login(review_office)
    page = client.get(reverse("reviews:severity", args=[scored.pk])).content.decode()

    assert "还在评分，不显示各委员的给分情况" in page and "<svg" not in page


def test_afterwards_the_page_compares_only_who_has_scored_enough(client, review_office, closed):
    """细则：每位专家满 8 份才作比较."""
    client.force_login(review_office)
    page = client.get(reverse("reviews:severity", args=[closed.pk])).content.decode()

    assert "不比较" in page and "chart-dot pale" in page


def test_what_is_hidden_changes_no_mean(closed, admitted):
    """The first nomination had 90 from everybody; without it nobody's mean is above 80."""
    rows, _ = coverage.severities(closed, hidden={admitted[0].pk})

    assert max(row.habit.most for row in rows) == D(80)
    assert sum(row.habit.sheets for row in rows) == 10


def test_full_marks_are_told_as_a_share(closed):
    rows, unfit = coverage.severities(closed, hidden=())

    assert {row.full_share for row in rows} == {D(0)}
    assert all(row.scores == 4 * row.habit.sheets for row in rows)
    assert "样本不够" in unfit and {row.leaning for row in rows} == {None}


def test_the_coverage_counts_files_and_panels_by_field(client, review_office, drawn, admitted):
    rows = coverage.fields(drawn, hidden={admitted[0].pk})
    client.force_login(review_office)

    assert (sum(row.files for row in rows), sum(row.assignments for row in rows)) == (2, 10)
    assert client.get(reverse("reviews:coverage", args=[drawn.pk])).status_code == 200
