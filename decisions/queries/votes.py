"""Reads of votes and of those who withdrew from them."""

from django.db.models import Count

from decisions.models import RosterItem, SittingMember, Vote, VoteRecusal
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
    """All votes: line, seat, choice."""
    return list(Vote.objects.filter(roster_item__sitting=sitting).values_list("roster_item_id", "member_id", "choice"))


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
