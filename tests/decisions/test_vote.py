"""市总审定：表决与决议 (沪工总经〔2015〕260号 三(四))."""

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.states import Role
from common.refusals import Refused
from decisions import actions, counting
from decisions.models import Resolution, RosterItem, Sitting, Vote
from decisions.states import Outcome
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from sanctions.models import Ban
from seasons.models import Rulebook
from tests.decisions.conftest import HELD_ON, NUMBER
from tests.factories import MembershipFactory, rewritten
from tests.moments import AFTER_NOTICE, AT_THE_SITTING, beijing


def ground(act):
    """The ground of a refusal."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.ground


def states():
    """Everybody's state by name."""
    return dict(Nomination.objects.values_list("name", "state"))


# --- 开始表决 ---


def test_opening_writes_down_what_is_seen(voting):
    line = voting.roster.get(position=1).seen
    assert (line["name"], line["state"]) == ("王建国", "notice_passed")
    assert len(voting.roster_hash) == 64


def test_no_vote_without_a_quorum(convened, secretary, chair_members):
    actions.mark_present(convened, chair_members[:3], by=secretary, now=AT_THE_SITTING)  # 3 of 5 are less than 2/3
    with pytest.raises(Refused, match="不足规定的4人") as refused:
        actions.open_voting(convened, by=secretary, now=AT_THE_SITTING)
    assert refused.value.ground == "no_quorum"


def test_no_vote_before_the_day(attended, secretary):
    assert ground(lambda: actions.open_voting(attended, by=secretary, now=beijing(2026, 10, 13))) == "not_the_day"


def test_a_name_that_left_before_the_vote_is_named(attended, three, secretary):
    gone = Nomination.objects.get(pk=three[0].pk)
    gone.drop_out(at=AFTER_NOTICE, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    assert ground(lambda: actions.open_voting(attended, by=secretary, now=AT_THE_SITTING)) == "not_ready"


def test_an_open_vote_seals_members_and_roster(voting, three, secretary, chair_members):
    assert ground(lambda: actions.set_roster(voting, three[:1], by=secretary)) == "roster_is_sealed"
    assert ground(lambda: actions.mark_present(voting, chair_members, by=secretary)) == "roster_is_sealed"


@pytest.mark.parametrize(
    "change",
    [
        lambda sitting: sitting.roster.first().delete(),
        lambda sitting: sitting.roster.filter(position=1).update(position=9),
        lambda sitting: Sitting.objects.filter(pk=sitting.pk).update(roster_hash="0" * 64),
    ],
)
def test_the_database_keeps_an_opened_roster(voting, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(voting)


# --- 表决 ---


def test_a_member_votes_name_by_name_and_may_change(voting, chair_members):
    item = voting.roster.first()
    for choice in ("for", "against"):
        actions.vote(item, choice=choice, by=chair_members[0], now=AT_THE_SITTING)
    assert Vote.objects.get().choice == "against"


def test_a_member_votes_en_bloc_with_exceptions(voting, chair_members):
    item = voting.roster.get(position=2)
    actions.vote_all(voting, choice="for", by=chair_members[0], now=AT_THE_SITTING, except_items={item.pk: "against"})
    assert list(Vote.objects.order_by("roster_item__position").values_list("choice", flat=True)) == [
        "for",
        "against",
        "for",
    ]


def test_a_long_roster_is_voted_in_a_handful_of_statements(voting, chair_members):
    with CaptureQueriesContext(connection) as queries:
        actions.vote_all(voting, choice="for", by=chair_members[0], now=AT_THE_SITTING)
    assert (
        len(queries) <= 14
    )  # among them who must be kept from which name, asked once for the whole roster, and the code
    with CaptureQueriesContext(connection) as again:
        actions.vote_all(voting, choice="against", by=chair_members[0], now=AT_THE_SITTING)
    assert len(again) <= len(queries) and Vote.objects.count() == 3


def test_who_is_not_present_does_not_vote(voting, chair_members):
    assert ground(lambda: actions.vote_all(voting, choice="for", by=chair_members[4])) == "not_present"


def test_nobody_else_votes(voting, secretary, supervision):
    for person in (secretary, supervision):
        assert ground(lambda who=person: actions.vote_all(voting, choice="for", by=who)) == "not_a_member"


def test_nobody_votes_before_the_opening(attended, chair_members):
    assert ground(lambda: actions.vote_all(attended, choice="for", by=chair_members[0])) == "not_open_yet"


def test_nobody_votes_after_the_closing(voting, all_for, close, chair_members):
    close(all_for(voting))
    assert ground(lambda: actions.vote_all(voting, choice="for", by=chair_members[0])) == "already_handled"
    with pytest.raises(DatabaseError), transaction.atomic():
        Vote.objects.update(choice="against")


def test_the_recused_do_not_vote_on_that_name(voting, chair_members):
    item, seat = voting.roster.first(), voting.members.get(user=chair_members[0])
    actions.recuse(item, seat, reason="亲属", by=chair_members[0], now=AT_THE_SITTING)
    assert ground(lambda: actions.vote(item, choice="for", by=chair_members[0])) == "recused"
    actions.vote_all(voting, choice="for", by=chair_members[0], now=AT_THE_SITTING)
    assert seat.votes.count() == 2


def test_the_ledger_says_that_one_voted_not_how(voting, chair_members):
    actions.vote_all(voting, choice="against", by=chair_members[0], now=AT_THE_SITTING)
    entry = Entry.objects.get(act="vote.cast")
    assert entry.actor_id == chair_members[0].pk and "against" not in str(entry.detail)


# --- 结束表决 ---


def test_carried_names_are_approved_by_the_resolution(voting, all_for, close):
    sitting = close(all_for(voting))
    assert set(states().values()) == {State.APPROVED}
    assert set(Nomination.objects.values_list("resolution_number", flat=True)) == {NUMBER}
    assert "王建国（上海第一机床厂有限公司）" in sitting.resolution.text


def test_before_the_notice_carried_names_are_approved_too(
    season, rulebook_approval_first, named, secretary, chair_members, all_for, close
):
    named("王建国", State.SHORTLISTED)
    sitting = actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AFTER_NOTICE
    )
    actions.mark_present(sitting, chair_members[:4], by=secretary, now=AT_THE_SITTING)
    close(all_for(actions.open_voting(sitting, by=secretary, now=AT_THE_SITTING)))
    assert states() == {"王建国": State.APPROVED}


def test_names_without_a_majority_are_passed_over_with_the_reason(voting, close, chair_members):
    lost = voting.roster.get(position=2)
    for index, member in enumerate(chair_members[:4]):
        actions.vote_all(
            voting,
            choice="for",
            by=member,
            now=AT_THE_SITTING,
            except_items={lost.pk: "for" if index < 2 else "against"},  # 2 of 4 do not exceed a half
        )
    close(voting)
    lost.refresh_from_db()
    assert (lost.outcome, lost.votes_for, lost.votes_against) == (Outcome.LOST, 2, 2)
    assert Nomination.objects.get(pk=lost.nomination_id).closing_reason == "主席办公会审议未通过。"


def test_who_is_present_and_silent_abstains(voting, close, chair_members):
    for member in chair_members[:3]:
        actions.vote_all(voting, choice="for", by=member, now=AT_THE_SITTING)
    close(voting)
    assert RosterItem.objects.first().abstentions == 1


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


def test_a_drop_out_during_the_vote_voids_the_sitting_and_says_why(voting, all_for, close, three):
    all_for(voting)
    gone = Nomination.objects.get(pk=three[1].pk)
    gone.drop_out(at=AT_THE_SITTING, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    sitting = close(voting)
    assert "丁一凡" in sitting.voided_because and "由“公示期满”变为“已退出”" in sitting.voided_because
    assert not Resolution.objects.exists() and State.APPROVED not in states().values()


@pytest.mark.parametrize("field", ["unit_name", "post", "name"])
def test_any_change_since_the_opening_voids_the_sitting(voting, all_for, close, three, field):
    all_for(voting)
    rewritten(three[0], **{field: "另一个"})
    assert "变为“另一个”" in close(voting).voided_because


def test_after_a_void_sitting_the_names_come_before_another(
    voting, all_for, close, three, season, secretary, chair_members
):
    rewritten(three[0], post="首席技师")
    close(all_for(voting))
    again = actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AT_THE_SITTING
    )
    assert again.roster.count() == 3


def test_a_resolution_needs_number_and_signature(voting, all_for, close, secretary):
    all_for(voting)
    for number in ("88号", "沪工总经[2026]88号", "沪工总经〔2026〕088号", ""):
        assert ground(lambda wrong=number: close(voting, number=wrong)) == "bad_number"
    assert (
        ground(lambda: actions.close_voting(voting, number=NUMBER, signed_by=" ", by=secretary, now=AT_THE_SITTING))
        == "unsigned"
    )
    assert State.APPROVED not in states().values()


def test_a_number_is_used_once(voting, all_for, close, season, named, secretary, chair_members):
    close(all_for(voting))
    named("赵后来")
    second = actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AT_THE_SITTING
    )
    actions.mark_present(second, chair_members[:4], by=secretary, now=AT_THE_SITTING)
    actions.open_voting(second, by=secretary, now=AT_THE_SITTING)
    assert ground(lambda: close(all_for(second))) == "number_taken"


def test_closing_twice_is_refused(voting, all_for, close):
    close(all_for(voting))
    assert ground(lambda: close(voting, number="沪工总经〔2026〕90号")) == "already_handled"


def test_only_the_secretary_closes(voting, all_for, close, chair_members):
    assert ground(lambda: close(all_for(voting), by=chair_members[0])) == "not_secretary"


def test_resolving_leaves_its_trace(voting, all_for, close, chair_members):
    close(all_for(voting))
    assert Entry.objects.get(act="resolution.made").detail == {"number": NUMBER, "carried": 3, "names": 3}
    entry = Entry.objects.filter(act="nomination.approved").first()
    assert entry.detail["voters"] == sorted(one.pk for one in chair_members[:4])


def test_too_many_recusals_put_a_name_off(season, three, secretary, chair_members, close, xuhui_union):
    for member in chair_members[:4]:
        MembershipFactory(user=member, role=Role.UNION_ENDORSER, organisation=xuhui_union)
    sitting = actions.convene(
        season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AFTER_NOTICE
    )
    actions.mark_present(sitting, chair_members[:4], by=secretary, now=AT_THE_SITTING)
    close(actions.open_voting(sitting, by=secretary, now=AT_THE_SITTING))
    assert set(states().values()) == {State.NOTICE_PASSED}


def test_a_sitting_may_be_voided_with_a_reason(convened, secretary):
    assert ground(lambda: actions.void(convened, reason=" ", by=secretary)) == "no_reason"
    assert actions.void(convened, reason="改期", by=secretary).voided_because == "改期"


# --- 禁报 ---


def ban(nomination, by):
    """A ban on the person, from the first of October."""
    Ban.objects.create(
        subject_kind="person",
        subject_hash=nomination.identity_hash,
        subject_name=nomination.name,
        ground="弄虚作假",
        decision_number="沪工总经〔2026〕30号",
        since="2026-10-01",
        until="2031-10-01",
        imposed_at=AFTER_NOTICE,
        imposed_by=by,
    )


def test_a_banned_name_is_not_put_before_the_members(season, three, secretary, chair_members, review_office):
    ban(three[0], review_office)
    with pytest.raises(Refused, match="王建国") as refused:
        actions.convene(
            season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, now=AT_THE_SITTING
        )
    assert refused.value.ground == "banned"


def test_a_ban_during_the_vote_voids_the_sitting(voting, all_for, close, three, review_office):
    ban(three[0], review_office)
    assert "禁报情况由“无”变为“在禁报期内”" in close(all_for(voting)).voided_because
    assert State.APPROVED not in states().values()


# --- 数据库的防线 ---


def test_a_resolution_is_never_edited(voting, all_for, close):
    close(all_for(voting))
    for change in (lambda: Resolution.objects.update(text="另一决议"), lambda: Resolution.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nobody_is_approved_around_the_resolution(three):
    """A raw UPDATE with an invented number is refused when the transaction would end."""
    with pytest.raises(DatabaseError, match="没有审定决议"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE nominations_nomination SET state = 'approved', approved_at = now(), resolution_number = %s"
            " WHERE id = %s",
            ["沪工总经〔2026〕1号", three[0].pk],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_resolution_that_does_not_carry_the_name_approves_nobody(voting, all_for, close, named):
    close(all_for(voting))
    other = named("赵未审")
    with pytest.raises(DatabaseError, match="没有审定决议"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE nominations_nomination SET state = 'approved', approved_at = now(), resolution_number = %s"
            " WHERE id = %s",
            [NUMBER, other.pk],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# --- 计票 ---


def tally(votes_for, votes_against, *, members=12, present=9):
    """Whoever else is present abstains."""
    return counting.Tally(members, present, votes_for, votes_against, present - votes_for - votes_against)


@pytest.mark.parametrize(
    ("basis", "exceeds", "share", "votes", "carried"),
    [
        ("present", True, (1, 2), (5, 4), True),
        ("present", True, (2, 3), (6, 0), False),
        ("present", False, (2, 3), (6, 0), True),
        ("members", True, (1, 2), (6, 0), False),
        ("members", True, (1, 2), (7, 0), True),
        ("voting", True, (1, 2), (2, 1), True),
        ("voting", True, (1, 2), (1, 1), False),
        ("voting", True, (1, 2), (0, 0), False),
    ],
)
def test_the_majority_is_counted_as_the_rulebook_says(basis, exceeds, share, votes, carried):
    rulebook = Rulebook(
        majority_basis=basis, majority_exceeds=exceeds, majority_numerator=share[0], majority_denominator=share[1]
    )
    assert counting.is_carried(rulebook, tally(*votes)) is carried


@pytest.mark.parametrize(("present", "quorate"), [(7, False), (8, True), (0, False)])
def test_two_thirds_of_twelve_are_eight(present, quorate):
    assert counting.is_quorate(Rulebook(), members=12, present=present) is quorate


def test_what_a_closed_sitting_counted_and_who_sat_there_stays(voting, all_for, close):
    close(voting)
    for act in (
        lambda: RosterItem.objects.update(outcome=Outcome.LOST),
        lambda: RosterItem.objects.update(votes_for=0),
        lambda: Sitting.objects.update(closed_at=None),
        lambda: voting.members.update(is_present=False),
        voting.members.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
