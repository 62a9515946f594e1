"""结束表决: count by the rulebook, resolve, and let each name go on."""

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from decisions import counting, queries, roster, rules, wording
from decisions.actions.preparing import derive_recusals, void_for
from decisions.models import Resolution, RosterItem
from decisions.states import Outcome
from ledger.actions import entry_for, record, record_all
from letters.actions import owe_rendered
from nominations.actions.telling import tell_nominators
from nominations.states import State
from seasons.queries import locked_season

NOT_CARRIED = "主席办公会审议未通过。"


@transaction.atomic
def close_voting(sitting, *, number, signed_by, by, now=None):
    """结束表决: count by the rulebook and resolve, unless anything has changed since voting opened.

    What is approved is what was seen: a changed roster voids the sitting and says why. The answer is the sitting, closed
    with a ``resolution`` or voided without one.
    """
    now = now or clock.now()
    locked_season(sitting.season_id)  # two sittings of a season must not both fill the last place
    sitting = queries.locked_sitting(sitting.pk)
    insist(rules.refuse_closing(by, sitting, now=now, number=number, signed_by=signed_by))
    items = list(sitting.roster.order_by("position"))
    nominations = queries.locked_nominations([item.nomination_id for item in items])
    found = queries.as_it_stands(items, nominations, now)
    if roster.hash_of(found) != sitting.roster_hash:
        changed = roster.changes([item.seen for item in items], found, state_word=lambda state: State(state).label)
        return void_for(sitting, f"开始表决后名单有变动：{'；'.join(changed)}。", by=by, now=now)
    derive_recusals(sitting, list(queries.roster_of(sitting)))
    _count(sitting, items)
    resolution = _resolve(sitting, items, nominations, number=number, signed_by=signed_by, by=by, now=now)
    _step(sitting, items, nominations, resolution, by=by, now=now)
    sitting.closed_at = now
    sitting.save(update_fields=["closed_at"])
    carried = sum(item.outcome in (Outcome.CARRIED, Outcome.CONFIRMED) for item in items)
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


def _count(sitting, items):
    """Who could vote on a name is counted without those who withdrew; who left is present where he had voted by then."""
    members = {one.pk: one.is_present for one in sitting.members.all()}
    pairs = queries.withdrawn_pairs(sitting)
    voted = {(item, member) for item, member, _ in queries.ballots(sitting)}
    sums = queries.sums_of(sitting, pairs)
    tallies: list[counting.Tally | None] = []
    for item in items:
        voters = [pk for pk in members if (item.pk, pk) not in pairs]
        item.recused = len(members) - len(voters)
        box = sums.get(item.pk, {})
        if box is None:
            tallies.append(None)
            continue
        tally = counting.tally_of(
            box,
            members=len(voters),
            present=sum(members[pk] or (item.pk, pk) in voted for pk in voters),
            silence_abstains=sitting.rulebook.silence_abstains,
        )
        item.votes_for, item.votes_against, item.abstentions = tally.votes_for, tally.votes_against, tally.abstentions
        tallies.append(tally)
    for item, (outcome, note) in zip(items, _outcomes(sitting, tallies), strict=True):
        item.outcome, item.note = outcome, note
    RosterItem.objects.bulk_update(
        items, ["votes_for", "votes_against", "abstentions", "recused", "outcome", "note"], batch_size=500
    )


def _outcomes(sitting, tallies):
    rulebook = sitting.rulebook
    if not sitting.confirms:
        places = queries.places_left(sitting.season, rulebook)
        return counting.outcomes(rulebook, tallies, places=places, reserves=rulebook.reserve_places)
    # 复核: those before it hold their places already
    found = counting.outcomes(rulebook, tallies, places=len(tallies))
    return [(Outcome.CONFIRMED if one == Outcome.CARRIED else one, note) for one, note in found]


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
            carried=names(Outcome.CONFIRMED if sitting.confirms else Outcome.CARRIED),
            reserves=names(Outcome.RESERVE),
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
