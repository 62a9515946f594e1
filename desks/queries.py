"""What a desk shows: what waits in each room, and how far the year has come."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, FilteredRelation, Max, Min, OuterRef, Q, Subquery

from accounts.states import CITY_STAFF, CLERKS, ENDORSERS, Role
from common.dates import today
from common.desk import AWAITED, Waiting
from decisions import desk as decisions
from decisions.models import Resolution
from desks.year import Year, stages_of
from exports import desk as exports
from handover import desk as handover
from honours import desk as honours
from honours.models import Honour
from intake import desk as intake
from ladder import desk as ladder
from letters import desk as letters
from nominations import desk as nominations
from nominations.models import Nomination
from nominations.states import State
from publicity import desk as publicity
from publicity.queries import standing_notices
from reviews import desk as reviews
from reviews.models import CommitteeMember, Round, ScoreSheet
from reviews.queries.committee import composition
from reviews.states import SheetState
from sanctions import desk as sanctions
from seasons import desk as seasons
from seasons.models import Season
from seasons.queries import closing_moment, rulebook_in_force

ROOMS = (
    nominations,
    intake,
    handover,
    reviews,
    publicity,
    decisions,
    honours,
    ladder,
    seasons,
    sanctions,
    exports,
    letters,
)
SEES_THE_COUNTS = (*CITY_STAFF, Role.CHAIR_MEMBER)
PRESSING = timedelta(days=2)
LATEST_NOTICE: str = "latest_notice"  # a relation of the query's own, which the models do not declare


def waiting_for(user, now, *, rooms=ROOMS) -> tuple[list[dict], list[dict]]:
    """What waits for the person, most urgent first, and what the person awaits from others."""
    lines = [line for room in rooms for line in room.waiting(user, now) if line.count]
    mine = [line for line in lines if line.rank < AWAITED]
    awaited = [line for line in lines if line.rank >= AWAITED]
    return [_row(line, now) for line in _ordered(mine, now)], [_row(line, now) for line in _ordered(awaited, now)]


def _ordered(lines, now):
    return sorted(
        lines,
        key=lambda line: (not _is_pressing(line, now), line.rank, _due_day(line) or date.max, line.oldest or now),
    )


def _row(line: Waiting, now) -> dict:
    return {
        "title": line.title,
        "count": line.count,
        "url": line.url,
        "oldest": line.oldest,
        "deadline": line.due,
        "deadline_note": _deadline_note(line, now),
        "urgent": _is_pressing(line, now),
    }


def _due_day(line):
    return today(line.due) if isinstance(line.due, datetime) else line.due


def _is_pressing(line, now) -> bool:
    day = _due_day(line)
    return line.rank < AWAITED and day is not None and day <= today(now + PRESSING)


def _deadline_note(line, now) -> str:
    day = _due_day(line)
    if day is None:
        return ""
    if (line.due <= now) if isinstance(line.due, datetime) else (day < today(now)):
        return "已过期限"
    left = (day - today(now)).days
    return "今天截止" if left == 0 else f"还有{left}天"


def year(now, *, user=None) -> Year | None:
    """The current season, how far it has come and its dates; with counts for those who may see them."""
    season = (
        Season.objects.filter(is_current=True)
        .annotate(
            latest_notice=FilteredRelation("notices", condition=Q(notices__published_at__isnull=False)),
            round_opened_at=_of_the_season(Round, Min("opened_at")),
            round_closes_at=_of_the_season(Round, Max("closes_at")),
            resolved_on=Subquery(
                Resolution.objects.filter(sitting__season=OuterRef("pk")).order_by("-pk").values("resolved_on")[:1]
            ),
            named_on=_of_the_season(Honour, Max("named_on")),
            named=_of_the_season(Honour, Count("pk")),
            revoked=_of_the_season(Honour, Count("pk", filter=Q(revoked_at__isnull=False))),
        )
        .select_related(LATEST_NOTICE)
        .order_by(F("latest_notice__published_at").desc(nulls_last=True))
        .first()
    )
    if season is None:
        return None
    rulebook = rulebook_in_force(season)
    notice = getattr(season, LATEST_NOTICE, None)  # no attribute where nothing was joined
    if notice is not None:
        notice.season = season
    counts = None
    if user is not None and user.holds(*SEES_THE_COUNTS):
        counts = dict(
            Nomination.objects.filter(season=season).order_by().values_list("state").annotate(count=Count("pk"))
        )
    closes_at = closing_moment(rulebook) if rulebook else None
    seats = composition(season, rulebook).shares if user is None and season.round_opened_at else []
    committee = [(share.category.label, share.count) for share in seats if share.count]
    return stages_of(season, rulebook, notice, closes_at=closes_at, counts=counts, committee=committee, now=now)


def waited_for() -> Q:
    """Of a membership: whether a dossier, a score sheet or an invitation of the current season waits for it.

    Offices of one or two people need no such mark.
    """
    current = Nomination.objects.filter(season__is_current=True)
    to_finish = Q(drafting_body=OuterRef("organisation"), state__in=(State.DRAFT, State.RETURNED, State.CORRECTING))
    to_file = Q(filing_body=OuterRef("organisation"), state=State.ENDORSED)
    to_endorse = current.filter(at_body=OuterRef("organisation"), state=State.RECOMMENDED)
    own = current.filter(candidate=OuterRef("user"), state__in=(State.DRAFT, State.RETURNED, State.CORRECTING))
    to_score = ScoreSheet.objects.filter(
        assignment__member__user=OuterRef("user"),
        assignment__member__season__is_current=True,
        assignment__withdrawn_at__isnull=True,
        assignment__round__closed_at__isnull=True,
        state=SheetState.OPEN,
    )
    to_answer = CommitteeMember.objects.filter(
        user=OuterRef("user"), season__is_current=True, answered_at__isnull=True, called_back_at__isnull=True
    )
    return (
        (Q(role__in=CLERKS) & Exists(current.filter(to_finish | to_file)))
        | (Q(role__in=ENDORSERS) & Exists(to_endorse))
        | (Q(role=Role.SELF_NOMINEE) & Exists(own))
        | (Q(role=Role.EXPERT) & (Exists(to_score) | Exists(to_answer)))
    )


def running_notices(now):
    """公示 that runs at this moment, of whichever season, the one that ends first standing first."""
    return (
        standing_notices()
        .filter(opens_on__lte=today(now), closes_at__gt=now)
        .annotate(how_many=Count("names"))
        .order_by("closes_at", "pk")
    )


def _of_the_season(model, what):
    rows = model.objects.filter(season=OuterRef("pk")).order_by().values("season").annotate(found=what)
    return Subquery(rows.values("found"))
