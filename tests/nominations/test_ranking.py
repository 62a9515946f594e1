"""本单位排序、名额与撤回审核意见 (沪工总经〔2015〕260号 三(三))."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations import actions
from nominations.models import Endorsement, Nomination
from nominations.queries import ranking
from nominations.states import State
from tests.factories import NominationFactory, RulebookFactory, SeasonFactory, at_state, complete_dossier, issued
from tests.moments import IN_WINDOW, beijing
from tests.nominations.test_races import at_once, grounds
from tests.nominations.test_recommending import at_district, endorsed, ground_of, one_place, recommended

__all__ = ["at_district", "endorsed", "one_place", "recommended"]


@pytest.fixture
def waiting(rulebook, clerk, works_union, xuhui_union):
    """As many dossiers before the district's endorser as asked for."""

    def made(count, rulebook=rulebook):
        drafts = [
            NominationFactory(rulebook=rulebook, drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union)
            for _ in range(count)
        ]
        return [at_state(complete_dossier(one), State.RECOMMENDED, at_body=xuhui_union) for one in drafts]

    return made


def ranked(nomination, user, rank):
    """Endorse with a rank."""
    return actions.endorse(nomination, by=user, opinion="同意报送。", rank=rank, now=IN_WINDOW)


def back(nomination, user, reason="材料另有疑问。"):
    """Take the opinion back."""
    return actions.take_back(nomination, by=user, reason=reason, now=IN_WINDOW)


def test_a_body_gives_a_rank_once_a_season(waiting, xuhui_endorser):
    first, second = waiting(2)
    ranked(first, xuhui_endorser, 1)

    assert ground_of(ranked, second, xuhui_endorser, 1) == "rank_taken"
    assert not second.endorsements.exists()
    assert ranked(second, xuhui_endorser, 2).state == State.ENDORSED


@pytest.mark.parametrize("state", [State.RETURNED, State.WITHDRAWN])
def test_a_return_or_a_withdrawal_frees_the_rank(waiting, xuhui_endorser, clerk, xuhui_union, state):
    first, second = waiting(2)
    first = ranked(first, xuhui_endorser, 1)
    leave, by = (actions.hand_back, xuhui_endorser) if state == State.RETURNED else (actions.withdraw, clerk)
    leave(first, by=by, reason="材料有误。", now=IN_WINDOW)

    assert ranking.next_rank(xuhui_union, second.season_id) == 1
    assert ranked(second, xuhui_endorser, 1).endorsements.get(is_void=False).rank == 1


def test_the_database_keeps_ranks_apart(waiting, xuhui_endorser):
    for turn, one in enumerate(waiting(2), start=1):
        ranked(one, xuhui_endorser, turn)

    with pytest.raises(IntegrityError, match="one_rank_per_body_and_season"), transaction.atomic():
        Endorsement.objects.update(rank=1)


def test_an_opinion_is_of_the_nominations_season(endorsed, season):
    other = SeasonFactory(code="2027", label="2027年度", is_current=False)
    with pytest.raises(IntegrityError, match="年度"), transaction.atomic():
        Endorsement.objects.filter(nomination=endorsed).update(season=other)


def test_two_may_change_places(waiting, xuhui_endorser, xuhui_union, season):
    for turn, one in enumerate(waiting(2), start=1):
        ranked(one, xuhui_endorser, turn)
    first, second = ranking.standing(xuhui_union, season)
    actions.reorder(xuhui_union, season, by=xuhui_endorser, ranks={first.pk: 2, second.pk: 1}, now=IN_WINDOW)

    assert list(ranking.standing(xuhui_union, season)) == [second, first]
    assert Entry.objects.filter(act="nomination.ranked").count() == 2


def test_nobody_else_changes_the_order_and_nothing_twice(waiting, xuhui_endorser, xuhui_clerk, xuhui_union, season):
    for turn, one in enumerate(waiting(2), start=1):
        ranked(one, xuhui_endorser, turn)
    same = {one.pk: 1 for one in ranking.standing(xuhui_union, season)}

    assert ground_of(actions.reorder, xuhui_union, season, by=xuhui_clerk, ranks=same) == "not_yours"
    assert ground_of(actions.reorder, xuhui_union, season, by=xuhui_endorser, ranks=same) == "rank_taken"
    assert [one.rank for one in ranking.standing(xuhui_union, season)] == [1, 2]


def test_what_is_filed_keeps_its_rank(endorsed, xuhui_clerk, xuhui_endorser, xuhui_union, season):
    actions.submit(endorsed, by=xuhui_clerk, now=IN_WINDOW)
    (opinion,) = ranking.standing(xuhui_union, season)

    assert ground_of(actions.reorder, xuhui_union, season, by=xuhui_endorser, ranks={opinion.pk: 5}) == "already_filed"


def test_taking_back_returns_it_to_the_body_and_frees_rank_and_place(endorsed, xuhui_endorser, xuhui_union, season):
    again = back(endorsed, xuhui_endorser)

    assert (again.state, again.at_body) == (State.RECOMMENDED, xuhui_union)
    assert ranking.places_of(xuhui_union, again.rulebook) == (None, 0)
    assert not ranking.standing(xuhui_union, season).exists()
    assert Entry.objects.get(act="nomination.endorsement_taken_back").before == State.ENDORSED
    assert ranked(again, xuhui_endorser, 1).state == State.ENDORSED


def test_an_intermediate_level_takes_back_before_the_next_one_acts(at_district, park_endorser, park_union, clerk):
    again = back(at_district, park_endorser)

    assert (again.state, again.at_body) == (State.RECOMMENDED, park_union)
    assert Letter.objects.filter(kind="nomination_endorsement_taken_back", recipient=clerk).exists()


def test_after_the_next_level_it_is_too_late(endorsed, park_endorser):
    assert ground_of(back, endorsed, park_endorser) == "gone_further"


def test_after_filing_it_is_too_late(endorsed, xuhui_clerk, xuhui_endorser):
    actions.submit(endorsed, by=xuhui_clerk, now=IN_WINDOW)

    assert ground_of(back, endorsed, xuhui_endorser) == "already_handled"


def test_taking_back_says_why(endorsed, xuhui_endorser):
    assert ground_of(back, endorsed, xuhui_endorser, reason=" ") == "no_reason"
    assert Nomination.objects.get().state == State.ENDORSED


@pytest.mark.parametrize("role", ["clerk", "xuhui_clerk", "pudong_clerk", "screener", "supervision"])
def test_nobody_else_takes_back(endorsed, role, request):
    assert ground_of(back, endorsed, request.getfixturevalue(role)) == "not_yours"


def test_the_page_shows_order_and_places_and_saves_a_new_order(waiting, xuhui_endorser, xuhui_union, client, season):
    for turn, one in enumerate(waiting(2), start=1):
        ranked(one, xuhui_endorser, turn)
    client.force_login(xuhui_endorser)
    address = reverse("nominations:ranking", args=[xuhui_union.pk])
    first, second = ranking.standing(xuhui_union, season)
    twice = client.post(address, {f"rank_{first.pk}": 1, f"rank_{second.pk}": 1})
    client.post(address, {f"rank_{first.pk}": 2, f"rank_{second.pk}": 1})

    assert "第1位给予了不止一人" in twice.content.decode() and twice.status_code == 409
    assert list(ranking.standing(xuhui_union, season)) == [second, first]


def test_a_taken_rank_is_told_beside_its_field(waiting, xuhui_endorser, client, season):
    late = issued(RulebookFactory(season=season, edition=2, submission_closes_at=beijing(2099, 1, 1)))
    first, second = waiting(2, rulebook=late)
    ranked(first, xuhui_endorser, 1)
    client.force_login(xuhui_endorser)
    address = reverse("nominations:endorse", args=[second.number])
    proposed = client.get(address).context["form"].initial["rank"]
    page = client.post(address, {"opinion": "同意。", "rank": 1})

    assert proposed == 2
    assert "已给予" in page.context["form"].errors["rank"][0]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["endorse", "back", "return"]), st.integers(1, 4))))
def test_ranks_stay_apart_whatever_comes(waiting, xuhui_endorser, xuhui_union, clerk, season, moves):
    """Any sequence of endorsements, returns and opinions taken back keeps ranks unique among those that stand."""
    with transaction.atomic():
        several = waiting(4)
        for place, move, rank in moves:
            nomination = Nomination.objects.get(pk=several[place].pk)
            act = {
                "endorse": lambda one, rank=rank: ranked(one, xuhui_endorser, rank),
                "back": lambda one: back(one, xuhui_endorser),
                "return": lambda one: actions.hand_back(one, by=xuhui_endorser, reason="有误。", now=IN_WINDOW),
            }[move]
            _try(act, nomination)
            ranks = [one.rank for one in ranking.standing(xuhui_union, season)]
            held = Nomination.objects.filter(state=State.ENDORSED).count()
            assert len(ranks) == len(set(ranks)) == held == ranking.places_of(xuhui_union, nomination.rulebook)[1]
        transaction.set_rollback(True)


def _try(act, nomination):
    try:
        with transaction.atomic():
            act(nomination)
    except Refused:
        pass


@pytest.mark.django_db(transaction=True)
def test_two_who_give_the_same_rank_at_once(waiting, xuhui_endorser):
    several = waiting(2)
    ends = at_once(*[lambda one=one: ranked(one, xuhui_endorser, 1) for one in several])

    assert grounds(ends) == ["rank_taken"]
    assert Endorsement.objects.filter(rank=1).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_filing_and_a_taking_back_at_once_leave_one_of_both(draft, xuhui_clerk, xuhui_endorser, xuhui_union):
    ready = at_state(draft, State.ENDORSED)
    Endorsement.objects.create(
        nomination=ready,
        season=ready.season,
        organisation=xuhui_union,
        by=xuhui_endorser,
        at=IN_WINDOW,
        is_endorsed=True,
        opinion="同意",
    )
    ends = at_once(lambda: actions.submit(ready, by=xuhui_clerk, now=IN_WINDOW), lambda: back(ready, xuhui_endorser))

    assert len(grounds(ends)) == 1
    assert Nomination.objects.get().state in (State.SUBMITTED, State.RECOMMENDED)
