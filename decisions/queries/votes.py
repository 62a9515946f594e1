"""Reads of votes and of those who withdrew from them."""

from collections import Counter

from django.db.models import Count

from decisions.models import BallotBox, RosterItem, SittingMember, Vote, VoteRecusal
from decisions.states import Choice
from nominations.models import Nomination
from reviews.queries.veil import kept_from_voting


def votes_of(member) -> dict:
    """A member's own choices by roster line."""
    return dict(Vote.objects.filter(member=member).values_list("roster_item_id", "choice"))


def recusals_of(member) -> dict:
    """The lines a member withdraws from, with the reason: declared or derived here, or known to 评审 by now."""
    items = dict(RosterItem.objects.filter(sitting=member.sitting_id).values_list("nomination_id", "pk"))
    known = kept_from_voting([member.user], Nomination.objects.filter(pk__in=items))
    found = {items[nomination]: reason for (_, nomination), reason in known.items()}
    return found | dict(VoteRecusal.objects.filter(member=member).values_list("roster_item_id", "reason"))


def ballots(sitting) -> list[tuple[int, int, str]]:
    """All votes: line, seat, and the choice where the ballot is open."""
    return list(Vote.objects.filter(roster_item__sitting=sitting).values_list("roster_item_id", "member_id", "choice"))


def sums_of(sitting, withdrawn) -> dict[int, dict | None]:
    """What each name has come to, by line: choice to number. ``withdrawn`` are the pairs of line and seat that do not count.

    From the votes of an open ballot the withdrawn are left out; a box cannot be told apart again, so one that holds such a
    vote is spoilt: None.
    """
    if not sitting.is_secret:
        counted = {}
        for item, member, choice in ballots(sitting):
            if (item, member) not in withdrawn:
                counted.setdefault(item, Counter())[choice] += 1
        return counted
    spoilt = {item for item, member, _ in ballots(sitting) if (item, member) in withdrawn}
    boxes = BallotBox.objects.filter(roster_item__sitting=sitting)
    return {
        box.roster_item_id: None
        if box.roster_item_id in spoilt
        else {Choice.FOR: box.votes_for, Choice.AGAINST: box.votes_against, Choice.ABSTAIN: box.abstentions}
        for box in boxes
    }


def withdrawn_pairs(sitting) -> set[tuple[int, int]]:
    """All recusals: line, seat."""
    return set(VoteRecusal.objects.filter(roster_item__sitting=sitting).values_list("roster_item_id", "member_id"))


def recusals_listed(sitting):
    """回避 for the secretary and the minutes."""
    return (
        VoteRecusal.objects.filter(roster_item__sitting=sitting)
        .select_related("member__user", "roster_item__nomination")
        .order_by("roster_item__position", "member_id")
    )


def awaiting_vote(user):
    """Sittings in which the person sits, is present, and has names left to vote on."""
    seats = SittingMember.objects.filter(
        user=user,
        is_present=True,
        sitting__voting_opened_at__isnull=False,
        sitting__closed_at__isnull=True,
        sitting__voided_at__isnull=True,
    ).select_related("sitting__season")
    return seats.annotate(
        names=Count("sitting__roster", distinct=True),
        voted=Count("votes", distinct=True),
        withdrawn=Count("vote_recusals", distinct=True),
    )


def silent_members(sitting):
    """Members present who have not voted on every name they may vote on."""
    names = sitting.roster.count()
    present = sitting.members.filter(is_present=True).select_related("user")
    counted = present.annotate(voted=Count("votes", distinct=True), withdrawn=Count("vote_recusals", distinct=True))
    return [one for one in counted if one.voted + one.withdrawn < names]


def others_vote(sitting, seat) -> bool:
    """Whether members other than this one have names left: the chair speaks last, as a habit and not as a rule."""
    return any(one.pk != seat.pk for one in silent_members(sitting))
