"""The committee: who sits, in which categories, and whether that is enough."""

from dataclasses import dataclass

from django.db.models import Count, Q

from reviews.models import Assignment, CommitteeMember
from reviews.states import Category, Seating

SITTING = Q(answered_at__isnull=False, declined_because="", stood_down_at__isnull=True)


@dataclass(frozen=True)
class Composition:
    """委员会构成 against the five categories and the rulebook's least size."""

    counts: dict[str, int]
    pledged: int
    needed: int

    @property
    def size(self) -> int:
        """Members who have accepted and not stood down."""
        return sum(self.counts.values())

    @property
    def missing(self) -> list[str]:
        """The categories nobody represents."""
        return [category.label for category in Category if not self.counts.get(category)]

    @property
    def is_complete(self) -> bool:
        """Five categories, enough members, and all of them under pledge."""
        return not self.missing and self.size >= self.needed and self.pledged == self.size


def committee(season, *, words: str = "", category: str = "", seating: str = "", on=None):
    """All seats of a season with their people, those who stood down last; narrowed by what the office looks for."""
    seats = (
        CommitteeMember.objects.filter(season=season)
        .select_related("user", "organisation", "season", "substitute__user", "instead_of__user")
        .defer("user__phone", "user__password")
        .annotate(held=Count("assignments", filter=Q(assignments__withdrawn_at__isnull=True)))
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


def own_seat(user, season) -> CommitteeMember | None:
    """The person's row in a season's committee, whatever has become of it: for the page of the own particulars."""
    if season is None:
        return None
    seats = CommitteeMember.objects.filter(season=season, user=user)
    return seats.select_related("user", "season", "organisation").first()


def is_drawn(member) -> bool:
    """Whether files were ever drawn to this member."""
    return Assignment.objects.filter(member=member).exists()


def seat_of(user, season) -> CommitteeMember | None:
    """The seat a person holds in a season's committee."""
    return sitting(season).filter(user=user).select_related("season").first() if season else None


def composition(season, rulebook) -> Composition:
    """Counted in one query."""
    rows = sitting(season).values("category").annotate(seats=Count("pk"), signed=Count("pledged_at")).order_by()
    return Composition(
        {row["category"]: row["seats"] for row in rows},
        sum(row["signed"] for row in rows),
        rulebook.committee_size if rulebook else 0,
    )


def locked_member(pk) -> CommitteeMember:
    """A seat, held until the act is done."""
    return CommitteeMember.objects.select_for_update(of=("self",)).select_related("user", "season", "substitute").get(pk=pk)
