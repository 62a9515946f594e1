"""场次 as others than the office see them: a member his own, those who nominated their candidates' time and place."""

from collections import defaultdict

from django.db.models import Case, Count, F, Min, OuterRef, Subquery, Value, When

from accounts.models import Membership, User
from accounts.queries import in_force
from accounts.states import CLERKS
from nominations import queries as nomination_queries
from nominations.models import Nomination
from nominations.states import State
from reviews.models import Entrant, InterviewSlot, ScoreSheet
from reviews.queries.rounds import NAMED


def own_turns(user, season):
    """A member's own turns in open rounds, by the clock: those he holds a sheet for, and no trace of any other."""
    return (
        ScoreSheet.objects.filter(
            assignment__member__user=user,
            assignment__member__stood_down_at__isnull=True,
            assignment__withdrawn_at__isnull=True,
            assignment__round__season=season,
            assignment__round__closed_at__isnull=True,
            assignment__nomination__state=State.UNDER_REVIEW,
            assignment__nomination__interview_slots__timetable__round=F("assignment__round"),
        )
        .annotate(
            starts_at=F("assignment__nomination__interview_slots__starts_at"),
            code=Subquery(
                Entrant.objects.filter(
                    round=OuterRef("assignment__round"), nomination=OuterRef("assignment__nomination")
                ).values("code")
            ),
        )
        .order_by("starts_at", "pk")
        .values(
            "pk",
            "state",
            "saved_at",
            "starts_at",
            name=_unless_blind("name", F("code")),
            unit=_unless_blind("unit_name", Value("")),
            trade=F("assignment__nomination__trade"),
            group=F("assignment__nomination__interview_slots__group__name"),
            place=F("assignment__nomination__interview_slots__group__place"),
            minutes=F("assignment__nomination__interview_slots__timetable__minutes_each"),
        )
    )


def _unless_blind(column, instead):
    """A column of the candidate, or what stands for it where the round is blind."""
    return Case(
        When(assignment__round__plan__is_blind=True, then=instead), default=F(f"assignment__nomination__{column}")
    )


def turns_visible_to(user):
    """面试安排 for those who nominated: the turns of their own; of the panel nothing is fetched."""
    mine = nomination_queries.nominated_by(user).values("pk")
    return (
        InterviewSlot.objects.filter(nomination__in=mine)
        .select_related("nomination", "group", "timetable__round__season")
        .only(
            "position",
            "starts_at",
            "postponed_at",
            "postponed_because",
            "group__name",
            "group__place",
            "timetable__minutes_each",
            "timetable__round__name",
            "timetable__round__closed_at",
            "timetable__round__season__label",
            *(f"nomination__{name}" for name in NAMED),
        )
        .order_by("-timetable__round__season__code", "starts_at", "group__number")
    )


def turns_ahead(user, now) -> dict:
    """How many of one's own candidates are still to be heard, and on which day the first: one query."""
    ahead = InterviewSlot.objects.filter(
        nomination__in=nomination_queries.nominated_by(user).values("pk"),
        nomination__state=State.UNDER_REVIEW,
        starts_at__gt=now,
        timetable__round__closed_at__isnull=True,
    )
    return ahead.aggregate(count=Count("pk"), first=Min("starts_at__date"))


def concerned_by(slots) -> list[tuple[User, list[InterviewSlot]]]:
    """Whom turns are told to, with theirs by the clock; see told_to."""
    return [(person, sorted(mine, key=lambda one: (one.starts_at, one.pk))) for person, mine in told_to(slots)]


def told_to(slots):
    """Whom things of nominations are told to, with theirs: who nominated, the candidate, the clerks of the filing body."""
    slots, told, filed = list(slots), defaultdict(dict), defaultdict(list)
    rows = Nomination.objects.filter(pk__in=[one.nomination_id for one in slots])
    people = {key: more for key, *more in rows.values_list("pk", "filing_body", "drafted_by", "candidate")}
    for slot in slots:
        body, *known = people[slot.nomination_id]
        filed[body].append(slot)
        for person in known:
            told[person][slot.pk] = slot
    clerks = Membership.objects.filter(in_force(), role__in=CLERKS, organisation__in=filed.keys() - {None})
    for person, body in clerks.values_list("user", "organisation"):
        told[person].update({slot.pk: slot for slot in filed[body]})
    found = User.objects.filter(pk__in=told.keys() - {None}, is_active=True).order_by("pk")
    return [(person, list(told[person.pk].values())) for person in found]
