"""发布: with the broker gone it stands and the files follow; broken in the middle, nothing is published (三(四) 社会公示)."""

import pytest

from common import published
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from publicity import actions, tasks
from publicity.models import Notice
from tests.faults import broken_at_every_statement
from tests.moments import beijing

MORNING = beijing(2026, 9, 7, 8, 0)
PAGE = "notices/2026/1/index.html"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A folder of this test's own."""
    settings.PUBLISHED_ROOT = tmp_path / "published"


def test_without_a_broker_the_publication_stands_and_the_timetable_makes_the_files(
    prepared, publicity_officer, broker_gone, caplog, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(prepared, by=publicity_officer, now=MORNING)
    assert "publicity.keep_copies 未能通知后台" in caplog.text
    assert Notice.objects.get().is_published and not published.stands(PAGE)
    assert tasks.keep_copies() == 1 and published.stands(PAGE)


def everything():
    """What a publication touches."""
    states = list(Nomination.objects.order_by("pk").values_list("state", flat=True))
    return Notice.objects.get().is_published, states, Entry.objects.count(), Letter.objects.count()


def test_a_database_that_breaks_at_any_statement_leaves_a_draft(prepared, publicity_officer):
    assert everything()[:2] == (False, [State.SHORTLISTED] * len(everything()[1]))

    tried = broken_at_every_statement(
        lambda: actions.publish(prepared, by=publicity_officer, now=MORNING), watched=everything
    )

    assert tried > 15, "the publication should have touched much more"
