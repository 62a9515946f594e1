"""Reads of the roster (审议名单): who may be put before a sitting, in which order, and how it stands now."""

from django.db.models import Exists, OuterRef, Q, Subquery

from common.dates import today
from decisions import roster
from decisions.models import RosterItem
from decisions.states import Outcome, SittingKind
from nominations.models import Nomination
from nominations.queries.bans import banned_among
from nominations.states import State
from reviews.models import RankingLine
from reviews.queries.veil import closed_up, hidden_from

APPROVED_ONCE = (State.APPROVED, State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED, State.HONOURED, State.REVOKED)
APPROVES = Q(outcome=Outcome.CARRIED) | Q(outcome=Outcome.RESERVE, called_up_at__isnull=False)


def locked_nominations(pks):
    """The nominations of a roster, held in one order."""
    return {
        one.pk: one
        for one in Nomination.objects.select_for_update(of=("self",))
        .select_related("rulebook")
        .filter(pk__in=list(pks))
        .order_by("pk")
    }


def roster_of(sitting):
    """The roster in its order, with the nominations."""
    return sitting.roster.select_related("nomination__filing_body").order_by("position")


def roster_for(user, sitting) -> list[RosterItem]:
    """The roster as this reader may know it, each name with its line of the ranking.

    A name that is hidden from the reader stands last, without place, total and counts, and the others close up, so that
    neither a gap nor an order tells its place (docs/decisions/0018).
    """
    items = list(roster_of(sitting))
    lines = ranking_lines([item.nomination_id for item in items])
    hidden = hidden_from(user, sitting.season)
    shown = [item for item in items if item.nomination_id not in hidden]
    closed_up([lines[one.nomination_id] for one in items if one.nomination_id in lines], hidden)
    kept = [item for item in items if item.nomination_id in hidden]
    for item in shown:
        item.line = lines.get(item.nomination_id)
    for item in kept:
        item.line = None
        item.votes_for = item.votes_against = item.abstentions = item.recused = "—"
        item.note = ""
    if kept:
        for position, item in enumerate([*shown, *kept], start=1):
            item.position = position
    return [*shown, *kept]


def kept_from(user, sitting) -> bool:
    """Whether a name of the roster is hidden from this reader, so that he may not read the whole (docs/decisions/0018)."""
    hidden = hidden_from(user, sitting.season)
    return bool(hidden) and sitting.roster.filter(nomination__in=hidden).exists()


def state_before_approval(rulebook, kind=SittingKind.SELECTION) -> State:
    """公示期满 where the notice comes first, 入围 where the sitting does; a confirmation follows the notice in any case."""
    if kind == SittingKind.CONFIRMATION:
        return State.NOTICE_PASSED
    return State.NOTICE_PASSED if rulebook.notice_before_approval else State.SHORTLISTED


def eligible(season, rulebook, *, kind=SittingKind.SELECTION, besides=None):
    """Who may be put before a sitting, in the order of the confirmed ranking; nobody who stands before another one."""
    undecided = RosterItem.objects.filter(
        nomination=OuterRef("pk"), sitting__closed_at__isnull=True, sitting__voided_at__isnull=True
    )
    if besides is not None:
        undecided = undecided.exclude(sitting=besides)
    called_up = RosterItem.objects.filter(nomination=OuterRef("pk"), called_up_at__isnull=False, lapsed_at__isnull=True)
    confirming = Q(pk__in=awaiting_confirmation(season.nominations.values("pk")))
    return in_ranking_order(
        Nomination.objects.filter(
            ~Exists(undecided),
            confirming if kind == SittingKind.CONFIRMATION else ~Exists(called_up),
            season=season,
            state=state_before_approval(rulebook, kind),
            rulebook__notice_before_approval=rulebook.notice_before_approval,
        )
    )


def gone_since_ranking(season):
    """退出遴选的人选: ranked, and since then withdrawn, dropped out or disqualified."""
    ranked = RankingLine.objects.filter(nomination=OuterRef("pk"), ranking__confirmed_at__isnull=False)
    gone = (State.WITHDRAWN, State.DROPPED_OUT, State.DISQUALIFIED)
    return Nomination.objects.filter(Exists(ranked), season=season, state__in=gone).order_by("number")


def awaiting_confirmation(nominations) -> set[int]:
    """公示期满待复核: approved before the notice, and the rulebook or a lapse asks for a second sitting."""
    confirmed = RosterItem.objects.filter(nomination=OuterRef("nomination"), outcome=Outcome.CONFIRMED)
    since = confirmed.filter(sitting__closed_at__gte=OuterRef("lapsed_at"))
    lines = RosterItem.objects.filter(
        APPROVES, nomination__in=nominations, sitting__rulebook__notice_before_approval=False
    )
    asked = Q(lapsed_at__isnull=True) & Q(sitting__rulebook__confirm_after_notice=True) & ~Exists(confirmed)
    return set(lines.filter(asked | (Q(lapsed_at__isnull=False) & ~Exists(since))).values_list("nomination", flat=True))


def in_ranking_order(nominations):
    """By the place in the latest confirmed ranking; the unranked last."""
    lines = RankingLine.objects.filter(nomination=OuterRef("pk"), ranking__confirmed_at__isnull=False).order_by(
        "-ranking__confirmed_at", "-ranking_id"
    )
    return nominations.annotate(ranked=Subquery(lines.values("place")[:1])).order_by("ranked", "number")


def ranking_lines(nominations) -> dict:
    """The latest confirmed line of each nomination."""
    lines = RankingLine.objects.filter(nomination__in=nominations, ranking__confirmed_at__isnull=False).order_by(
        "ranking__confirmed_at", "ranking_id"
    )
    return {line.nomination_id: line for line in lines}


def as_it_stands(items, nominations, now) -> list[dict]:
    """The roster's lines as they are now; ``nominations`` by key."""
    lines, barred = ranking_lines(list(nominations)), banned(nominations.values(), now)
    return [
        roster.line_of(
            nominations[item.nomination_id],
            lines.get(item.nomination_id),
            is_banned=item.nomination_id in barred,
        )
        for item in items
    ]


def changed_since_opening(sitting, items, now) -> list[str]:
    """What has changed on the roster since voting opened, in words: closing will void the sitting for it."""
    if not sitting.is_voting:
        return []
    found = as_it_stands(items, {item.nomination_id: item.nomination for item in items}, now)
    return roster.changes([item.seen for item in items], found, state_word=lambda state: State(state).label)


def elsewhere(nominations, *, besides=None) -> set[int]:
    """Nominations that stand before another undecided sitting."""
    items = RosterItem.objects.filter(
        nomination__in=nominations, sitting__closed_at__isnull=True, sitting__voided_at__isnull=True
    )
    if besides is not None:
        items = items.exclude(sitting=besides)
    return set(items.values_list("nomination_id", flat=True))


def banned(nominations, now) -> set[int]:
    """Those whose person or unit stands under a ban (沪工总经〔2015〕260号 五(三))."""
    return banned_among((one.pk for one in nominations), on=today(now))


def places_left(season, rulebook) -> int:
    """名额 not yet given: the rulebook's ceiling less those approved and still standing; a revoked one is not given anew."""
    given = Nomination.objects.filter(season=season, state__in=APPROVED_ONCE).exclude(resolution_number="").count()
    return max(0, rulebook.quota - given - reserves_on_their_way(season).count())


def reserves_on_their_way(season):
    """递补人选 called up who are before the public now: a place is kept for each."""
    on_their_way = (State.SHORTLISTED, State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED)
    return Nomination.objects.filter(
        season=season,
        resolution_number="",
        state__in=on_their_way,
        roster_items__outcome=Outcome.RESERVE,
        roster_items__called_up_at__isnull=False,
    ).distinct()
