"""表决：逐名或整体，本人亲投，回避者不投 (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from decisions import actions
from decisions.models import Vote
from ledger.models import Entry
from tests.decisions.conftest import ground
from tests.moments import AT_THE_SITTING


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
