"""名额：审定不超过名额，已用的不再给，暂缓的可再审 (沪工总经〔2015〕260号 二)."""

import pgtrigger
from django.urls import reverse

from decisions import actions, queries
from decisions.models import RosterItem
from decisions.states import Outcome
from nominations.models import Nomination
from nominations.states import State
from seasons.models import Rulebook
from tests.decisions.conftest import HELD_ON, states
from tests.moments import AT_THE_SITTING


def test_never_more_than_the_places_left(voting, all_for, close):
    give_places(voting.season, 2)
    close(all_for(voting))
    assert states() == {"王建国": State.APPROVED, "丁一凡": State.APPROVED, "李明": State.NOTICE_PASSED}
    last = RosterItem.objects.get(position=3)
    assert last.outcome == Outcome.DEFERRED and "名额已满" in last.note


def give_places(season, quota):
    """The same rulebook with fewer places, as if it had been issued so."""
    with pgtrigger.ignore("seasons.Rulebook:frozen_once_issued"):
        Rulebook.objects.filter(season=season).update(quota=quota)


def test_places_already_given_are_not_given_again(voting, named, all_for, close):
    named("先得", State.HONOURED)
    give_places(voting.season, 3)
    close(all_for(voting))
    assert sorted(states().values()) == ["approved", "approved", "honoured", "notice_passed"]


def test_a_deferred_name_comes_before_a_second_sitting(voting, all_for, close, season, secretary, chair_members):
    give_places(season, 2)
    close(all_for(voting))
    give_places(season, 3)
    second = actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AT_THE_SITTING
    )
    actions.mark_present(second, chair_members[:4], by=secretary, now=AT_THE_SITTING)
    actions.open_voting(second, by=secretary, now=AT_THE_SITTING)
    close(all_for(second), number="沪工总经〔2026〕89号")
    assert set(states().values()) == {State.APPROVED}
    assert Nomination.objects.get(name="李明").resolution_number == "沪工总经〔2026〕89号"


def test_before_the_closing_the_secretary_reads_what_becomes_of_those_without_a_place(voting, ruled, client, secretary):
    ruled(quota=2, reserve_places=1)
    client.force_login(secretary)
    page = client.get(reverse("decisions:close", args=[voting.pk])).content.decode()
    assert "列为递补人选（至多1名），其余暂缓" in page


def test_fewer_names_than_places_leave_places_free(voting, all_for, close):
    give_places(voting.season, 40)
    close(all_for(voting))
    assert set(states().values()) == {State.APPROVED}
    assert queries.places_left(voting.season, Rulebook.objects.get()) == 37
