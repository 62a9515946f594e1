"""GB 32100: 统一社会信用代码, with trade unions among those who have one."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from standards.gb32100 import ALPHABET, check_character, checked_credit_code, is_union


def refused(text):
    with pytest.raises(ValidationError) as caught:
        checked_credit_code(text)
    return caught.value.code, caught.value.messages[0]


def completed(first_seventeen):
    return first_seventeen + check_character(first_seventeen)


codes = st.builds(
    lambda authority, kind, region, body: completed(f"{authority}{kind}{region}{body}"),
    st.sampled_from("12345679ANY8"),
    st.sampled_from("12359"),
    st.integers(110000, 659999).map(str),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "11320000MB151840XJ"])
def test_published_codes_are_valid(code):
    assert checked_credit_code(code) == code


def test_the_worked_example_ends_in_three():
    assert check_character("91350100M000100Y4") == "3"


@pytest.mark.parametrize("code", ["91350211M0000XUF46", "91350100M0001TGQXM"])
def test_registered_codes_that_fail_the_check_are_told_apart_for_the_staff(code):
    assert refused(code)[0] == "check_digit"


def test_a_check_value_of_thirty_one_counts_as_nought():
    assert checked_credit_code("81310101MC00000220") == "81310101MC00000220"


def test_a_union_is_not_rejected_but_known():
    code = checked_credit_code(completed("81310101MC0123456"))
    assert is_union(code)
    assert not is_union("91350100M000100Y43")


def test_full_width_and_small_letters_are_put_right():
    assert checked_credit_code("９１３５０１００m000100y43 ") == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (" ", "empty", "请填写统一社会信用代码"),
        ("9.135E+17", "spreadsheet", "文本格式"),
        ("91350100 M000100Y43", "space", "去掉空格"),
        ("9135O100M000100Y43", "letter", "第5位是“O”，代码不使用字母I、O、Z、S、V，请核对是否应为“0”"),
        ("91350100-000100Y43", "character", "第9位是“-”"),
        ("91350100M000100Y4", "length", "应为18位，现为17位"),
        ("B1350100M000100Y43", "authority", "首位“B”"),
        ("9135010XM000100Y43", "region", "“35010X”"),
        ("91350100M000100Y44", "check_digit", "校验位不符"),
    ],
)
def test_each_fault_has_its_own_sentence(text, code, words):
    found, sentence = refused(text)
    assert (found, words in sentence) == (code, True), sentence


@given(codes)
def test_a_completed_code_is_valid(code):
    assert checked_credit_code(code.lower()) == code


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code, place, other):
    assume(code[place] != other)
    refused(code[:place] + other + code[place + 1 :])


@given(st.text())
def test_whatever_is_typed_gets_a_code_or_a_sentence(text):
    try:
        assert len(checked_credit_code(text)) == 18
    except ValidationError as refusal:
        assert refusal.messages[0].endswith("。")
