"""清除 with a real worker that is killed half-way: it goes on the next time, and no file is left behind."""

from datetime import timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings

from nominations import actions
from nominations.models import Nomination, PurgedFile
from nominations.states import State
from nominations.tasks import purge_due
from tests.factories import NominationFactory, at_state
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import picture
from tests.workers import until, workers

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
FILES = 30


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


def left():
    return Nomination.objects.filter(purged_at__isnull=True).count()


def test_a_worker_killed_half_way_leaves_nothing_half_done(rulebook, clerk, works_union, xuhui_union, tmp_path):
    long_ago = IN_WINDOW - timedelta(days=4000)
    kept = []
    for number in range(FILES):
        bodies = {"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}
        draft = NominationFactory(rulebook=rulebook, **bodies)
        colour = (number * 8, 0, 0)
        paper = actions.attach(
            draft, by=clerk, upload=picture(colour=colour), title="证书", indicator="skill", now=IN_WINDOW
        )
        kept.append(Path(settings.MEDIA_ROOT) / paper.file.name)
        at_state(draft, State.DECLINED, state_since=long_ago)
    assert all(path.exists() for path in kept)
    with workers(tmp_path, "first", "second") as (first, second):
        first.start()
        purge_due.delay()
        until(lambda: left() < FILES, seconds=120)
        first.kill()
        second.start()
        purge_due.delay()
        until(lambda: left() == 0 and not PurgedFile.objects.exists(), seconds=120)
    assert not any(path.exists() for path in kept)
