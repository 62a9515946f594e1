#!/usr/bin/env python3
"""离线查验证书: is this certificate genuine, and does it still hold? Without asking the portal.

    python3 verify_certificate.py certificate.pdf --list status.jws --issuers issuers.pem
    python3 verify_certificate.py --serial 2026-0001 --code 0123456789abcdef0123 --list status.jws --issuers issuers.pem

Both files are published under /published/certificates/. Take issuers.pem once, from a source you trust, and keep it; fetch the list
anew each time (it says until when it is good). Needs Python 3.11 and ``cryptography``, nothing of the portal.
The list names the SHA-256 of every certificate file ever issued and is itself signed, so a file found in it is genuine to the last byte. The
signature inside the PDF can be looked at beside this with any PDF reader, or with ``pdfsig certificate.pdf`` (poppler-utils).
Exit codes: 0 有效; 1 已撤销, 已换发 or not in the list; 2 the list itself cannot be relied on.
"""

import argparse
import base64
import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

WORDS = {"valid": "有效", "replaced": "已换发，请查验新证书", "revoked": "已撤销"}
KIND = "craftsman-certificate-status+jwt"


class Unreliable(Exception):
    """The list proves nothing."""


def unwrapped(part: str) -> bytes:
    """Base64 as JWS writes it."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def listed(words: str, issuers: list[x509.Certificate], now: datetime) -> dict:
    """What the list says, after its signature, its signer and its date have been checked."""
    try:
        header_part, body_part, signature_part = words.strip().split(".")
        header, body, signature = (
            json.loads(unwrapped(header_part)),
            json.loads(unwrapped(body_part)),
            unwrapped(signature_part),
        )
        own = x509.load_der_x509_certificate(base64.b64decode(header["x5c"][0]))
        if header["alg"] != "ES256" or header["typ"] != KIND or len(signature) != 64:
            raise Unreliable("状态表的签名方式不能识别。")
        key = own.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise Unreliable("状态表的签名方式不能识别。")
        pair = encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        key.verify(pair, f"{header_part}.{body_part}".encode(), ec.ECDSA(hashes.SHA256()))
        issued_at, next_update = (datetime.fromisoformat(body[name]) for name in ("issued_at", "next_update"))
    except InvalidSignature:
        raise Unreliable("状态表的签名不符，内容可能已被改动。") from None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise Unreliable("状态表不完整或已被改动，无法读取。") from None
    if not trusted(own, issuers, issued_at):
        raise Unreliable("状态表的签发者不在您所信任的签章证书之中，或签发时其证书不在有效期内。")
    if now > next_update:
        raise Unreliable(f"状态表已过期（应于 {next_update:%Y-%m-%d %H:%M} 前更新），请重新下载。")
    return body


def trusted(own: x509.Certificate, issuers: list[x509.Certificate], at: datetime) -> bool:
    """The signer is one of those kept, or was issued directly by one of their authorities; and held on that day."""
    if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
        return False
    if own in issuers:
        return True
    for authority in issuers:
        try:
            may_sign = authority.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
            own.verify_directly_issued_by(authority)
        except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
            continue
        if may_sign:
            return True
    return False


def main() -> int:
    """Ask, and say what was found."""
    parser = argparse.ArgumentParser(description="离线查验上海工匠荣誉证书的真伪和效力。")
    parser.add_argument("pdf", nargs="?", type=Path, help="证书文件")
    parser.add_argument("--serial", help="证书编号，与 --code 一并填写")
    parser.add_argument("--code", help="查验码")
    parser.add_argument("--list", required=True, type=Path, help="状态表 status.jws")
    parser.add_argument("--issuers", required=True, type=Path, help="公布的签章证书 issuers.pem")
    parser.add_argument("--now", type=datetime.fromisoformat, help="按这一时刻判断状态表是否过期（默认为现在）")
    asked = parser.parse_args()
    if bool(asked.pdf) == bool(asked.serial and asked.code):
        parser.error("请给出证书文件，或者同时给出 --serial 和 --code")
    now = asked.now or datetime.now(UTC)
    try:
        issuers = x509.load_pem_x509_certificates(asked.issuers.read_bytes())
        body = listed(asked.list.read_text(encoding="ascii"), issuers, now)
    except (OSError, UnicodeDecodeError) as error:
        print(f"文件无法读取：{error}", file=sys.stderr)
        return 2
    except (Unreliable, ValueError) as error:
        print(f"无法判断：{error}", file=sys.stderr)
        return 2
    if asked.pdf:
        found = body["files"].get(hashlib.sha256(asked.pdf.read_bytes()).hexdigest())
    else:
        words = f"{asked.serial.strip()} {asked.code.strip().lower()}"
        found = body["marks"].get(hashlib.sha256(words.encode()).hexdigest())
    dated = f"（状态表第{body['number']}期，{body['issued_at']} 签发）"
    if found is None:
        print(f"不在状态表中：不是{body['issuer']}颁发的证书，或内容已被改动{dated}")
        return 1
    print(f"{WORDS.get(found, found)}{dated}")
    return 0 if found == "valid" else 1


if __name__ == "__main__":
    sys.exit(main())
