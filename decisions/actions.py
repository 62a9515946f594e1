"""Verbs of this room: convene, take attendance, withdraw, vote, count, resolve (沪工总经〔2015〕260号 三(四) 市总审定)."""

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from decisions import counting, queries, roster, rules, wording
from decisions.models import Resolution, RosterItem, Sitting, SittingMember, Vote, VoteRecusal
from decisions.states import Choice, Outcome
from ledger.actions import entry_for, record, record_all
from letters.actions import owe_rendered
from nominations.actions.telling import tell_nominators
from nominations.states import State
from seasons.queries import locked_season, rulebook_in_force

NOT_CARRIED = "主席办公会审议未通过。"


@transaction.atomic
def convene(season, *, held_on, members, chair, by, place="", title=None, nominations=None, now=None):
    """召集会议: members, the chair, and a roster in the order given; without one, all who are ready by their ranking."""
    now = now or clock.now()
    season = locked_season(season.pk)
    rulebook = rulebook_in_force(season)
    chosen = _chosen(season, rulebook, nominations)
    members = list(members)
    insist(rules.refuse_convening(by, rulebook, nominations=chosen, members=members, chair=chair, now=now))
    number = queries.next_number(season)
    sitting = Sitting(
        season=season,
        rulebook=rulebook,
        number=number,
        title=(title or wording.proposed_title(season, number)).strip(),
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
    chosen = _chosen(sitting.season, sitting.rulebook, nominations, besides=sitting)
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
def mark_present(sitting, users, *, by, now=None):
    """登记到会: exactly these members are present."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    users = list(users)
    insist(rules.refuse_attendance(by, sitting, users))
    sitting.members.update(is_present=False)
    sitting.members.filter(user__in=users).update(is_present=True)
    record("sitting.present_marked", by=by, on=sitting, at=now, present=[one.full_name for one in users])
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
def open_voting(sitting, *, by, now=None):
    """开始表决: with a quorum; what the members have before them is written down and hashed, and stays so."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_opening(by, sitting, now=now))
    items = list(queries.roster_of(sitting))
    _derive_recusals(sitting, items)
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


@transaction.atomic
def close_voting(sitting, *, number, signed_by, by, now=None):
    """结束表决: count by the rulebook and resolve, unless anything has changed since voting opened.

    What is approved is what was seen: a changed roster voids the sitting and says why. The answer is the sitting, closed
    with a ``resolution`` or voided without one.
    """
    now = now or clock.now()
    locked_season(sitting.season_id)  # two sittings of a season must not both fill the last place
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_closing(by, sitting, number=number, signed_by=signed_by))
    items = list(sitting.roster.order_by("position"))
    nominations = queries.locked_nominations([item.nomination_id for item in items])
    found = queries.as_it_stands(items, nominations, now)
    if roster.hash_of(found) != sitting.roster_hash:
        changed = roster.changes([item.seen for item in items], found, state_word=lambda state: State(state).label)
        return _void(sitting, f"开始表决后名单有变动：{'；'.join(changed)}。", by=by, now=now)
    _derive_recusals(sitting, list(queries.roster_of(sitting)))
    _count(sitting, items)
    resolution = _resolve(sitting, items, nominations, number=number, signed_by=signed_by, by=by, now=now)
    _step(sitting, items, nominations, resolution, by=by, now=now)
    sitting.closed_at = now
    sitting.save(update_fields=["closed_at"])
    carried = sum(item.outcome == Outcome.CARRIED for item in items)
    record("resolution.made", by=by, on=sitting, at=now, number=number, carried=carried, names=len(items))
    owe_rendered(
        "sitting_resolved",
        to=queries.recipients_of_resolution(),
        about=resolution.get_absolute_url(),
        at=now,
        sitting=sitting,
        resolution=resolution,
        carried=carried,
    )
    return sitting


@transaction.atomic
def void(sitting, *, reason, by, now=None):
    """作废会议: nothing was resolved; its names may be put before another sitting."""
    now = now or clock.now()
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_voiding(by, sitting, reason=reason))
    return _void(sitting, reason.strip(), by=by, now=now)


def _void(sitting, reason, *, by, now):
    sitting.voided_at, sitting.voided_because = now, reason
    sitting.save(update_fields=["voided_at", "voided_because"])
    record("sitting.voided", by=by, on=sitting, at=now, reason=reason)
    members = [one.user for one in sitting.members.select_related("user")]
    owe_rendered("sitting_voided", to=members, about=sitting.get_absolute_url(), at=now, sitting=sitting)
    return sitting


def _chosen(season, rulebook, nominations, *, besides=None):
    if rulebook is None:
        return []
    if nominations is None:
        return list(queries.eligible(season, rulebook, besides=besides))
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
    _derive_recusals(sitting, items)


def _derive_recusals(sitting, items):
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


def _count(sitting, items):
    members = {one.pk: one.is_present for one in sitting.members.all()}
    withdrawn = {}
    for item_id, member_id in queries.withdrawn_pairs(sitting):
        withdrawn.setdefault(item_id, set()).add(member_id)
    choices = {}
    for item_id, member_id, choice in queries.ballots(sitting):
        if member_id not in withdrawn.get(item_id, ()):
            choices.setdefault(item_id, []).append(choice)
    tallies = []
    for item in items:
        voters = members.keys() - withdrawn.get(item.pk, set())
        present = sum(members[pk] for pk in voters)
        tally = counting.tally_of(choices.get(item.pk, ()), members=len(voters), present=present)
        item.votes_for, item.votes_against = tally.votes_for, tally.votes_against
        item.abstentions, item.recused = tally.abstentions, len(members) - len(voters)
        tallies.append(tally)
    places = queries.places_left(sitting.season, sitting.rulebook)
    for item, (outcome, note) in zip(items, counting.outcomes(sitting.rulebook, tallies, places=places), strict=True):
        item.outcome, item.note = outcome, note
    RosterItem.objects.bulk_update(
        items, ["votes_for", "votes_against", "abstentions", "recused", "outcome", "note"], batch_size=500
    )


def _resolve(sitting, items, nominations, *, number, signed_by, by, now):
    def names(outcome):
        return [
            f"{nominations[item.nomination_id].name}（{nominations[item.nomination_id].unit_name}）"
            for item in items
            if item.outcome == outcome
        ]

    attendance = list(sitting.members.values_list("is_present", flat=True))
    return Resolution.objects.create(
        sitting=sitting,
        number=number,
        resolved_on=today(now),
        text=wording.resolution_text(
            sitting,
            members=len(attendance),
            present=sum(attendance),
            carried=names(Outcome.CARRIED),
            deferred=names(Outcome.DEFERRED),
            lost=names(Outcome.LOST),
        ),
        signed_by=signed_by.strip(),
        recorded_by=by,
        recorded_at=now,
    )


def _step(sitting, items, nominations, resolution, *, by, now):
    """通过者审定，未通过者办结，暂缓者留在原处; who voted on each name is kept for the separation of duties."""
    voters = {}
    users = dict(sitting.members.values_list("pk", "user_id"))
    for item_id, member_id, _ in queries.ballots(sitting):
        voters.setdefault(item_id, []).append(users[member_id])
    entries, decided = [], []
    for item in items:
        nomination = nominations[item.nomination_id]
        before = nomination.state
        fields = ["state", "state_since"]
        if item.outcome == Outcome.CARRIED:
            approve = (
                nomination.approve if sitting.rulebook.notice_before_approval else nomination.approve_before_notice
            )
            approve(at=now, resolution_number=resolution.number)
            fields += ["approved_at", "resolution_number"]
        elif item.outcome == Outcome.LOST:
            nomination.pass_over(at=now, reason=NOT_CARRIED)
            fields += ["closing_reason"]
        else:
            continue
        nomination.save(update_fields=fields)
        decided.append(nomination)
        entries.append(
            entry_for(
                "nomination.approved" if item.outcome == Outcome.CARRIED else "nomination.passed_over",
                by=by,
                on=nomination,
                at=now,
                before=before,
                after=nomination.state,
                reason=nomination.closing_reason,
                resolution=resolution.number,
                voters=sorted(voters.get(item.pk, [])),
            )
        )
    record_all(entries)
    tell_nominators("sitting_outcome", decided, at=now, resolution=resolution)
