"""从得分到名单: free of order, monotone, recusal-neutral, and the same by a program that shares no line with ours."""

import copy
import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews import scoring, snapshots, tally
from tests.reviews.worlds import PATIENT, inputs, sheet, worlds

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "verify_ranking.py"


@pytest.fixture(scope="module")
def stranger():
    """The stand-alone script, as a module."""
    spec = importlib.util.spec_from_file_location("stranger", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(world):
    """A copy as it would be downloaded."""
    ground = world.written()
    return json.loads(
        snapshots.bytes_of(
            {
                "format": tally.FORMAT,
                "arithmetic": scoring.VERSION,
                "inputs": ground,
                "inputs_hash": tally.sha256(ground),
                "outputs": snapshots.outputs_of_result(tally.result(world)),
            }
        )
    )


@PATIENT
@given(worlds())
def test_a_strangers_program_comes_to_the_same_to_the_last_decimal(stranger, world):
    assert list(stranger.differences(written(world))) == []


def altered(whole, *path, value):
    """A copy of the copy, one entry changed."""
    other = copy.deepcopy(whole)
    inner = other
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return other


@pytest.mark.parametrize(
    "path",
    [
        ("outputs", "lines", 0, "total"),
        ("outputs", "lines", 1, "decided_by"),
        ("outputs", "lines", 2, "calibrated_score"),
        ("outputs", "experts", 0, "leaning"),
        ("outputs", "shortlist_size"),
        ("outputs", "line"),
        ("inputs", "nominations", 0, "dual"),
        ("inputs", "nominations", 0, "sheets", 0, "total"),
        ("inputs", "rules", "cutoff_value"),
    ],
)
def test_whatever_is_altered_in_a_copy_is_found(stranger, path):
    world = inputs([{1: 80, 2: 90, 3: 85}, {1: 80, 2: 90, 3: 85}, {1: 60, 2: 70, 3: 66}])
    assert list(stranger.differences(altered(written(world), *path, value="99.0000")))


def test_the_script_runs_alone(tmp_path):
    """Outside of the project's environment and folders; 0 the same, 1 not the same, 2 not readable."""
    whole = written(inputs([{1: 80, 2: 90}, {1: 70, 2: 88}, {1: 75, 2: 80}]))
    good, bad, broken = (tmp_path / name for name in ("good.json", "bad.json", "broken.json"))
    good.write_text(json.dumps(whole), encoding="utf-8")
    bad.write_text(json.dumps(altered(whole, "outputs", "lines", 0, "total", value="99.0000")), encoding="utf-8")
    broken.write_text("[]", encoding="utf-8")
    for files, code, word in (([good], 0, "一致：3件"), ([good, bad], 1, "99.0000"), ([broken], 2, "不能读取")):
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", SCRIPT, *files], capture_output=True, text=True, cwd=tmp_path
        )
        assert (done.returncode, word in done.stdout) == (code, True), done


@PATIENT
@given(worlds(), st.randoms())
def test_neither_the_order_of_candidates_nor_that_of_sheets_matters(world, dice):
    candidates = [replace(one, sheets=tuple(dice.sample(one.sheets, len(one.sheets)))) for one in world.candidates]
    mixed = replace(world, candidates=tuple(dice.sample(candidates, len(candidates))))
    assert tally.result(mixed) == tally.result(world)


@PATIENT
@given(worlds())
def test_inputs_are_read_again_as_they_were_written(world):
    assert tally.read(json.loads(tally.canonical(world.written()))) == world


@PATIENT
@given(worlds(), st.data())
def test_a_higher_score_never_lowers_the_place(world, data):
    """Raw column, the total and the panel's score deciding; the spread may punish a single high score, openly."""
    rules = replace(world.rules, tie_break=("panel", "median"), decides="raw")
    world = replace(world, rules=rules)
    place = data.draw(st.integers(0, len(world.candidates) - 1))
    one = world.candidates[place]
    which = data.draw(st.integers(0, len(one.sheets) - 1))
    raised = replace(one.sheets[which], total=one.sheets[which].total + data.draw(st.integers(0, 20)))
    better = replace(one, sheets=(*one.sheets[:which], raised, *one.sheets[which + 1 :]))
    after = replace(world, candidates=(*world.candidates[:place], better, *world.candidates[place + 1 :]))

    def of(result):
        return next(line.raw_place for line in result.lines if line.number == one.number)

    assert of(tally.result(after)) <= of(tally.result(world))


@PATIENT
@given(st.lists(st.integers(0, 200), min_size=1, max_size=6))
def test_a_recusal_of_one_who_scored_the_mean_changes_nothing(halves):
    """回避不计零分: the denominator follows, and nobody is lowered for it."""
    scores = [Decimal(one) / 2 for one in halves]
    mean = scoring.outcome(scores, method=scoring.Method(0, 5, Decimal(0)), dual_verified=False).panel_score
    with_him = scoring.outcome([*scores, mean], method=scoring.Method(0, 5, Decimal(0)), dual_verified=False)
    assert abs(with_him.panel_score - mean) <= Decimal("0.0001")


@PATIENT
@given(worlds(), st.data())
def test_what_is_left_out_leaves_no_trace_in_the_rest(world, data):
    """不可推知: two worlds that differ only in a hidden candidate's scores come to the same without it."""
    place = data.draw(st.integers(0, len(world.candidates) - 1))
    one = world.candidates[place]
    other = replace(one, dual=not one.dual, sheets=tuple(sheet(each.expert, 17) for each in one.sheets))
    changed = replace(world, candidates=(*world.candidates[:place], other, *world.candidates[place + 1 :]))
    if len(world.candidates) > 1:
        assert tally.result(changed.without({one.number})) == tally.result(world.without({one.number}))


def test_experts_are_numbered_without_a_gap_where_something_is_left_out():
    world = inputs([{1: 80, 3: 90}, {2: 70, 4: 75}]).without({"202600002"})
    assert [each.expert for each in world.candidates[0].sheets] == [1, 2]


def test_a_tie_may_be_broken_by_an_indicator():
    """同分: the one with more points for 高超技能 goes first, if the rulebook says so."""
    level = inputs([{1: 80}, {1: 80}], tie_break=("skill",))
    first, second = level.candidates
    second = replace(second, sheets=(sheet(1, 74, 85, 48, 80),))
    assert first.sheets[0].total == second.sheets[0].total
    result = tally.result(replace(level, candidates=(first, second)))
    assert [(line.number, line.decided_by) for line in result.lines] == [("202600002", "skill"), ("202600001", "skill")]
