"""开发用签章机构: a root and a signer made on the spot, for demonstration and tests; production brings its own.

Only ``manage.py development_authority`` and the tests come here. What they make says in its own name that it is for
demonstration.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

YEARS = timedelta(days=3650)
KEY, CERTIFICATE = "signer.key", "signer.pem"
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Authority:
    """A root that signs signers."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def found(*, now: datetime) -> Authority:
    """A root of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named("上海工匠证书 演示根证书")
    certificate = (
        _blank(name, name, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(key, certificate)


def issued(authority: Authority, *, now: datetime, until: datetime | None = None) -> tuple[str, str]:
    """(key, certificates) of a signer in PEM; the certificates are its own and the root's."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.key.public_key()
    certificate = (
        _blank(_named("上海市总工会 证书签章（演示）"), authority.certificate.subject, key.public_key(), now, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    key_words = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain = [one.public_bytes(serialization.Encoding.PEM) for one in (certificate, authority.certificate)]
    return key_words.decode(), b"".join(chain).decode()


def settle(folder: Path, *, now: datetime) -> bool:
    """Make key and certificate in a folder, unless they are there; the answer is whether they were made.

    The root's own key is thrown away: nobody can issue a second signer that passes for this one.
    """
    key_path, certificate_path = folder / KEY, folder / CERTIFICATE
    if key_path.exists() and certificate_path.exists():
        return False
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key, certificates = issued(found(now=now), now=now)
    _put(certificate_path, certificates, 0o644)
    _put(key_path, key, 0o600)
    return True


def _put(path: Path, words: str, mode: int) -> None:
    draft = path.with_suffix(f"{path.suffix}.{os.getpid()}.draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="ascii") as out:
        out.write(words)
    os.replace(draft, path)


def _named(words: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "上海市总工会（演示）"),
            x509.NameAttribute(NameOID.COMMON_NAME, words),
        ]
    )


def _blank(subject, issuer, public_key, now, until=None):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - YEARS)  # invented seasons lie in the past
        .not_valid_after(until or now + YEARS)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(**granted):
    return x509.KeyUsage(**(dict.fromkeys(USAGES, False) | granted))
