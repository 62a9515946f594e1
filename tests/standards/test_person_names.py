"""姓名: rare characters are kept, look-alike dots are put right, invisible and pictorial characters are refused."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from standards.person_names import checked_person_name, normalised_name

MINORITY = "古丽米热·阿卜杜热合曼·阿卜力米提"


def refused(text):
    with pytest.raises(ValidationError) as caught:
        checked_person_name(text)
    return caught.value.code, caught.value.messages[0]


@pytest.mark.parametrize(
    "name",
    [
        "王芳",
        "欧阳明远",
        MINORITY,
        "𬭎䶮㛃𠅤",
        "𰻝𱅿",
        "﨑〇",
        "喆珺鎏",
        "\U0002ebf1芳",
        "Jean-Luc O'Neil",
        "Müller J. K.",
    ],
)
def test_real_names_are_kept_as_they_are(name):
    assert checked_person_name(name) == name


@pytest.mark.parametrize("dot", "‧•・∙⋅●．･․.\u0387")
def test_every_look_alike_becomes_the_standard_dot(dot):
    assert checked_person_name(MINORITY.replace("·", dot)) == MINORITY


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王　芳", "王芳"),
        ("  欧阳 明远 ", "欧阳明远"),
        ("古丽米热 · 阿卜力米提", "古丽米热·阿卜力米提"),
        ("Ｊｏｈｎ　Smith", "John Smith"),
        ("Mu\u0308ller Hans", "Müller Hans"),
    ],
)
def test_spaces_and_forms_are_put_right(typed, name):
    assert checked_person_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("", "empty", "请填写姓名"),
        (" 　\t", "empty", "不能只有空格"),
        ("- -", "empty", "没有文字"),
        ("王", "short", "至少两个字"),
        ("王" * 51, "long", "最多50个字，现为51个字"),
        ("王\u200b芳", "invisible", "U+200B"),
        ("王\u202e芳", "invisible", "U+202E"),
        ("王\x00芳", "invisible", "U+0000"),
        ("王\U000e0100芳", "invisible", "U+E0100"),
        ("王\ue000", "private", "自造字（U+E000）"),
        ("王😀", "symbol", "U+1F600"),
        ("王芳2", "digit", "数字“2”"),
        ("<b>王芳", "character", "“<”"),
        ("·王芳", "dot", "间隔号"),
        ("古丽··米热", "dot", "间隔号"),
    ],
)
def test_each_fault_has_its_own_sentence(typed, code, words):
    found, sentence = refused(typed)
    assert (found, words in sentence) == (code, True), sentence


def test_length_is_counted_in_characters_not_in_bytes_or_surrogates():
    assert checked_person_name("𬭎" * 50) == "𬭎" * 50


@given(st.text())
def test_whatever_is_typed_gets_a_name_or_a_sentence(text):
    try:
        name = checked_person_name(text)
    except ValidationError as refusal:
        assert refusal.messages[0].endswith("。")
    else:
        assert checked_person_name(name) == name == unicodedata.normalize("NFC", name)
        assert not {unicodedata.category(one) for one in name} & {"Cf", "Cc", "Co", "Cs", "So"}


@given(st.text(alphabet="王芳𬭎 　·•・a."))
def test_the_normal_form_is_stable(text):
    assert normalised_name(normalised_name(text)) == normalised_name(text)
