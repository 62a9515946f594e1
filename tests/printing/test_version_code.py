"""版本码: short, typed without error, and another one for every other content."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from printing.version_code import ALPHABET, checked_code, code_of

DIGESTS = st.binary(min_size=0, max_size=40).map(lambda content: hashlib.sha256(content).hexdigest())
PLACES = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]


@given(DIGESTS)
def test_a_code_reads_back_however_it_is_typed(digest):
    code = code_of(digest)

    assert len(code) == 11
    assert checked_code(code) == checked_code(f" {code.lower().replace('-', ' ')} ") == code


@given(DIGESTS, st.sampled_from(PLACES), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_detected(digest, place, other):
    code = code_of(digest)
    typed = code[:place] + other + code[place + 1 :]
    if typed != code:
        with pytest.raises(ValidationError, match="版本码有误"):
            checked_code(typed)


@given(DIGESTS, st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_two_characters_that_changed_places_are_always_detected(digest, first, second):
    typed = list(code := code_of(digest))
    typed[first], typed[second] = typed[second], typed[first]
    if "".join(typed) != code:
        with pytest.raises(ValidationError, match="版本码有误"):
            checked_code("".join(typed))


@pytest.mark.parametrize(
    ("typed", "words"), [("K7MP3-WQX4O", "没有“O”"), ("K7MP3", "10个字符"), ("", "10个字符"), ("版本码", "没有“版”")]
)
def test_what_is_no_code_is_told_in_words(typed, words):
    with pytest.raises(ValidationError, match=words):
        checked_code(typed)


def test_full_width_letters_are_read_too():
    code = code_of("ab" * 32)

    assert checked_code("".join(chr(ord(one) + 0xFEE0) for one in code.replace("-", ""))) == code
