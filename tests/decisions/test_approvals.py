"""审定之后：所见有变则审定失效；递补须另行公示；公示后复核 (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from decisions import actions, rules
from decisions.models import RosterItem
from decisions.states import Outcome, SittingKind
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from tests.decisions.conftest import HELD_ON, ask_the_deferred_guards, ground
from tests.factories import at_state, rewritten
from tests.moments import AT_NAMING, AT_THE_SITTING

AT = {"now": AT_NAMING}


def line(name):
    """The roster line of this person."""
    return RosterItem.objects.select_related("sitting", "nomination").get(nomination__name=name)


@pytest.fixture
def resolved(voting, all_for, close):
    """All three are approved."""
    return close(all_for(voting))


@pytest.fixture
def with_reserve(ruled, voting, all_for, close):
    """Two places: 李明 is the reserve."""
    ruled(quota=2, reserve_places=1)
    return close(all_for(voting))


def dropped(name):
    """He drops out late, between sitting and naming."""
    gone = Nomination.objects.get(name=name)
    gone.drop_out(at=AT_NAMING, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])


def test_what_changed_after_the_resolution_is_not_named_and_the_others_are(resolved, three):
    rewritten(three[0], post="首席技师")
    found = rules.against_naming(Nomination.objects.all(), now=AT_NAMING)
    assert list(found) == [three[0].pk] and "由“车工班组长”变为“首席技师”" in str(found[three[0].pk])


def test_a_lapsed_approval_says_why_and_the_name_comes_before_another_sitting(
    resolved, three, season, secretary, chair_members, all_for, close
):
    ask_the_deferred_guards()
    rewritten(three[0], post="首席技师")
    item = actions.lapse(line("王建国"), by=secretary, **AT)
    nomination = Nomination.objects.get(pk=three[0].pk)
    assert (nomination.state, nomination.resolution_number) == (State.NOTICE_PASSED, "")
    assert "首席技师" in item.lapsed_because
    assert Entry.objects.get(act="nomination.approval_lapsed").reason == item.lapsed_because
    again = actions.convene(season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, **AT)
    assert [one.nomination_id for one in again.roster.all()] == [three[0].pk]
    actions.mark_present(again, chair_members[:4], by=secretary, **AT)
    close(all_for(actions.open_voting(again, by=secretary, **AT)), number="沪工总经〔2026〕89号")
    nomination = Nomination.objects.get(pk=three[0].pk)
    assert (nomination.state, nomination.resolution_number) == (State.APPROVED, "沪工总经〔2026〕89号")
    assert rules.against_naming([nomination], now=AT_NAMING) == {}


def test_the_page_says_what_changed_what_follows_and_where_it_is_taken_up_again(
    resolved, three, season, secretary, chair_members, client
):
    rewritten(three[0], post="首席技师")
    item, page = line("王建国"), reverse("decisions:sitting", args=[resolved.pk])
    asked = reverse("decisions:lapse", args=[resolved.pk, item.pk])
    client.force_login(secretary)
    assert "首席技师" in client.get(page).content.decode()
    words = client.get(asked).content.decode()
    assert "会议所见为“车工班组长”，现为“首席技师”" in words and "登记后不能撤回" in words
    actions.lapse(item, by=secretary, **AT)
    assert "召集会议复议" in client.get(page).content.decode()
    actions.convene(season, held_on=HELD_ON, members=chair_members, chair=chair_members[0], by=secretary, **AT)
    assert "第2次会议</a>复议" in client.get(page).content.decode()


def test_an_approval_that_holds_does_not_lapse(resolved, secretary):
    assert ground(lambda: actions.lapse(line("王建国"), by=secretary, **AT)) == "nothing_changed"


def test_a_lapse_is_never_taken_back(resolved, three, secretary):
    rewritten(three[0], post="首席技师")
    item = actions.lapse(line("王建国"), by=secretary, **AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        RosterItem.objects.filter(pk=item.pk).update(lapsed_at=None, lapsed_because="")


def test_carried_beyond_the_places_is_a_reserve_in_the_resolution(with_reserve):
    assert line("李明").outcome == Outcome.RESERVE and "递补人选" in with_reserve.resolution.text


def test_no_reserve_moves_up_without_a_place(with_reserve, secretary):
    assert ground(lambda: actions.call_up(line("李明"), by=secretary, **AT)) == "no_place"


def test_a_reserve_moves_up_only_after_a_notice_of_his_own(with_reserve, secretary):
    dropped("王建国")
    item = actions.call_up(line("李明"), by=secretary, **AT)
    assert item.nomination.state == State.SHORTLISTED
    assert ground(lambda: actions.seat_reserve(line("李明"), by=secretary, **AT)) == "own_notice_first"
    at_state(item.nomination, State.NOTICE_PASSED, state_since=AT_NAMING.replace(hour=18))
    assert actions.seat_reserve(line("李明"), by=secretary, **AT).nomination.state == State.APPROVED


def test_a_reserve_under_an_objection_is_passed_by(with_reserve, secretary):
    dropped("王建国")
    at_state(Nomination.objects.get(name="李明"), State.CONTESTED)
    assert ground(lambda: actions.call_up(line("李明"), by=secretary, **AT)) == "not_the_next"


def test_a_held_name_is_not_approved_in_the_database(voting, three):
    at_state(three[0], State.CONTESTED)
    with pytest.raises(DatabaseError, match="异议尚在核查"), transaction.atomic():
        RosterItem.objects.filter(nomination=three[0]).update(outcome=Outcome.CARRIED)


def test_where_the_rulebook_asks_the_names_are_confirmed_after_their_notice(
    season, rulebook_approval_first, ruled, named, secretary, chair_members, all_for, close
):
    ruled(confirm_after_notice=True)
    first = {"held_on": HELD_ON, "members": chair_members, "chair": chair_members[0], "by": secretary}
    named("王建国", State.SHORTLISTED)
    for kind in (SittingKind.SELECTION, SittingKind.CONFIRMATION):
        sitting = actions.convene(season, kind=kind, now=AT_THE_SITTING, **first)
        actions.mark_present(sitting, chair_members[:4], by=secretary, now=AT_THE_SITTING)
        all_for(actions.open_voting(sitting, by=secretary, now=AT_THE_SITTING))
        close(sitting, number=f"沪工总经〔2026〕8{sitting.number}号")
        passed = at_state(Nomination.objects.get(), State.NOTICE_PASSED)
        assert bool(rules.against_naming([passed], now=AT_NAMING)) == (kind == SittingKind.SELECTION)
    assert sitting.roster.get().outcome == Outcome.CONFIRMED


def test_a_lapse_is_told_to_who_nominated_and_to_the_office(resolved, three, secretary, clerk, review_office):
    rewritten(three[0], post="首席技师")
    actions.lapse(line("王建国"), by=secretary, **AT)
    told = Letter.objects.filter(kind="approval_lapsed")
    assert {clerk.pk, review_office.pk} <= set(told.values_list("recipient", flat=True))
    assert "首席技师" in told.first().body


def test_a_reserve_called_up_is_told_to_who_nominated_and_to_publicity(
    with_reserve, secretary, clerk, publicity_officer
):
    dropped("王建国")
    actions.call_up(line("李明"), by=secretary, **AT)
    told = Letter.objects.filter(kind="reserve_called_up")
    assert {clerk.pk, publicity_officer.pk} <= set(told.values_list("recipient", flat=True))
    assert "另行公示" in told.first().body
