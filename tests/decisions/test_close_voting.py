"""结束表决：按细则计票，所审即所见，形成决议 (沪工总经〔2015〕260号 三(四))."""

import pytest

from accounts.states import Role
from decisions import actions
from decisions.models import Resolution, RosterItem
from decisions.states import Outcome
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from tests.decisions.conftest import HELD_ON, NUMBER, ground, states
from tests.factories import MembershipFactory, rewritten
from tests.moments import AFTER_NOTICE, AT_THE_SITTING


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


def test_a_drop_out_during_the_vote_voids_the_sitting_and_says_why(voting, all_for, close, three):
    all_for(voting)
    gone = Nomination.objects.get(pk=three[1].pk)
    gone.drop_out(at=AT_THE_SITTING, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    sitting = close(voting)
    assert "丁一凡" in sitting.voided_because and "由“公示期满”变为“已退出”" in sitting.voided_because
    assert not Resolution.objects.exists() and State.APPROVED not in states().values()
