"""改动: what a reader is told between two revisions is exactly what differs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nominations.differences import (
    ADDED,
    CHANGED,
    KEPT,
    MOVED,
    REMOVED,
    RowChange,
    ValueChange,
    applied,
    changes_between,
    pieces,
)

WORDS = st.text(alphabet="精密车削工艺创新获奖20%。；\nab", max_size=24)
VALUES = st.one_of(st.none(), st.booleans(), st.integers(0, 3), WORDS)
ROWS = st.lists(st.dictionaries(st.sampled_from(["kind", "title", "year", "sha256"]), VALUES, max_size=4), max_size=6)
CONTENTS = st.fixed_dictionaries(
    {"edition": st.integers(1, 2), "columns": st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4)},
    optional={"statements": st.dictionaries(st.sampled_from("xy"), WORDS), "achievements": ROWS, "evidence": ROWS},
)


@given(CONTENTS, CONTENTS)
@settings(max_examples=300, deadline=None)
def test_applying_the_changes_to_the_one_gives_the_other(before, after):
    assert applied(changes_between(before, after), before) == after


@given(CONTENTS)
@settings(max_examples=100, deadline=None)
def test_equal_contents_have_no_changes(content):
    assert changes_between(content, content) == []


@given(CONTENTS, CONTENTS)
@settings(max_examples=100, deadline=None)
def test_different_contents_have_some(before, after):
    assert bool(changes_between(before, after)) == (repr(before) != repr(after)) or before == after


@given(WORDS, WORDS)
@settings(max_examples=300, deadline=None)
def test_the_pieces_read_as_the_one_text_and_as_the_other(before, after):
    runs = pieces(before, after)
    assert "".join(text for kind, text in runs if kind != ADDED) == before
    assert "".join(text for kind, text in runs if kind != REMOVED) == after
    assert all(text for _, text in runs)


@given(WORDS)
def test_a_text_that_stayed_is_one_piece(text):
    assert pieces(text, text) == ([(KEPT, text)] if text else [])


def test_a_changed_number_is_shown_whole_and_its_sentence_stays():
    assert pieces("获奖三次。效率提高12%。", "获奖三次。效率提高15%。") == [
        (KEPT, "获奖三次。效率提高"),
        (REMOVED, "12%"),
        (ADDED, "15%"),
        (KEPT, "。"),
    ]


def test_a_passage_written_anew_is_struck_out_whole():
    assert pieces("长期从事车削。", "带徒弟二十人，均已出师！") == [
        (REMOVED, "长期从事车削。"),
        (ADDED, "带徒弟二十人，均已出师！"),
    ]


def test_a_replaced_paper_is_one_change_and_not_two():
    old = {"indicator": "skill", "title": "获奖证书", "sha256": "a", "size": 10}
    new = old | {"sha256": "b", "size": 12}
    assert changes_between({"evidence": [old]}, {"evidence": [new]}) == [RowChange("evidence", CHANGED, old, new, 0, 0)]


def test_rows_added_removed_and_moved():
    one, two, three = {"title": "一"}, {"title": "二"}, {"title": "三"}
    found = changes_between({"achievements": [one, two]}, {"achievements": [two, one, three]})
    assert [(change.kind, change.after) for change in found] == [(MOVED, two), (ADDED, three)] or [
        (change.kind, change.after) for change in found
    ] == [(MOVED, one), (ADDED, three)]


def test_an_answer_that_became_yes_is_not_the_number_one():
    assert changes_between({"columns": {"a": 1}}, {"columns": {"a": True}}) == [ValueChange("columns", "a", 1, True)]
