"""评分分歧: the two tests that bring a file before a 合议, the same wherever the scores lie and in whatever order."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reviews.disagreement import Bounds, far, is_wide, median, spread

BOUNDS = Bounds(Decimal(15), Decimal(12), Decimal(3), 4)
points = st.integers(0, 200).map(lambda half: Decimal(half) / 2)
panels = st.lists(points, min_size=1, max_size=9)


def scores(*given):
    return [Decimal(one) for one in given]


def test_highest_and_lowest_more_than_the_bound_apart_are_wide():
    assert is_wide(scores(70, 86), BOUNDS)
    assert not is_wide(scores(70, 85), BOUNDS)
    assert not is_wide(scores(70), BOUNDS)


def test_one_sheet_far_from_a_close_panel_is_named():
    assert far(scores(80, 81, 82, 68), BOUNDS) == [3]


def test_nobody_is_far_in_a_panel_that_is_wide_all_over():
    assert far(scores(60, 70, 80, 90), BOUNDS) == []


def test_too_few_scores_tell_nothing():
    assert far(scores(80, 80, 40), BOUNDS) == []


def test_a_panel_of_equals_but_one_is_judged_by_the_distance_alone():
    assert far(scores(80, 80, 80, 80, 92), BOUNDS) == []
    assert far(scores(80, 80, 80, 80, "92.5"), BOUNDS) == [4]


@given(panels, st.randoms())
def test_the_order_of_the_scores_does_not_matter(totals, rng):
    mixed = rng.sample(totals, len(totals))
    assert sorted(totals[place] for place in far(totals, BOUNDS)) == sorted(
        mixed[place] for place in far(mixed, BOUNDS)
    )
    assert is_wide(totals, BOUNDS) == is_wide(mixed, BOUNDS)


@given(panels, points)
def test_the_same_points_more_for_everybody_change_nothing(totals, shift):
    moved = [one + shift for one in totals]
    assert far(moved, BOUNDS) == far(totals, BOUNDS)
    assert spread(moved) == spread(totals) and median(moved) == median(totals) + shift


@given(panels)
def test_whoever_is_far_is_further_from_the_median_than_whoever_is_not(totals):
    away, middle = far(totals, BOUNDS), median(totals)
    near = [abs(one - middle) for place, one in enumerate(totals) if place not in away]
    assert len(away) * 2 < max(1, len(totals)) + 1
    assert all(abs(totals[place] - middle) > max(near, default=Decimal(0)) for place in away)
