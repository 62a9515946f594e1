"""证书状态表: which certificates hold, in one signed file that anybody may keep and read off-line.

A compact JWS (RFC 7515) whose payload is plain JSON; list and signature are one file, so that nobody ever holds the one
without the other. Pure: rows in, words out; ``tools/verify_certificate.py`` reads them without the portal.
"""

import base64
import hashlib
import json
from datetime import datetime

TYPE = "craftsman-certificate-status+jwt"


def mark_of(serial: str, code: str) -> str:
    """What a certificate is listed under: its serial alone could be guessed, its code cannot."""
    return hashlib.sha256(f"{serial} {code}".encode()).hexdigest()


def entries_of(standings) -> dict[str, dict[str, str]]:
    """Standing by the mark of serial and code, and by the digest of the file."""
    rows = list(standings)
    return {
        "marks": {mark_of(serial, code): str(standing) for serial, code, _, standing in rows},
        "files": {digest: str(standing) for _, _, digest, standing in rows},
    }


def plain(found: object) -> bytes:
    """JSON with one spelling."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def payload(entries, *, number: int, issuer: str, issued_at: datetime, next_update: datetime) -> bytes:
    """What is signed."""
    return plain(
        {
            **entries,
            "number": number,
            "issuer": issuer,
            "issued_at": issued_at.isoformat(timespec="seconds"),
            "next_update": next_update.isoformat(timespec="seconds"),
        }
    )


def signed(words: bytes, signer) -> str:
    """The compact JWS, with the signer's chain in its header."""
    header = {"alg": signer.algorithm, "typ": TYPE, "x5c": [base64.b64encode(one).decode() for one in signer.chain()]}
    told = f"{_plain64(plain(header))}.{_plain64(words)}"
    return f"{told}.{_plain64(signer.attest(told.encode()))}"


def _plain64(words: bytes) -> str:
    return base64.urlsafe_b64encode(words).rstrip(b"=").decode()
