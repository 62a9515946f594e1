"""公示文件: a worker killed between the papers and the page leaves whole files, and the next makes the rest (三(四) 社会公示)."""

import gzip
import io
from contextlib import contextmanager

import pytest
from celery import current_app
from django.db import connection, transaction
from pypdf import PdfReader

from common import published
from ledger.models import Entry
from publicity.models import PublishedCopy
from publicity.tasks import keep_copies
from tests.workers import until, workers

ALL = 120  # seconds on a busy machine


def _forget():
    with current_app.connection_for_write() as line:
        line.default_channel.client.delete("celery", "unacked", "unacked_index")


@pytest.fixture(autouse=True)
def _empty_queue():
    """Nothing another test has asked for is delivered here, nor the other way round."""
    _forget()
    yield
    _forget()


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A folder of this test's own, the worker's as well."""
    settings.PUBLISHED_ROOT = tmp_path / "published"
    return settings.PUBLISHED_ROOT


@contextmanager
def held_up():
    """Nobody reads where a notice has appeared, which only the page says: its maker stands still after the papers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE publicity_publication IN ACCESS EXCLUSIVE MODE")
        yield


def assert_whole(folder):
    """Whatever stands there is complete, and a compressed copy is of the file beside it."""
    for file in folder.iterdir():
        content = file.read_bytes()
        match file.suffix:
            case ".pdf":
                assert len(PdfReader(io.BytesIO(content)).pages) > 0
            case ".docx":
                assert content.startswith(b"PK") and b"[Content_Types].xml" in content
            case ".gz":
                assert gzip.decompress(content) == file.with_suffix("").read_bytes()


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_after_the_papers_leaves_whole_files_and_the_next_makes_the_page(
    running, client, root, tmp_path
):
    folder = f"notices/{running.season.code}/{running.number}"
    place = root / folder
    with workers(tmp_path, "first", "second") as (first, second):
        with held_up():
            first.start()
            until(lambda: published.stands(f"{folder}/notice.docx"), seconds=ALL)
            first.kill()
        assert not published.stands(f"{folder}/index.html") and not PublishedCopy.objects.exists()
        assert_whole(place)
        assert running.title in client.get(running.get_absolute_url()).content.decode()

        second.start()
        keep_copies.delay()
        until(lambda: PublishedCopy.objects.exclude(page_hash="").exists(), seconds=ALL)

    copy = PublishedCopy.objects.get()
    page = published.read(f"{folder}/index.html").decode()
    assert copy.pdf_hash in page and copy.docx_hash in page
    assert_whole(place)
    assert Entry.objects.filter(act="notice.published").count() == 1
    assert Entry.objects.filter(act="notice.files_made").count() == 1
