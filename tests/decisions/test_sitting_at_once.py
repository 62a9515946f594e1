"""两名秘书同时办理、反复点击：一人办成，另一人得知已经办过；中途出错则原样未动 (沪工总经〔2015〕260号 三(四))."""

import pytest

from decisions import actions
from decisions.models import Resolution, RosterItem, Sitting, Vote
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from tests.conftest import someone
from tests.decisions.conftest import NUMBER
from tests.factories import prove
from tests.faults import broken_at_every_statement
from tests.honours.test_money_at_once import at_once
from tests.moments import AT_THE_SITTING

AT = {"now": AT_THE_SITTING}


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_one_opens_and_one_closes(attended, secretary, municipal, chair_members):
    secretaries = [secretary, prove(someone("戚同时", "chair_secretary", municipal))]

    assert at_once(*(lambda by=by: actions.open_voting(attended, by=by, **AT) for by in secretaries)) == [
        "roster_is_sealed"
    ]
    member = chair_members[1]
    assert at_once(*[lambda: actions.vote_all(attended, choice="for", by=member, **AT)] * 2) == []
    assert Vote.objects.count() == 3

    told = at_once(
        *(
            lambda by=by, number=number: actions.close_voting(attended, number=number, signed_by="许主持", by=by, **AT)
            for by, number in zip(secretaries, (NUMBER, NUMBER.replace("88", "89")), strict=True)
        )
    )
    assert told == ["already_handled"]
    assert Resolution.objects.count() == Entry.objects.filter(act="resolution.made").count() == 1
    numbers = set(Nomination.objects.exclude(resolution_number="").values_list("resolution_number", flat=True))
    assert numbers <= {Resolution.objects.get().number}


def everything():
    """What opening and closing a vote touch."""
    sitting = Sitting.objects.get()
    return (
        sitting.voting_opened_at,
        sitting.closed_at,
        sitting.voided_at,
        Resolution.objects.count(),
        list(RosterItem.objects.order_by("pk").values_list("outcome", "votes_for", "seen")),
        list(Nomination.objects.order_by("pk").values_list("state", "resolution_number")),
        Entry.objects.count(),
        Letter.objects.count(),
    )


def test_a_fault_at_any_statement_of_the_opening_leaves_the_sitting_in_preparation(attended, secretary):
    tried = broken_at_every_statement(lambda: actions.open_voting(attended, by=secretary, **AT), watched=everything)

    assert tried > 10, "the opening should have touched more"


def test_a_fault_at_any_statement_of_the_closing_leaves_the_vote_open(voting, all_for, close):
    all_for(voting)
    tried = broken_at_every_statement(lambda: close(voting), watched=everything)

    assert tried > 25, "the closing should have touched more"
    close(voting)
    assert set(Nomination.objects.values_list("state", flat=True)) == {State.APPROVED}
