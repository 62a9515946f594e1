"""The cast itself: what every other test stands on."""

import pytest

from ledger.actions import record
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from tests.factories import at_state


def test_a_draft_is_complete_and_may_be_put_down_anywhere_on_the_road(draft):
    for state in State:
        assert at_state(draft, state).state == state


def test_the_path_of_an_organisation_names_its_ancestors(works_union, park_union, xuhui_union, municipal):
    assert works_union.path == f"/{municipal.pk}/{xuhui_union.pk}/{park_union.pk}/{works_union.pk}/"


def test_people_hold_their_role_and_no_other(screener):
    assert screener.holds("screener")
    assert not screener.holds("expert")


def test_one_person_has_one_row(draft):
    assert Nomination.objects.get().pk == draft.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_before_the_next(time, draft, clerk):
    record("nomination.started", by=clerk, on=draft)

    assert Entry.objects.count() == 1
