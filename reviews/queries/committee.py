"""The committee: who sits, in which categories, and whether that is enough."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from accounts.states import Role
from reviews.models import Assignment, CommitteeMember, MemberTie, PastEmployer, Ranking, Round, SignedPledge
from reviews.pledge import CURRENT
from reviews.states import Category, Seating, SheetState
from sanctions.queries import experts_bans

SITTING = Q(answered_at__isnull=False, declined_because="", stood_down_at__isnull=True)


@dataclass(frozen=True)
class Share:
    """One category's members against the rulebook's least and most."""

    category: Category
    count: int
    least: int
    most: int | None

    @property
    def fault(self) -> str:
        """What is wrong with the number, in words; empty where nothing is."""
        if self.count < self.least:
            return f"缺{self.least - self.count}人"
        if self.most is not None and self.count > self.most:
            return f"多{self.count - self.most}人"
        return ""


@dataclass(frozen=True)
class Composition:
    """委员会构成 against the rulebook: the five categories, each with its least and most, and the least size."""

    counts: dict[str, int]
    pledged: int
    needed: int
    least: dict[str, int]
    most: dict[str, int]

    @property
    def size(self) -> int:
        """Members who have accepted and not stood down."""
        return sum(self.counts.values())

    @property
    def shares(self) -> list[Share]:
        """Each category with its numbers."""
        return [
            Share(one, self.counts.get(one.value, 0), self.least.get(one.value, 1), self.most.get(one.value))
            for one in Category
        ]

    @property
    def largest(self) -> int:
        """The most members any category has, for the bars; never nought."""
        return max(1, *(share.count for share in self.shares))

    @property
    def missing(self) -> list[str]:
        """The categories with fewer members than the rulebook wants; with how many where there are some."""
        return [
            share.category.label if not share.count else f"{share.category.label}{share.least - share.count}人"
            for share in self.shares
            if share.count < share.least
        ]

    @property
    def beyond(self) -> list[str]:
        """The categories with more members than the rulebook allows."""
        return [
            f"{share.category.label}{share.count - share.most}人"
            for share in self.shares
            if share.most is not None and share.count > share.most
        ]

    @property
    def is_complete(self) -> bool:
        """Every category within its bounds, enough members, and all of them under pledge."""
        return not self.missing and not self.beyond and self.size >= self.needed and self.pledged == self.size


def committee(season, *, hidden=frozenset(), words: str = "", category: str = "", seating: str = "", on=None):
    """All seats of a season with their people, those who stood down last; narrowed by what the office looks for."""
    seats = (
        CommitteeMember.objects.filter(season=season)
        .select_related("user", "organisation", "season", "substitute__user", "instead_of__user")
        .defer("user__phone", "user__password")
        .annotate(
            held=Count(
                "assignments",
                filter=Q(assignments__withdrawn_at__isnull=True) & ~Q(assignments__nomination__in=list(hidden)),
            )
        )
        .order_by("stood_down_at", "category", "pk")
    )
    if words:
        found = Q(user__full_name__icontains=words) | Q(unit_name__icontains=words)
        known = CommitteeMember.objects.filter(Q(trades__name__icontains=words) | Q(fields__name__icontains=words))
        seats = seats.filter(found | Q(expertise__icontains=words) | Q(pk__in=known.values("pk")))
    if category:
        seats = seats.filter(category=category)
    return seats.filter(seating_is(seating, on)) if seating else seats


def seating_is(seating: str, on) -> Q:
    """The seats in one standing on a day; the same words as CommitteeMember.seating_on."""
    open_ = Q(answered_at__isnull=True, called_back_at__isnull=True, stood_down_at__isnull=True)
    overdue = Q(answer_by__lt=on)
    return {
        Seating.INVITED: open_ & ~(Q(answer_by__isnull=False) & overdue),
        Seating.OVERDUE: open_ & overdue,
        Seating.ACCEPTED: SITTING & Q(pledged_at__isnull=True),
        Seating.PLEDGED: SITTING & Q(pledged_at__isnull=False),
        Seating.DECLINED: ~Q(declined_because=""),
        Seating.CALLED_BACK: Q(called_back_at__isnull=False),
        Seating.STOOD_DOWN: Q(stood_down_at__isnull=False),
    }[Seating(seating)]


def sitting(season):
    """Members who have accepted and not stood down."""
    return CommitteeMember.objects.filter(SITTING, season=season)


def pledged(season):
    """Members who have signed the pledge of today: the only ones who may be drawn."""
    return sitting(season).filter(~Exists(banned_experts()), pledged_at__isnull=False, pledge_version=CURRENT.version)


def seats_of_banned(on):
    """Seats held or offered, of experts under a ban, in seasons whose review is not over; held until the act is done."""
    rounds = Round.objects.filter(season=OuterRef("season"))
    settled = Ranking.objects.filter(round=OuterRef("pk"), confirmed_at__isnull=False)
    under_way = ~Exists(rounds) | Exists(rounds.filter(~Exists(settled)))
    return (
        CommitteeMember.objects.select_for_update(of=("self",))
        .filter(under_way, Exists(banned_experts(on)))
        .filter(declined_because="", called_back_at__isnull=True, stood_down_at__isnull=True)
        .select_related("user", "season")
        .order_by("pk")
    )


def standing_scores_of(member) -> int:
    """Sheets handed in that count: what a member who leaves has already said."""
    return Assignment.objects.filter(
        member=member, withdrawn_at__isnull=True, sheet__state=SheetState.SUBMITTED
    ).count()


def namesakes_under_a_ban(person, on):
    """Bans on experts of the same name, where the account has no document that would tell the two apart."""
    if person.person_hash:
        return []
    return list(experts_bans(on).filter(subject_name=person.full_name.strip()).exclude(account=person))


def banned_experts(on=None):
    """The bans that stand on a day, today unless said, on the expert who holds a seat (对评审专家的禁报)."""
    person = OuterRef("user__person_hash")
    by_account = Q(account__person_hash=person) & ~Q(account__person_hash="")
    return experts_bans(on).filter(Q(account=OuterRef("user")) | Q(subject_hash=person) | by_account)


def own_seat(user, season) -> CommitteeMember | None:
    """The person's row in a season's committee, whatever has become of it: for the page of the own particulars."""
    if season is None:
        return None
    seats = CommitteeMember.objects.filter(season=season, user=user)
    return seats.select_related("user", "season", "organisation").first()


def is_invited(user, season) -> bool:
    """Whether an invitation waits for this person's answer."""
    open_ = {"answered_at__isnull": True, "called_back_at__isnull": True}
    return season is not None and CommitteeMember.objects.filter(season=season, user=user, **open_).exists()


def is_drawn(member) -> bool:
    """Whether files were ever drawn to this member."""
    return Assignment.objects.filter(member=member).exists()


def seat_of(user, season) -> CommitteeMember | None:
    """The seat a person holds in a season's committee."""
    return sitting(season).filter(user=user).select_related("season").first() if season else None


def stated_by(member) -> dict:
    """What a member has stated: industries, trades, employers and ties; four queries."""
    return {
        "fields": [one.name for one in member.fields.all()],
        "trades": [one.name for one in member.trades.all()],
        "employers": list(member.past_employers.all()),
        "ties": list(member.ties.select_related("declared_by").defer("declared_by__phone", "declared_by__password")),
    }


def _within_reach(rows, user, season, *others):
    """Rows of one's own seat, or of every seat for the roles that see the whole committee."""
    rows = rows.filter(member__season=season)
    return rows if user.holds(*others) else rows.filter(member__user=user)


def employers_within_reach(user, season):
    """近年任职单位 that this person may correct."""
    return _within_reach(PastEmployer.objects.all(), user, season, Role.REVIEW_OFFICE)


def ties_within_reach(user, season):
    """申报的关系 that this person may correct."""
    return _within_reach(MemberTie.objects.all(), user, season, Role.REVIEW_OFFICE)


def signatures_within_reach(user, season):
    """签署的承诺书 that this person may read."""
    rows = SignedPledge.objects.select_related("member__user", "member__season").defer("member__user__phone")
    return _within_reach(rows, user, season, Role.REVIEW_OFFICE, Role.SUPERVISION)


def composition(season, rulebook) -> Composition:
    """Counted in one query."""
    rows = sitting(season).values("category").annotate(seats=Count("pk"), signed=Count("pledged_at")).order_by()
    return Composition(
        {row["category"]: row["seats"] for row in rows},
        sum(row["signed"] for row in rows),
        rulebook.committee_size if rulebook else 0,
        rulebook.committee_least if rulebook else {},
        rulebook.committee_most if rulebook else {},
    )


def locked_member(pk) -> CommitteeMember:
    """A seat, held until the act is done."""
    return (
        CommitteeMember.objects.select_for_update(of=("self",))
        .select_related("user", "season", "substitute")
        .get(pk=pk)
    )
