"""加密: AES-256-GCM under the keys of ``PRIVACY_KEYS`` (个人信息保护法 第五十一条: 采取加密、去标识化等安全技术措施).

The setting is a list of ``id:hex``, 32 bytes in hex each. The first key encrypts, all of them decrypt, so a new
key is put in front, ``manage.py rotate_privacy_keys`` run, and the old one then taken away. A sealed value reads
``id.nonce and ciphertext in base64`` and is bound to the column it was sealed for: copied into another column it
cannot be opened.
"""

import base64
import binascii
import os
import re
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

_NONCE = 12
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}\Z")


class Unreadable(Exception):
    """A sealed value cannot be opened: its key is missing, or it was altered or moved from another column."""


def seal(text: str, *, column: str) -> str:
    """Encrypt a value for one column, named ``app.model.field``."""
    key_id, key = next(iter(_keys().items()))
    nonce = os.urandom(_NONCE)
    sealed = nonce + key.encrypt(nonce, text.encode(), column.encode())
    return f"{key_id}.{base64.urlsafe_b64encode(sealed).decode()}"


def unseal(sealed: str, *, column: str) -> str:
    """Decrypt a value of one column with whichever key sealed it."""
    key_id, _, body = sealed.partition(".")
    key = _keys().get(key_id)
    if key is None:
        raise Unreadable(f"{column} 的内容由密钥“{key_id}”加密，PRIVACY_KEYS 中没有这把密钥，请补入后再读取。")
    try:
        raw = base64.b64decode(body, altchars=b"-_", validate=True)
        return key.decrypt(raw[:_NONCE], raw[_NONCE:], column.encode()).decode()
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise Unreadable(f"{column} 的内容无法解密：密文已被改动，或是从别的栏目移来的。") from error


def first_key_id() -> str:
    """The id of the key that encrypts now."""
    return next(iter(_keys()))


def is_sealed_by_first_key(sealed: str) -> bool:
    """Whether a value needs no re-encryption."""
    return sealed.startswith(f"{first_key_id()}.")


def check_keys(app_configs, **kwargs) -> list[Error]:
    """The system check behind ``manage.py check``."""
    from privacy.hashing import hash_key

    faults = []
    for number, ask in enumerate((_keys, hash_key), start=1):
        try:
            ask()
        except ImproperlyConfigured as error:
            faults.append(Error(str(error), id=f"privacy.E00{number}"))
    return faults


def _keys() -> dict[str, AESGCM]:
    return _parsed(tuple(getattr(settings, "PRIVACY_KEYS", ())))


@lru_cache(maxsize=8)
def _parsed(entries: tuple[str, ...]) -> dict[str, AESGCM]:
    keys = {}
    for entry in entries:
        key_id, _, digits = entry.partition(":")
        try:
            key = bytes.fromhex(digits)
        except ValueError:
            key = b""
        if not _KEY_ID.match(key_id) or len(key) != 32:
            raise ImproperlyConfigured(f"PRIVACY_KEYS 中的“{key_id}”应为 编号:64位十六进制数，编号由字母、数字组成。")
        if key_id in keys:
            raise ImproperlyConfigured(f"PRIVACY_KEYS 中的编号“{key_id}”重复，请为每把密钥另取编号。")
        keys[key_id] = AESGCM(key)
    if not keys:
        raise ImproperlyConfigured("PRIVACY_KEYS 中没有密钥，请按 编号:64位十六进制数 至少设置一把。")
    return keys
