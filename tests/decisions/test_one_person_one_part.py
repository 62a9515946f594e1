"""职责分离：同一自然人对同一人选只办一个环节，换账户也一样 (沪工总经〔2015〕260号 三(四))."""

import pgtrigger
import pytest

from decisions import actions
from nominations.models import Nomination
from nominations.parts import APPROVE
from nominations.rules import refuse_second_part, refuse_second_parts
from tests.decisions.conftest import ask_the_deferred_guards
from tests.factories import UserFactory
from tests.factories.parts import PARTS, TOOK, everywhere, grounds_by_part
from tests.moments import AT_THE_SITTING


@pytest.mark.parametrize("done", PARTS)
def test_whoever_took_one_part_takes_no_other_by_whatever_account(rulebook, named, done):
    nomination = named("王建国")
    first, second = (UserFactory(person_hash="a" * 64) for _ in range(2))
    with pgtrigger.ignore():
        TOOK[done](nomination, first)
        nomination = Nomination.objects.get(pk=nomination.pk)
        for other in PARTS:
            refusals = [
                refuse_second_part(second, nomination, other),
                refuse_second_parts(second, [nomination], other),
            ]
            grounds = [one.ground if one else None for one in refusals]
            assert grounds == ([None] * 2 if other == done else ["second_part"] * 2)
            assert refuse_second_part(UserFactory(), nomination, other) is None
        ask_the_deferred_guards()  # while they are told to look away


def test_a_member_does_not_vote_on_whom_he_has_had_in_hand(attended, three, secretary, chair_members):
    def vote(by):
        sitting = actions.open_voting(attended, by=secretary, now=AT_THE_SITTING)
        actions.vote(sitting.roster.get(nomination=three[0]), choice="for", by=by, now=AT_THE_SITTING)

    assert grounds_by_part(APPROVE, three[0], chair_members[1], vote) == everywhere(APPROVE, "recused")


def test_a_part_taken_while_the_vote_is_open_takes_the_vote_out(voting, three, all_for, close, chair_members):
    all_for(voting)
    with pgtrigger.ignore():
        TOOK["publish"](three[0], chair_members[1])
    item = close(voting).roster.get(nomination=three[0])
    assert (item.votes_for, item.recused) == (3, 1)
