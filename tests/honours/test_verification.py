"""证书查验：编号、查验码、原文件；文件不保存 (沪工总经〔2015〕260号 三(五))."""

import os

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from honours.actions import pressing
from honours.rules.public import MOST_AN_HOUR
from tests.moments import AT_NAMING

FILE = reverse("honours:verify_file")


@pytest.fixture
def content(honour):
    """王建国's certificate as bytes."""
    pressed = pressing.press(honour.certificate.pk, now=AT_NAMING)
    return default_storage.open(pressed.file.name).read()


def send(client, content):
    answer = client.post(FILE, {"file": SimpleUploadedFile("证书.pdf", content)})
    return answer.status_code, answer.content.decode()


def test_the_file_itself_is_verified_and_kept_nowhere(client, content, settings):
    before = sum(len(files) for _, _, files in os.walk(settings.MEDIA_ROOT))
    code, told = send(client, content)

    assert code == 200 and "查验结果：有效" in told and "未经改动" in told
    assert sum(len(files) for _, _, files in os.walk(settings.MEDIA_ROOT)) == before


def test_one_flipped_byte_is_not_the_original(client, content):
    code, told = send(client, content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])

    assert code == 404 and "不是原件" in told


@pytest.mark.parametrize(("sent", "said"), [(b"", "该文件是空的"), (b"0" * (2 * 1024 * 1024 + 1), "超过 2 MB")])
def test_what_can_be_no_certificate_is_told_beside_the_field(client, db, sent, said):
    assert said in send(client, sent)[1]


def test_guessing_with_files_is_stopped_too(client, db):
    cache.set("honours.verify.127.0.0.1", MOST_AN_HOUR, timeout=60)
    assert send(client, b"%PDF")[0] == 429


def test_serial_and_code_must_belong_together(client, named):
    one, other = named("王建国", "李明")
    page = reverse("honours:verify")

    assert "有效" in client.get(page, {"number": one.certificate.serial, "code": one.certificate.code}).content.decode()
    wrong = client.get(page, {"number": one.certificate.serial, "code": other.certificate.code})
    assert wrong.status_code == 404 and "须为同一件证书" in wrong.content.decode()
