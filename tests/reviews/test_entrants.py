"""参评: which nominations a round judges, and the codes they bear in a blind round."""

from random import Random

import pytest
from django.db import IntegrityError, transaction

from nominations.states import State
from reviews.codes import blind_codes
from reviews.models import Assignment, Entrant
from reviews.queries import rounds
from tests.factories import at_state
from tests.moments import IN_REVIEW


def test_who_is_admitted_when_a_round_opens_enters_it(opened, admitted):
    assert set(rounds.entrants(opened)) == set(admitted)
    assert Entrant.objects.filter(round=opened, entered_at=IN_REVIEW).count() == 3


def test_who_left_is_judged_no_more_and_stays_in_the_list(opened, admitted):
    at_state(admitted[0], State.DROPPED_OUT)
    assert admitted[0] not in rounds.entrants(opened) and admitted[0] in rounds.entered(opened)


def test_a_nomination_that_did_not_enter_is_not_assigned_whatever_the_way(opened, admitted, members):
    Entrant.objects.filter(nomination=admitted[0]).delete()
    with pytest.raises(IntegrityError, match="参评名单"), transaction.atomic():
        Assignment.objects.create(round=opened, member=members[0], nomination=admitted[0], assigned_at=IN_REVIEW)


def test_codes_differ_and_do_not_follow_the_number():
    codes = blind_codes(2000, rng=Random(1))
    assert len(set(codes)) == 2000 and codes != sorted(codes)


def test_a_code_in_use_is_not_drawn_again():
    taken = set(blind_codes(9000, rng=Random(1)))
    assert not taken & set(blind_codes(3000, taken=taken, rng=Random(2)))


def test_codes_grow_longer_before_they_run_short():
    assert len(set(blind_codes(20_000, rng=Random(1)))) == 20_000
