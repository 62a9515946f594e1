"""签章: the seam between the portal and whoever holds the key (docs/decisions/0024).

``signer()`` is the one that ``settings.CERTIFICATE_SIGNER`` names. A local key (``local.py``) seals today; a cloud signing
service or an SM2 device takes its place by another dotted path and this same protocol, and nothing else changes.
"""

from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from common.refusals import Refusal


class SigningUnavailable(Exception):
    """The key cannot be used now: what was to be sealed stays owed and is tried again (待签章)."""


class Signer(Protocol):
    """签章服务: seals a PDF so that no byte of it can change, and signs short words such as the status list."""

    algorithm: str  # as in the header of a JWS: ES256

    def refuse(self, *, now: datetime) -> Refusal | None:
        """Why nothing can be sealed now, in words for the office; asked before anything is laid out."""

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The PDF with a certifying signature; SigningUnavailable where the key cannot be used."""

    def attest(self, words: bytes) -> bytes:
        """The bare signature of a JWS over these words (RFC 7515)."""

    def chain(self) -> list[bytes]:
        """The signer's certificate first, then its issuers, in DER."""

    def published(self) -> bytes:
        """Every certificate a reader may need, in PEM: present and former signers and their authorities."""

    def fingerprint(self) -> str:
        """SHA-256 of the signer's certificate in hexadecimal."""


def signer() -> Signer:
    """The signer of this process, made once: its key is read and parsed once, not for each certificate."""
    return _made(settings.CERTIFICATE_SIGNER)


@cache
def _made(path: str) -> Signer:
    made: Signer = import_string(path)()
    return made
