"""证书状态表：签发、撤销后更新、离线可查 (沪工总经〔2015〕260号 三(五)、五(三))."""

import base64
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from common import published
from honours.actions import pressing, status_lists
from honours.actions.certificates import revoke_all
from honours.models import StatusList
from honours.signing import authority
from honours.tasks import renew_status_list
from tests.moments import AFTER_NAMING

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "verify_certificate.py"
LATER = AFTER_NAMING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _own_place(settings, tmp_path):
    settings.PUBLISHED_ROOT = tmp_path / "published"


@pytest.fixture
def pressed(honour):
    """王建国's certificate."""
    return pressing.press(honour.certificate.pk, now=AFTER_NAMING)


@pytest.fixture
def checked(pressed, settings, tmp_path):
    """Check a file or a serial with the script, as a stranger would with what is published."""

    def check(*words, now=LATER):
        root = Path(settings.PUBLISHED_ROOT) / "certificates"
        listed = ["--list", root / "status.jws", "--issuers", root / "issuers.pem", "--now", now.isoformat()]
        done = subprocess.run([sys.executable, SCRIPT, *words, *listed], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return check


@pytest.fixture
def pdf(pressed, tmp_path):
    """The file as its owner has it."""
    path = tmp_path / "certificate.pdf"
    path.write_bytes(default_storage.open(pressed.file.name).read())
    return path


def issue(now=AFTER_NAMING):
    status_lists.renew(now=now)
    return status_lists.publish()


def test_the_list_is_issued_and_published_with_the_issuers_certificates(pressed):
    assert issue() == 2
    listed = StatusList.objects.get()

    assert (listed.number, listed.entries, listed.signed_by) == (1, 1, pressed.signed_by)
    assert published.read(status_lists.LIST).decode() == listed.words
    assert published.read(status_lists.CERTIFICATES).startswith(b"-----BEGIN CERTIFICATE")


def test_nothing_new_is_issued_on_the_same_day_while_nothing_has_changed(pressed):
    issue()
    issue(LATER)
    assert StatusList.objects.count() == 1
    issue(AFTER_NAMING + timedelta(hours=25))
    assert StatusList.objects.count() == 2 and StatusList.objects.get(number=1).words == ""


def test_a_revocation_is_on_the_next_list_even_where_the_broker_was_gone(pressed, honour, review_office, checked, pdf):
    issue()
    with transaction.atomic():
        revoke_all(honour, reason="弄虚作假", by=review_office, now=LATER)
    issue(LATER)

    code, told = checked(pdf)
    assert code == 1 and "已撤销" in told


def test_an_unsealed_certificate_is_not_listed(honour):
    issue()
    assert StatusList.objects.get().entries == 0


def test_a_file_lost_from_the_disk_is_put_back_by_the_next_round(pressed):
    issue()
    published.withdraw(status_lists.LIST)
    renew_status_list()

    assert published.stands(status_lists.LIST)


def test_without_the_key_the_old_list_stays_and_says_until_when(pressed, settings, checked, pdf):
    issue()
    settings.SIGNING_KEY = "/nowhere/signer.key"
    issue(AFTER_NAMING + timedelta(days=4))

    assert StatusList.objects.count() == 1
    code, told = checked(pdf, now=AFTER_NAMING + timedelta(days=4))
    assert code == 2 and "过期" in told


def test_the_list_names_nobody(pressed):
    issue()
    body = StatusList.objects.get().words.split(".")[1]
    told = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert pressed.honour.name not in str(told) and pressed.serial not in str(told) and pressed.code not in str(told)


def test_a_stranger_finds_a_file_valid(checked, pdf):
    issue()
    assert checked(pdf)[0] == 0


def test_a_stranger_finds_serial_and_code_valid(checked, pressed):
    issue()
    code, told = checked("--serial", pressed.serial, "--code", pressed.code.upper())
    assert code == 0 and "有效" in told


def test_a_file_with_one_byte_changed_is_not_ours(checked, pdf):
    issue()
    content = bytearray(pdf.read_bytes())
    content[5000] ^= 1
    pdf.write_bytes(content)

    code, told = checked(pdf)
    assert code == 1 and "不在状态表" in told


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_list_with_one_letter_changed_is_refused(checked, pdf, part, settings):
    issue()
    path = Path(settings.PUBLISHED_ROOT) / "certificates" / "status.jws"
    parts = path.read_text().split(".")
    parts[part] = parts[part][:40] + ("A" if parts[part][40] != "A" else "B") + parts[part][41:]
    path.write_text(".".join(parts))

    assert checked(pdf)[0] == 2


def test_a_list_signed_by_somebody_else_is_refused(checked, pdf, settings, tmp_path):
    authority.settle(tmp_path / "other", now=AFTER_NAMING)
    issue()
    issuers = Path(settings.PUBLISHED_ROOT) / "certificates" / "issuers.pem"
    issuers.write_bytes((tmp_path / "other" / "signer.pem").read_bytes())

    code, told = checked(pdf)
    assert code == 2 and "签发者" in told
