"""遮盖: whatever stands around it, a covered text no longer says the name or the unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.blinding import OPEN, Cover, ordinal

WORDS = st.text(alphabet="张王李欧阳铁成建国华明海燕", min_size=2, max_size=4)
UNITS = st.text(alphabet="振锋精密机械仪表电气造船钢铁", min_size=4, max_size=8)
AROUND = st.text(alphabet="在的工作了，。（） \n候选人abc", max_size=12)


@given(WORDS, UNITS, AROUND, AROUND)
def test_neither_name_nor_unit_is_left(name, unit, before, after):
    cover = Cover(name, [f"上海{unit}有限公司"])
    said = cover.over(f"{before}{name}{after}上海{unit}有限公司{before}{unit}{after}{' '.join(name)}")
    assert name not in said and unit not in said and " ".join(name) not in said


@given(WORDS, st.text(max_size=40))
def test_covering_twice_is_covering_once(name, text):
    cover = Cover(name, [])
    assert cover.over(cover.over(text)) == cover.over(text)


@given(st.text(max_size=40))
def test_an_open_round_covers_nothing(text):
    assert OPEN.over(text) == text


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ("陈师傅带徒九名", "候选人带徒九名"),
        ("建华老师主讲", "候选人主讲"),
        ("陈 建 华获奖", "候选人获奖"),
        ("上海振华重工（集团）股份有限公司", "所在单位"),
        ("振华重工的吊车", "所在单位的吊车"),
        ("在上海工作", "在上海工作"),
        ("", ""),
    ],
)
def test_the_ways_people_are_called(said, covered):
    assert Cover("陈建华", ["上海振华重工(集团)股份有限公司"]).over(said) == covered


def test_a_dot_in_a_name_may_be_any_dot():
    assert Cover("阿依古丽·买买提", []).over("阿依古丽•买买提和阿依古丽 买买提") == "候选人和候选人"


def test_contents_are_covered_to_the_bottom():
    covered = Cover("陈建华", []).over_all({"a": ["陈建华", {"b": "陈建华"}], "n": 3})
    assert covered == {"a": ["候选人", {"b": "候选人"}], "n": 3}


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_ordinals(number, words):
    assert ordinal(number) == words
