"""评审轮次一览: the rounds of a season, each with who entered, the scores that are in, and how many went on."""

from collections.abc import Collection

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from nominations.states import State
from reviews.models import Assignment, Entrant, Ranking, RankingLine, RoundExtension
from reviews.queries.rounds import IN_PLAY, rounds_of
from reviews.states import SheetState


def held(season, *, hidden: Collection[int]):
    """The rounds opened so far in the order of the plan, without the files hidden from the reader: one query.

    While a round is open only sheets of files still judged are asked for.
    """
    unseen = list(hidden)
    entered = Entrant.objects.filter(round=OuterRef("pk")).exclude(nomination__in=unseen)
    judged = Q(round__closed_at__isnull=False) | Q(nomination__state=State.UNDER_REVIEW)
    asked = Assignment.objects.filter(judged, IN_PLAY, round=OuterRef("pk")).exclude(nomination__in=unseen)
    made = Ranking.objects.filter(round=OuterRef("pk")).order_by("-pk")
    above = RankingLine.objects.filter(
        ranking__round=OuterRef("pk"), ranking__confirmed_at__isnull=False, is_shortlisted=True
    ).exclude(nomination__in=unseen)
    return (
        rounds_of(season)
        .annotate(
            entered=_how_many(entered, "round"),
            judged=_how_many(entered.filter(nomination__state=State.UNDER_REVIEW), "round"),
            asked=_how_many(asked, "round"),
            submitted=_how_many(asked.filter(sheet__state=SheetState.SUBMITTED), "round"),
            extended=_how_many(RoundExtension.objects.filter(round=OuterRef("pk")), "round"),
            went_on=_how_many(above, "ranking__round"),
            ranking=Subquery(made.values("pk")[:1]),
            confirmed=Subquery(made.filter(confirmed_at__isnull=False).values("pk")[:1]),
        )
        .order_by("plan__position", "number")
    )


def _how_many(rows, by: str):
    return Coalesce(Subquery(rows.order_by().values(by).annotate(rows=Count("pk")).values("rows")), 0)
