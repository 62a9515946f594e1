"""Where the sittings of these tests begin: names that have passed the notice, five members, four of them present."""

import pgtrigger
import pytest
from django.db import connection

from common.refusals import Refused
from decisions import actions
from nominations.models import Nomination
from nominations.states import State
from seasons.models import Rulebook
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.moments import AFTER_NOTICE, AT_THE_SITTING

HELD_ON = AT_THE_SITTING.date()
NUMBER = "沪工总经〔2026〕88号"


def ground(act):
    """The ground of a refusal."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.ground


def ask_the_deferred_guards():
    """As at the end of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def states():
    """Everybody's state by name."""
    return dict(Nomination.objects.values_list("name", "state"))


@pytest.fixture
def named(season, clerk, works_union, xuhui_union):
    """Put a person of this name down at a state, under the rulebook of the season."""

    def put(name, state=State.NOTICE_PASSED, **fields):
        nomination = NominationFactory(
            rulebook=season.rulebooks.get(),
            drafted_by=clerk,
            drafting_body=works_union,
            filing_body=xuhui_union,
            name=name,
            **fields,
        )
        return at_state(complete_dossier(nomination), state)

    return put


@pytest.fixture
def three(rulebook, named):
    """王、丁、李."""
    return [named("王建国"), named("丁一凡"), named("李明")]


@pytest.fixture
def convened(season, three, secretary, chair_members):
    """Called for 14 October."""
    return actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AFTER_NOTICE
    )


@pytest.fixture
def attended(convened, secretary, chair_members):
    """Four of five are present."""
    return actions.mark_present(convened, chair_members[:4], by=secretary, now=AT_THE_SITTING)


@pytest.fixture
def voting(attended, secretary):
    """The vote is open."""
    return actions.open_voting(attended, by=secretary, now=AT_THE_SITTING)


@pytest.fixture
def ruled(season):
    """The season's rulebook as if it had been issued with these columns."""

    def rule(**columns):
        with pgtrigger.ignore("seasons.Rulebook:frozen_once_issued"):
            Rulebook.objects.filter(season=season).update(**columns)

    return rule


@pytest.fixture
def secret(ruled, season, three, secretary, chair_members):
    """A secret ballot is open, four of five present."""
    ruled(ballot_kind="secret")
    sitting = actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AFTER_NOTICE
    )
    actions.mark_present(sitting, chair_members[:4], by=secretary, now=AT_THE_SITTING)
    return actions.open_voting(sitting, by=secretary, now=AT_THE_SITTING)


@pytest.fixture
def all_for(chair_members):
    """Everybody present votes for everybody."""

    def cast(sitting, **more):
        for member in chair_members[:4]:
            actions.vote_all(sitting, choice="for", by=member, now=AT_THE_SITTING, **more)
        return sitting

    return cast


@pytest.fixture
def close(secretary):
    """End the vote."""

    def act(sitting, number=NUMBER, by=None):
        return actions.close_voting(sitting, number=number, signed_by="许主持", by=by or secretary, now=AT_THE_SITTING)

    return act
