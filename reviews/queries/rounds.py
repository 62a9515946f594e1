"""Rounds: what is under review, who holds how much, what is still needed."""

from collections import Counter, defaultdict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery

from nominations.models import Nomination
from nominations.queries.bans import under_ban
from nominations.states import State
from reviews.drawing import Case, Seat
from reviews.models import Assignment, CommitteeMember, Entrant, Round
from reviews.queries import conflicts as conflict_queries
from reviews.queries.committee import pledged
from reviews.queries.confirmations import declared
from reviews.queries.sheets import shares_session
from reviews.states import SheetState
from sanctions.queries import standing

STANDING = Q(withdrawn_at__isnull=True)
IN_PLAY = STANDING & ~Q(sheet__state=SheetState.ABSTAINED)
HEAVY = ("identity_number", "phone", "summary")
# The protected state belongs into every partial read: the lifecycle asks for it at once, one query per row otherwise.
NAMED = ("state", "number", "name", "unit_name")


def rounds_of(season):
    """The rounds of a season, the latest first."""
    return Round.objects.filter(season=season).select_related("season", "rulebook", "plan").order_by("-number")


def latest_round(season) -> Round | None:
    """The round the office works on: the open one, else the last closed."""
    return rounds_of(season).first() if season else None


def locked_round(pk) -> Round:
    """A round, held until the act is done."""
    return Round.objects.select_for_update(of=("self",)).select_related("season", "rulebook", "plan").get(pk=pk)


def named_nominations():
    """Nominations as far as a line naming them goes."""
    return Nomination.objects.only(*NAMED)


def under_review(season):
    """Nominations before the committee: those of the round at work, or waiting for the next one."""
    return Nomination.objects.filter(season=season, state=State.UNDER_REVIEW)


def entered(round):
    """参评: every nomination that entered a round, whatever became of it since."""
    return Nomination.objects.filter(pk__in=Entrant.objects.filter(round=round).values("nomination"))


def entrants(round):
    """The nominations a round judges: those that entered it and are still under review."""
    return entered(round).filter(state=State.UNDER_REVIEW)


def locked_nominations(nominations) -> list[Nomination]:
    """Nominations held until the act is done, by number; what judging never needs stays sealed."""
    return list(nominations.select_for_update(of=("self",)).select_related("rulebook").defer(*HEAVY).order_by("number"))


def admitted(season):
    """Nominations that wait to be sent to review."""
    return Nomination.objects.filter(season=season, state=State.ADMITTED)


def banned_among(nominations, *, on) -> list[Nomination]:
    """Those of them whose person or unit stands under a ban on a day."""
    if not standing(on).exists():
        return []
    found = nominations.filter(under_ban(on))
    return list(found.only(*NAMED).order_by("number"))


def seats(round) -> list[Seat]:
    """Members who may be drawn, under pledge and with the round's list confirmed, with what they hold in this round."""
    held = Counter(
        dict(
            Assignment.objects.filter(IN_PLAY, round=round)
            .values_list("member_id")
            .annotate(files=Count("pk"))
            .order_by()
        )
    )
    usual = round.plan.expert_load
    return [
        Seat(member.pk, member.category, member.load_limit or usual, held[member.pk])
        for member in pledged(round.season_id).filter(pk__in=declared(round)).only("category", "load_limit")
    ]


def cases(round, *, on, nominations=None) -> list[Case]:
    """What each nomination of a round still needs, and whom it must not get: four queries and the conflicts' own."""
    nominations = entrants(round) if nominations is None else nominations
    members = CommitteeMember.objects.filter(season=round.season_id, stood_down_at__isnull=True)
    barred = conflict_queries.barred(members, nominations, on=on)
    given, categories = defaultdict(int), defaultdict(list)
    rows = Assignment.objects.filter(round=round, nomination__in=nominations).values_list(
        "nomination_id", "member_id", "member__category", "withdrawn_at", "sheet__state"
    )
    for nomination, member, category, withdrawn_at, state in rows:
        barred[nomination].add(member)
        if withdrawn_at is None and state != SheetState.ABSTAINED:
            given[nomination] += 1
            categories[nomination].append(category)
    wanted = round.plan.scores_per_nomination
    return [
        Case(key, max(0, wanted - given[key]), frozenset(barred[key]), tuple(categories[key]))
        for key in nominations.order_by("pk").values_list("pk", flat=True)
    ]


def is_drawn(round) -> bool:
    """Whether the draw is done with; a round whose candidates have all left needs none."""
    return round.drawn_at is not None or not entrants(round).exists()


def still_needed(round, *, hidden=frozenset()) -> int:
    """How many assignments are missing in a round, over all nominations it judges that the reader may know of."""
    wanted = round.plan.scores_per_nomination
    standing_count = (
        Assignment.objects.filter(IN_PLAY, round=round, nomination=OuterRef("pk"))
        .values("nomination")
        .annotate(files=Count("pk"))
        .values("files")
    )
    rows = (
        entrants(round).exclude(pk__in=hidden).annotate(files=Subquery(standing_count)).values_list("files", flat=True)
    )
    return sum(max(0, wanted - (files or 0)) for files in rows)


def progress(round, *, hidden=frozenset()) -> dict[str, int]:
    """How many sheets are in, open and abstained, in one query, without the files hidden from the reader."""
    counted = Assignment.objects.filter(STANDING, round=round, nomination__state=State.UNDER_REVIEW)
    return counted.exclude(nomination__in=hidden).aggregate(
        total=Count("pk"),
        submitted=Count("pk", filter=Q(sheet__state=SheetState.SUBMITTED)),
        waiting=Count("pk", filter=Q(sheet__state=SheetState.OPEN)),
        abstained=Count("pk", filter=Q(sheet__state=SheetState.ABSTAINED)),
    )


def members_behind(round, *, hidden=frozenset()):
    """Members whose sheets of a round are still open, with how many, without the files hidden from the reader."""
    mine = Q(
        assignments__round=round,
        assignments__withdrawn_at__isnull=True,
        assignments__nomination__state=State.UNDER_REVIEW,
        assignments__sheet__state=SheetState.OPEN,
    ) & ~Q(assignments__nomination__in=list(hidden))
    return (
        CommitteeMember.objects.filter(season=round.season_id, stood_down_at__isnull=True)
        .select_related("user")
        .annotate(waiting=Count("assignments", filter=mine))
        .filter(waiting__gt=0)
        .order_by("pk")
    )


def progress_by_nomination(round, *, words: str = "", only: str = ""):
    """Each nomination of a round with its valid, awaited and missing scores; no score itself is read."""
    mine = Q(assignments__round=round, assignments__withdrawn_at__isnull=True)
    rows = (
        entered(round)
        .annotate(
            submitted=Count(
                "assignments", filter=mine & Q(assignments__sheet__state=SheetState.SUBMITTED), distinct=True
            ),
            waiting=Count("assignments", filter=mine & Q(assignments__sheet__state=SheetState.OPEN), distinct=True),
            abstained=Count(
                "assignments", filter=mine & Q(assignments__sheet__state=SheetState.ABSTAINED), distinct=True
            ),
        )
        .only("number", "name", "unit_name", "state", "season_id")
        .order_by("submitted", "number")
    )
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(unit_name__icontains=words) | Q(number=words))
    if only == "short":
        rows = rows.filter(submitted__lt=round.plan.scores_per_nomination)
    elif only == "done":
        rows = rows.filter(submitted__gte=round.plan.scores_per_nomination)
    return rows


def panel(round, nomination):
    """Who judges one nomination in a round, withdrawn ones included; for the office."""
    return (
        Assignment.objects.filter(round=round, nomination=nomination)
        .select_related("member__user", "sheet", "round", "nomination")
        .defer(*(f"nomination__{field}" for field in HEAVY), "member__user__phone")
        .annotate(shares_session=shares_session())
        .order_by("pk")
    )


def without_enough(round, wanted: int):
    """Nominations of a round with fewer valid scores than wanted: (key, number, name, valid)."""
    valid = (
        Assignment.objects.filter(STANDING, round=round, nomination=OuterRef("pk"), sheet__state=SheetState.SUBMITTED)
        .values("nomination")
        .annotate(scores=Count("pk"))
        .values("scores")
    )
    rows = entrants(round).annotate(scores=Subquery(valid)).order_by("number")
    return [
        (key, number, name, scores or 0)
        for key, number, name, scores in rows.values_list("pk", "number", "name", "scores")
        if (scores or 0) < wanted
    ]


def waiting_for(round, nominations):
    """Per nomination the names of members whose sheets are awaited."""
    rows = (
        Assignment.objects.filter(STANDING, round=round, nomination__in=nominations, sheet__state=SheetState.OPEN)
        .values_list("nomination_id")
        .annotate(names=ArrayAgg("member__user__full_name", order_by="member__user__full_name"))
    )
    return dict(rows)


def assignment_for_office(pk):
    """One assignment with all that its page names."""
    return (
        Assignment.objects.select_related(
            "round__season", "round__rulebook", "round__plan", "member__user", "nomination", "sheet"
        )
        .defer(*(f"nomination__{field}" for field in HEAVY), "member__user__phone")
        .filter(pk=pk)
    )


def locked_assignment(pk) -> Assignment:
    """An assignment, held until the act is done."""
    return assignment_for_office(pk).select_for_update(of=("self",)).get()


def span_of_loads(round) -> tuple[int, int]:
    """Least and most files a member holds."""
    loads = (
        Assignment.objects.filter(STANDING, round=round).values("member").annotate(files=Count("pk")).order_by()
    ).aggregate(least=Min(F("files")), most=Max(F("files")))
    return loads["least"] or 0, loads["most"] or 0
