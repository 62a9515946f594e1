"""两人同时领办: one has it, the other reads that it is taken; nothing is written twice."""

import threading

import pytest
from django.db import connection

from common.refusals import Refused
from ledger.models import Entry
from nominations.actions.screening import claim
from nominations.models import Nomination
from nominations.states import State
from tests.factories import at_state


@pytest.mark.django_db(transaction=True)
def test_of_two_screeners_at_once_one_has_the_dossier(draft, screener, second_screener):
    filed = at_state(draft, State.SUBMITTED)
    start, told = threading.Barrier(2), []

    def try_to_claim(person):
        start.wait()
        try:
            claim(filed, by=person)
        except Refused as refused:
            told.append(refused.ground)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to_claim, args=[person]) for person in (screener, second_screener)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["already_handled"]
    assert Nomination.objects.get(pk=filed.pk).screener in (screener, second_screener)
    assert Entry.objects.filter(act="nomination.claimed").count() == 1
