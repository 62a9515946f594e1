"""计分: exact, free of order, monotone, and never lower for a recusal (沪工总基〔2026〕60号 下一步一: 双师加分另列)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.scoring import Line, Method, Standing, cut, deciding_keys, in_order, outcome, rounded, sheet_total
from tests.reviews.worlds import PATIENT

METHOD = Method(dropped=1, needed_to_drop=5, bonus=Decimal("2.00"))
a_score = st.integers(min_value=0, max_value=1_000_000).map(lambda units: Decimal(units).scaleb(-4))
totals = st.lists(a_score, min_size=1, max_size=9)


def of(values, dual=False):
    return outcome(values, method=METHOD, dual_verified=dual)


def oracle(values):
    """The same by plain fractions."""
    ordered = sorted(Fraction(value) for value in values)
    counted = ordered[1:-1] if len(ordered) >= 5 else ordered
    return sum(counted) / len(counted)


@PATIENT
@given(totals)
def test_the_mean_is_the_fractions_mean_rounded_once(values):
    assert abs(Fraction(of(values).panel_score) - oracle(values)) <= Fraction(1, 20_000)
    assert of(values).panel_score == rounded(oracle(values))


@PATIENT
@given(totals, st.randoms())
def test_the_order_of_scores_does_not_matter(values, random):
    mixed = list(values)
    random.shuffle(mixed)
    assert of(mixed) == of(values)


@PATIENT
@given(totals, st.integers(min_value=0, max_value=8), a_score)
def test_a_higher_score_never_lowers_the_result(values, place, more):
    raised = list(values)
    raised[place % len(raised)] += more
    assert of(raised).panel_score >= of(values).panel_score


@PATIENT
@given(totals)
def test_the_result_lies_between_the_lowest_and_the_highest_score(values):
    assert min(values) <= of(values).panel_score <= max(values)


@PATIENT
@given(a_score, st.integers(min_value=1, max_value=7))
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


@PATIENT
@given(st.lists(totals, min_size=1, max_size=6), st.randoms())
def test_places_do_not_depend_on_the_order_of_the_rows(panels, random):
    rows = [Standing(key, f"{key:05d}", of(values)) for key, values in enumerate(panels)]
    mixed = list(rows)
    random.shuffle(mixed)
    assert in_order(mixed) == in_order(rows)


def best_first(*totals):
    return sorted((Decimal(str(total)) for total in totals), reverse=True)


def test_parts_of_a_person_are_left_out_of_the_shortlist():
    assert cut([Decimal(0)] * 900, kind="ratio", value=Decimal("110.00"), quota=101) == 111
    assert cut([Decimal(0)] * 50, kind="ratio", value=Decimal("110.00"), quota=100) == 50


def test_a_line_drawn_by_number_or_by_score():
    totals = best_first(91, 88.5, 80, 80, 71)
    assert cut(totals, kind="number", value=Decimal(3), quota=1) == 3
    assert cut(totals, kind="number", value=Decimal(9), quota=1) == 5
    assert cut(totals, kind="score", value=Decimal(80), quota=1) == 4
    assert cut(totals, kind="score", value=Decimal(95), quota=1) == 0


@PATIENT
@given(totals, st.sampled_from(["ratio", "number", "score"]), st.integers(min_value=0, max_value=200))
def test_a_better_total_is_never_cut_where_a_lesser_goes_on(values, kind, value):
    ordered = best_first(*values)
    size = cut(ordered, kind=kind, value=Decimal(value), quota=5)
    assert 0 <= size <= len(ordered)
    if kind == "score":
        assert all((total >= value) == (place < size) for place, total in enumerate(ordered))


def test_the_earlier_rounds_have_their_share():
    """得分 = 本轮 60% + 前轮 40%; the bonus is added once, at the end."""
    method = Method(dropped=0, needed_to_drop=5, bonus=Decimal("2.00"), earlier_share=Decimal(40))
    both = outcome([Decimal(90)], method=method, dual_verified=True, earlier=Decimal(80))
    assert (both.panel_score, both.score, both.total) == (Decimal(90), Decimal("86.0000"), Decimal("88.0000"))
    alone = outcome([Decimal(90)], method=method, dual_verified=False)
    assert alone.score == Decimal(90)


@PATIENT
@given(totals)
def test_spread_and_deviation_are_those_of_all_valid_scores(values):
    found = of(values)
    assert found.spread == max(values) - min(values)
    mean = sum(map(Fraction, values)) / len(values)
    variance = sum((Fraction(value) - mean) ** 2 for value in values) / len(values)
    low, high = Fraction(found.deviation) - Fraction(1, 20_000), Fraction(found.deviation) + Fraction(1, 20_000)
    assert max(low, 0) ** 2 <= variance <= high**2


def test_the_declared_keys_break_ties_in_their_order():
    steady, split = of([Decimal(x) for x in (80, 80, 80)]), of([Decimal(x) for x in (70, 80, 90)])
    rows = [Standing(1, "1", split, {"skill": Decimal(90)}), Standing(2, "2", steady, {"skill": Decimal(80)})]
    assert [one.key for one in in_order(rows, ("spread", "skill"))] == [2, 1]
    assert [one.key for one in in_order(rows, ("skill", "spread"))] == [1, 2]


def test_a_tied_line_names_the_key_that_decided():
    high, level = of([Decimal(90)]), [of([Decimal(x) for x in (70, 80, 90)]), of([Decimal(80)] * 3)]
    rows = in_order([Standing(0, "0", high), Standing(1, "1", level[0]), Standing(2, "2", level[1])], ("spread",))
    assert deciding_keys(rows, ("spread",)) == ["", "spread", "spread"]
    assert deciding_keys(rows[1:], ("panel",)) == ["number", "number"]
