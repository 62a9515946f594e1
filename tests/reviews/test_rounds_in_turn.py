"""评审轮次依次进行: the next planned round opens when the list before it stands; nobody is lost between two rounds."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.refusals import Refused
from letters.models import Letter
from nominations.actions import leaving
from nominations.models import Nomination
from nominations.states import State
from reviews import actions
from reviews.models import CommitteeMember, Entrant, Round, ScoreSheet
from reviews.queries import plans, rounds
from seasons.models import RoundPlan
from seasons.states import CutoffKind
from tests.factories import NominationFactory, RulebookFactory, at_state, complete_dossier, issued
from tests.factories.numbers import credit_code
from tests.factories.reviews import all_declared
from tests.moments import IN_REVIEW
from tests.reviews.conftest import DUE
from tests.reviews.test_rounds import refused_with


@pytest.fixture
def rulebook(season):
    """Two rounds, one score each; two go on from the first, all of them are shortlisted after the second."""
    rulebook = RulebookFactory(
        season=season, name="材料评审", scores_per_nomination=1, cutoff=CutoffKind.NUMBER, cutoff_value=2
    )
    RoundPlan.objects.create(
        rulebook=rulebook, position=2, name="评审发布会", scores_per_nomination=1, earlier_share=Decimal(40)
    )
    return issued(rulebook)


def opened_by(office, season, now=IN_REVIEW, **words):
    return all_declared(actions.open_round(season, closes_at=DUE, by=office, now=now, seed="种子", **words))


def scored(round, office):
    """Drawn and scored: the earlier number the better."""
    with suppress(Refused):
        actions.draw(round, by=office, now=IN_REVIEW)
    sheets = ScoreSheet.objects.filter(assignment__round=round, state="open", assignment__withdrawn_at=None)
    numbers = sorted(rounds.entered(round).values_list("number", flat=True))
    for sheet in sheets.select_related("assignment__member__user", "assignment__nomination"):
        place = numbers.index(sheet.assignment.nomination.number)
        points = {one.pk: Decimal(90 - place) for one in round.plan.criteria()}
        actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points, now=IN_REVIEW)


def confirmed(round, office):
    actions.close_round(round, by=office, now=IN_REVIEW)
    return actions.confirm_ranking(actions.make_ranking(round, by=office, now=IN_REVIEW), by=office, now=IN_REVIEW)


@pytest.fixture
def first(season, admitted, members, review_office):
    """The first round, judged and confirmed."""
    round = opened_by(review_office, season)
    scored(round, review_office)
    confirmed(round, review_office)
    return round


def states():
    return list(Nomination.objects.order_by("number").values_list("state", flat=True))


def test_after_the_first_round_the_best_go_on_and_the_others_are_told(first, admitted):
    assert states() == [State.UNDER_REVIEW, State.UNDER_REVIEW, State.NOT_SELECTED]
    letter = Letter.objects.get(kind="review_outcome")
    assert (
        letter.body.count("：进入下一轮“评审发布会”") == 2 and "未入选" in letter.body and "入围人选" not in letter.body
    )


def test_the_second_round_is_of_those_who_went_on(first, season, admitted, review_office):
    second = opened_by(review_office, season)
    assert (second.plan.position, second.number, second.name) == (2, 2, "评审发布会")
    assert set(rounds.entrants(second)) == set(admitted[:2])
    assert not set(first.entrants.values_list("code", flat=True)) & set(second.entrants.values_list("code", flat=True))


def test_only_the_last_planned_round_makes_the_shortlist(first, season, review_office):
    second = opened_by(review_office, season)
    scored(second, review_office)
    ranking = confirmed(second, review_office)
    assert states() == [State.SHORTLISTED, State.SHORTLISTED, State.NOT_SELECTED]
    assert all(line.earlier is not None for line in ranking.lines.all())
    assert refused_with(opened_by, review_office, season).ground == "nobody_waits"


def test_the_next_round_waits_for_the_list_before_it(season, admitted, members, review_office):
    round = opened_by(review_office, season)
    assert refused_with(opened_by, review_office, season).ground == "round_open"
    scored(round, review_office)
    actions.close_round(round, by=review_office, now=IN_REVIEW)
    assert refused_with(opened_by, review_office, season).ground == "ranking_unconfirmed"


def test_a_later_round_takes_nobody_in(first, season, admitted, review_office):
    second = opened_by(review_office, season)
    at_state(admitted[2], State.ADMITTED)
    assert refused_with(actions.take_in, second, by=review_office, now=IN_REVIEW).ground == "not_the_first_round"


def test_who_is_admitted_after_the_first_round_gets_a_further_batch_of_it(first, season, admitted, review_office):
    at_state(admitted[2], State.ADMITTED)
    steps = plans.next_rounds(season, first.rulebook)
    assert [(one.name, one.count) for one in steps] == [("评审发布会", 2), ("材料评审（第2批）", 1)]
    batch = opened_by(review_office, season, plan=first.plan)
    assert list(rounds.entrants(batch)) == [admitted[2]] and batch.plan == first.plan


def test_no_round_is_opened_by_a_committee_that_is_short(season, admitted, members, review_office):
    CommitteeMember.objects.filter(category="media").delete()
    assert refused_with(opened_by, review_office, season).ground == "composition"


def test_rounds_of_a_season_follow_the_rulebook_of_the_first(first, season, review_office):
    amended = RulebookFactory(season=season, edition=2, amendment_reason="调整。", name="另一轮次")
    issued(amended)
    assert opened_by(review_office, season).rulebook == first.rulebook


def acts():
    """开启, 补充, 评分, 结束, 确认, 撤回, 新通过审核 in any order."""
    return st.lists(
        st.tuples(st.sampled_from(["open", "batch", "take_in", "score", "rank", "leave", "admit"]), st.integers(0, 3)),
        max_size=12,
    )


def play(act, turn, season, dossiers, office, clerk):
    latest = rounds.latest_round(season)
    if act == "open":
        opened_by(office, season)
    elif act == "batch":
        opened_by(office, season, plan=plans.planned(plans.rulebook_of_review(season))[0])
    elif act == "admit":
        waiting = Nomination.objects.get(pk=dossiers[3].pk)
        if waiting.state == State.SUBMITTED:
            at_state(waiting, State.ADMITTED)
    elif act == "leave":
        leaving.withdraw(dossiers[turn], by=clerk, reason="不再参加。", now=IN_REVIEW)
    elif latest is not None:
        {
            "take_in": lambda: actions.take_in(latest, by=office, now=IN_REVIEW),
            "score": lambda: scored(latest, office),
            "rank": lambda: confirmed(latest, office),
        }[act]()


def bring_to_an_end(season, office):
    """What the office does anyway: judge, rank, open the next, until nobody waits."""
    for _ in range(8):
        unsettled = plans.unsettled(season)
        if unsettled is None:
            if not plans.next_rounds(season, plans.rulebook_of_review(season)):
                return
            unsettled = opened_by(office, season)
        scored(unsettled, office)
        if unsettled.closed_at is None:
            actions.close_round(unsettled, by=office, now=IN_REVIEW)
        if rounds.entrants(unsettled).exists():
            ranking = actions.make_ranking(unsettled, by=office, now=IN_REVIEW)
            actions.confirm_ranking(ranking, by=office, now=IN_REVIEW)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=acts())
def test_no_order_of_acts_leaves_anybody_between_two_rounds(
    season, rulebook, admitted, members, review_office, clerk, another, played
):
    dossiers = [*admitted, another]
    with transaction.atomic():
        for act, turn in played:
            with suppress(Refused), transaction.atomic():
                play(act, turn, season, dossiers, review_office, clerk)
        bring_to_an_end(season, review_office)

        assert not Nomination.objects.filter(state__in=[State.ADMITTED, State.UNDER_REVIEW]).exists()
        assert not ScoreSheet.objects.filter(state="open", assignment__withdrawn_at=None).exists()
        assert not Round.objects.filter(closed_at=None).exists()
        places = Entrant.objects.values_list("nomination", "round__plan")
        assert len(set(places)) == len(places)
        transaction.set_rollback(True)


@pytest.fixture
def another(admitted, rulebook, clerk, works_union, xuhui_union):
    """A fourth nomination, still in screening."""
    made = NominationFactory(
        rulebook=rulebook,
        drafted_by=clerk,
        drafting_body=works_union,
        filing_body=xuhui_union,
        unit_name="第九机械厂",
        unit_code=credit_code(300_009),
    )
    return at_state(complete_dossier(made), State.SUBMITTED)
