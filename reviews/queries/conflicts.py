"""Facts for 回避, fetched in a fixed number of queries whatever the size of committee and season."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import DateField, F, Q, Value

from accounts.models import User
from nominations.models import Achievement, Endorsement, Nomination
from nominations.parts import parts_of_all
from nominations.states import AchievementKind, State
from organisations.states import Kind
from reviews import conflicts
from reviews.conflicts import Candidacy, Conflict, Employer, Judge, Tie
from reviews.models import Assignment, CommitteeMember, MemberTie, PastEmployer, Ranking, Recusal, Round, StaffRecusal
from reviews.queries.confirmations import BEFORE_THE_COMMITTEE, has_declared
from reviews.queries.sheets import IsConflicted
from reviews.states import RecusalGround, RecusalSource, TieKind
from seasons.models import Season
from standards.person_names import name_key, names_in

__all__ = ["barred", "derived", "has_declared", "held_by", "pairs", "recused_pairs", "worded"]

GROUND_OF_TIE = {
    TieKind.KIN: RecusalGround.KIN,
    TieKind.MENTORING: RecusalGround.MENTORING,
    TieKind.COOPERATION: RecusalGround.MENTORING,
    TieKind.OTHER: RecusalGround.OTHER,
}
FACTS = (
    "state",
    "number",
    "name",
    "unit_name",
    "unit_code",
    "identity_hash",
    "candidate",
    "drafted_by",
    "declared_by",
    "screener",
    "filing_body",
    "drafting_body__path",
    "drafting_body__kind",
    "rulebook__conflict_years",
)


def judges(members) -> list[Judge]:
    """Members as the conflict rule sees them."""
    members = list(members.select_related("user", "organisation").defer("user__phone", "user__password"))
    past = defaultdict(list)
    for one in PastEmployer.objects.filter(member__in=members):
        past[one.member_id].append(Employer(one.unit_code, one.unit_name, one.until))
    ties = defaultdict(list)
    for tie in MemberTie.objects.filter(member__in=members):
        ties[tie.member_id].append(_tie(tie))
    return [_judge(member, tuple(past[member.pk]), tuple(ties[member.pk])) for member in members]


def _tie(tie: MemberTie) -> Tie:
    words = f"委员申报的{tie.get_kind_display()}关系：{tie.name}（{tie.unit_name or '单位未填'}）。"
    return Tie(name_key(tie.name), GROUND_OF_TIE[TieKind(tie.kind)], words, name_key(tie.unit_name), tie.unit_code)


def _judge(member: CommitteeMember, past, ties) -> Judge:
    body = member.organisation if member.organisation and member.organisation.kind != Kind.MUNICIPAL else None
    return Judge(
        key=member.pk,
        unit_code=member.unit_code,
        unit_name=member.unit_name,
        person=member.user_id,
        person_hash=member.user.person_hash,
        body=body.pk if body else None,
        body_name=body.name if body else "",
        body_employer_code=body.employer_code if body else "",
        bodies_above=_keys(body.path) - {body.pk} if body else frozenset(),
        past=past,
        name_key=name_key(member.user.full_name),
        ties=ties,
    )


def candidacies(nominations) -> list[Candidacy]:
    """Nominations as the conflict rule sees them."""
    nominations = list(nominations.select_related("drafting_body", "rulebook").only(*FACTS))
    taken = parts_of_all(nominations)
    named = _named_in(nominations)
    bodies, people = defaultdict(set), defaultdict(set)
    opinions = Endorsement.objects.filter(nomination__in=nominations).values_list(
        "nomination_id", "organisation_id", "by_id"
    )
    for nomination, organisation, person in opinions:
        bodies[nomination].add(organisation)
        people[nomination].add(person)
    for nomination, parts in taken.items():
        people[nomination].update(*parts.values())
    everybody = set().union(*people.values()) if people else set()
    hashes = dict(User.objects.filter(pk__in=everybody).exclude(person_hash="").values_list("pk", "person_hash"))
    return [_candidacy(one, bodies[one.pk], people[one.pk], hashes, named[one.pk]) for one in nominations]


def _named_in(nominations) -> dict[int, set[str]]:
    """Apprentices and co-workers whom the achievements name."""
    named = defaultdict(set)
    rows = Achievement.objects.filter(nomination__in=nominations)
    rows = rows.filter(Q(kind=AchievementKind.APPRENTICES) | ~Q(partners=""))
    for nomination, kind, title, partners in rows.values_list("nomination_id", "kind", "title", "partners"):
        if kind == AchievementKind.APPRENTICES:
            named[nomination] |= names_in(title)
        named[nomination] |= names_in(partners)
    return named


def _candidacy(nomination: Nomination, endorsing: set[int], people: set[int], hashes, named: set[str]) -> Candidacy:
    drafting = nomination.drafting_body
    road = _keys(drafting.path) if drafting else frozenset()
    branch = drafting.pk if drafting and drafting.kind in (Kind.LOWER, Kind.GRASSROOTS) else None
    filing = {nomination.filing_body_id} if nomination.filing_body_id is not None else set()
    involved = frozenset(people if nomination.candidate_id is None else people | {nomination.candidate_id})
    return Candidacy(
        key=nomination.pk,
        unit_code=nomination.unit_code,
        conflict_years=nomination.rulebook.conflict_years,
        identity_hash=nomination.identity_hash,
        bodies=frozenset(endorsing | road | filing),
        branch=branch,
        people=involved,
        people_hashes=frozenset(hashes[person] for person in involved if person in hashes),
        named=frozenset(named),
        name_key=name_key(nomination.name),
        unit_key=name_key(nomination.unit_name),
    )


def derived(members, nominations, *, on: datetime.date) -> list[Conflict]:
    """Conflicts that follow from the facts, for these members and nominations."""
    return conflicts.derived(judges(members), candidacies(nominations), on=on)


def barred(members, nominations, *, on: datetime.date) -> dict[int, set[int]]:
    """Per nomination the members who may not judge it: derived, declared or ordered."""
    pairs = defaultdict(set)
    for conflict in derived(members, nominations, on=on):
        pairs[conflict.candidacy].add(conflict.judge)
    recusals = Recusal.objects.filter(member__in=members, nomination__in=nominations)
    for nomination, member in recusals.values_list("nomination_id", "member_id"):
        pairs[nomination].add(member)
    return pairs


@dataclass(frozen=True)
class Pair:
    """One member kept apart from one nomination, for one ground, as the office reads it."""

    member_id: int
    nomination_id: int
    ground: RecusalGround
    source: RecusalSource
    explanation: str
    at: datetime.datetime | None = None


def pairs(season, *, on, source="", ground="", member=None, words="", hidden=frozenset()) -> list[Pair]:
    """Every pair kept apart, derived today or registered, by nomination: a fixed number of queries.

    What is derived today and was registered because of it stands once, as registered. ``hidden`` are the nominations of
    which the reader may know nothing.
    """
    nominations = Nomination.objects.filter(season=season, state__in=BEFORE_THE_COMMITTEE).exclude(pk__in=hidden)
    registered = Recusal.objects.filter(member__season=season).exclude(nomination__in=hidden)
    if words:
        named = Q(name__icontains=words) | Q(unit_name__icontains=words) | Q(number=words)
        nominations = nominations.filter(named)
        registered = registered.filter(nomination__in=Nomination.objects.filter(named, season=season))
    members = CommitteeMember.objects.filter(season=season, stood_down_at__isnull=True)
    if member is not None:
        members, registered = members.filter(pk=member.pk), registered.filter(member=member)
    columns = ("member_id", "nomination_id", "ground", "source", "explanation", "at")
    found = [
        Pair(one, nomination, RecusalGround(why), RecusalSource(origin), words_of_it, at)
        for one, nomination, why, origin, words_of_it, at in registered.values_list(*columns)
    ]
    known = {(one.member_id, one.nomination_id) for one in found if one.source == RecusalSource.DERIVED}
    if source in ("", RecusalSource.DERIVED):
        found += [
            Pair(one.judge, one.candidacy, one.ground, RecusalSource.DERIVED, one.explanation)
            for one in derived(members, nominations, on=on)
            if (one.judge, one.candidacy) not in known
        ]
    return sorted(
        (one for one in found if source in ("", one.source) and ground in ("", one.ground)),
        key=lambda one: (one.nomination_id, one.member_id, one.ground),
    )


def worded(found) -> list[dict]:
    """Pairs with the people in them: two queries for a page of them."""
    members = {
        one.pk: one
        for one in CommitteeMember.objects.filter(pk__in={one.member_id for one in found}).select_related("user")
    }
    nominations = Nomination.objects.only("state", "number", "name", "unit_name").in_bulk(
        {one.nomination_id for one in found}
    )
    return [
        {
            "member": members[one.member_id],
            "nomination": nominations[one.nomination_id],
            "ground": one.ground.label,
            "source": one.source.label,
            "explanation": one.explanation,
            "at": one.at,
        }
        for one in found
    ]


def recused_pairs(season) -> set[tuple[int, int]]:
    """Every registered pair: member, nomination."""
    return set(Recusal.objects.filter(member__season=season).values_list("member_id", "nomination_id"))


def _unsettled():
    """Standing assignments of rounds whose list is not confirmed: what they say still counts."""
    settled = Ranking.objects.filter(confirmed_at__isnull=False).values("round")
    return (
        Assignment.objects.select_for_update(of=("self",))
        .filter(withdrawn_at__isnull=True)
        .exclude(round__in=settled)
        .select_related("round", "member__user", "nomination")
        .defer("nomination__identity_number", "nomination__phone", "nomination__summary", "member__user__phone")
    )


def held_by(member, nomination):
    """What a member holds of one nomination, held until the act is done."""
    return _unsettled().filter(member=member, nomination=nomination)


def no_longer_allowed(season, *, on, nominations=None, members=None) -> list[Assignment]:
    """Standing assignments whose pair must be kept apart as the facts are now: asked of the database itself."""
    found = _unsettled().filter(round__season=season, nomination__state=State.UNDER_REVIEW)
    if nominations is not None:
        found = found.filter(nomination__in=nominations)
    if members is not None:
        found = found.filter(member__in=members)
    day = Value(on, output_field=DateField())
    found = found.annotate(kept_apart=IsConflicted(F("member_id"), F("nomination_id"), day)).filter(kept_apart=True)
    return list(found.order_by("nomination__number", "pk"))


def first_grounds(assignments, *, on) -> dict[tuple[int, int], Conflict]:
    """The first derived ground of each pair."""
    found = derived(
        CommitteeMember.objects.filter(pk__in={one.member_id for one in assignments}),
        Nomination.objects.filter(pk__in={one.nomination_id for one in assignments}),
        on=on,
    )
    return {(one.judge, one.candidacy): one for one in reversed(found)}


def seasons_under_review():
    """Seasons with a round whose list is not confirmed."""
    settled = Ranking.objects.filter(confirmed_at__isnull=False).values("round")
    return Season.objects.filter(pk__in=Round.objects.exclude(pk__in=settled).values("season"))


def own_recusals(member):
    """What a member has been recused from, for the member's own eyes: declared and ordered."""
    return (
        Recusal.objects.filter(member=member)
        .select_related("nomination")
        .only(
            "source",
            "ground",
            "explanation",
            "at",
            "nomination__state",
            "nomination__name",
            "nomination__number",
            "nomination__unit_name",
        )
        .order_by("-at", "-pk")
    )


def staff_recusals(season, *, hidden=frozenset()):
    """工作人员回避 of a season, the latest first, without what the reader may not know of."""
    return (
        StaffRecusal.objects.filter(nomination__season=season)
        .exclude(nomination__in=hidden)
        .select_related("user", "nomination", "by")
        .only(
            *("source", "ground", "explanation", "at", "user__full_name", "by__full_name", "nomination__state"),
            *("nomination__number", "nomination__name", "nomination__unit_name"),
        )
        .order_by("-at", "-pk")
    )


def own_staff_recusals(user, season):
    """What one of the staff keeps away from, for his own eyes."""
    return staff_recusals(season).filter(user=user)


def _keys(path: str) -> frozenset[int]:
    return frozenset(int(key) for key in path.strip("/").split("/") if key)
