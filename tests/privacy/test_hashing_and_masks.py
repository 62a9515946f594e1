"""Personal numbers are found again by a keyed hash and shown masked."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from privacy.hashing import keyed_hash
from privacy.masks import masked_account, masked_email, masked_identity, masked_name, masked_phone


def test_two_spellings_of_one_number_have_one_hash():
    assert keyed_hash("identity", " １１０１０５19491231002x") == keyed_hash("identity", "11010519491231002X")
    assert keyed_hash("bank", "6222 0211-1111 0000") == keyed_hash("bank", "6222021111110000")


def test_the_kind_and_the_key_are_part_of_the_hash(settings):
    phone = keyed_hash("phone", "13800001234")
    assert phone != keyed_hash("bank", "13800001234")
    settings.PRIVACY_HASH_KEY = "another-key-of-at-least-thirty-two-characters"
    assert phone != keyed_hash("phone", "13800001234")


def test_nothing_has_no_hash():
    assert keyed_hash("phone", "  ") == ""


def test_without_a_key_there_is_no_hash(settings):
    settings.PRIVACY_HASH_KEY = "short"
    with pytest.raises(ImproperlyConfigured, match="PRIVACY_HASH_KEY"):
        keyed_hash("phone", "13800001234")


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (masked_identity, "350105194912310123", "35*************123"),
        (masked_phone, "13812341234", "138****1234"),
        (masked_account, "6222021111115678", "************5678"),
        (masked_name, "张三", "张*"),
        (masked_name, "𬭎䶮㛃", "𬭎**"),
        (masked_name, "古丽·阿卜", "古*·**"),
        (masked_email, "zhang@example.org", "z***@example.org"),
        (masked_phone, "", ""),
    ],
)
def test_each_kind_is_masked_in_its_own_way(mask, value, shown):
    assert mask(value) == shown


@pytest.mark.parametrize("short", ["1", "1234567", "13812345"])
def test_a_number_too_short_to_mask_is_hidden_whole(short):
    assert masked_phone(short) == "*" * len(short)
