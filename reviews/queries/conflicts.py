"""Facts for 回避, fetched in a fixed number of queries whatever the size of committee and season."""

import datetime
from collections import defaultdict

from accounts.models import User
from nominations.models import Endorsement, Nomination
from nominations.parts import parts_of_all
from organisations.states import Kind
from reviews import conflicts
from reviews.conflicts import Candidacy, Conflict, Employer, Judge
from reviews.models import CommitteeMember, PastEmployer, Recusal

FACTS = (
    "state",
    "number",
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
    return [_judge(member, tuple(past[member.pk])) for member in members]


def _judge(member: CommitteeMember, past) -> Judge:
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
    )


def candidacies(nominations) -> list[Candidacy]:
    """Nominations as the conflict rule sees them."""
    nominations = list(nominations.select_related("drafting_body", "rulebook").only(*FACTS))
    taken = parts_of_all(nominations)
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
    return [_candidacy(one, bodies[one.pk], people[one.pk], hashes) for one in nominations]


def _candidacy(nomination: Nomination, endorsing: set[int], people: set[int], hashes: dict[int, str]) -> Candidacy:
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
    )


def derived(members, nominations, *, on: datetime.date) -> list[Conflict]:
    """Conflicts that follow from the facts, for these members and nominations."""
    return conflicts.derived(judges(members), candidacies(nominations), on=on)


def worded(found: list[Conflict]) -> list[dict]:
    """The conflicts of one page with the names they speak of: two queries."""
    members = CommitteeMember.objects.select_related("user").in_bulk({one.judge for one in found})
    nominations = Nomination.objects.only("state", "number", "name", "unit_name").in_bulk(
        {one.candidacy for one in found}
    )
    return [
        {
            "member": members[one.judge],
            "nomination": nominations[one.candidacy],
            "ground": one.ground.label,
            "explanation": one.explanation,
        }
        for one in found
    ]


def barred(members, nominations, *, on: datetime.date) -> dict[int, set[int]]:
    """Per nomination the members who may not judge it: derived, declared or ordered."""
    pairs = defaultdict(set)
    for conflict in derived(members, nominations, on=on):
        pairs[conflict.candidacy].add(conflict.judge)
    recusals = Recusal.objects.filter(member__in=members, nomination__in=nominations)
    for nomination, member in recusals.values_list("nomination_id", "member_id"):
        pairs[nomination].add(member)
    return pairs


def recusals(season):
    """回避登记 of a season, the latest first."""
    return (
        Recusal.objects.filter(member__season=season)
        .select_related("member__user", "nomination", "by")
        .only(
            "source",
            "ground",
            "explanation",
            "at",
            "by__full_name",
            "member__category",
            "member__user__full_name",
            "nomination__state",
            "nomination__number",
            "nomination__name",
            "nomination__unit_name",
        )
        .order_by("-at", "-pk")
    )


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


def _keys(path: str) -> frozenset[int]:
    return frozenset(int(key) for key in path.strip("/").split("/") if key)
