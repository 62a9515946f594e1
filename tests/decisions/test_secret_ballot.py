"""无记名投票：谁投了票与投了什么分开保存 (沪工总经〔2015〕260号 三(四) 市总审定)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from decisions import actions
from decisions.models import BallotBox, RosterItem, Vote
from decisions.states import Outcome
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from tests.decisions.conftest import ground, states
from tests.moments import AT_THE_SITTING


def test_the_vote_says_who_and_the_box_says_what(secret, chair_members):
    item = secret.roster.first()
    actions.vote(item, choice="against", by=chair_members[0], now=AT_THE_SITTING)
    assert Vote.objects.get().choice == ""
    assert (item.box.votes_for, item.box.votes_against, item.box.abstentions) == (0, 1, 0)


def test_nothing_in_the_box_leads_to_a_member():
    assert {field.name for field in BallotBox._meta.get_fields()} == {
        "id",
        "roster_item",
        "votes_for",
        "votes_against",
        "abstentions",
    }


def test_the_boxes_stand_before_anybody_votes_and_no_row_is_added(secret, chair_members):
    before = list(BallotBox.objects.order_by("pk").values_list("pk", "roster_item"))
    for member in chair_members[:4]:
        actions.vote_all(secret, choice="for", by=member, now=AT_THE_SITTING)
    assert list(BallotBox.objects.order_by("pk").values_list("pk", "roster_item")) == before


def test_a_secret_vote_is_cast_once(secret, chair_members):
    item = secret.roster.first()
    actions.vote(item, choice="for", by=chair_members[0], now=AT_THE_SITTING)
    assert ground(lambda: actions.vote(item, choice="against", by=chair_members[0])) == "in_the_box"
    actions.vote_all(secret, choice="against", by=chair_members[0], now=AT_THE_SITTING)
    assert [(box.votes_for, box.votes_against) for box in BallotBox.objects.order_by("roster_item__position")] == [
        (1, 0),
        (0, 1),
        (0, 1),
    ]
    assert ground(lambda: actions.vote_all(secret, choice="for", by=chair_members[0])) == "nothing_left"


def test_the_ledger_keeps_the_choice_out(secret, chair_members):
    actions.vote_all(secret, choice="against", by=chair_members[0], now=AT_THE_SITTING)
    assert "against" not in str(Entry.objects.get(act="vote.cast").detail)


def test_a_secret_vote_carries_like_an_open_one(secret, all_for, close):
    close(all_for(secret))
    assert set(states().values()) == {State.APPROVED}
    assert set(RosterItem.objects.values_list("votes_for", "outcome")) == {(4, Outcome.CARRIED)}


def test_whoever_has_voted_cannot_withdraw_any_more(secret, chair_members):
    item, seat = secret.roster.first(), secret.members.get(user=chair_members[0])
    actions.vote(item, choice="for", by=chair_members[0], now=AT_THE_SITTING)
    assert ground(lambda: actions.recuse(item, seat, reason="亲属", by=chair_members[0])) == "in_the_box"


def test_a_reason_found_afterwards_spoils_the_box_and_puts_the_name_off(secret, all_for, close, three, chair_members):
    all_for(secret)
    Nomination.objects.filter(pk=three[0].pk).update(screener=chair_members[3])
    close(secret)
    spoilt = RosterItem.objects.get(nomination=three[0])
    assert (spoilt.outcome, spoilt.votes_for) == (Outcome.DEFERRED, None) and "无记名票不能取出" in spoilt.note
    assert RosterItem.objects.filter(outcome=Outcome.CARRIED).count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda item: BallotBox.objects.filter(roster_item=item).update(votes_for=F("votes_for") - 1),
        lambda item: BallotBox.objects.filter(roster_item=item).update(votes_for=F("votes_for") + 2),
        lambda item: BallotBox.objects.filter(roster_item=item).delete(),
        lambda item: BallotBox.objects.filter(roster_item=item).update(votes_against=F("votes_against") + 1),
        lambda item: Vote.objects.filter(roster_item=item).delete(),
        lambda item: Vote.objects.filter(roster_item=item).update(choice="for"),
    ],
    ids=["taken out", "two at once", "thrown away", "nobody's vote", "vote taken back", "choice written down"],
)
def test_the_database_keeps_the_box(secret, chair_members, change):
    item = secret.roster.first()
    actions.vote(item, choice="for", by=chair_members[0], now=AT_THE_SITTING)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(item)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_who_withdraws_has_no_vote_in_the_database_either(voting, chair_members):
    item, seat = voting.roster.first(), voting.members.get(user=chair_members[0])
    actions.recuse(item, seat, reason="亲属", by=chair_members[0], now=AT_THE_SITTING)
    with pytest.raises(DatabaseError, match="回避的成员不得表决"), transaction.atomic():
        Vote.objects.create(roster_item=item, member=seat, choice="for", at=AT_THE_SITTING)
