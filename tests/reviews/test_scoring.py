"""计分: exact, free of order, monotone, and never lower for a recusal (沪工总基〔2026〕60号 下一步一: 双师加分另列)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.scoring import Line, Method, Standing, in_order, outcome, rounded, sheet_total, shortlist_size

METHOD = Method(dropped=1, needed_to_drop=5, bonus=Decimal("2.00"))
totals = st.lists(
    st.decimals(min_value=0, max_value=100, places=4, allow_nan=False, allow_infinity=False), min_size=1, max_size=9
)


def of(values, dual=False):
    return outcome(values, method=METHOD, dual_verified=dual)


def oracle(values):
    """The same by plain fractions."""
    ordered = sorted(Fraction(value) for value in values)
    counted = ordered[1:-1] if len(ordered) >= 5 else ordered
    return sum(counted) / len(counted)


@given(totals)
def test_the_mean_is_the_fractions_mean_rounded_once(values):
    assert abs(Fraction(of(values).panel_score) - oracle(values)) <= Fraction(1, 20_000)
    assert of(values).panel_score == rounded(oracle(values))


@given(totals, st.randoms())
def test_the_order_of_scores_does_not_matter(values, random):
    mixed = list(values)
    random.shuffle(mixed)
    assert of(mixed) == of(values)


@given(totals, st.integers(min_value=0, max_value=8), st.decimals(min_value=0, max_value=50, places=4))
def test_a_higher_score_never_lowers_the_result(values, place, more):
    raised = list(values)
    raised[place % len(raised)] += more
    assert of(raised).panel_score >= of(values).panel_score


@given(totals)
def test_the_result_lies_between_the_lowest_and_the_highest_score(values):
    assert min(values) <= of(values).panel_score <= max(values)


@given(st.decimals(min_value=0, max_value=100, places=4), st.integers(min_value=1, max_value=7))
def test_a_recusal_shrinks_the_denominator_and_lowers_nobody(score, members):
    """回避不计零分: a panel of one mind comes to the same however many of it remain."""
    assert of([score] * members).panel_score == of([score]).panel_score == rounded(Fraction(score))


def test_extremes_are_dropped_only_with_enough_scores():
    four, five = [Decimal(x) for x in (0, 80, 80, 80)], [Decimal(x) for x in (0, 80, 80, 80, 100)]
    assert (of(four).panel_score, of(four).counted) == (Decimal("60.0000"), 4)
    assert (of(five).panel_score, of(five).counted, of(five).given) == (Decimal("80.0000"), 3, 5)


def test_the_dual_bonus_stands_apart():
    plain, dual = of([Decimal(90)]), of([Decimal(90)], dual=True)
    assert (dual.panel_score, dual.bonus, dual.total) == (plain.panel_score, Decimal("2.00"), Decimal("92.0000"))


def test_no_score_is_no_zero():
    with pytest.raises(ValueError, match="without a valid score"):
        of([])


def test_points_are_weighed_against_their_full_marks():
    lines = {1: Line(Decimal(30), Decimal(40)), 2: Line(Decimal(100), Decimal(60))}
    assert sheet_total({1: Decimal(10), 2: Decimal("50.5")}, lines) == Decimal("43.6333")


@pytest.mark.parametrize(("value", "result"), [("0.00005", "0.0000"), ("0.00015", "0.0002"), ("99.99995", "100.0000")])
def test_halves_are_rounded_to_even(value, result):
    assert rounded(Fraction(value)) == Decimal(result)


def test_ties_are_broken_by_panel_then_median_then_number():
    dual = Standing(1, "202600003", of([Decimal(88)], dual=True))
    plain = Standing(2, "202600002", of([Decimal(90)]))
    level = Standing(3, "202600001", of([Decimal(90)]))
    steady = Standing(4, "202600009", of([Decimal(x) for x in (70, 90, 90, 90, 91)]))

    assert [one.key for one in in_order([dual, plain, level, steady])] == [3, 2, 4, 1]


@given(st.lists(totals, min_size=1, max_size=6), st.randoms())
def test_places_do_not_depend_on_the_order_of_the_rows(panels, random):
    rows = [Standing(key, f"{key:05d}", of(values)) for key, values in enumerate(panels)]
    mixed = list(rows)
    random.shuffle(mixed)
    assert in_order(mixed) == in_order(rows)


def test_parts_of_a_person_are_left_out_of_the_shortlist():
    assert shortlist_size(quota=101, ratio=Decimal("110.00"), candidates=900) == 111
    assert shortlist_size(quota=100, ratio=Decimal("110.00"), candidates=50) == 50
