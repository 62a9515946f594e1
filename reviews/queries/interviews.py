"""面试安排 for the office: who may sit, who is to be heard, the groups and their turns."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, Max, Min, Prefetch, Q

from common.dates import at_time, today
from nominations.states import State
from reviews.grouping import Candidate, Hours, Juror, Quorum, starts
from reviews.models import Assignment, GroupSeat, InterviewGroup, InterviewSlot, ScoreSheet, Timetable
from reviews.queries import conflicts
from reviews.queries import rounds as round_queries
from reviews.queries.committee import pledged, sitting
from reviews.states import SheetState
from seasons.queries import calendar
from seasons.states import PanelKind
from seasons.working_days import next_working_day


def quorum(round) -> Quorum:
    """What each candidate's panel must hold in this round; a whole committee knows no upper bound of a category."""
    plan = round.plan
    most = None if plan.panel == PanelKind.WHOLE else plan.most_of_one_category
    return Quorum(plan.scores_per_nomination, plan.least, most)


def jurors(members) -> list[Juror]:
    """Members as the grouping sees them."""
    return [Juror(key, category) for key, category in members.values_list("pk", "category")]


def candidates(round, nominations, *, on) -> list[Candidate]:
    """Nominations with the members kept apart from each; barred for good: derived, declared and ordered."""
    barred = conflicts.barred(sitting(round.season_id), nominations, on=on)
    return [Candidate(key, frozenset(barred[key])) for key in nominations.order_by("pk").values_list("pk", flat=True)]


def days(first: datetime.date) -> Iterator[datetime.date]:
    """The day the office has set, then the working days after it."""
    worked = calendar()
    while True:
        yield first
        first = next_working_day(worked, first)


def moments(hours: Hours, first_day: datetime.date) -> Iterator[datetime.datetime]:
    """When one candidate after the other begins."""
    for at in starts(hours, days(first_day)):
        yield at_time(at.date(), at.time())


def timetable_of(round) -> Timetable | None:
    """The timetable of a round."""
    return Timetable.objects.filter(round=round).select_related("round__season", "round__plan").first()


def locked_timetable(pk) -> Timetable:
    """A timetable, held until the act is done."""
    rows = Timetable.objects.select_for_update(of=("self",))
    return rows.select_related("round__season", "round__plan").get(pk=pk)


def group_at(round, number):
    """One group of a round."""
    rows = InterviewGroup.objects.filter(timetable__round=round, number=number)
    return rows.select_related("timetable__round__season", "timetable__round__plan", "chair__user")


def groups_of(timetable, *, hidden=frozenset()):
    """The groups with their members and their candidates, without those hidden from the reader."""
    seats = GroupSeat.objects.select_related("member__user").defer("member__user__phone")
    return (
        InterviewGroup.objects.filter(timetable=timetable)
        .select_related("chair__user")
        .prefetch_related(
            Prefetch("seats", seats, to_attr="members"),
            Prefetch("slots", slots_of(timetable, hidden=hidden), to_attr="turns"),
        )
    )


def slots_of(timetable, *, hidden=frozenset()):
    """The turns of a timetable by the clock, each with how many hold a sheet for it and how many have scored."""
    judged = Q(
        nomination__assignments__round=timetable.round_id, nomination__assignments__withdrawn_at__isnull=True
    ) & ~Q(nomination__assignments__sheet__state=SheetState.ABSTAINED)
    return (
        InterviewSlot.objects.filter(timetable=timetable)
        .exclude(nomination__in=hidden)
        .select_related("nomination", "group", "timetable__round__season")
        .only(
            "position",
            "starts_at",
            "postponed_at",
            "postponed_because",
            "group__name",
            "group__number",
            "group__place",
            "timetable__minutes_each",
            "timetable__round__name",
            "timetable__round__season__label",
            *(f"nomination__{name}" for name in round_queries.NAMED),
        )
        .annotate(
            panel=Count("nomination__assignments", filter=judged, distinct=True),
            scored=Count(
                "nomination__assignments",
                filter=judged & Q(nomination__assignments__sheet__state=SheetState.SUBMITTED),
                distinct=True,
            ),
        )
        .order_by("group__number", "starts_at")
    )


def locked_slot(pk) -> InterviewSlot:
    """A turn, held until the act is done."""
    rows = InterviewSlot.objects.select_for_update(of=("self",)).select_related(
        "timetable__round__plan", "timetable__round__season", "group", "nomination"
    )
    return rows.defer(*(f"nomination__{name}" for name in round_queries.HEAVY)).get(pk=pk)


def slot_for_office(pk, *, hidden=frozenset()):
    """One turn with all that its page names."""
    return (
        InterviewSlot.objects.filter(pk=pk)
        .exclude(nomination__in=hidden)
        .select_related("timetable__round__plan", "timetable__round__season", "group", "nomination")
        .defer(*(f"nomination__{name}" for name in round_queries.HEAVY))
    )


def seat_for_office(pk):
    """One seat of a group with all that its page names."""
    return GroupSeat.objects.filter(pk=pk).select_related(
        "timetable__round__plan", "timetable__round__season", "group", "member__user"
    )


def hands(timetable) -> dict[int, list[Juror]]:
    """The members who sit in each group now."""
    found = defaultdict(list)
    rows = GroupSeat.objects.filter(timetable=timetable, left_at__isnull=True, member__stood_down_at__isnull=True)
    for group, key, category in rows.order_by("member").values_list("group_id", "member_id", "member__category"):
        found[group].append(Juror(key, category))
    return found


def outside(timetable):
    """Members who could be called into a group: able, and sitting in none."""
    taken = GroupSeat.objects.filter(timetable=timetable, left_at__isnull=True).values("member")
    return pledged(timetable.round.season_id).exclude(pk__in=taken).select_related("user").order_by("category", "pk")


def without_turn(round):
    """Nominations of a round that no timetable has placed yet."""
    placed = InterviewSlot.objects.filter(timetable__round=round).values("nomination")
    return round_queries.entrants(round).exclude(pk__in=placed)


def has_scores(round, nominations) -> list[str]:
    """Names of those among them on whom somebody has submitted or abstained already."""
    decided = ScoreSheet.objects.filter(
        assignment__round=round, assignment__nomination__in=nominations, assignment__withdrawn_at__isnull=True
    ).exclude(state=SheetState.OPEN)
    return sorted(set(decided.values_list("assignment__nomination__name", flat=True)))


def assignments_of(round, nominations):
    """Every assignment of these candidates in a round, withdrawn ones included, held until the act is done."""
    rows = Assignment.objects.select_for_update(of=("self",)).filter(round=round, nomination__in=nominations)
    return rows.select_related("member__user", "nomination", "sheet").defer(
        *(f"nomination__{name}" for name in round_queries.HEAVY)
    )


def short_of_members(timetable, *, hidden=frozenset()) -> list[InterviewSlot]:
    """Turns whose panel has fallen below the round's minimum: somebody was taken ill, or recused."""
    wanted = timetable.round.plan.scores_per_nomination
    rows = slots_of(timetable, hidden=hidden).filter(panel__lt=wanted, nomination__state=State.UNDER_REVIEW)
    return list(rows)


def standing_seats(timetable, *groups):
    """Seats held now, of these groups or of all."""
    rows = GroupSeat.objects.filter(timetable=timetable, left_at__isnull=True, member__stood_down_at__isnull=True)
    return rows.filter(group__in=groups) if groups else rows


def shares(seats):
    """Seats with the member's own part of the timetable: how many candidates, from when."""
    own = Q(
        member__assignments__round=F("timetable__round"),
        member__assignments__withdrawn_at__isnull=True,
        member__assignments__nomination__interview_slots__timetable=F("timetable"),
    )
    return (
        seats.select_related("member__user", "group", "timetable__round__season")
        .annotate(
            count=Count("member__assignments", filter=own, distinct=True),
            begins_at=Min("member__assignments__nomination__interview_slots__starts_at", filter=own),
        )
        .order_by("pk")
    )


def without_assignments(round):
    """Nominations of a round that nobody holds a sheet for yet."""
    held = Assignment.objects.filter(round=round, withdrawn_at__isnull=True).values("nomination")
    return round_queries.entrants(round).exclude(pk__in=held)


def end_of_group(timetable, group, *, after) -> tuple[int, datetime.datetime]:
    """The next free position of a group and the first regular beginning after its last turn and after a moment."""
    held = InterviewSlot.objects.filter(group=group).aggregate(last=Max("starts_at"), position=Max("position"))
    last = max(held["last"] or after, after)
    at = next(at for at in moments(timetable.hours, max(timetable.first_day, today(last))) if at > last)
    return (held["position"] or 0) + 1, at


def clashing(slot, at) -> InterviewSlot | None:
    """Another turn in the same room that a beginning at this moment would meet."""
    each = datetime.timedelta(minutes=slot.timetable.minutes_each)
    others = InterviewSlot.objects.filter(group=slot.group_id, starts_at__gt=at - each, starts_at__lt=at + each)
    return (
        others.exclude(pk=slot.pk)
        .select_related("nomination")
        .defer(*(f"nomination__{name}" for name in round_queries.HEAVY))
        .first()
    )


def unheard(group) -> list[int]:
    """Candidates of a group on whom nobody has submitted a score yet."""
    scored = ScoreSheet.objects.filter(
        assignment__round=group.timetable.round_id, assignment__withdrawn_at__isnull=True, state=SheetState.SUBMITTED
    ).values("assignment__nomination")
    rows = InterviewSlot.objects.filter(group=group, nomination__state=State.UNDER_REVIEW)
    return list(rows.exclude(nomination__in=scored).order_by("position").values_list("nomination_id", flat=True))


def hearing(timetable, nominations) -> set[int]:
    """Members who hold a sheet for any of these candidates."""
    rows = Assignment.objects.filter(round=timetable.round_id, nomination__in=nominations, withdrawn_at__isnull=True)
    return set(rows.values_list("member_id", flat=True))
