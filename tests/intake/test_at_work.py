"""导入: with a real worker that is killed, doubled or told twice, and two people who confirm at once, a list is stored once."""

import pytest
from celery import current_app
from django.core.cache import cache

from intake import progress
from intake.actions import lists
from intake.models import ImportBatch
from intake.states import BatchState
from intake.tasks import check_list, store_list, take_up_what_lies
from ledger.models import Entry
from nominations.models import Nomination
from tests.intake.lists import checked, people, workbook
from tests.moments import IN_WINDOW
from tests.nominations.test_races import at_once
from tests.workers import until, workers

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
MANY = 400
SOON = 120  # seconds on a busy machine


@pytest.fixture(autouse=True)
def _empty_queue():
    """Nothing another test has asked for is delivered here, nor the other way round."""
    _forget()
    yield
    _forget()


def _forget():
    with current_app.connection_for_write() as connection:
        connection.default_channel.client.delete("celery", "unacked", "unacked_index")


@pytest.fixture
def confirmed(rulebook, clerk, works_union):
    """A list of four hundred, checked and confirmed; the nudges are forgotten."""
    batch = checked(workbook(rulebook, people(MANY, first=1)), by=clerk, body=works_union)
    batch = lists.confirm(batch, by=clerk, now=IN_WINDOW)
    _forget()
    return batch


def is_stored():
    return ImportBatch.objects.get().state == BatchState.STORED


def assert_stored_once():
    numbers = sorted(Nomination.objects.values_list("number", flat=True))
    assert numbers == [f"2026{number:05d}" for number in range(1, MANY + 1)]
    assert Entry.objects.filter(act="nomination.started").count() == MANY
    assert Entry.objects.filter(act="import.stored").count() == 1


def is_writing():
    told = cache.get(f"intake-progress-importbatch-{ImportBatch.objects.get().pk}") or {}
    return "正在新增" in told.get("word", "")


def test_a_worker_killed_half_way_leaves_nothing_and_the_next_one_stores_all(confirmed, tmp_path):
    with workers(tmp_path, "first", "second") as (first, second):
        first.start()
        store_list.delay(confirmed.pk)
        until(is_writing, seconds=SOON)
        first.kill()
        assert (Nomination.objects.count(), is_stored()) == (0, False)

        second.start()
        until(is_stored, seconds=SOON)

    assert_stored_once()


def test_what_a_killed_worker_left_is_found_by_the_timetable(confirmed, tmp_path):
    ImportBatch.objects.update(created_at=IN_WINDOW)
    progress.forget(confirmed)
    with workers(tmp_path, "only") as (worker,):
        worker.start()
        take_up_what_lies.delay()
        until(is_stored, seconds=SOON)

    assert_stored_once()


def test_the_same_task_delivered_twice_to_two_workers_stores_once(confirmed, tmp_path):
    with workers(tmp_path, "first", "second") as (first, second):
        asked = {store_list.delay(confirmed.pk).id for _again in range(3)}
        first.start()
        second.start()
        until(is_stored, seconds=SOON)
        until(lambda: asked <= first.finished() | second.finished(), seconds=SOON)

    assert_stored_once()


def test_two_clerks_confirm_at_once_and_one_wins(rulebook, clerk, works_union):
    batch = checked(workbook(rulebook, people(2)), by=clerk, body=works_union)
    ends = at_once(*[lambda: lists.confirm(batch, by=clerk, now=IN_WINDOW)] * 2)

    assert sorted(getattr(end, "ground", "") for end in ends) == ["", "already_handled"]
    assert Entry.objects.filter(act="import.confirmed").count() == 1


def test_two_lists_with_one_person_in_common_stored_at_once_leave_one(
    rulebook, clerk, works_union, pudong_clerk, pudong_union
):
    content = workbook(rulebook, people(3))
    batches = [checked(content, by=clerk, body=works_union), checked(content, by=pudong_clerk, body=pudong_union)]
    for batch, by in zip(batches, (clerk, pudong_clerk), strict=True):
        lists.confirm(batch, by=by, now=IN_WINDOW)
    at_once(*[lambda pk=batch.pk: lists.store(pk) for batch in batches])

    assert sorted(ImportBatch.objects.values_list("state", flat=True)) == [BatchState.STALE, BatchState.STORED]
    assert Nomination.objects.count() == 3


def test_what_breaks_off_for_no_known_reason_is_given_up_after_three_attempts(rulebook, clerk, works_union):
    batch = checked(workbook(rulebook, people(1)), by=clerk, body=works_union)
    ImportBatch.objects.update(state=BatchState.CHECKING)
    batch.file.delete(save=False)
    for _again in range(3):
        check_list(batch.pk)

    batch = ImportBatch.objects.get()
    assert (batch.state, batch.attempts) == (BatchState.UNREADABLE, 3)
