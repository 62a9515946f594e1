"""Verbs of the vote: open it, and vote by name or en bloc."""

from django.db import transaction
from django.db.models import F

from common import clock
from common.refusals import insist
from decisions import queries, roster, rules
from decisions.actions.preparing import derive_recusals
from decisions.models import BallotBox, RosterItem, Vote
from decisions.states import Choice
from ledger.actions import record
from letters.actions import owe_rendered

COLUMNS = {Choice.FOR: "votes_for", Choice.AGAINST: "votes_against", Choice.ABSTAIN: "abstentions"}


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
    if sitting.is_secret:
        BallotBox.objects.bulk_create(BallotBox(roster_item=item) for item in items)
    present = [one.user for one in sitting.members.select_related("user") if one.is_present]
    record("sitting.voting_opened", by=by, on=sitting, at=now, present=len(present), hash=sitting.roster_hash)
    owe_rendered("sitting_voting_opened", to=present, about=sitting.get_absolute_url(), at=now, sitting=sitting)
    return sitting


@transaction.atomic
def vote(roster_item, *, choice, by, now=None):
    """表决一名人选; in an open ballot it may be changed until the vote is closed, in a secret one it is cast once."""
    now = now or clock.now()
    sitting = queries.locked_sitting(roster_item.sitting_id)
    roster_item.sitting = sitting
    insist(rules.refuse_vote(by, roster_item, now=now))
    _cast(sitting, queries.seat_of(sitting, by), {roster_item.pk: Choice(choice)}, now=now)
    # how somebody voted stands on the ballot alone; the ledger says that he did
    record("vote.cast", by=by, on=sitting, at=now, names=1)
    return sitting


@transaction.atomic
def vote_all(sitting, *, choice, by, now=None, except_items=None):
    """整体表决: one choice for the roster, with exceptions by roster line (key to choice).

    Recusals are left out, and in a secret ballot what is in the box already. A handful of statements whatever the length of
    the roster.
    """
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_voting(by, sitting, now=now))
    seat = queries.seat_of(sitting, by)
    exceptions = except_items or {}
    withdrawn = queries.recusals_of(seat)
    done = set(queries.votes_of(seat)) if sitting.is_secret else set()
    chosen = {
        pk: Choice(exceptions.get(pk, choice))
        for pk in sitting.roster.values_list("pk", flat=True)
        if pk not in withdrawn and pk not in done
    }
    insist(rules.refuse_casting_nothing(chosen))
    _cast(sitting, seat, chosen, now=now)
    record("vote.cast", by=by, on=sitting, at=now, names=len(chosen), recused=len(withdrawn))
    return sitting


def _cast(sitting, seat, chosen, *, now):
    if not sitting.is_secret:
        Vote.objects.bulk_create(
            [Vote(roster_item_id=pk, member=seat, choice=choice, at=now) for pk, choice in chosen.items()],
            update_conflicts=True,
            unique_fields=["roster_item", "member"],
            update_fields=["choice", "at"],
        )
        return
    Vote.objects.bulk_create([Vote(roster_item_id=pk, member=seat, at=now) for pk in chosen])
    for choice, column in COLUMNS.items():
        boxes = BallotBox.objects.filter(roster_item__in=[pk for pk, given in chosen.items() if given == choice])
        boxes.update(**{column: F(column) + 1})
