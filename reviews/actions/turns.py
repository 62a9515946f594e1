"""The day of interviews: two candidates changed about, one moved, one put off; a member ill, another called in."""

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.models import Nomination
from reviews.actions.interviews import heard_by, tell_turns
from reviews.actions.panels import assign, take_back, tell_members
from reviews.models import GroupSeat
from reviews.queries import interviews as queries
from reviews.queries import rounds
from reviews.rules import interviews as rules

MOVED = "候选人改到其他组。"


def _held(slot, now):
    """The round, the timetable and the turn, held in this order."""
    rounds.locked_round(slot.timetable.round_id)
    queries.locked_timetable(slot.timetable_id)
    return queries.locked_slot(slot.pk)


def refuse_hearing(slot, group, *, now=None):
    """Why a group could not hear a candidate."""
    only = Nomination.objects.filter(pk=slot.nomination_id)
    (candidate,) = queries.candidates(slot.timetable.round, only, on=today(now))
    panel = [one for one in queries.hands(slot.timetable)[group.pk] if one.key not in candidate.barred]
    holds = queries.quorum(slot.timetable.round).holds(panel)
    return rules.refuse_group(holds, slot.nomination, group, slot.timetable.round.plan.scores_per_nomination)


def _regrouped(slots, *, by, reason, now):
    """Whoever is heard by another group now: its members' sheets instead of those of the former one."""
    timetable = slots[0].timetable
    keys = [one.nomination_id for one in slots]
    seated = {group: [one.key for one in members] for group, members in queries.hands(timetable).items()}
    wanted = set(heard_by(timetable, keys, seated, on=today(now)))
    former = [
        one for one in queries.assignments_of(timetable.round, keys) if (one.nomination_id, one.member_id) not in wanted
    ]
    taken = take_back(former, by=by, reason=reason, now=now)
    standing = {
        (one.nomination_id, one.member_id)
        for one in queries.assignments_of(timetable.round, keys)
        if one.withdrawn_at is None
    }
    assign(timetable.round, sorted(wanted - standing), by=by, now=now)
    return {one.member_id for one in taken}


def _tell(slots, members=frozenset(), *, at, reason):
    """Those who nominated, and the members who hear these candidates or heard them; nobody learns of a turn not his."""
    timetable = slots[0].timetable
    keys = [one.pk for one in slots]
    tell_turns("interview_changed", queries.slots_of(timetable).filter(pk__in=keys), at=at, reason=reason)
    concerned = queries.hearing(timetable, [one.nomination_id for one in slots]) | members
    seats = queries.standing_seats(timetable).filter(member__in=concerned)
    tell_members("interview_group_changed", seats, at=at)


@transaction.atomic
def swap(slot, other, *, reason, by, now=None):
    """对调: two candidates change their times, and their groups where these differ."""
    now = now or clock.now()
    slot, other = _held(slot, now), queries.locked_slot(other.pk)
    round = slot.timetable.round
    scored = queries.has_scores(round, [slot.nomination_id, other.nomination_id])
    insist(
        rules.refuse_swap(slot, other)
        or rules.refuse_change(by, round, reason, "对调", scored=scored)
        or _refuse_exchange(slot, other, now)
    )
    before = (slot.group_id, slot.position, slot.starts_at)
    slot.group_id, slot.position, slot.starts_at = other.group_id, other.position, other.starts_at
    other.group_id, other.position, other.starts_at = before
    for one in (slot, other):
        one.save(update_fields=["group", "position", "starts_at"])
    relieved = _regrouped([slot, other], by=by, reason=MOVED, now=now) if slot.group_id != other.group_id else set()
    record("interview.swapped", by=by, on=slot, at=now, reason=reason, other=str(other.nomination))
    _tell([slot, other], relieved, at=now, reason=reason)
    return slot


def _refuse_exchange(slot, other, now):
    if slot.group_id == other.group_id:
        return None
    return refuse_hearing(slot, other.group, now=now) or refuse_hearing(other, slot.group, now=now)


@transaction.atomic
def move(slot, group, *, reason, by, now=None):
    """改组: a candidate goes to the end of another group."""
    now = now or clock.now()
    slot = _held(slot, now)
    round, former = slot.timetable.round, slot.group
    insist(
        rules.refuse_change(by, round, reason, "改组", scored=queries.has_scores(round, [slot.nomination_id]))
        or rules.refuse_same_group(slot, group)
        or refuse_hearing(slot, group, now=now)
    )
    slot.position, slot.starts_at = queries.end_of_group(slot.timetable, group, after=now)
    slot.group = group
    slot.save(update_fields=["group", "position", "starts_at"])
    relieved = _regrouped([slot], by=by, reason=MOVED, now=now)
    record("interview.moved", by=by, on=slot, at=now, reason=reason, before=former.name, after=group.name)
    _tell([slot], relieved, at=now, reason=reason)
    return slot


@transaction.atomic
def postpone(slot, *, reason, by, at=None, now=None):
    """改期: to the end of the group, or to a moment that is free; everybody else keeps his time."""
    now = now or clock.now()
    slot = _held(slot, now)
    round = slot.timetable.round
    insist(
        rules.refuse_change(by, round, reason, "改期", scored=queries.has_scores(round, [slot.nomination_id]))
        or rules.refuse_moment(at, queries.clashing(slot, at) if at else None, now)
    )
    before = slot.starts_at
    slot.starts_at = at or queries.end_of_group(slot.timetable, slot.group, after=now)[1]
    slot.postponed_at, slot.postponed_because = now, reason
    slot.save(update_fields=["starts_at", "postponed_at", "postponed_because"])
    words = {"before": before.isoformat(), "after": slot.starts_at.isoformat()}
    record("interview.postponed", by=by, on=slot, at=now, reason=reason, **words)
    _tell([slot], at=now, reason=reason)
    return slot


@transaction.atomic
def excuse(seat, *, reason, by, now=None):
    """委员请假: his open sheets are taken back, what he has scored stands; who has too few members now is shown."""
    now = now or clock.now()
    round = rounds.locked_round(seat.timetable.round_id)
    seat = queries.seat_for_office(seat.pk).select_for_update(of=("self",)).get()
    insist(rules.refuse_leaving(by, seat, reason))
    seat.left_at, seat.left_because = now, reason
    seat.save(update_fields=["left_at", "left_because"])
    heard = seat.timetable.slots.values("nomination")
    mine = [one for one in queries.assignments_of(round, heard) if one.member_id == seat.member_id]
    taken = take_back(mine, by=by, reason=reason, now=now)
    if seat.group.chair_id == seat.member_id:
        seat.group.chair = None
        seat.group.save(update_fields=["chair"])
    record("interview.member_excused", by=by, on=seat, at=now, reason=reason, taken_back=len(taken))
    owe_rendered("interview_excused", to=seat.member.user, at=now, seat=seat, reason=reason)
    left = queries.standing_seats(seat.timetable, seat.group_id)
    tell_members("interview_group_changed", left, at=now, note=f"{seat.member.user.full_name}不再参加本组。")
    return seat


@transaction.atomic
def call_in(group, member, *, reason, by, now=None):
    """增补委员: he hears everybody of the group whom nobody has scored yet and with whom he has no conflict."""
    now = now or clock.now()
    round = rounds.locked_round(group.timetable.round_id)
    timetable = queries.locked_timetable(group.timetable_id)
    is_outside = queries.outside(timetable).filter(pk=member.pk).exists()
    insist(rules.refuse_calling_in(by, group, member, reason, is_outside=is_outside))
    seat = GroupSeat.objects.create(timetable=timetable, group=group, member=member, joined_at=now)
    waiting = queries.unheard(group)
    pairs = heard_by(timetable, waiting, {group.pk: [member.pk]}, on=today(now))
    standing = {
        one.nomination_id
        for one in queries.assignments_of(round, waiting)
        if one.member_id == member.pk and one.withdrawn_at is None
    }
    assign(round, [pair for pair in pairs if pair[0] not in standing], by=by, now=now)
    record("interview.member_called_in", by=by, on=seat, at=now, reason=reason, nominations=len(pairs))
    tell_members("interview_seated", GroupSeat.objects.filter(pk=seat.pk), at=now)
    others = queries.standing_seats(timetable, group.pk).exclude(pk=seat.pk)
    tell_members("interview_group_changed", others, at=now, note=f"{member.user.full_name}增补进入本组。")
    return seat


@transaction.atomic
def settle_group(group, *, place, chair, by, reason="", now=None):
    """调整地点与组长: another room is told to everybody who is to come there."""
    now = now or clock.now()
    rounds.locked_round(group.timetable.round_id)
    timetable = queries.locked_timetable(group.timetable_id)
    members = set(queries.standing_seats(timetable, group.pk).values_list("member_id", flat=True))
    moves = place != group.place
    insist(
        rules.refuse_change(by, timetable.round, reason if moves else "不变", "调整地点与组长")
        or rules.refuse_chair(chair, members)
    )
    before, group.place, group.chair = group.place, place, chair
    group.save(update_fields=["place", "chair"])
    record("interview.group_settled", by=by, on=group, at=now, reason=reason, before=before, after=place)
    if moves:
        slots = queries.slots_of(timetable).filter(group=group, starts_at__gt=now)
        tell_turns("interview_changed", slots, at=now, reason=reason)
        seats = queries.standing_seats(timetable, group.pk)
        tell_members("interview_group_changed", seats, at=now, note=f"地点改为{place}。")
    return group
