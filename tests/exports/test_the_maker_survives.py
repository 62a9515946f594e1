"""生成：真实的后台被终止、被误认为终止、被告知两次，每份导出都恰有一个文件."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection, connections, transaction

from common import clock
from exports import actions
from exports.actions import making
from exports.models import Export
from exports.sheets import offered
from exports.states import State
from exports.tasks import make, make_owed
from ledger.models import Entry
from tests.exports.conftest import SUMMARY
from tests.moments import IN_SCREENING
from tests.workers import until, workers

FOLDER = Path(settings.MEDIA_ROOT) / "exports"
ALL = 120  # seconds on a busy machine


def files():
    return [path for path in FOLDER.rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _empty_folder():
    for path in files():
        path.unlink()


def test_a_worker_taken_for_dead_stops_when_it_finds_another_at_work(asked, xuhui_clerk):
    export = asked(xuhui_clerk, make=False)
    slow = making.begin(Export, export.pk, now=IN_SCREENING)
    again = making.begin(Export, export.pk, now=IN_SCREENING + timedelta(minutes=3))

    assert (slow.attempts, again.attempts) == (1, 2)
    with pytest.raises(making.TakenOver):
        making.step(slow, 1)
    making.step(again, 1)


def test_nobody_takes_what_another_is_making(asked, xuhui_clerk):
    export = asked(xuhui_clerk, make=False)
    making.begin(Export, export.pk, now=IN_SCREENING)

    assert making.begin(Export, export.pk, now=IN_SCREENING + timedelta(minutes=1)) is None
    assert actions.make_owed(now=IN_SCREENING + timedelta(minutes=1)) == []
    assert actions.make_owed(now=IN_SCREENING + timedelta(minutes=3)) == [export.pk]


def test_the_late_file_of_a_slow_worker_is_not_kept(asked, xuhui_clerk, tmp_path):
    export = asked(xuhui_clerk, make=False)
    slow = making.begin(Export, export.pk, now=IN_SCREENING)
    made = actions.make_export(export.pk, now=IN_SCREENING + timedelta(minutes=3))
    late = tmp_path / "late"
    late.write_bytes(b"late")

    with pytest.raises(making.TakenOver):
        making.finish(slow, late, name=made.file.name, keep_hours=1)
    assert Export.objects.get().sha256 == made.sha256
    assert len(files()) == 1


def test_after_five_interruptions_the_person_is_told(asked, xuhui_clerk):
    export = asked(xuhui_clerk, make=False)
    for turn in range(making.MOST_ATTEMPTS + 1):
        making.begin(Export, export.pk, now=IN_SCREENING + turn * timedelta(minutes=3))

    assert Export.objects.get().state == State.FAILED
    assert "系统管理员" in Export.objects.get().problem


def _forget():
    with current_app.connection_for_write() as connection:
        connection.default_channel.client.delete("celery", "unacked", "unacked_index")


@pytest.fixture(autouse=True)
def _empty_queue():
    yield
    _forget()


@contextmanager
def held_up():
    """Nobody gets past the achievements: whoever makes a list stands still in the middle of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE nominations_achievement IN ACCESS EXCLUSIVE MODE")
        yield


def under_way():
    with connections["default"].copy().cursor() as cursor:
        cursor.execute("SELECT 1 FROM exports_export WHERE state = 'making' AND total > 0")
        return cursor.fetchone()


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_exactly_one_file_in_the_end(filed, xuhui_clerk, tmp_path):
    _forget()
    sheet = offered()[SUMMARY]
    export = actions.ask(sheet, sheet.read({}), by=xuhui_clerk)
    with workers(tmp_path, "first", "second") as (first, second):
        with held_up():
            first.start()
            until(under_way, seconds=ALL)
            first.kill()
        clock.put_forward(timedelta(minutes=3))
        second.start(concurrency=2)
        for _turn in range(3):
            make_owed.delay()
            make.delay(export.pk)
        until(lambda: Export.objects.get().state == State.READY, seconds=ALL)
        until(lambda: second.log.read_text().count("succeeded") >= 6, seconds=ALL)

    made = Export.objects.get()
    assert (made.attempts, made.rows, len(files())) == (2, 3, 1)
    assert Entry.objects.filter(act="export.made").count() == 1
