"""编组: members and candidates to groups, the order by lot, the timetable; and everybody is told."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import letter_for, owe_all, rendered
from nominations.models import Nomination
from reviews import grouping
from reviews.actions.panels import assign, assign_everybody, tell_members
from reviews.grouping import Grouping, Hours, Impasse
from reviews.models import GroupSeat, InterviewGroup, InterviewSlot, Timetable
from reviews.queries import interviews as queries
from reviews.queries import rounds
from reviews.queries.committee import composition, pledged
from reviews.queries.turns import concerned_by
from reviews.rules import interviews as rules
from seasons.states import PanelKind

ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Arrangement:
    """What the office sets: one room for each group, the first day, the hours."""

    places: tuple[str, ...]
    first_day: datetime.date
    hours: Hours


@dataclass(frozen=True)
class Preview:
    """A grouping before it is issued, or what stands in its way, with the words for a page."""

    outcome: Grouping | Impasse
    nominations: dict[int, Nomination]
    members: dict[int, object]
    times: tuple[datetime.datetime, ...]


def group_name(number: int) -> str:
    """第一组 … 第十组, 第11组."""
    return f"第{ORDINALS[number - 1]}组" if number <= len(ORDINALS) else f"第{number}组"


def preview_groups(round, arrangement: Arrangement, *, now=None) -> Preview:
    """What the groups would be now. Nothing is written; the same inputs and seed give the same answer."""
    waiting = queries.without_turn(round)
    members = pledged(round.season_id)
    outcome = grouping.propose(
        queries.jurors(members),
        queries.candidates(round, waiting, on=today(now)),
        groups=len(arrangement.places),
        quorum=queries.quorum(round),
        seed=round.seed,
    )
    longest = max((len(one.candidates) for one in outcome.groups), default=0) if isinstance(outcome, Grouping) else 0
    moments = queries.moments(arrangement.hours, arrangement.first_day)
    return Preview(
        outcome,
        {one.pk: one for one in waiting.only(*rounds.NAMED)},
        {one.pk: one for one in members.select_related("user")},
        tuple(at for at, _ in zip(moments, range(longest), strict=False)),
    )


@transaction.atomic
def arrange(round, arrangement: Arrangement, *, by, now=None, expected=""):
    """编组并印发面试安排: groups, seats, turns and sheets at once; ``expected`` is the fingerprint of the preview seen."""
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    waiting = queries.without_turn(round)
    insist(
        rules.refuse_arranging(
            by,
            round,
            composition=composition(round.season, round.rulebook),
            is_arranged=queries.timetable_of(round) is not None,
            waiting=waiting.count(),
            banned=rounds.banned_among(waiting, on=today(now)),
            first_day=arrangement.first_day,
            now=now,
        )
    )
    found = preview_groups(round, arrangement, now=now)
    insist(refuse_outcome(round, found, groups=len(arrangement.places)))
    grouped = found.outcome
    assert isinstance(grouped, Grouping)  # otherwise refused above
    insist(rules.refuse_changed_grouping(grouped.fingerprint, expected))
    timetable = _written(round, arrangement, grouped, found.times, by, now)
    record(
        "timetable.arranged",
        by=by,
        on=timetable,
        at=now,
        seed=round.seed,
        fingerprint=grouped.fingerprint,
        groups=len(grouped.groups),
        nominations=sum(len(one.candidates) for one in grouped.groups),
    )
    round.drawn_at = round.drawn_at or now
    round.save(update_fields=["drawn_at"])
    tell_members("interview_seated", GroupSeat.objects.filter(timetable=timetable), at=now)
    tell_turns("interview_arranged", queries.slots_of(timetable), at=now)
    return timetable


def refuse_outcome(round, found: Preview, *, groups: int):
    """Why this grouping cannot be issued, in words."""
    return rules.refuse_impasse(
        found.outcome,
        nominations=found.nominations,
        members=len(found.members),
        groups=groups,
        wanted=round.plan.scores_per_nomination,
    )


def _written(round, arrangement, grouped, times, by, now):
    hours = arrangement.hours
    (morning_from, morning_to), (afternoon_from, afternoon_to) = hours.halves
    timetable = Timetable.objects.create(
        round=round,
        first_day=arrangement.first_day,
        minutes_each=hours.minutes,
        morning_from=morning_from,
        morning_to=morning_to,
        afternoon_from=afternoon_from,
        afternoon_to=afternoon_to,
        pause_after=hours.pause_after,
        pause_minutes=hours.pause,
        made_at=now,
        made_by=by,
    )
    is_whole = round.plan.panel == PanelKind.WHOLE
    groups = InterviewGroup.objects.bulk_create(
        InterviewGroup(
            timetable=timetable, number=number, name="全体委员" if is_whole else group_name(number), place=place
        )
        for number, place in enumerate(arrangement.places, start=1)
    )
    parts = list(zip(groups, grouped.groups, strict=True))
    GroupSeat.objects.bulk_create(
        GroupSeat(timetable=timetable, group=group, member_id=member, joined_at=now)
        for group, part in parts
        for member in part.members
    )
    InterviewSlot.objects.bulk_create(
        InterviewSlot(timetable=timetable, group=group, nomination_id=key, position=place, starts_at=at)
        for group, part in parts
        for place, (key, at) in enumerate(zip(part.candidates, times, strict=False), start=1)
    )
    heard = [key for _, part in parts for key in part.candidates]
    seated = {group.pk: part.members for group, part in parts}
    assign(round, heard_by(timetable, heard, seated, on=today(now)), by=by, now=now)
    return timetable


def heard_by(timetable, nominations, seated, *, on) -> list[tuple[int, int]]:
    """(nomination, member) for every member of a candidate's group who is free of conflict with him."""
    concerned = Nomination.objects.filter(pk__in=nominations)
    barred = {one.key: one.barred for one in queries.candidates(timetable.round, concerned, on=on)}
    groups = dict(timetable.slots.filter(nomination__in=nominations).values_list("nomination_id", "group_id"))
    return [
        (nomination, member)
        for nomination in nominations
        for member in sorted(seated.get(groups[nomination], ()))
        if member not in barred[nomination]
    ]


@transaction.atomic
def add_to_timetable(timetable, *, by, now=None):
    """补排: those who joined the round since go to the groups as they are, each at the end, by lot."""
    now = now or clock.now()
    round = rounds.locked_round(timetable.round_id)
    timetable = queries.locked_timetable(timetable.pk)
    waiting = queries.without_turn(round)
    banned = rounds.banned_among(waiting, on=today(now))
    insist(rules.refuse_adding(by, round, waiting=waiting.count(), banned=banned))
    groups, hands = list(timetable.groups.all()), queries.hands(timetable)
    sizes = [group.slots.count() for group in groups]
    candidates = queries.candidates(round, waiting, on=today(now))
    placed = grouping.place(
        [hands[group.pk] for group in groups],
        candidates,
        quorum=queries.quorum(round),
        seed=round.seed,
        sizes=sizes,
    )
    known = {one.pk: one for one in waiting.only(*rounds.NAMED)}
    left = [known[key] for key in sorted(known.keys() - placed.keys())]
    insist(rules.refuse_unplaced(left, round.plan.scores_per_nomination))
    for key in grouping.ordered(placed, round.seed):
        append_slot(timetable, groups[placed[key]], known[key], now=now)
    seated = {group: [one.key for one in members] for group, members in hands.items()}
    assign(round, heard_by(timetable, list(placed), seated, on=today(now)), by=by, now=now)
    record("timetable.added_to", by=by, on=timetable, at=now, nominations=len(placed))
    tell_turns("interview_arranged", queries.slots_of(timetable).filter(nomination__in=placed), at=now)
    concerned = queries.standing_seats(timetable).filter(member__in=queries.hearing(timetable, placed))
    tell_members("interview_group_changed", concerned, at=now)
    return timetable


def append_slot(timetable, group, nomination, *, now):
    """A turn at the end of a group's timetable."""
    position, at = queries.end_of_group(timetable, group, after=now)
    return InterviewSlot.objects.create(
        timetable=timetable, group=group, nomination=nomination, position=position, starts_at=at
    )


@transaction.atomic
def assign_whole(round, *, by, now=None):
    """全体委员评审: every member under pledge gets every candidate with whom he has no conflict."""
    now = now or clock.now()
    round = rounds.locked_round(round.pk)
    waiting = queries.without_assignments(round)
    insist(
        rules.refuse_whole(
            by,
            round,
            composition=composition(round.season, round.rulebook),
            waiting=waiting.count(),
            banned=rounds.banned_among(waiting, on=today(now)),
        )
    )
    jurors = queries.jurors(pledged(round.season_id))
    candidates = queries.candidates(round, waiting, on=today(now))
    insist(refuse_too_few(round, jurors, candidates, waiting))
    pairs = [(one.key, juror.key) for one in candidates for juror in jurors if juror.key not in one.barred]
    assign_everybody(round, pairs, by=by, now=now)
    return round


def refuse_too_few(round, jurors, candidates, waiting):
    """Which candidates the whole committee could not serve."""
    quorum = queries.quorum(round)
    free = {one.key: [juror for juror in jurors if juror.key not in one.barred] for one in candidates}
    too_few = {key: len(members) for key, members in free.items() if not quorum.could_hold(members)}
    return rules.refuse_impasse(
        Impasse(too_few=too_few) if too_few else None,
        nominations={one.pk: one for one in waiting.only(*rounds.NAMED)},
        members=len(jurors),
        groups=1,
        wanted=quorum.scores,
    )


def tell_turns(kind, slots, *, at, **words):
    """One letter to each who nominated or stands as the candidate, with time and place of all of his."""
    letters = []
    for person, mine in concerned_by(slots):
        subject, body = rendered(kind, slots=mine, slot=mine[0], timetable=mine[0].timetable, **words)
        about = reverse("reviews:turns")
        letters.append(letter_for(kind, to=person, subject=subject, body=body, about=about, at=at))
    return owe_all(letters)
