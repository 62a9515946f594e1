"""市总审定：召集、名单、到会、回避 (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from common.refusals import Refused
from decisions import actions
from decisions.models import Sitting, VoteRecusal
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from privacy.hashing import keyed_hash
from publicity.models import Notice, NoticeName
from reviews.models import Ranking, RankingLine, Round
from tests.decisions.conftest import HELD_ON
from tests.factories import MembershipFactory
from tests.moments import AFTER_NOTICE, AFTER_REVIEW, AT_THE_SITTING, IN_NOTICE, beijing


def ground(act):
    """The ground of a refusal."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.ground


def convene(season, secretary, members, chair=None, **more):
    """The act with what does not matter here filled in."""
    return actions.convene(
        season,
        held_on=HELD_ON,
        members=members,
        chair=chair or members[0],
        by=secretary,
        now=AFTER_NOTICE,
        **more,
    )


def ranked(season, review_office, places):
    """A confirmed ranking that puts nominations at places."""
    round_ = Round.objects.create(
        season=season,
        rulebook=season.rulebooks.get(),
        plan=season.rulebooks.get().round_plans.get(),
        number=1,
        **opened(review_office),
    )
    ranking = Ranking.objects.create(
        round=round_,
        made_at=AFTER_REVIEW,
        made_by=review_office,
        inputs_hash="0" * 64,
        arithmetic="1",
        shortlist_size=3,
    )
    for nomination, place in places.items():
        RankingLine.objects.create(
            ranking=ranking,
            nomination=nomination,
            place=place,
            raw_place=place,
            panel_score=90 - place,
            score=90 - place,
            spread=0,
            deviation=0,
            bonus=0,
            median=90 - place,
            total=90 - place,
            scores_counted=5,
            scores_given=5,
            is_shortlisted=True,
            is_shortlisted_otherwise=True,
        )
    Ranking.objects.filter(pk=ranking.pk).update(confirmed_at=AFTER_REVIEW, confirmed_by=review_office)


def opened(person):
    """Whatever columns a round has besides its season."""
    fields = {field.name for field in Round._meta.fields}
    known = {
        "opened_at": AFTER_REVIEW,
        "opened_by": person,
        "opens_at": AFTER_REVIEW,
        "closes_at": AT_THE_SITTING,
        "seed": 1,
    }
    return {name: value for name, value in known.items() if name in fields}


def test_all_who_passed_the_notice_are_put_before_the_members(convened):
    assert convened.roster.count() == 3 and convened.members.get(is_chair=True).user.full_name == "许主持"


def test_the_roster_follows_the_confirmed_ranking(season, three, secretary, chair_members, review_office):
    ranked(season, review_office, {three[0]: 3, three[1]: 1, three[2]: 2})
    sitting = convene(season, secretary, chair_members)
    assert [item.nomination.name for item in sitting.roster.all()] == ["丁一凡", "李明", "王建国"]


def test_the_roster_may_be_given_in_an_order(season, three, secretary, chair_members):
    sitting = convene(season, secretary, chair_members, nominations=[three[2], three[0]])
    assert [item.nomination.name for item in sitting.roster.all()] == ["李明", "王建国"]


def test_before_the_notice_the_shortlisted_are_put_where_the_rulebook_says_so(
    season, rulebook_approval_first, named, secretary, chair_members
):
    named("王建国", State.SHORTLISTED)
    assert convene(season, secretary, chair_members).roster.count() == 1


def test_a_name_held_by_an_objection_cannot_be_put_on_the_roster(season, three, named, secretary, chair_members):
    held = named("赵待查", State.CONTESTED)
    assert ground(lambda: convene(season, secretary, chair_members, nominations=[*three, held])) == "held"
    assert not Sitting.objects.exists()


def test_somebody_still_on_notice_is_named(season, three, named, secretary, chair_members):
    early = named("赵早", State.ON_NOTICE)
    with pytest.raises(Refused, match="赵早（公示中）"):
        convene(season, secretary, chair_members, nominations=[early])


def test_only_the_secretary_convenes(season, three, chair_members):
    assert ground(lambda: convene(season, chair_members[0], chair_members)) == "not_secretary"


def test_members_are_members_of_the_chair_office(season, three, secretary, chair_members, finance):
    assert ground(lambda: convene(season, secretary, [*chair_members, finance])) == "not_chair_members"


def test_the_chair_is_one_of_the_members(season, three, secretary, chair_members):
    assert ground(lambda: convene(season, secretary, chair_members[1:], chair=chair_members[0])) == "no_chair"


def test_one_person_has_one_seat(season, three, secretary, chair_members):
    for member in chair_members[:2]:
        member.person_hash = keyed_hash("identity", "110105194912310020")
        member.save()
    assert ground(lambda: convene(season, secretary, chair_members)) == "same_person"


def test_an_empty_roster_is_refused(season, rulebook, secretary, chair_members):
    assert ground(lambda: convene(season, secretary, chair_members)) == "nobody_eligible"


def test_nobody_stands_before_two_open_sittings(convened, season, three, secretary, chair_members):
    assert ground(lambda: convene(season, secretary, chair_members, nominations=three)) == "in_another_sitting"


def test_members_are_written_to(convened, chair_members):
    assert Letter.objects.filter(kind="sitting_convened", recipient__in=chair_members).count() == 5


def test_convening_leaves_its_trace(convened, secretary):
    entry = Entry.objects.get(act="sitting.convened")
    assert (entry.actor_id, entry.detail) == (secretary.pk, {"members": 5, "names": 3})


def test_the_roster_may_be_set_anew_before_the_vote(convened, three, secretary):
    actions.set_roster(convened, [three[1]], by=secretary, now=AFTER_NOTICE)
    assert [item.nomination.name for item in convened.roster.all()] == ["丁一凡"]


def test_what_members_declared_outlives_a_new_roster(convened, three, secretary, chair_members):
    item, seat = convened.roster.get(nomination=three[1]), convened.members.get(user=chair_members[1])
    actions.recuse(item, seat, reason="师徒关系", by=chair_members[1], now=AFTER_NOTICE)
    actions.set_roster(convened, [three[1]], by=secretary, now=AFTER_NOTICE)
    assert VoteRecusal.objects.get().reason == "师徒关系"


def test_strangers_are_not_present(convened, secretary, finance):
    assert ground(lambda: actions.mark_present(convened, [finance], by=secretary)) == "not_a_member"


# --- 回避 ---


def derived(season, secretary, chair_members):
    """The reasons the portal finds by itself."""
    return list(
        VoteRecusal.objects.filter(roster_item__sitting=convene(season, secretary, chair_members)).values_list(
            "member__user__full_name", "reason"
        )
    )


def test_nobody_withdraws_without_a_reason(season, three, secretary, chair_members):
    assert derived(season, secretary, chair_members) == []


def test_a_member_of_the_nominating_union_withdraws(season, three, secretary, chair_members, xuhui_union):
    MembershipFactory(user=chair_members[2], role=Role.UNION_CLERK, organisation=xuhui_union)
    assert derived(season, secretary, chair_members) == [("吕委员", "任职于推荐或审核单位（徐汇区总工会）")] * 3


def test_whoever_screened_withdraws(season, three, secretary, chair_members):
    Nomination.objects.filter(pk=three[0].pk).update(screener=chair_members[3])
    assert derived(season, secretary, chair_members) == [("施委员", "曾参与该人选的资格审核")]


def test_whoever_published_withdraws(season, three, secretary, chair_members):
    published(season, three[0], by=chair_members[4])
    assert derived(season, secretary, chair_members) == [("张委员", "曾参与该人选的公示")]


def published(season, nomination, *, by):
    """A notice that names him, published by this person."""
    notice = Notice.objects.create(
        season=season,
        rulebook=season.rulebooks.get(),
        number=1,
        title="公示",
        text="公示",
        opens_on=IN_NOTICE.date(),
        closes_at=AFTER_NOTICE,
        contact="办公室",
        prepared_by=by,
        prepared_at=IN_NOTICE,
    )
    NoticeName.objects.create(
        notice=notice, nomination=nomination, position=1, name=nomination.name, unit_name="某厂", post="车工"
    )
    notice.published_by, notice.published_at, notice.list_hash = by, IN_NOTICE, "0" * 64
    notice.save()


def test_a_candidate_withdraws_from_the_own_name(season, three, secretary, chair_members):
    chair_members[1].person_hash = three[2].identity_hash
    chair_members[1].save()
    assert derived(season, secretary, chair_members) == [("何副职", "本人即候选人")]


def test_a_recusal_needs_a_reason_and_the_own_seat(convened, chair_members):
    item, seat = convened.roster.first(), convened.members.get(user=chair_members[1])
    assert ground(lambda: actions.recuse(item, seat, reason=" ", by=chair_members[1])) == "no_reason"
    assert ground(lambda: actions.recuse(item, seat, reason="亲属", by=chair_members[2])) == "not_your_seat"


def test_a_recusal_while_voting_takes_the_vote_out(voting, chair_members):
    actions.vote_all(voting, choice="for", by=chair_members[1], now=AT_THE_SITTING)
    item, seat = voting.roster.first(), voting.members.get(user=chair_members[1])
    actions.recuse(item, seat, reason="亲属", by=chair_members[1], now=AT_THE_SITTING)
    assert seat.votes.count() == 2


def test_deriving_costs_the_same_for_one_name_and_three(season, three, secretary, chair_members):
    def convened_anew(names):
        Sitting.objects.filter(voided_at=None).update(voided_at=beijing(2026, 9, 20), voided_because="测试")
        convene(season, secretary, chair_members, nominations=names)

    convened_anew(three)
    with CaptureQueriesContext(connection) as one:
        convened_anew(three[:1])
    with CaptureQueriesContext(connection) as all_three:
        convened_anew(three)
    assert len(all_three) == len(one)
