"""回避 reaches the vote: whoever keeps away from a nomination in 评审 does not vote on it, nor learns its place."""

import pytest
from django.urls import reverse

from common.refusals import Refused
from decisions import actions, queries
from decisions.models import VoteRecusal
from reviews.models import Recusal, StaffRecusal
from tests.factories.reviews import CommitteeMemberFactory
from tests.moments import IN_REVIEW


def keeps_away(user, nomination):
    return StaffRecusal.objects.create(
        user=user, nomination=nomination, source="declared", ground="kin", explanation="表弟。", at=IN_REVIEW, by=user
    )


def test_what_one_of_the_staff_declared_is_derived_when_the_vote_opens(voting, chair_members):
    """See decisions/conftest.py for the cast."""
    item = voting.roster.first()
    keeps_away(chair_members[1], item.nomination)

    seat = voting.members.get(user=chair_members[1])
    assert queries.recusals_of(seat) == {item.pk: "已登记回避"}
    with pytest.raises(Refused) as refused:
        actions.vote(item, choice="for", by=chair_members[1])
    assert refused.value.ground == "recused"


def test_a_recusal_from_judging_holds_for_the_vote(voting, chair_members):
    item = voting.roster.first()
    judge = CommitteeMemberFactory(season=voting.season, user=chair_members[1])
    Recusal.objects.create(
        member=judge, nomination=item.nomination, source="declared", ground="kin", explanation="表弟。", at=IN_REVIEW
    )
    seat = voting.members.get(user=chair_members[1])
    assert queries.recusals_of(seat) == {item.pk: "在专家评审中已回避"}
    assert not VoteRecusal.objects.filter(member=seat).exists()


def test_the_recused_member_reads_the_name_last_and_without_place(client, voting, chair_members):
    item = voting.roster.order_by("position").first()
    keeps_away(chair_members[1], item.nomination)
    shown = queries.roster_for(chair_members[1], voting)

    assert shown[-1].pk == item.pk and shown[-1].line is None
    assert [one.position for one in shown] == list(range(1, len(shown) + 1))
    client.force_login(chair_members[1])
    assert client.get(reverse("decisions:ballot", args=[voting.pk])).status_code == 200
