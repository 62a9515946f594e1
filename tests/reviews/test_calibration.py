"""校准: beside the raw result and never instead of it; what the model gives back, and when it is not asked."""

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import tally
from reviews.calibration import Mark, calibrate
from tests.reviews.worlds import PATIENT, inputs, worlds

NONE = Decimal(0)


def leanings(marks, shrinkage=NONE, least=1):
    return calibrate(marks, shrinkage=shrinkage, least_sheets=least).leanings


def panels(seed, *, experts=8, candidates=40, size=4):
    """Merits in whole points, leanings planted in tenths that sum to nothing, no chance at all."""
    dice = random.Random(seed)
    planted = [Decimal(dice.randint(-60, 60)) / 10 for _ in range(experts - 1)]
    planted.append(-sum(planted))
    marks = []
    for candidate in range(candidates):
        merit = dice.randint(60, 90)
        marks += [Mark(one, candidate, merit + planted[one]) for one in dice.sample(range(experts), size)]
    return marks, dict(enumerate(planted))


@pytest.mark.parametrize("seed", range(5))
def test_planted_leanings_are_found_again(seed):
    marks, planted = panels(seed)
    assert leanings(marks) == planted


def test_shrinkage_draws_every_leaning_towards_nothing():
    marks, planted = panels(1)
    mild, strong = leanings(marks, Decimal(3)), leanings(marks, Decimal(300))
    assert all(abs(strong[one]) < abs(mild[one]) < abs(planted[one]) for one in planted if planted[one])


@PATIENT
@given(st.randoms())
def test_the_order_of_the_sheets_does_not_matter(dice):
    marks, _ = panels(2, experts=5, candidates=9, size=3)
    mixed = list(marks)
    dice.shuffle(mixed)
    assert leanings(mixed, Decimal(3)) == leanings(marks, Decimal(3))


def exact(marks, shrinkage):
    """The same system over fractions, with the candidates' merits left in: normal equations, eliminated exactly."""
    experts, candidates = (sorted({getattr(one, name) for one in marks}) for name in ("expert", "candidate"))
    size = len(experts) + len(candidates)
    rows = [[Fraction(0)] * (size + 1) for _ in range(size)]
    for one in marks:
        e, c = experts.index(one.expert), len(experts) + candidates.index(one.candidate)
        for mine in (e, c):
            rows[mine][e] += 1
            rows[mine][c] += 1
            rows[mine][size] += Fraction(one.total)
    for e in range(len(experts)):
        rows[e][e] += Fraction(shrinkage)
    for place in range(size):
        pivot = next(row for row in range(place, size) if rows[row][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [one / rows[place][place] for one in rows[place]]
        for other in range(size):
            if other != place and rows[other][place]:
                factor = rows[other][place]
                rows[other] = [mine - factor * theirs for mine, theirs in zip(rows[other], rows[place], strict=True)]
    return {expert: Decimal(round(rows[place][size] * 10_000)).scaleb(-4) + 0 for place, expert in enumerate(experts)}


@PATIENT
@given(worlds(), st.sampled_from([Decimal("0.25"), Decimal(1), Decimal(3)]))
def test_the_leanings_are_the_exact_least_squares_rounded(world, shrinkage):
    """An oracle in fractions that does not eliminate the candidates first."""
    marks = [
        Mark(sheet.expert, place, sheet.total) for place, one in enumerate(world.candidates) for sheet in one.sheets
    ]
    found = calibrate(marks, shrinkage=shrinkage, least_sheets=1)
    if not found.unfit:
        assert dict(found.leanings) == exact(marks, shrinkage)


def stricter(world, expert, by):
    """The same world with one expert's totals lowered."""
    return replace(
        world,
        candidates=tuple(
            replace(
                one,
                sheets=tuple(
                    replace(sheet, total=sheet.total - by) if sheet.expert == expert else sheet for sheet in one.sheets
                ),
            )
            for one in world.candidates
        ),
    )


def fair_world(shrinkage):
    """Ten candidates two points apart, six experts, four on each panel; nobody leans."""
    dice = random.Random(7)
    return inputs(
        [dict.fromkeys(dice.sample(range(1, 7), 4), 70 + 2 * place) for place in range(10)],
        calibration_shrinkage=shrinkage,
    )


def numbers(result, column):
    return [one.number for one in sorted(result.lines, key=lambda one: getattr(one, column))]


def test_a_severe_expert_changes_the_raw_order_and_not_the_calibrated_one():
    """All sheets of one expert fifteen points lower: without shrinkage nothing of it remains."""
    fair = tally.result(fair_world(NONE))
    severe = tally.result(stricter(fair_world(NONE), 3, Decimal(15)))
    assert numbers(severe, "raw_place") != numbers(fair, "raw_place")
    assert numbers(severe, "calibrated_place") == numbers(fair, "calibrated_place") == numbers(fair, "raw_place")


def test_with_shrinkage_a_severe_expert_moves_the_calibrated_scores_less_than_the_raw():
    fair = tally.result(fair_world(Decimal(3)))
    severe = tally.result(stricter(fair_world(Decimal(3)), 3, Decimal(15)))
    before = {one.number: one for one in fair.lines}

    def moved(column):
        shifts = [getattr(one, column).score - getattr(before[one.number], column).score for one in severe.lines]
        return max(shifts) - min(shifts)

    assert moved("calibrated") < moved("raw") / 2


def test_too_few_sheets_of_one_expert_and_nobody_is_calibrated():
    marks = [Mark(1, 1, Decimal(80)), Mark(1, 2, Decimal(70)), Mark(2, 1, Decimal(90))]
    found = calibrate(marks, shrinkage=NONE, least_sheets=2)
    assert found.unfit == "有1位专家的有效评分表不足2份，样本不够。" and not found.leanings


def test_groups_that_no_sheet_joins_are_not_compared():
    marks = [Mark(1, 1, Decimal(80)), Mark(2, 1, Decimal(90)), Mark(3, 2, Decimal(80)), Mark(4, 2, Decimal(60))]
    assert "2组" in calibrate(marks, shrinkage=Decimal(3), least_sheets=1).unfit


def test_where_calibration_is_not_possible_the_raw_column_decides():
    world = inputs([{1: 80}, {2: 90}], decides="calibrated", calibration_least_sheets=1)
    result = tally.result(world)
    assert (result.decides, result.lines[0].number, result.lines[0].calibrated) == ("raw", "202600002", None)
    assert result.calibration.unfit


def test_the_calibrated_column_decides_only_where_the_rulebook_says_so():
    world = stricter(fair_world(NONE), 3, Decimal(15))
    raw, calibrated = (
        tally.result(replace(world, rules=replace(world.rules, decides=one))) for one in ("raw", "calibrated")
    )
    assert numbers(raw, "place") == numbers(raw, "raw_place")
    assert numbers(calibrated, "place") == numbers(raw, "calibrated_place") != numbers(raw, "place")
    assert raw.moved and raw.crossing == calibrated.crossing
