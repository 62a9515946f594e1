"""合议: what the scores bring before it, who may read a thread, and how far it is.

Every read of the office begins with the viewer and leaves out what is hidden from him (``veil.hidden_from``), so that no
count, row or missing row tells anything of it. A member's only door is a score of his own.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, Q

from common import clock
from common.dates import today
from nominations.models import Nomination
from nominations.states import State
from reviews import disagreement
from reviews.models import Assignment, Deliberation, DeliberationPost, Entrant
from reviews.pledge import CURRENT
from reviews.queries.sheets import IsConflicted
from reviews.queries.veil import hidden_from
from reviews.states import DeliberationGround, SheetState


@dataclass(frozen=True)
class Found:
    """A nomination that its scores bring before a deliberation."""

    nomination: int
    ground: DeliberationGround
    totals: tuple[Decimal, ...]

    @property
    def words(self) -> str:
        """Why, in words without a single score."""
        if self.ground == DeliberationGround.SPREAD:
            return f"最高与最低分相差{disagreement.spread(self.totals):.2f}分。"
        return "有评分明显偏离其余评分。"


def bounds_of(rulebook) -> disagreement.Bounds:
    """The rulebook's numbers for the two tests."""
    return disagreement.Bounds(
        rulebook.deliberation_spread,
        rulebook.outlier_distance,
        rulebook.outlier_factor,
        rulebook.outlier_least_scores,
    )


def found_in(round, nominations=None) -> list[Found]:
    """Nominations under review whose scores are all in and lie too far apart: one query."""
    rows = Assignment.objects.filter(round=round, withdrawn_at__isnull=True, nomination__state=State.UNDER_REVIEW)
    if nominations is not None:
        rows = rows.filter(nomination__in=nominations)
    totals: dict[int, list[Decimal]] = defaultdict(list)
    waiting: set[int] = set()
    for nomination, state, total in rows.order_by("nomination__number", "pk").values_list(
        "nomination_id", "sheet__state", "sheet__total"
    ):
        if state == SheetState.OPEN:
            waiting.add(nomination)
        elif state == SheetState.SUBMITTED and total is not None:
            totals[nomination].append(total)
    bounds, found = bounds_of(round.rulebook), []
    for nomination, given in totals.items():
        if nomination in waiting and round.closed_at is None:
            continue
        if disagreement.is_wide(given, bounds):
            found.append(Found(nomination, DeliberationGround.SPREAD, tuple(given)))
        elif disagreement.far(given, bounds):
            found.append(Found(nomination, DeliberationGround.OUTLIER, tuple(given)))
    return found


def unconvened(round, viewer) -> list[Found]:
    """What the scores bring before a deliberation and nobody has convened yet, as far as the viewer may know."""
    known = set(Deliberation.objects.filter(round=round).values_list("nomination_id", flat=True))
    known |= hidden_from(viewer, round.season)
    return [one for one in found_in(round) if one.nomination not in known]


def unresolved(round) -> list[Nomination]:
    """Nominations for which the ranking has to wait: found by the scores, or under deliberation, and not concluded."""
    done = set(
        Deliberation.objects.filter(round=round, concluded_at__isnull=False).values_list("nomination_id", flat=True)
    )
    waiting = {one.nomination for one in found_in(round)} - done
    waiting |= set(
        Deliberation.objects.filter(
            round=round, concluded_at__isnull=True, nomination__state=State.UNDER_REVIEW
        ).values_list("nomination_id", flat=True)
    )
    return list(Nomination.objects.only("state", "number", "name").filter(pk__in=waiting).order_by("number"))


def threads(round, viewer, *, only: str = "", words: str = ""):
    """The deliberations of a round that the office's viewer may know of."""
    rows = (
        Deliberation.objects.filter(round=round)
        .exclude(nomination__in=hidden_from(viewer, round.season))
        .select_related("nomination", "round__season")
        .only(
            "ground",
            "opened_at",
            "concluded_at",
            "conclusion",
            "round__season__label",
            "nomination__state",
            "nomination__number",
            "nomination__name",
            "nomination__unit_name",
        )
        .annotate(said=Count("posts", distinct=True), asked=Count("further_scores", distinct=True))
        .order_by("concluded_at", "nomination__number")
    )
    if only:
        rows = rows.filter(concluded_at__isnull=only == "open")
    if words:
        found = Q(nomination__name__icontains=words) | Q(nomination__number=words)
        rows = rows.filter(found | Q(nomination__unit_name__icontains=words))
    return rows


def for_office(viewer, season):
    """Deliberations of a season that the office's viewer may open."""
    return _whole().filter(round__season=season).exclude(nomination__in=hidden_from(viewer, season))


def for_member(user, season):
    """Deliberations of files that this person has scored himself, free of conflict, under the pledge of today.

    The database answers for each pair whether it has to be kept apart, so that a list costs one query.
    """
    own = (
        Assignment.objects.filter(
            round=OuterRef("round"),
            nomination=OuterRef("nomination"),
            member__user=user,
            member__stood_down_at__isnull=True,
            member__pledge_version=CURRENT.version,
            withdrawn_at__isnull=True,
            sheet__state=SheetState.SUBMITTED,
        )
        .annotate(kept_apart=IsConflicted("member_id", "nomination_id", today(clock.now())))
        .filter(kept_apart=False)
    )
    return _whole().filter(Exists(own), round__season=season).order_by("concluded_at", "pk")


def _whole():
    return Deliberation.objects.select_related(
        "nomination", "round__season", "round__plan", "round__rulebook", "concluded_by"
    ).defer(
        "nomination__identity_number",
        "nomination__phone",
        "nomination__summary",
        "concluded_by__phone",
        "concluded_by__password",
    )


def waiting_for_member(user, season) -> int:
    """Open deliberations in which this person has not spoken yet."""
    spoken = DeliberationPost.objects.filter(deliberation=OuterRef("pk"), author=user)
    return for_member(user, season).filter(~Exists(spoken), concluded_at__isnull=True).count()


def code_of(deliberation) -> str:
    """盲评编号 of the file in its round."""
    entrant = Entrant.objects.filter(round=deliberation.round_id, nomination=deliberation.nomination_id).first()
    return entrant.code if entrant else ""


def label_of(deliberation) -> str:
    """What its members call the file: by its code where the round is blind."""
    if deliberation.round.plan.is_blind:
        return code_of(deliberation)
    return f"{deliberation.nomination.name}（{deliberation.nomination.number}）"


def panel_of(deliberation):
    """The standing assignments of the file with their sheets and members, in no order that tells anything."""
    return list(
        Assignment.objects.filter(
            round=deliberation.round_id, nomination=deliberation.nomination_id, withdrawn_at__isnull=True
        )
        .select_related("sheet", "member__user", "further_score")
        .defer("member__user__phone", "member__user__password")
    )


def said_in(deliberation):
    """The posts with their aliases."""
    return deliberation.posts.select_related("voice", "author").defer("author__phone", "author__password")


def locked(pk) -> Deliberation:
    """A deliberation, held until the act is done."""
    return (
        Deliberation.objects.select_for_update(of=("self",))
        .select_related("nomination", "round__season", "round__rulebook", "round__plan")
        .defer("nomination__identity_number", "nomination__phone", "nomination__summary")
        .get(pk=pk)
    )


def confirmed(round) -> bool:
    """Whether the ranking of the round stands already."""
    return round.rankings.filter(confirmed_at__isnull=False).exists()


def _since_asked(deliberation):
    """Standing assignments since another score was first asked for: that member's, or his who has replaced him."""
    first = deliberation.further_scores.aggregate(first=Min("asked_at"))["first"]
    if first is None:
        return Assignment.objects.none()
    return Assignment.objects.filter(
        round=deliberation.round_id,
        nomination=deliberation.nomination_id,
        withdrawn_at__isnull=True,
        assigned_at__gte=first,
    )


def is_further_awaited(deliberation) -> bool:
    """Whether a further score was asked for and is not in yet."""
    return _since_asked(deliberation).filter(sheet__state=SheetState.OPEN).exists()


def is_further_given(deliberation) -> bool:
    """Whether a further score that was asked for is in."""
    return _since_asked(deliberation).filter(sheet__state=SheetState.SUBMITTED).exists()
