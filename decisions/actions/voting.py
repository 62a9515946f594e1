"""Verbs of the vote: open it, and vote by name or en bloc."""

from django.db import transaction

from common import clock
from common.refusals import insist
from decisions import queries, roster, rules
from decisions.actions.preparing import derive_recusals
from decisions.models import RosterItem, Vote
from decisions.states import Choice
from ledger.actions import record
from letters.actions import owe_rendered


@transaction.atomic
def open_voting(sitting, *, by, now=None):
    """开始表决: with a quorum; what the members have before them is written down and hashed, and stays so."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_opening(by, sitting, now=now))
    items = list(queries.roster_of(sitting))
    derive_recusals(sitting, items)
    lines = queries.ranking_lines([item.nomination_id for item in items])
    for item in items:
        item.seen = roster.line_of(item.nomination, lines.get(item.nomination_id), is_banned=False)
    RosterItem.objects.bulk_update(items, ["seen"])
    sitting.voting_opened_at, sitting.roster_hash = now, roster.hash_of(item.seen for item in items)
    sitting.save(update_fields=["voting_opened_at", "roster_hash"])
    present = [one.user for one in sitting.members.select_related("user") if one.is_present]
    record("sitting.voting_opened", by=by, on=sitting, at=now, present=len(present), hash=sitting.roster_hash)
    owe_rendered("sitting_voting_opened", to=present, about=sitting.get_absolute_url(), at=now, sitting=sitting)
    return sitting


@transaction.atomic
def vote(roster_item, *, choice, by, now=None):
    """表决一名人选; may be changed until the vote is closed."""
    now = now or clock.now()
    sitting = queries.locked_sitting(roster_item.sitting_id)
    roster_item.sitting = sitting
    insist(rules.refuse_vote(by, roster_item))
    cast, _ = Vote.objects.update_or_create(
        roster_item=roster_item,
        member=queries.seat_of(sitting, by),
        defaults={"choice": Choice(choice), "at": now},
    )
    # how somebody voted stands on the ballot alone; the ledger says that he did
    record("vote.cast", by=by, on=sitting, at=now, names=1)
    return cast


@transaction.atomic
def vote_all(sitting, *, choice, by, now=None, except_items=None):
    """整体表决: one choice for the roster, with exceptions by roster line (key to choice); recusals are left out.

    Three statements whatever the length of the roster, besides the ledger's.
    """
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_voting(by, sitting))
    seat = queries.seat_of(sitting, by)
    exceptions = except_items or {}
    withdrawn = queries.recusals_of(seat)
    votes = Vote.objects.bulk_create(
        [
            Vote(roster_item_id=pk, member=seat, choice=Choice(exceptions.get(pk, choice)), at=now)
            for pk in sitting.roster.values_list("pk", flat=True)
            if pk not in withdrawn
        ],
        update_conflicts=True,
        unique_fields=["roster_item", "member"],
        update_fields=["choice", "at"],
    )
    record("vote.cast", by=by, on=sitting, at=now, names=len(votes), recused=len(withdrawn))
    return sitting
