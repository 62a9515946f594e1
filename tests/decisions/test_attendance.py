"""到会、迟到、离会；议程 (沪工总经〔2015〕260号 三(四) 市总审定)."""

import pytest
from django.db import DatabaseError, transaction

from decisions import actions
from decisions.models import AgendaItem, RosterItem, SittingMember
from decisions.states import Outcome
from ledger.models import Entry
from tests.decisions.conftest import ground
from tests.moments import AT_THE_SITTING


def test_who_comes_late_votes_from_then_on(voting, secretary, chair_members):
    late = chair_members[4]
    assert ground(lambda: actions.vote_all(voting, choice="for", by=late, now=AT_THE_SITTING)) == "not_present"
    seat = actions.arrive(voting, late, by=secretary, now=AT_THE_SITTING)
    actions.vote_all(voting, choice="for", by=late, now=AT_THE_SITTING)
    assert (seat.arrived_at, seat.votes.count()) == (AT_THE_SITTING, 3)


def test_what_was_voted_before_leaving_counts_and_the_rest_lacks_him(voting, secretary, chair_members, close):
    first = voting.roster.get(position=1)
    actions.vote(first, choice="for", by=chair_members[3], now=AT_THE_SITTING)
    actions.leave(voting, chair_members[3], by=secretary, now=AT_THE_SITTING)
    for member in chair_members[:3]:
        actions.vote_all(voting, choice="for", by=member, now=AT_THE_SITTING)
    close(voting)
    outcomes = list(RosterItem.objects.order_by("position").values_list("votes_for", "outcome"))
    assert outcomes == [(4, Outcome.CARRIED), (3, Outcome.DEFERRED), (3, Outcome.DEFERRED)]


def test_who_has_left_does_not_vote_and_may_come_back(voting, secretary, chair_members):
    actions.leave(voting, chair_members[3], by=secretary, now=AT_THE_SITTING)
    assert ground(lambda: actions.vote_all(voting, choice="for", by=chair_members[3])) == "not_present"
    assert actions.arrive(voting, chair_members[3], by=secretary, now=AT_THE_SITTING).left_at is None


@pytest.mark.parametrize(
    ("act", "who", "expected"),
    [
        (actions.arrive, 0, "already_present"),
        (actions.leave, 4, "not_present"),
        (actions.leave, None, "not_a_member"),
    ],
)
def test_coming_and_going_is_refused_where_it_is_not_so(voting, secretary, chair_members, act, who, expected):
    person = secretary if who is None else chair_members[who]
    assert ground(lambda: act(voting, person, by=secretary, now=AT_THE_SITTING)) == expected


def test_only_the_secretary_notes_who_comes_while_the_vote_is_open(voting, attended, secretary, chair_members):
    assert ground(lambda: actions.leave(voting, chair_members[0], by=chair_members[0])) == "not_secretary"


def test_before_the_vote_attendance_is_taken_from_the_list(attended, secretary, chair_members):
    assert ground(lambda: actions.arrive(attended, chair_members[4], by=secretary)) == "not_open_yet"


def test_coming_and_going_leaves_its_trace(voting, secretary, chair_members):
    actions.leave(voting, chair_members[0], by=secretary, now=AT_THE_SITTING)
    assert Entry.objects.get(act="sitting.left").detail == {"member": "许主持"}


def test_after_the_closing_nobody_comes_or_goes(voting, all_for, close, secretary, chair_members):
    close(all_for(voting))
    assert ground(lambda: actions.leave(voting, chair_members[0], by=secretary)) == "already_handled"
    with pytest.raises(DatabaseError), transaction.atomic():
        SittingMember.objects.update(is_present=False)


def test_an_open_vote_keeps_its_seats(voting, secretary):
    with pytest.raises(DatabaseError), transaction.atomic():
        SittingMember.objects.filter(sitting=voting, is_chair=True).update(is_chair=False)


# --- 议程 ---


def test_the_roster_heads_the_agenda(convened):
    assert [(one.kind, one.title) for one in convened.agenda.all()] == [("roster", "审议2026年度上海工匠人选")]


def test_a_matter_is_added_settled_and_dropped(convened, secretary):
    item = actions.add_matter(convened, title="命名大会安排", text="拟于十一月举行。", by=secretary, now=AT_THE_SITTING)
    actions.settle_matter(item, settled="原则同意。", by=secretary, now=AT_THE_SITTING)
    assert AgendaItem.objects.get(position=2).settled == "原则同意。"
    actions.drop_matter(item, by=secretary, now=AT_THE_SITTING)
    assert convened.agenda.count() == 1
    assert Entry.objects.filter(act__startswith="sitting.matter_").count() == 3


def test_the_roster_is_not_dropped_from_the_agenda(convened, secretary):
    assert ground(lambda: actions.drop_matter(convened.agenda.get(), by=secretary)) == "roster_stays"


def test_a_matter_has_a_name(convened, secretary):
    assert ground(lambda: actions.add_matter(convened, title=" ", by=secretary)) == "no_title"


def test_the_agenda_of_an_ended_sitting_stays(voting, all_for, close, secretary):
    close(all_for(voting))
    assert ground(lambda: actions.add_matter(voting, title="补议", by=secretary)) == "already_handled"
    with pytest.raises(DatabaseError), transaction.atomic():
        AgendaItem.objects.update(settled="另议")
