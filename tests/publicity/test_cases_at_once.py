"""两人同时办理一件异议：只有一个决定，另一人读到已经办理 (沪工总经〔2015〕260号 三(四))."""

import threading

import pytest
from django.db import connection

from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from publicity import actions
from publicity.models import Objection
from publicity.states import ObjectionState, RefusalGround
from tests.moments import IN_NOTICE


@pytest.mark.django_db(transaction=True)
def test_of_accepting_and_refusing_at_once_one_stands(objection, review_office, publicity_officer):
    start, told = threading.Barrier(2), []

    def accept():
        actions.open_inquiry(objection, assignee=review_office, by=publicity_officer, now=IN_NOTICE)

    def refuse():
        words = {"ground": RefusalGround.NO_LEAD, "note": "未提供线索。"}
        actions.refuse_objection(objection, **words, by=publicity_officer, now=IN_NOTICE)

    def attempt(act):
        start.wait()
        try:
            act()
        except Refused as refused:
            told.append(refused.ground)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[act]) for act in (accept, refuse)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["already_handled"]
    assert Entry.objects.filter(act__in=["inquiry.opened", "objection.refused"]).count() == 1
    inquired = Objection.objects.get().state == ObjectionState.INQUIRY
    state = Nomination.objects.get(pk=objection.notice_name.nomination_id).state
    assert state == (State.CONTESTED if inquired else State.ON_NOTICE)
