"""评审进展: by expert, by nomination and by stage. ``hidden`` are the nominations of which the reader may know nothing
(``veil.hidden_from``): every count here is taken over the rest."""

from collections.abc import Collection

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from common.charts import Stage
from nominations.models import Nomination
from nominations.states import State
from reviews.models import Assignment, CommitteeMember, Entrant, RankingLine, Round, ScoringReminder
from reviews.onward import onward_of
from reviews.pace import WHOLE, Pace, pace_of
from reviews.queries.committee import sitting
from reviews.queries.rounds import IN_PLAY, NAMED, STANDING, entered
from reviews.states import SheetState

EXPERT_ORDERS = {
    "name": "user__full_name",
    "held": "held",
    "submitted": "submitted",
    "abstained": "abstained",
    "waiting": "waiting",
    "last": "last_at",
}
FILE_ORDERS = {
    "name": "name",
    "number": "number",
    "submitted": "submitted",
    "waiting": "waiting",
    "abstained": "abstained",
    "missing": "missing",
}


def pace(round, now) -> Pace:
    """How much of a round's time is gone."""
    return pace_of(round.drawn_at, round.closes_at, now)


def _counted(round, hidden: Collection[int], prefix: str = "") -> Q:
    """Assignments that count: standing, of the round, of no hidden file; while it is open, of files still judged."""
    counted = Q(**{f"{prefix}round": round, f"{prefix}withdrawn_at__isnull": True})
    if hidden:
        counted &= ~Q(**{f"{prefix}nomination__in": list(hidden)})
    if round.closed_at is None:
        counted &= Q(**{f"{prefix}nomination__state": State.UNDER_REVIEW})
    return counted


def by_expert(round, *, hidden: Collection[int], now, words: str = "", category: str = "", only: str = ""):
    """Each member's share: held, submitted, abstained, waiting, expected by now, the last submission."""
    mine, sheet = _counted(round, hidden, "assignments__"), "assignments__sheet__state"
    gone = pace(round, now).gone
    rows = (
        CommitteeMember.objects.filter(season=round.season_id)
        .select_related("user")
        .only("category", "unit_name", "stood_down_at", "user__full_name", "season_id")
        .annotate(
            held=Count("assignments", filter=mine),
            submitted=Count("assignments", filter=mine & Q(**{sheet: SheetState.SUBMITTED})),
            abstained=Count("assignments", filter=mine & Q(**{sheet: SheetState.ABSTAINED})),
            waiting=Count("assignments", filter=mine & Q(**{sheet: SheetState.OPEN})),
            last_at=Max("assignments__sheet__submitted_at", filter=mine),
        )
        .annotate(
            expected=ExpressionWrapper(F("held") * Value(gone) / Value(WHOLE), output_field=IntegerField()),
            done=F("submitted") + F("abstained"),
        )
        .filter(Q(held__gt=0) | Q(pk__in=sitting(round.season_id).values("pk")))
    )
    if words:
        rows = rows.filter(Q(user__full_name__icontains=words) | Q(unit_name__icontains=words))
    if category:
        rows = rows.filter(category=category)
    return rows.filter(_only_experts(only))


def _only_experts(only: str) -> Q:
    if only == "behind":
        return BEHIND
    if only == "waiting":
        return Q(waiting__gt=0)
    if only == "done":
        return Q(held__gt=0, waiting=0)
    return Q()


BEHIND = Q(waiting__gt=0, done__lt=F("expected"))


def in_order(rows, order: str, orders: dict[str, str], usual: str):
    """Sorted by a column that the page offers; whatever else is asked gives the usual order."""
    column = orders.get(order.removeprefix("-"))
    if column is None:
        order, column = usual, orders[usual.removeprefix("-")]
    by = F(column).desc(nulls_last=True) if order.startswith("-") else F(column).asc(nulls_first=True)
    return rows.order_by(by, "pk")


def by_category(round, *, hidden: Collection[int]) -> list[tuple[str, int, int, int]]:
    """(category, submitted, abstained, waiting) in one query, for the picture."""
    rows = (
        Assignment.objects.filter(_counted(round, hidden))
        .values_list("member__category")
        .annotate(
            submitted=Count("pk", filter=Q(sheet__state=SheetState.SUBMITTED)),
            abstained=Count("pk", filter=Q(sheet__state=SheetState.ABSTAINED)),
            waiting=Count("pk", filter=Q(sheet__state=SheetState.OPEN)),
        )
        .order_by("member__category")
    )
    return list(rows)


def by_nomination(round, *, hidden: Collection[int], words: str = "", only: str = ""):
    """Each nomination of a round: scores wanted, valid, awaited and missing; no score itself is read."""
    mine = Q(assignments__round=round, assignments__withdrawn_at__isnull=True)
    wanted, sheet = round.plan.scores_per_nomination, "assignments__sheet__state"
    rows = (
        entered(round)
        .exclude(pk__in=hidden)
        .annotate(
            submitted=Count("assignments", filter=mine & Q(**{sheet: SheetState.SUBMITTED})),
            waiting=Count("assignments", filter=mine & Q(**{sheet: SheetState.OPEN})),
            abstained=Count("assignments", filter=mine & Q(**{sheet: SheetState.ABSTAINED})),
        )
        .annotate(missing=Greatest(Value(0), Value(wanted) - F("submitted") - F("waiting")))
        .only(*NAMED, "season_id")
    )
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(unit_name__icontains=words) | Q(number=words))
    if only == "short":
        rows = rows.filter(submitted__lt=wanted)
    elif only == "missing":
        rows = rows.filter(missing__gt=0)
    elif only == "done":
        rows = rows.filter(submitted__gte=wanted)
    return rows


def file_figures(round, *, hidden: Collection[int]) -> dict[str, int]:
    """How many nominations have all their scores, wait for some, or miss one that nobody was asked for: one query."""
    wanted = round.plan.scores_per_nomination
    asked = F("submitted") + F("waiting")
    return (
        by_nomination(round, hidden=hidden)
        .annotate(asked=asked)
        .aggregate(
            total=Count("pk"),
            done=Count("pk", filter=Q(submitted__gte=wanted)),
            awaited=Count("pk", filter=Q(submitted__lt=wanted, asked__gte=wanted)),
            missing=Count("pk", filter=Q(asked__lt=wanted)),
        )
    )


def figures(round, *, hidden: Collection[int], now) -> dict[str, int]:
    """Sheets in all, members in all, and how many of them are behind: one query."""
    summed = {f"all_{name}": Coalesce(Sum(name), 0) for name in ("held", "submitted", "abstained", "waiting")}
    members = by_expert(round, hidden=hidden, now=now)
    return members.aggregate(**summed, members=Count("pk"), behind=Count("pk", filter=BEHIND))


def funnel(season, *, hidden: Collection[int]) -> list[Stage]:
    """评审各阶段: admitted, then each round's entrants, then those above the last line: three queries."""
    seen = Q() if not hidden else ~Q(entrants__nomination__in=list(hidden))
    rounds = list(
        Round.objects.filter(season=season)
        .select_related("plan")
        .only("number", "name", "season_id", "plan__position", "plan__rulebook_id")
        .annotate(files=Count("entrants", filter=seen))
        .order_by("number")
    )
    entered_any = Exists(Entrant.objects.filter(round__season=season, nomination=OuterRef("pk")))
    lines = RankingLine.objects.filter(
        ranking__round=rounds[-1] if rounds else None, ranking__confirmed_at__isnull=False, is_shortlisted=True
    )
    counts = (
        Nomination.objects.filter(season=season)
        .exclude(pk__in=hidden)
        .aggregate(
            admitted=Count("pk", filter=Q(state=State.ADMITTED) | Q(entered_any)),
            shortlisted=Count("pk", filter=Q(Exists(lines.filter(nomination=OuterRef("pk"))))),
        )
    )
    stages = [Stage("资格审核通过", counts["admitted"])]
    stages += [Stage(f"第{one.number}轮{one.name}", one.files) for one in rounds]
    return [*stages, Stage(onward_of(rounds[-1].plan).word, counts["shortlisted"], "current")] if rounds else stages


def desk_counts(season, round, *, hidden: Collection[int] = ()) -> dict[str, int]:
    """What the office's desk counts, in one query: admitted and under review; assignments still missing; open sheets."""
    rows = Nomination.objects.filter(season=season, state__in=(State.ADMITTED, State.UNDER_REVIEW)).exclude(
        pk__in=hidden
    )
    judged = Q(state=State.UNDER_REVIEW)
    counts = {"admitted": Count("pk", filter=~judged), "judged": Count("pk", filter=judged)}
    if round is None:
        return rows.aggregate(**counts)
    given = Assignment.objects.filter(STANDING, round=round, nomination=OuterRef("pk")).order_by().values("nomination")
    here = Exists(Entrant.objects.filter(round=round, nomination=OuterRef("pk")))
    wanted = round.plan.scores_per_nomination
    return (
        rows.annotate(
            here=here,
            files=Coalesce(Subquery(given.filter(IN_PLAY).annotate(files=Count("pk")).values("files")), 0),
            open=Coalesce(
                Subquery(given.filter(sheet__state=SheetState.OPEN).annotate(open=Count("pk")).values("open")), 0
            ),
        )
        .annotate(short=Case(When(files__lt=wanted, then=Value(wanted) - F("files")), default=0))
        .aggregate(
            admitted=counts["admitted"],
            judged=Count("pk", filter=judged & Q(here=True)),
            needed=Coalesce(Sum("short", filter=judged & Q(here=True)), 0),
            waiting=Coalesce(Sum("open", filter=judged), 0),
        )
    )


def unfinished(round, *, member=None):
    """Members with sheets to hand in, and how many; for letters to themselves, so nothing is hidden from the count."""
    rows = (
        CommitteeMember.objects.filter(season=round.season_id, stood_down_at__isnull=True)
        .select_related("user")
        .annotate(
            open_sheets=Count(
                "assignments",
                filter=_counted(round, (), "assignments__") & Q(assignments__sheet__state=SheetState.OPEN),
            )
        )
        .filter(open_sheets__gt=0)
        .order_by("pk")
    )
    return rows.filter(pk=member) if member else rows


def was_reminded(round, member) -> bool:
    """Whether the member was ever reminded in this round."""
    return ScoringReminder.objects.filter(round=round, member=member).exists()


def has_open_sheets(round, member) -> bool:
    """Whether the member still has something to hand in."""
    return Assignment.objects.filter(
        STANDING, round=round, member=member, sheet__state=SheetState.OPEN, nomination__state=State.UNDER_REVIEW
    ).exists()


def reminded(round, day) -> set[int]:
    """Members reminded on a day."""
    return set(ScoringReminder.objects.filter(round=round, sent_on=day).values_list("member_id", flat=True))


def reminders(round):
    """催办 of a round, the latest first."""
    return (
        ScoringReminder.objects.filter(round=round)
        .select_related("member__user", "by")
        .only("sent_at", "sent_on", "waiting", "member__category", "member__user__full_name", "by__full_name")
        .order_by("-sent_at", "-pk")
    )


def open_rounds(season):
    """Rounds of a season in which sheets are awaited."""
    return Round.objects.filter(season=season, closed_at__isnull=True, drawn_at__isnull=False).select_related(
        "rulebook", "season", "plan"
    )
