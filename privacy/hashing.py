"""查重用摘要: a keyed hash that finds the same number again without keeping it in the clear.

HMAC-SHA256 under ``PRIVACY_HASH_KEY``; without the key the few possible identity numbers cannot be tried out.
Unlike the encryption keys this one cannot be rotated without every plaintext, so it is kept as long as the rows.
"""

import hashlib
import hmac
import unicodedata

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def normalised(value: str) -> str:
    """The form in which two spellings of one number are equal: half-width, upper case, no spaces or hyphens."""
    return "".join(unicodedata.normalize("NFKC", value).upper().split()).replace("-", "")


def keyed_hash(kind: str, value: str) -> str:
    """64 hex digits for a value of a kind (``identity``, ``phone``, ``bank``); empty for an empty value.

    The kind goes into the hash, so that a phone number and an account with the same digits do not meet.
    """
    text = normalised(value)
    if not text:
        return ""
    return hmac.new(hash_key(), f"{kind}\0{text}".encode(), hashlib.sha256).hexdigest()


def hash_key() -> bytes:
    """The key, refused when it is missing or short."""
    key = getattr(settings, "PRIVACY_HASH_KEY", "").encode()
    if len(key) < 32:
        raise ImproperlyConfigured("PRIVACY_HASH_KEY 缺失或过短，至少需要 32 个字符。")
    return key
