"""版本码: the short code on a printed paper, made from what the paper says.

Ten characters in two groups, from an alphabet without look-alikes (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V). The alphabet has a
prime number of characters and every place a weight of its own, so that one wrong character, and two that changed places,
are always found.
"""

import unicodedata

from django.core.exceptions import ValidationError

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
_BASE = len(ALPHABET)  # 23, a prime
_PAYLOAD = 9
_GROUP = 5
_INVERSE = pow(_PAYLOAD + 1, -1, _BASE)


def code_of(digest: str) -> str:
    """K7MP3-WQX4T: the code of a SHA-256 in hexadecimal."""
    number, values = int(digest, 16), []
    for _ in range(_PAYLOAD):
        number, value = divmod(number, _BASE)
        values.append(value)
    check = -_weighed(values) * _INVERSE % _BASE
    return _grouped("".join(ALPHABET[value] for value in [*values, check]))


def checked_code(text: str) -> str:
    """The code as it is printed, however it was typed; a ValidationError says what is wrong with it."""
    typed = "".join(one for one in unicodedata.normalize("NFKC", text).upper() if one.isalnum())
    strange = list(dict.fromkeys(one for one in typed if one not in ALPHABET))
    if strange:
        named = "、".join(f"“{one}”" for one in strange)
        raise ValidationError(f"版本码中没有{named}，请对照表上的版本码重新键入。", code="strange")
    if len(typed) != _PAYLOAD + 1:
        raise ValidationError(f"版本码是{_PAYLOAD + 1}个字符，现为{len(typed)}个，请核对。", code="length")
    if _weighed([ALPHABET.index(one) for one in typed]) % _BASE:
        raise ValidationError("版本码有误，至少有一个字符与表上的不同，请对照重新键入。", code="check")
    return _grouped(typed)


def _weighed(values) -> int:
    return sum(place * value for place, value in enumerate(values, start=1))


def _grouped(text: str) -> str:
    return f"{text[:_GROUP]}-{text[_GROUP:]}"
