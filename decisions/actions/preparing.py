"""Verbs before the vote: convene, set the roster, withdraw, void."""

from django.db import transaction

from common import clock
from common.refusals import insist
from decisions import queries, rules, wording
from decisions.actions.agenda import draft_agenda
from decisions.models import RosterItem, Sitting, SittingMember, Vote, VoteRecusal
from decisions.states import SittingKind
from ledger.actions import record
from letters.actions import owe_rendered
from seasons.queries import locked_season, rulebook_in_force


@transaction.atomic
def convene(season, *, held_on, members, chair, by, place="", title=None, nominations=None, kind=None, now=None):
    """召集会议: members, the chair, and a roster in the order given; without one, all who are ready by their ranking."""
    now = now or clock.now()
    season = locked_season(season.pk)
    rulebook = rulebook_in_force(season)
    kind = SittingKind(kind or SittingKind.SELECTION)
    chosen = _chosen(season, rulebook, nominations, kind=kind)
    members = list(members)
    insist(rules.refuse_convening(by, rulebook, nominations=chosen, members=members, chair=chair, kind=kind, now=now))
    assert rulebook is not None  # the rule has refused a season without one
    number = queries.next_number(season)
    sitting = Sitting(
        season=season,
        rulebook=rulebook,
        number=number,
        kind=kind,
        ballot=rulebook.ballot_kind,
        title=(title or wording.proposed_title(season, number, kind=kind)).strip(),
        held_on=held_on,
        place=place.strip(),
        prepared_by=by,
        prepared_at=now,
    )
    sitting.full_clean()
    sitting.save(force_insert=True)
    SittingMember.objects.bulk_create(
        SittingMember(sitting=sitting, user=one, is_chair=one.pk == chair.pk)
        for one in sorted(members, key=lambda one: one.pk != chair.pk)
    )
    _write_roster(sitting, chosen)
    draft_agenda(sitting)
    record("sitting.convened", by=by, on=sitting, at=now, members=len(members), names=len(chosen))
    owe_rendered(
        "sitting_convened", to=members, about=sitting.get_absolute_url(), at=now, sitting=sitting, names=len(chosen)
    )
    return sitting


@transaction.atomic
def set_roster(sitting, nominations=None, *, by, now=None):
    """拟定审议名单: the names in the order given, or anew from all who are ready; what members declared is kept."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    chosen = _chosen(sitting.season, sitting.rulebook, nominations, kind=sitting.kind, besides=sitting)
    insist(rules.refuse_roster(by, sitting, chosen, now=now))
    declared = [
        (one.roster_item.nomination_id, one.member_id, one.reason)
        for one in queries.recusals_listed(sitting)
        if not one.is_derived
    ]
    sitting.roster.all().delete()
    _write_roster(sitting, chosen, declared)
    record("sitting.roster_set", by=by, on=sitting, at=now, names=len(chosen))
    return sitting


@transaction.atomic
def recuse(roster_item, member, *, reason, by, now=None):
    """回避: the member has no part in this name; a vote already given on it is taken out."""
    now = now or clock.now()
    sitting = queries.locked_sitting(roster_item.sitting_id)
    roster_item.sitting = sitting
    insist(rules.refuse_recusal(by, roster_item, member, reason=reason))
    if sitting.is_voting:
        Vote.objects.filter(roster_item=roster_item, member=member).delete()
    recusal, _ = VoteRecusal.objects.update_or_create(
        roster_item=roster_item, member=member, defaults={"reason": reason.strip(), "is_derived": False}
    )
    record(
        "sitting.recused",
        by=by,
        on=sitting,
        at=now,
        reason=reason,
        member=member.user.full_name,
        nomination=roster_item.nomination.number,
    )
    return recusal


@transaction.atomic
def void(sitting, *, reason, by, now=None):
    """作废会议: nothing was resolved; its names may be put before another sitting."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_voiding(by, sitting, reason=reason))
    return void_for(sitting, reason.strip(), by=by, now=now)


def void_for(sitting, reason, *, by, now):
    sitting.voided_at, sitting.voided_because = now, reason
    sitting.save(update_fields=["voided_at", "voided_because"])
    record("sitting.voided", by=by, on=sitting, at=now, reason=reason)
    members = [one.user for one in sitting.members.select_related("user")]
    owe_rendered("sitting_voided", to=members, about=sitting.get_absolute_url(), at=now, sitting=sitting)
    return sitting


def _chosen(season, rulebook, nominations, *, kind, besides=None):
    if rulebook is None:
        return []
    if nominations is None:
        return list(queries.eligible(season, rulebook, kind=kind, besides=besides))
    found = season.nominations.select_related("rulebook").in_bulk([one.pk for one in nominations])
    return [found[one.pk] for one in nominations if one.pk in found]


def _write_roster(sitting, nominations, declared=()):
    items = RosterItem.objects.bulk_create(
        RosterItem(sitting=sitting, nomination=one, position=position)
        for position, one in enumerate(nominations, start=1)
    )
    by_nomination = {item.nomination_id: item for item in items}
    VoteRecusal.objects.bulk_create(
        VoteRecusal(roster_item=by_nomination[nomination_id], member_id=member_id, reason=reason)
        for nomination_id, member_id, reason in declared
        if nomination_id in by_nomination
    )
    derive_recusals(sitting, items)


def derive_recusals(sitting, items):
    """What the portal knows of stands beside what members declare, and is looked up anew when voting opens."""
    VoteRecusal.objects.filter(roster_item__sitting=sitting, is_derived=True).delete()
    by_nomination = {item.nomination_id: item for item in items}
    members = list(sitting.members.select_related("user"))
    VoteRecusal.objects.bulk_create(
        [
            VoteRecusal(roster_item=by_nomination[nomination_id], member_id=member_id, reason=reason, is_derived=True)
            for nomination_id, member_id, reason in queries.reasons_to_withdraw(
                [item.nomination for item in items], members
            )
        ],
        ignore_conflicts=True,
    )
