"""存储：本机磁盘或 S3 兼容存储；下载一律经过平台的门；存储不可用的，如实告知，不留半份文件。"""

import os
from datetime import timedelta
from io import StringIO

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from moto.server import ThreadedMotoServer

from common import clock
from craftsman_portal import env, health
from nominations import actions
from nominations.actions.sweeping import orphans, sweep
from nominations.models import Evidence
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import attach
from tests.nominations.test_recommending import ground_of

KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def server():
    """An S3-compatible store over real HTTP."""
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    """The portal keeps its uploads there, as its environment says."""
    store = boto3.resource("s3", endpoint_url=server, **KEYS)
    store.create_bucket(Bucket="papers")
    use(settings, monkeypatch, server)
    yield store.Bucket("papers")
    store.Bucket("papers").objects.all().delete()


def use(settings, monkeypatch, endpoint):
    for name, value in {
        "EVIDENCE_STORE": "s3",
        "EVIDENCE_BUCKET": "papers",
        "EVIDENCE_ENDPOINT": endpoint,
        "EVIDENCE_ACCESS_KEY": "key",
        "EVIDENCE_SECRET_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | env.store()


def names(bucket):
    return [one.key for one in bucket.objects.all()]


def test_a_paper_is_kept_in_the_bucket_and_comes_back_through_the_door(client, bucket, draft, clerk, pudong_clerk):
    paper = attach(draft, clerk)
    assert names(bucket) == [paper.file.name]
    door = reverse("nominations:evidence", args=[paper.token])

    client.force_login(clerk)
    answer = client.get(door)
    assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"
    client.force_login(pudong_clerk)
    assert client.get(door).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_removed_paper_leaves_the_bucket(bucket, draft, clerk):
    actions.detach(attach(draft, clerk), by=clerk, now=IN_WINDOW)
    assert names(bucket) == []


def test_a_store_that_is_down_is_told_and_nothing_is_kept(draft, clerk, settings, monkeypatch):
    use(settings, monkeypatch, "http://127.0.0.1:9")
    before = Evidence.objects.count()

    assert ground_of(attach, draft, clerk) == "store_away"
    assert Evidence.objects.count() == before


def test_a_download_from_a_store_that_is_down_says_so(client, bucket, draft, clerk, settings, monkeypatch):
    paper = attach(draft, clerk)
    use(settings, monkeypatch, "http://127.0.0.1:9")
    client.force_login(clerk)
    answer = client.get(reverse("nominations:evidence", args=[paper.token]))
    assert answer.status_code == 503 and "文件存储暂时不可用" in answer.content.decode()


def test_readiness_asks_the_store_for_its_bucket(bucket, settings, monkeypatch):
    assert health.storage() == {"ready": True}
    use(settings, monkeypatch, "http://127.0.0.1:9")
    assert "EVIDENCE_STORE" in str(health.storage())


def test_a_row_that_is_not_written_leaves_no_file(bucket, draft, clerk, monkeypatch):
    monkeypatch.setattr(Evidence, "save", lambda self, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        attach(draft, clerk)
    assert names(bucket) == []


def test_a_disk_that_is_full_is_told_likewise(draft, clerk, settings, tmp_path):
    (tmp_path / "evidence").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path
    assert ground_of(attach, draft, clerk) == "store_away"


def test_files_without_a_row_are_swept_after_a_day_and_others_never(draft, clerk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = attach(draft, clerk)
    lost, fresh = (default_storage.save(f"evidence/2026/zz/{name}", ContentFile(b"x")) for name in ("lost", "fresh"))
    long_ago = (clock.of_the_machine() - timedelta(days=2)).timestamp()
    for path in (paper.file.name, lost):
        os.utime(tmp_path / path, (long_ago, long_ago))

    told = StringIO()
    call_command("orphan_files", stdout=told)
    assert told.getvalue().splitlines() == [lost, "共 1 个无主文件。"]
    assert sweep() == 1
    assert default_storage.exists(paper.file.name) and default_storage.exists(fresh)


def test_the_sweep_walks_a_bucket_too(bucket, draft, clerk):
    paper = attach(draft, clerk)
    default_storage.save("evidence/2026/zz/lost", ContentFile(b"x"))
    tomorrow = clock.of_the_machine() + timedelta(days=2)
    assert list(orphans(now=tomorrow)) == ["evidence/2026/zz/lost"] and paper.file.name in names(bucket)
