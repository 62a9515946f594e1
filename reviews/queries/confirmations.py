"""确认回避情况: the list a member reads before any file, who has confirmed it, and whom applicants asked to keep away."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, F, Max, OuterRef, Q

from nominations.models import Nomination, UnsuitableExpert
from nominations.states import State
from reviews.models import CommitteeMember, Confirmation, Entrant, NamingDecision, Round
from reviews.queries.committee import pledged, sitting
from standards.person_names import name_key

BEFORE_THE_COMMITTEE = (State.ADMITTED, State.UNDER_REVIEW)


def open_rounds(season):
    """The rounds under way, the first one first."""
    return Round.objects.filter(season=season, closed_at__isnull=True).select_related("season").order_by("number")


def declared(round):
    """Keys of the members who have confirmed the round's list as it is now: names added since ask for another look."""
    latest = Entrant.objects.filter(round=round).aggregate(at=Max("entered_at"))["at"]
    confirmed = Confirmation.objects.filter(round=round)
    if latest is not None:
        confirmed = confirmed.filter(at__gte=latest)
    return confirmed.values("member")


def has_declared(member, round) -> bool:
    """Whether this member has confirmed the round's list as it is now."""
    return CommitteeMember.objects.filter(pk=member.pk, pk__in=declared(round)).exists()


def confirmed_before(prefix=""):
    """For assignments: the file stood on a list that its member confirmed."""
    return Exists(
        Confirmation.objects.filter(
            member=OuterRef(f"{prefix}member"),
            round=OuterRef(f"{prefix}round"),
            round__entrants__nomination=OuterRef(f"{prefix}nomination"),
            round__entrants__entered_at__lte=F("at"),
        )
    )


def undeclared(round):
    """Members under pledge whose confirmation is awaited; they are not drawn."""
    return pledged(round.season_id).exclude(pk__in=declared(round))


def to_declare(member) -> Round | None:
    """The first round under way with names that this member has still to confirm: one query."""
    confirmed = Confirmation.objects.filter(member=member, round=OuterRef("round"), at__gte=OuterRef("entered_at"))
    unread = Entrant.objects.filter(~Exists(confirmed), round=OuterRef("pk"))
    return open_rounds(member.season_id).filter(Exists(unread)).first()


def listed(round, words: str = ""):
    """候选人名单 of a round: names and units, nothing else is even fetched."""
    names = Nomination.objects.filter(entrants__round=round, state=State.UNDER_REVIEW)
    if words:
        names = names.filter(Q(name__icontains=words) | Q(unit_name__icontains=words))
    return names.order_by("number").only("state", "number", "name", "unit_name")


@dataclass
class Naming:
    """An expert whom an applicant named, and the members it may be."""

    named: UnsuitableExpert
    certain: list[CommitteeMember] = field(default_factory=list)
    unclear: list[CommitteeMember] = field(default_factory=list)
    decisions: list[NamingDecision] = field(default_factory=list)

    @property
    def word(self) -> str:
        """How far it is."""
        if self.certain or any(one.is_same for one in self.decisions):
            return "已回避"
        return "待核对" if self.unclear else "名单中无此人"


def namings(season, *, nominations=None, hidden=frozenset()) -> list[Naming]:
    """Every expert named by applicants, matched by name and unit: three queries."""
    rows = UnsuitableExpert.objects.filter(
        nomination__season=season, nomination__state__in=BEFORE_THE_COMMITTEE
    ).exclude(nomination__in=hidden)
    if nominations is not None:
        rows = rows.filter(nomination__in=nominations)
    named = list(
        rows.select_related("nomination__rulebook")
        .only(
            *("name", "unit_name", "reason", "nomination__state", "nomination__number", "nomination__name"),
            *("nomination__unit_name", "nomination__rulebook__unsuitable_experts"),
        )
        .order_by("nomination__number", "pk")
    )
    if not named:
        return []
    members = defaultdict(list)
    for one in sitting(season).select_related("user").defer("user__phone", "user__password"):
        members[name_key(one.user.full_name)].append(one)
    decided = defaultdict(list)
    for decision in NamingDecision.objects.filter(named__in=named).select_related("member__user"):
        decided[decision.named_id].append(decision)
    return [_matched(one, members[name_key(one.name)], decided[one.pk]) for one in named]


def _matched(named, members, decisions) -> Naming:
    unit = name_key(named.unit_name)
    found, settled = Naming(named, decisions=decisions), {one.member_id for one in decisions}
    for member in members:
        if member.pk in settled:
            continue
        alike = bool(unit) and unit == name_key(member.unit_name)
        (found.certain if alike else found.unclear).append(member)
    return found


def naming_of(season, pk, *, hidden=frozenset()) -> Naming | None:
    """One of them."""
    return next((one for one in namings(season, hidden=hidden) if one.named.pk == pk), None)


def declarable(season):
    """Candidates for whom a recusal can be declared now: names and units."""
    names = Nomination.objects.filter(season=season, state=State.UNDER_REVIEW)
    return names.order_by("number").only("state", "number", "name", "unit_name")


def confirmations(round):
    """Members who sit, with the moment of their latest confirmation of the round; those awaited first."""
    return (
        sitting(round.season_id)
        .select_related("user")
        .defer("user__phone", "user__password")
        .annotate(confirmed_at=Max("confirmations__at", filter=Q(confirmations__round=round)))
        .annotate(is_confirmed=Exists(declared(round).filter(member=OuterRef("pk"))))
        .order_by("is_confirmed", "category", "pk")
    )
