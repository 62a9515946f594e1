"""颁发证书：内容冻结，字节不变；缺字则指明，不印方框 (沪工总经〔2015〕260号 三(五))."""

import hashlib
import shutil
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction

from common.refusals import Refused
from honours.actions import pressing
from honours.models import Certificate
from honours.queries import records
from honours.tasks import BATCH, press_owed
from ledger.models import Entry
from tests.moments import AFTER_NAMING, AT_NAMING

MISSING = "\U0003134f"  # 𱍏: no font of the house has it


def fresh(certificate):
    return Certificate.objects.get(pk=certificate.pk)


@pytest.fixture
def pressed(honour):
    """王建国's certificate."""
    return pressing.press(honour.certificate.pk, now=AFTER_NAMING)


def test_a_certificate_is_pressed_with_its_bytes_on_record(pressed):
    content = default_storage.open(pressed.file.name).read()

    assert content.startswith(b"%PDF") and hashlib.sha256(content).hexdigest() == pressed.sha256
    assert Entry.objects.get(act="certificate.pressed").detail["sha256"] == pressed.sha256


def test_pressed_again_it_is_the_same_certificate(pressed):
    again = pressing.press(pressed.pk)

    assert (again.sha256, again.pressed_at) == (pressed.sha256, AFTER_NAMING)
    assert Entry.objects.filter(act="certificate.pressed").count() == 1


def test_a_file_cut_short_by_a_death_is_replaced(honour):
    left = "certificates/2026/2026-0001.pdf"
    default_storage.delete(left)
    default_storage.save(left, ContentFile(b"%PDF-1.7 cut sho"))
    pressed = pressing.press(honour.certificate.pk, now=AFTER_NAMING)

    assert pressed.file.name == left
    content = default_storage.open(pressed.file.name).read()
    assert hashlib.sha256(content).hexdigest() == pressed.sha256


def test_a_missing_character_is_named_and_the_others_are_pressed(named):
    refused, other = (honour.certificate for honour in named(f"李{MISSING}", "王建国"))
    pressing.press_each([refused.pk, other.pk])

    assert MISSING in fresh(refused).problem and fresh(refused).pressed_at is None
    assert fresh(other).pressed_at is not None
    assert list(records.owed_certificates()) == []


def test_a_fault_in_one_certificate_does_not_keep_the_others_waiting(named):
    broken, other = (honour.certificate for honour in named("李明", "王建国"))
    Certificate.objects.filter(pk=broken.pk).update(context={})
    pressing.press_each([broken.pk, other.pk])

    assert "系统管理员" in fresh(broken).problem and fresh(other).pressed_at


def test_a_disk_that_takes_nothing_leaves_the_certificate_owed(honour):
    folder = Path(settings.MEDIA_ROOT) / "certificates" / "2026"
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    folder.touch()  # nothing can be kept below a file
    pressing.press_each([honour.certificate.pk])
    folder.unlink()

    assert list(records.owed_certificates()) == [honour.certificate]


def test_the_office_has_problems_tried_again(named, season, review_office):
    [honour] = named(f"李{MISSING}")
    pressing.press(honour.certificate.pk)

    assert pressing.retry_problems(season, by=review_office) == 1
    assert list(records.owed_certificates()) == [honour.certificate]
    assert Entry.objects.filter(act="certificate.retried").count() == 1


@pytest.mark.parametrize(("role", "why"), [("review_office", "nothing_to_retry"), ("supervision", "not_the_office")])
def test_there_is_nothing_to_retry_or_it_is_not_theirs(honour, season, role, why, request):
    with pytest.raises(Refused) as refused:
        pressing.retry_problems(season, by=request.getfixturevalue(role))
    assert refused.value.ground == why


def test_what_is_owed_is_handed_out_in_batches(named):
    named(*[f"王{one}{two}" for one in "建志文国海" for two in "强英海燕平"])
    with current_app.connection_for_write() as connection:
        queue = connection.default_channel.client
        queue.delete("celery")
        assert press_owed() == 25
        assert queue.llen("celery") == 3 == -(-25 // BATCH)
        queue.delete("celery")


@pytest.mark.parametrize("column", ["serial", "code", "sha256", "file", "context", "pressed_at", "signed_by"])
def test_the_database_keeps_what_was_pressed(pressed, column):
    value = {"context": {}, "pressed_at": AT_NAMING}.get(column, "another")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Certificate.objects.filter(pk=pressed.pk).update(**{column: value})


def test_nothing_counts_as_pressed_without_its_bytes(honour):
    with pytest.raises(IntegrityError, match="a_pressed_certificate_has_its_bytes"), transaction.atomic():
        Certificate.objects.filter(honour=honour).update(pressed_at=AT_NAMING)
