"""What comes next: the planned rounds of a season, who waits for which, and what must be settled first."""

from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Exists, OuterRef, Q, QuerySet

from nominations.models import Nomination
from nominations.states import State
from reviews.models import Entrant, Ranking, RankingLine, Round
from reviews.queries.rounds import admitted
from seasons.models import RoundPlan, Rulebook, Season
from seasons.queries import rulebook_in_force


@dataclass(frozen=True)
class NextRound:
    """A planned round that may be opened: its plan, who waits for it, and how often it was held before."""

    plan: RoundPlan
    waiting: QuerySet[Nomination]
    count: int
    held: int

    @property
    def name(self) -> str:
        """The plan's name; a further batch, for those admitted later, is counted."""
        return f"{self.plan.name}（第{self.held + 1}批）" if self.held else self.plan.name


def rulebook_of_review(season: Season | None) -> Rulebook | None:
    """适用细则: all rounds of a season follow the edition under which its first was opened.

    What was announced before the first score is not changed between two rounds; before it, the edition in force holds.
    """
    if season is None:
        return None
    first = Round.objects.filter(season=season).select_related("rulebook__season").order_by("number").first()
    return first.rulebook if first else rulebook_in_force(season)


def planned(rulebook: Rulebook | None) -> list[RoundPlan]:
    """The rounds a rulebook lists, in their order, each with the one that follows it."""
    found = list(rulebook.round_plans.order_by("position")) if rulebook else []
    for plan, following in zip_longest(found, found[1:]):
        plan.following = following
    return found


def unsettled(season: Season) -> Round | None:
    """The round that must be done with before another is opened: still open, or its list not confirmed.

    A closed round whose candidates have all left has no list and needs none.
    """
    confirmed = Ranking.objects.filter(round=OuterRef("pk"), confirmed_at__isnull=False)
    judged = Entrant.objects.filter(round=OuterRef("pk"), nomination__state=State.UNDER_REVIEW)
    at_work = Q(closed_at__isnull=True) | (~Exists(confirmed) & Exists(judged))
    return Round.objects.filter(at_work, season=season).order_by("number").first()


def went_on(plan: RoundPlan) -> QuerySet[Nomination]:
    """Those of a planned round's confirmed lists that stand above the line and are still under review."""
    above = RankingLine.objects.filter(
        ranking__round__plan=plan, ranking__confirmed_at__isnull=False, is_shortlisted=True
    )
    return Nomination.objects.filter(state=State.UNDER_REVIEW, pk__in=above.values("nomination"))


def waiting_for(season: Season, plan: RoundPlan, earlier: RoundPlan | None) -> QuerySet[Nomination]:
    """Who enters a planned round when it is opened: the admitted enter the first, who went on the next."""
    if earlier is None:
        return admitted(season)
    return went_on(earlier).exclude(pk__in=Entrant.objects.filter(round__plan=plan).values("nomination"))


def next_rounds(season: Season | None, rulebook: Rulebook | None) -> list[NextRound]:
    """The planned rounds somebody waits for, the furthest first.

    Usually it is one. Where dossiers are judged as they come in (随到随审) the first round has a further batch.
    """
    if season is None:
        return []
    found, earlier = [], None
    for plan in planned(rulebook):
        waiting = waiting_for(season, plan, earlier)
        if count := waiting.count():
            held = Round.objects.filter(season=season, plan=plan).count()
            found.append(NextRound(plan, waiting, count, held))
        earlier = plan
    return found[::-1]
