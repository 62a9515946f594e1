"""本地签章: a P-256 key in a file, sealing with pyHanko: PAdES B-B, certifying, no change permitted afterwards.

The signature is invisible and appended to the file as an increment; document information and XMP stay as WeasyPrint wrote
them, so the file remains PDF/A-3u. Key and certificate are read when they are first needed and again when their files
change; a file taken away stops the sealing and nothing else.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings

from common.dates import plain_day_words
from common.refusals import Refusal
from honours.signing import SigningUnavailable

FIELD = "Seal"
REASON = "颁发荣誉证书"
PEM = "-----BEGIN"
COORDINATE = 32  # bytes of one number of a P-256 signature
SPARE = 2048  # bytes of a signature besides the certificates in it
NOT_SET_UP = (
    "请系统管理员按部署说明配置签章密钥和签章证书（SIGNING_KEY、SIGNING_CERTIFICATE）；配好后自动续办，无须重新命名。"
)


@dataclass(frozen=True)
class Loaded:
    """A key with its certificate, the chain above it, and every certificate of the file."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    known: tuple[x509.Certificate, ...]
    pdf_signer: Any


class LocalSigner:
    """本地签章."""

    algorithm = "ES256"

    def __init__(self):
        self._stamp: tuple = ()
        self._loaded: Loaded | None = None

    def refuse(self, *, now: datetime) -> Refusal | None:
        """The key is there, fits its certificate, and the certificate holds today."""
        try:
            loaded = self._ready()
        except SigningUnavailable as error:
            return Refusal("signing_unavailable", str(error), NOT_SET_UP, status=503)
        if not loaded.certificate.not_valid_before_utc <= now <= loaded.certificate.not_valid_after_utc:
            until = plain_day_words(loaded.certificate.not_valid_after_utc)
            return Refusal(
                "signing_expired",
                f"签章证书不在有效期内（至{until}）。",
                "请系统管理员换用有效的签章证书。",
                status=503,
            )
        return None

    def seal(self, pdf: bytes, *, at: datetime) -> bytes:
        """The sealed PDF."""
        loaded = self._ready()
        from pyhanko.pdf_utils.misc import PdfError

        try:
            return _sealed(pdf, loaded, at)
        except (PdfError, ValueError) as error:
            raise SigningUnavailable("签章未能完成。") from error

    def attest(self, words: bytes) -> bytes:
        """R and S side by side, as JWS wants them."""
        first, second = decode_dss_signature(self._ready().key.sign(words, ec.ECDSA(hashes.SHA256())))
        return first.to_bytes(COORDINATE, "big") + second.to_bytes(COORDINATE, "big")

    def chain(self) -> list[bytes]:
        """In DER."""
        return [one.public_bytes(serialization.Encoding.DER) for one in self._ready().chain]

    def published(self) -> bytes:
        """Everything in the certificate file, which keeps former signers too."""
        return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in self._ready().known)

    def fingerprint(self) -> str:
        """Of the signer's certificate."""
        return self._ready().certificate.fingerprint(hashes.SHA256()).hex()

    def _ready(self) -> Loaded:
        sources = (settings.SIGNING_KEY, settings.SIGNING_CERTIFICATE)
        stamp = tuple(_stamp_of(source) for source in sources)
        if self._loaded is None or stamp != self._stamp:
            self._loaded, self._stamp = None, stamp
            self._loaded = _load(*(_text_of(source) for source in sources))
        return self._loaded


def _stamp_of(source: str) -> tuple:
    """What changes when the source does."""
    if source.startswith(PEM):
        return (hashlib.sha256(source.encode()).digest(),)
    try:
        seen = Path(source).stat()
    except OSError:
        return (source, None)
    return (source, seen.st_mtime_ns, seen.st_ino, seen.st_size)


def _text_of(source: str) -> str:
    words = source
    if source and not source.startswith(PEM):
        try:
            words = Path(source).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise SigningUnavailable("签章密钥或签章证书的文件无法读取。") from error
    if not words.strip():
        raise SigningUnavailable("尚未配置签章密钥或签章证书。")
    return words


def _load(key_words: str, certificate_words: str) -> Loaded:
    try:
        key = serialization.load_pem_private_key(key_words.encode(), password=None)
        known = tuple(x509.load_pem_x509_certificates(certificate_words.encode()))
    except (ValueError, TypeError) as error:
        raise SigningUnavailable("签章密钥或签章证书的内容无法识别。") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise SigningUnavailable("签章密钥须为 P-256 椭圆曲线密钥。")
    own = [one for one in known if one.public_key() == key.public_key()]
    if not own:
        raise SigningUnavailable("签章密钥与签章证书不相配。")
    chain = _chain_of(own[0], known)
    return Loaded(key, own[0], chain, known, _pdf_signer(key, chain))


def _chain_of(certificate: x509.Certificate, known: tuple[x509.Certificate, ...]) -> tuple[x509.Certificate, ...]:
    """The certificate and its issuers as far as the file has them."""
    chain = [certificate]
    while chain[-1].issuer != chain[-1].subject:
        issuers = [one for one in known if one.subject == chain[-1].issuer and one not in chain]
        if not issuers:
            break
        chain.append(issuers[0])
    return tuple(chain)


def _pdf_signer(key: ec.EllipticCurvePrivateKey, chain: tuple[x509.Certificate, ...]):
    """pyHanko's signer with the key at hand: its own would parse the key anew for every signature."""
    from asn1crypto import x509 as plain
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class KeyAtHand(Signer):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return key.sign(data, ec.ECDSA(hashes.SHA256()))

    certificates = [plain.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in chain]
    store = SimpleCertificateStore()
    store.register_multiple(certificates[1:])
    return KeyAtHand(signing_cert=certificates[0], cert_registry=store, embed_roots=True)


@cache
def _metadata():
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        reason=REASON,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )


@cache
def _parts():
    """pyHanko's writer and signer, imported in the worker only and bent in two places."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner

    class Appending(IncrementalPdfFileWriter):
        """Adds the signature alone: what the document says of itself is what PDF/A was declared on."""

        def _update_meta(self):
            return None

    class DatedSigner(PdfSigner):
        """Signs at the moment of the act."""

        def __init__(self, *args, at: datetime, **kwargs):
            super().__init__(*args, **kwargs)
            self._at = at

        def init_signing_session(self, *args, **kwargs):
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = self._at
            return session

    return Appending, DatedSigner


def _sealed(pdf: bytes, loaded: Loaded, at: datetime) -> bytes:
    appending, dated_signer = _parts()
    room = sum(len(one.public_bytes(serialization.Encoding.DER)) for one in loaded.chain) + SPARE
    out = io.BytesIO()
    dated_signer(_metadata(), signer=loaded.pdf_signer, at=at).sign_pdf(
        appending(io.BytesIO(pdf)), output=out, bytes_reserved=2 * room
    )
    return out.getvalue()
