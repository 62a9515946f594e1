"""签章：一字不能再改，密钥不可用时待签，恢复后续办 (沪工总经〔2015〕260号 三(五))."""

import datetime
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from honours import certificates
from honours.actions import pressing
from honours.models import Certificate
from honours.queries import records
from honours.signing import authority, signer
from ledger.models import Entry
from tests.moments import AFTER_NAMING


@pytest.fixture(scope="module")
def sealed():
    """One page, sealed; and the page before."""
    context = certificates.CertificateContext(
        name="王建国",
        honour_title="上海工匠",
        season_label="2026年度",
        serial="2026-0001",
        resolved_on=datetime.date(2026, 9, 22),
        resolution_number="沪工总经〔2026〕99号",
        issuing_body="上海市总工会",
        verify_url="https://portal.example/honours/verify/0123456789abcdef0123/",
        verify_code="0123456789abcdef0123",
    )
    page = certificates.press(context)
    return page, signer().seal(page, at=AFTER_NAMING)


@pytest.fixture
def keys(settings, tmp_path):
    """A key of this test's own, to be spoiled."""
    authority.settle(tmp_path, now=AFTER_NAMING)
    settings.SIGNING_KEY, settings.SIGNING_CERTIFICATE = str(tmp_path / "signer.key"), str(tmp_path / "signer.pem")
    return tmp_path


def judged(content):
    """What pyHanko says of the signature, trusting our root."""
    root = list(load_certs_from_pemder_data(signer().published()))[-1]
    [signature] = PdfFileReader(io.BytesIO(content)).embedded_signatures
    return signature, validate_pdf_signature(signature, ValidationContext(trust_roots=[root]))


def test_the_seal_holds_and_permits_no_change(sealed):
    signature, found = judged(sealed[1])

    assert found.bottom_line and found.coverage.name == "ENTIRE_FILE"
    assert found.modification_level == ModificationLevel.NONE and found.docmdp_ok
    assert signature.docmdp_level == MDPPerm.NO_CHANGES and signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert found.signer_reported_dt == AFTER_NAMING


@pytest.mark.parametrize("place", [0.02, 0.3, 0.8])
def test_one_flipped_byte_breaks_it(sealed, place, tmp_path):
    content = bytearray(sealed[1])
    content[int(len(sealed[0]) * place)] ^= 0x01
    (tmp_path / "changed.pdf").write_bytes(content)
    told = subprocess.run(["pdfsig", tmp_path / "changed.pdf"], capture_output=True, text=True, check=False).stdout

    assert "Signature is Valid" not in told


def test_debians_pdfsig_finds_it_valid(sealed, tmp_path):
    (tmp_path / "sealed.pdf").write_bytes(sealed[1])
    told = subprocess.run(["pdfsig", tmp_path / "sealed.pdf"], capture_output=True, text=True, check=True).stdout

    assert "Signature is Valid" in told and "Total document signed" in told and "ETSI.CAdES.detached" in told


def test_the_seal_is_appended_and_the_archive_format_is_kept(sealed):
    page, content = sealed
    read = PdfReader(io.BytesIO(content))
    [field] = read.pages[0]["/Annots"]
    xmp = read.trailer["/Root"]["/Metadata"].get_data()

    assert content.startswith(page) and xmp == PdfReader(io.BytesIO(page)).trailer["/Root"]["/Metadata"].get_data()
    assert b"pdfaid" in xmp and read.trailer["/Root"]["/OutputIntents"]
    assert int(field.get_object()["/F"]) & 0b111 == 0b100  # printed, neither hidden nor invisible, as PDF/A asks


def parts_of(value):
    """A value of the file and everything in it, references left aside."""
    yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts_of(one)


def test_nothing_the_archive_format_forbids_is_in_the_file(sealed):
    """ISO 19005-3 (PDF/A-3u): said of itself, one output intent, two file identifiers; no script, cipher, LZW or transparency."""
    read = PdfReader(io.BytesIO(sealed[1]))
    root, objects = read.trailer["/Root"], [read.get_object(number) for number in range(1, read.trailer["/Size"])]
    said = [one for value in objects for one in parts_of(value) if isinstance(one, dict)]
    keys, values = {key for one in said for key in one}, {str(value) for one in said for value in one.values()}
    xmp, [intent] = root["/Metadata"].get_data().decode(), root["/OutputIntents"]

    assert 'pdfaid:part="3"' in xmp and 'pdfaid:conformance="U"' in xmp
    assert intent["/S"] == "/GTS_PDFA1" and intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert len(read.trailer["/ID"]) == 2 and "/Encrypt" not in read.trailer
    assert not keys & {"/JS", "/AA", "/OpenAction", "/SMask", "/EmbeddedFiles", "/EF", "/NeedAppearances"}
    assert not values & {"/LZWDecode", "/Crypt", "/JavaScript", "/Launch", "/Movie", "/Sound", "/Transparency"}
    assert {float(one[key]) for one in said for key in ("/CA", "/ca") if key in one} <= {1.0}


def test_every_font_is_embedded(sealed, tmp_path):
    (tmp_path / "sealed.pdf").write_bytes(sealed[1])
    told = subprocess.run(["pdffonts", tmp_path / "sealed.pdf"], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in told.splitlines()[2:]]

    assert lines and all(line[-5:-2] == ["yes", "yes", "yes"] for line in lines)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda keys: (keys / "signer.key").unlink(), "无法读取"),
        (lambda keys: (keys / "signer.key").write_text("not a key"), "无法识别"),
        (
            lambda keys: (keys / "signer.key").write_text(
                authority.issued(authority.found(now=AFTER_NAMING), now=AFTER_NAMING)[0]
            ),
            "不相配",
        ),
        (lambda keys: (keys / "signer.pem").write_text(""), "尚未配置"),
    ],
    ids=["gone", "spoiled", "another", "not set up"],
)
def test_without_a_usable_key_the_certificate_waits_and_says_why(honour, keys, spoil, why):
    spoil(keys)
    for _again in range(2):
        pressing.press(honour.certificate.pk, now=AFTER_NAMING)
    certificate = Certificate.objects.get()

    assert (certificate.pressed_at, certificate.awaits_signing_since) == (None, AFTER_NAMING)
    assert why in certificate.awaits_signing_because and list(records.owed_certificates()) == [certificate]
    assert Entry.objects.filter(act="certificate.awaits_signing").count() == 1


def test_an_expired_signer_seals_nothing(honour, keys):
    key, certificates = authority.issued(
        authority.found(now=AFTER_NAMING), now=AFTER_NAMING, until=AFTER_NAMING - datetime.timedelta(days=1)
    )
    (keys / "signer.key").write_text(key), (keys / "signer.pem").write_text(certificates)

    assert "有效期" in pressing.press(honour.certificate.pk, now=AFTER_NAMING).awaits_signing_because


def test_with_the_key_back_it_is_sealed_by_the_next_round(honour, keys, tmp_path):
    shutil.move(keys / "signer.key", tmp_path / "aside")
    pressing.press(honour.certificate.pk, now=AFTER_NAMING)
    shutil.move(tmp_path / "aside", keys / "signer.key")
    pressing.press_each([honour.certificate.pk])
    certificate = Certificate.objects.get()

    assert certificate.pressed_at and certificate.awaits_signing_since is None
    assert judged(default_storage.open(certificate.file.name).read())[1].bottom_line
    assert certificate.signed_by == signer().fingerprint()


def test_the_office_may_have_it_tried_at_once(honour, keys, season, review_office):
    (keys / "signer.key").unlink()
    pressing.press(honour.certificate.pk, now=AFTER_NAMING)

    assert pressing.retry_problems(season, by=review_office, now=AFTER_NAMING) == 1


def test_a_demonstration_authority_is_never_made_in_production(settings, tmp_path):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="正式环境"):
        call_command("development_authority")


def test_it_is_made_once_and_its_key_is_for_its_owner_only(settings, tmp_path):
    folder = tmp_path / "signing"
    settings.SIGNING_KEY, settings.SIGNING_CERTIFICATE = folder / "signer.key", folder / "signer.pem"
    for _again in range(2):
        call_command("development_authority")
        kept = Path(settings.SIGNING_KEY).read_text()

    assert Path(settings.SIGNING_KEY).read_text() == kept and os.stat(settings.SIGNING_KEY).st_mode & 0o777 == 0o600
