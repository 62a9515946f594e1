"""Reads of this room: sittings, rosters, votes, who must withdraw, and how many places are left."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from accounts.models import Membership, User
from accounts.queries import in_force, people_with
from accounts.states import Role
from common.dates import today
from decisions import roster
from decisions.models import Resolution, RosterItem, Sitting, SittingMember, Vote, VoteRecusal
from decisions.states import Outcome
from ledger.models import Entry
from nominations.models import Nomination
from nominations.parts import WORDS, parts_of_all
from nominations.rules import is_candidate
from nominations.states import State
from organisations.models import Organisation
from organisations.states import Kind
from reviews.models import Assignment, RankingLine
from reviews.queries.veil import closed_up, hidden_from, kept_from_voting
from reviews.states import SheetState
from sanctions.queries import standing

READERS = (Role.CHAIR_SECRETARY, Role.SUPERVISION)
READERS_OF_RESOLUTIONS = (*READERS, Role.REVIEW_OFFICE, Role.PUBLICITY_OFFICER, Role.FINANCE, Role.CHAIR_MEMBER)
APPROVED_ONCE = (State.APPROVED, State.ON_NOTICE, State.CONTESTED, State.NOTICE_PASSED, State.HONOURED, State.REVOKED)


def visible_to(user):
    """All sittings for the secretary and supervision, those with a seat of one's own for a member."""
    sittings = Sitting.objects.select_related("season", "rulebook", "prepared_by").order_by("-pk")
    if not user.is_authenticated:
        return sittings.none()
    if user.holds(*READERS):
        return sittings
    return sittings.filter(Exists(SittingMember.objects.filter(sitting=OuterRef("pk"), user=user)))


def resolutions_visible_to(user):
    """决议 are read by the offices that carry them out as well."""
    resolutions = Resolution.objects.select_related("sitting__season", "sitting__rulebook", "recorded_by")
    if not user.is_authenticated:
        return resolutions.none()
    if user.holds(*READERS_OF_RESOLUTIONS):
        return resolutions
    return resolutions.filter(Exists(SittingMember.objects.filter(sitting=OuterRef("sitting"), user=user)))


def listed(sittings):
    """Sittings with the size of their roster and the number of names carried."""
    return sittings.select_related("resolution").annotate(
        how_many=Count("roster", distinct=True),
        carried=Count("roster", filter=Q(roster__outcome=Outcome.CARRIED), distinct=True),
    )


def locked_sitting(pk) -> Sitting:
    """The sitting's row, held until the act is done."""
    return Sitting.objects.select_for_update(of=("self",)).select_related("season", "rulebook__season").get(pk=pk)


def locked_nominations(pks):
    """The nominations of a roster, held in one order."""
    return {
        one.pk: one
        for one in Nomination.objects.select_for_update(of=("self",))
        .select_related("rulebook")
        .filter(pk__in=list(pks))
        .order_by("pk")
    }


def next_number(season) -> int:
    """Sittings of a season are numbered from 1."""
    latest = Sitting.objects.filter(season=season).order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


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


def state_before_approval(rulebook) -> State:
    """公示期满 where the notice comes first, 入围 where the sitting does."""
    return State.NOTICE_PASSED if rulebook.notice_before_approval else State.SHORTLISTED


def eligible(season, rulebook, *, besides=None):
    """Who may be put before a sitting, in the order of the confirmed ranking; nobody who stands before another one."""
    undecided = RosterItem.objects.filter(
        nomination=OuterRef("pk"), sitting__closed_at__isnull=True, sitting__voided_at__isnull=True
    )
    if besides is not None:
        undecided = undecided.exclude(sitting=besides)
    return in_ranking_order(
        Nomination.objects.filter(
            ~Exists(undecided),
            season=season,
            state=state_before_approval(rulebook),
            rulebook__notice_before_approval=rulebook.notice_before_approval,
        )
    )


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
    hashes = set(standing(today(now)).values_list("subject_hash", flat=True))
    return {one.pk for one in nominations if one.identity_hash in hashes or one.unit_hash in hashes}


def places_left(season, rulebook) -> int:
    """名额 not yet given: the rulebook's ceiling less those approved and still standing; a revoked one is not given anew."""
    given = Nomination.objects.filter(season=season, state__in=APPROVED_ONCE).exclude(resolution_number="").count()
    return max(0, rulebook.quota - given)


def chair_members():
    """主席办公会成员 in office today."""
    return people_with(Role.CHAIR_MEMBER)


def seat_of(sitting, user) -> SittingMember | None:
    """The person's own seat."""
    return sitting.members.filter(user=user).first()


def members_of(sitting):
    """The members with the number of names they have voted on."""
    return (
        sitting.members.select_related("user").annotate(voted=Count("votes", distinct=True)).order_by("-is_chair", "pk")
    )


def votes_of(member) -> dict:
    """A member's own choices by roster line."""
    return dict(Vote.objects.filter(member=member).values_list("roster_item_id", "choice"))


def recusals_of(member) -> dict:
    """The lines a member withdraws from, with the reason: declared or derived here, or known to 评审 by now."""
    items = dict(RosterItem.objects.filter(sitting=member.sitting_id).values_list("nomination_id", "pk"))
    known = kept_from_voting([member.user], Nomination.objects.filter(pk__in=items))
    found = {items[nomination]: reason for (_, nomination), reason in known.items()}
    return found | dict(VoteRecusal.objects.filter(member=member).values_list("roster_item_id", "reason"))


def ballots(sitting) -> list[tuple[int, int, str]]:
    """All votes: line, seat, choice."""
    return list(Vote.objects.filter(roster_item__sitting=sitting).values_list("roster_item_id", "member_id", "choice"))


def withdrawn_pairs(sitting) -> set[tuple[int, int]]:
    """All recusals: line, seat."""
    return set(VoteRecusal.objects.filter(roster_item__sitting=sitting).values_list("roster_item_id", "member_id"))


def recusals_listed(sitting):
    """回避 for the secretary and the minutes."""
    return (
        VoteRecusal.objects.filter(roster_item__sitting=sitting)
        .select_related("member__user", "roster_item__nomination")
        .order_by("roster_item__position", "member_id")
    )


def all_parts_of(nominations) -> dict:
    """经手 of many nominations, with the scores below this floor and the publication beside it (from the ledger)."""
    taken = parts_of_all(nominations)
    scorers = Assignment.objects.filter(
        nomination__in=taken, withdrawn_at__isnull=True, sheet__state=SheetState.SUBMITTED
    ).values_list("nomination_id", "member__user_id")
    publishers = Entry.objects.filter(
        act="nomination.publicised", subject_kind=Nomination._meta.label_lower, subject_id__in=taken
    ).values_list("subject_id", "actor_id")
    for part, rows in (("score", scorers), ("publish", publishers)):
        for nomination_id, person_id in rows:
            taken[nomination_id].setdefault(part, set()).add(person_id)
    return taken


def reasons_to_withdraw(nominations, members) -> list[tuple[int, int, str]]:
    """应回避: for each name and member the reason the portal knows of, if there is one (nomination, seat, reason).

    Own candidacy, an earlier part in the nomination, the same unit, or a post in a union or association the nomination
    came through. A post at 市总 itself is every member's and no reason.
    """
    nominations = list(nominations)
    parts = all_parts_of(nominations)
    accounts = _accounts(members)
    bodies = _bodies(members)
    through = _paths(nominations)
    known = kept_from_voting([member.user for member in members], Nomination.objects.filter(pk__in=parts))
    found = []
    for nomination in nominations:
        for member in members:
            reason = _reason(nomination, member, parts[nomination.pk], accounts[member.pk], bodies[member.pk], through)
            reason = reason or known.get((member.user_id, nomination.pk), "")
            if reason:
                found.append((nomination.pk, member.pk, reason))
    return found


def _reason(nomination, member, parts, accounts, bodies, through):
    if is_candidate(member.user, nomination):
        return "本人即候选人"
    for part, people in parts.items():
        if people & accounts:
            return f"曾参与该人选的{WORDS[part]}"
    for body in bodies:
        if body.employer_code and body.employer_code == nomination.unit_code:
            return "与候选人同一单位"
        if any(path.startswith(body.path) for path in through[nomination.pk]):
            return f"任职于推荐或审核单位（{body.name}）"
    return ""


def _accounts(members) -> dict:
    hashes = {member.user.person_hash for member in members} - {""}
    others = list(User.objects.filter(person_hash__in=hashes).values_list("person_hash", "pk")) if hashes else []
    return {
        member.pk: {member.user_id} | {pk for person_hash, pk in others if person_hash == member.user.person_hash != ""}
        for member in members
    }


def _bodies(members) -> dict:
    held = {member.user_id: [] for member in members}
    memberships = Membership.objects.filter(in_force(), user__in=held).exclude(organisation__kind=Kind.MUNICIPAL)
    for membership in memberships.exclude(organisation=None).select_related("organisation"):
        held[membership.user_id].append(membership.organisation)
    return {member.pk: held[member.user_id] for member in members}


def _paths(nominations) -> dict:
    bodies = {one.pk: {one.drafting_body_id, one.filing_body_id} - {None} for one in nominations}
    paths = dict(
        Organisation.objects.filter(pk__in=set().union(*bodies.values())).values_list("pk", "path") if bodies else []
    )
    return {pk: [paths[body] for body in own] for pk, own in bodies.items()}


def recipients_of_resolution():
    """Who carries a resolution out: publicity and the review office."""
    return [*people_with(Role.REVIEW_OFFICE), *people_with(Role.PUBLICITY_OFFICER)]


def under_way():
    """Sittings that have neither ended nor been voided."""
    under_way = Sitting.objects.filter(closed_at__isnull=True, voided_at__isnull=True)
    return under_way.select_related("season").order_by("held_on", "pk")


def awaiting_vote(user):
    """Sittings in which the person sits, is present, and has names left to vote on."""
    seats = SittingMember.objects.filter(
        user=user,
        is_present=True,
        sitting__voting_opened_at__isnull=False,
        sitting__closed_at__isnull=True,
        sitting__voided_at__isnull=True,
    ).select_related("sitting__season")
    return seats.annotate(
        names=Count("sitting__roster", distinct=True),
        voted=Count("votes", distinct=True),
        withdrawn=Count("vote_recusals", distinct=True),
    )


def silent_members(sitting):
    """Members present who have not voted on every name they may vote on."""
    names = sitting.roster.count()
    present = sitting.members.filter(is_present=True).select_related("user")
    counted = present.annotate(voted=Count("votes", distinct=True), withdrawn=Count("vote_recusals", distinct=True))
    return [one for one in counted if one.voted + one.withdrawn < names]


def number_taken(number) -> bool:
    """文号 are unique."""
    return Resolution.objects.filter(number=number).exists()
