"""GB 11643: 公民身份号码, its check character and what people type instead of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from standards import gb11643
from standards.gb11643 import check_character, checked_identity_number

GOOD = "11010519491231002X"


def refused(text, **kwargs):
    with pytest.raises(ValidationError) as caught:
        checked_identity_number(text, **kwargs)
    return caught.value.code, caught.value.messages[0]


def completed(first_seventeen):
    return first_seventeen + check_character(first_seventeen)


numbers = st.builds(
    lambda region, born, serial: completed(f"{region}0101{born:%Y%m%d}{serial:03}"),
    st.sampled_from(["11", "31", "54", "65"]),
    st.dates(date(1900, 1, 1), date(2010, 12, 31)),
    st.integers(0, 999),
)


@pytest.mark.parametrize("number", [GOOD, "440524188001010014", completed("81000019900101001")])
def test_valid_numbers_are_kept_as_they_are(number):
    assert checked_identity_number(number) == number


def test_full_width_digits_a_small_x_and_outer_spaces_are_put_right():
    assert checked_identity_number(" １１０１０５１９４９１２３１００２ｘ　") == GOOD


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "empty", "请填写证件号码"),
        ("　 ", "empty", "请填写证件号码"),
        ("3.10101E+17", "spreadsheet", "单元格设为文本格式"),
        ("310101199001010000.0", "spreadsheet", "单元格设为文本格式"),
        ("110105 19491231 002X", "space", "请去掉空格"),
        ("110105491231002", "fifteen", "15位身份证号码已停止使用"),
        ("USA310012345678", "former_foreign", "旧版外国人永久居留身份证"),
        ("11010519491231002", "length", "应为18位，现为17位"),
        ("1101051949123100X2", "character", "第17位是“X”"),
        ("1101051949123100\u200b2X", "character", "不可见字符（U+200B）"),
        ("110105194912310020", "check_digit", "校验位不符"),
        ("310101199001010000", "check_digit", "电子表格丢失了末尾几位"),
        ("990105194912310020", "address", "不是有效的地址码"),
        (completed("81000119900101001"), "address", "“810001”"),
        (completed("11010519490230001"), "birth", "“19490230”"),
        (completed("11010518490101001"), "birth", "“18490101”"),
    ],
)
def test_each_fault_has_its_own_sentence(text, code, words):
    found, sentence = refused(text)
    assert (found, words in sentence) == (code, True), sentence


def test_nobody_is_born_tomorrow():
    number = completed("31010120261121001")
    assert checked_identity_number(number, today=date(2026, 11, 21)) == number
    assert refused(number, today=date(2026, 11, 20))[0] == "birth"


def test_a_foreign_permanent_resident_is_known_by_the_nine():
    number = checked_identity_number(completed("93184019880520123"))
    assert (gb11643.is_foreign(number), gb11643.document_words(number)) == (True, "外国人永久居留身份证")


@pytest.mark.parametrize(("region", "words"), [("810000", "香港"), ("820000", "澳门"), ("830000", "台湾")])
def test_residence_permits_are_known_by_their_address(region, words):
    number = checked_identity_number(completed(f"{region}19900101001"))
    assert gb11643.document_words(number) == f"{words}居民居住证"


def test_a_disagreement_with_the_form_is_a_warning():
    found = gb11643.warnings(GOOD, sex_filled="男", born_filled=date(1949, 12, 30))
    assert [("性别" in one, "出生日期" in one) for one in found] == [(True, False), (False, True)]


def test_a_form_that_agrees_gives_no_warning():
    assert gb11643.warnings(GOOD, sex_filled="女", born_filled=date(1949, 12, 31)) == []


@given(numbers)
def test_a_completed_number_is_valid_and_carries_its_birth_date(number):
    assert checked_identity_number(number.lower()) == number
    assert f"{gb11643.birth_date(number):%Y%m%d}" == number[6:14]


@given(numbers, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(number, place, digit):
    assume(number[place] != digit)
    refused(number[:place] + digit + number[place + 1 :])


@given(numbers, st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_found(number, place):
    assume(number[place] != number[place + 1])
    refused(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(st.text())
def test_whatever_is_typed_gets_a_number_or_a_sentence(text):
    try:
        assert len(checked_identity_number(text)) == 18
    except ValidationError as refusal:
        assert refusal.messages[0].endswith("。")
