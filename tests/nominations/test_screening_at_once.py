"""两人同时领办: one has it, the other reads that it is taken; nothing is written twice."""

import threading

import pytest
from django.db import connection

from common.refusals import Refused
from ledger.models import Entry
from nominations.actions import bulk
from nominations.actions.screening import claim
from nominations.models import BulkResult, Nomination
from nominations.states import BulkKind, State
from tests.factories import at_state
from tests.nominations.screening_cast import many

__all__ = ["many"]


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


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_overlapping_files_each_file_has_one(many, screener, second_screener):
    files = many(6)
    start = threading.Barrier(2)

    def claim_all(person, chosen):
        act, _ = bulk.ask_many(BulkKind.CLAIM, chosen, by=person, token=person.username)
        start.wait()
        try:
            bulk.carry_out(act)
        finally:
            connection.close()

    pairs = [(screener, files[:4]), (second_screener, files[:1:-1])]
    threads = [threading.Thread(target=claim_all, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Entry.objects.filter(act="nomination.claimed").count() == 6
    assert BulkResult.objects.filter(outcome="done").count() == 6
    assert BulkResult.objects.filter(outcome="refused").count() == 2
    assert not Nomination.objects.filter(screener__isnull=True).exists()
