"""制证: with a real worker that is killed, doubled or told twice, each honour has exactly one certificate."""

from collections import Counter
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings

from honours.models import Certificate
from honours.tasks import press_certificates, press_owed
from ledger.models import Entry
from tests.workers import until, workers

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
NAMES = [f"王{one}{two}" for one in "建志文国" for two in "强英海燕"]
FOLDER = Path(settings.MEDIA_ROOT) / "certificates" / "2026"
ALL = 120  # seconds within which a batch is pressed on a busy machine


@pytest.fixture(autouse=True)
def _empty_queue():
    """Nothing another test has asked for is delivered here, nor the other way round."""
    _forget()
    yield
    _forget()


def _forget():
    with current_app.connection_for_write() as connection:
        client = connection.default_channel.client
        client.delete("celery", "unacked", "unacked_index")


@pytest.fixture
def owed(named):
    """Sixteen people are named, and their certificates owed; the nudge of the naming is forgotten."""
    named(*NAMES)
    _forget()
    return list(Certificate.objects.values_list("pk", flat=True))


def pressed():
    return Certificate.objects.filter(pressed_at__isnull=False).count()


def all_pressed():
    return pressed() == len(NAMES)


def assert_exactly_one_each():
    certificates = list(Certificate.objects.all())
    assert len({one.honour_id for one in certificates}) == len(NAMES) == len({one.sha256 for one in certificates})
    entries = Counter(Entry.objects.filter(act="certificate.pressed").values_list("subject_id", flat=True))
    assert entries == Counter({one.pk: 1 for one in certificates})
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{one.serial}.pdf" for one in certificates)


@pytest.fixture(autouse=True)
def _empty_folder():
    """No certificate of another test."""
    for path in FOLDER.glob("*"):
        path.unlink()


def test_a_worker_killed_half_way_leaves_one_certificate_each_when_the_task_comes_back(owed, tmp_path):
    with workers(tmp_path, "first", "second") as (first, second):
        first.start()
        press_certificates.delay(owed)
        until(lambda: pressed() >= 4, seconds=ALL)
        first.kill()
        left = len(NAMES) - pressed()

        second.start()
        until(all_pressed, seconds=ALL)

    assert left > 0, "the worker was done before it could be killed"
    assert_exactly_one_each()


def test_a_worker_killed_half_way_is_made_good_by_the_timetable(owed, tmp_path):
    with workers(tmp_path, "first", "second") as (first, second):
        first.start()
        press_certificates.delay(owed)
        until(lambda: pressed() >= 4, seconds=ALL)
        first.kill()
        _forget()

        second.start()
        press_owed.delay()
        until(all_pressed, seconds=ALL)

    assert_exactly_one_each()


def test_the_same_task_delivered_twice_to_two_workers_presses_once(owed, tmp_path):
    with workers(tmp_path, "first", "second") as (first, second):
        asked = {press_certificates.delay(owed).id for _again in range(3)}
        first.start()
        second.start()
        until(all_pressed, seconds=ALL)
        until(lambda: asked <= first.finished() | second.finished(), seconds=ALL)

    assert_exactly_one_each()


def test_a_name_that_cannot_be_printed_does_not_keep_the_others_waiting(named, tmp_path):
    named("王建国", "李\U0003134f", "陈海")
    with workers(tmp_path, "only") as (worker,):
        worker.start()
        press_owed.delay()
        until(lambda: pressed() == 2, seconds=ALL)
        until(lambda: Certificate.objects.exclude(problem="").exists(), seconds=ALL)

    refused = Certificate.objects.exclude(problem="").get()
    assert (refused.honour.name, refused.pressed_at) == ("李\U0003134f", None)
    assert "\U0003134f" in refused.problem
