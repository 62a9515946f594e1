"""同时办理: two people act at once, and exactly one result stands."""

import threading

import pytest
from django.db import connection
from django_fsm import ConcurrentTransition, TransitionNotAllowed

from common.refusals import Refused
from ledger.models import Entry
from nominations import actions
from nominations.models import Nomination
from nominations.states import Channel, DocumentKind, State
from tests.factories import at_state
from tests.factories.numbers import credit_code, identity_number
from tests.moments import IN_WINDOW
from tests.nominations.test_recommending import one_place, two_for_one_place

__all__ = ["one_place", "two_for_one_place"]
pytestmark = pytest.mark.django_db(transaction=True)
LOST = (Refused, ConcurrentTransition, TransitionNotAllowed)


def at_once(*acts):
    """Run the acts in threads that start together; what each one came to, or why it was refused."""
    start, ends = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait()
        try:
            ends[place] = act()
        except LOST as refused:
            ends[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def grounds(ends):
    """Why the losers lost."""
    return [end.ground for end in ends if isinstance(end, Refused)]


def test_two_clerks_file_at_once_and_one_wins(draft, xuhui_clerk):
    ready = at_state(draft, State.ENDORSED)
    ends = at_once(*[lambda: actions.submit(ready, by=xuhui_clerk, now=IN_WINDOW)] * 2)

    assert grounds(ends) == ["already_handled"]
    assert Entry.objects.filter(act="nomination.submitted").count() == 1


def test_a_withdrawal_and_a_filing_at_once_leave_one_state_after_the_other(draft, clerk, xuhui_clerk):
    ready = at_state(draft, State.ENDORSED)
    at_once(
        lambda: actions.submit(ready, by=xuhui_clerk, now=IN_WINDOW),
        lambda: actions.withdraw(ready, by=clerk, reason="本人要求。", now=IN_WINDOW),
    )

    assert Nomination.objects.get().state == State.WITHDRAWN


def test_two_race_for_the_last_place_and_exactly_one_gets_it(two_for_one_place, xuhui_endorser):
    ends = at_once(
        *[
            lambda one=one: actions.endorse(one, by=xuhui_endorser, opinion="同意", now=IN_WINDOW)
            for one in two_for_one_place
        ]
    )

    assert grounds(ends) == ["no_place"]
    assert Nomination.objects.filter(state=State.ENDORSED).count() == 1


def test_ten_starts_at_once_leave_one_dossier(rulebook, clerk, works_union):
    def start():
        return actions.start(
            by=clerk,
            channel=Channel.UNIT,
            drafting_body=works_union,
            name="赵铁柱",
            document_kind=DocumentKind.RESIDENT,
            identity_number=identity_number(901),
            unit_name="上海第一机床厂有限公司",
            unit_code=credit_code(7),
            now=IN_WINDOW,
        )

    ends = at_once(*[start] * 10)

    assert grounds(ends) == ["duplicate"] * 9
    assert Nomination.objects.count() == 1
