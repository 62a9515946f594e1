"""The committee: who sits, in which categories, and whether that is enough."""

from dataclasses import dataclass

from django.db.models import Count, Q

from reviews.models import CommitteeMember
from reviews.states import Category


@dataclass(frozen=True)
class Composition:
    """委员会构成 against the five categories and the rulebook's least size."""

    counts: dict[str, int]
    pledged: int
    needed: int

    @property
    def size(self) -> int:
        """Members who have not stood down."""
        return sum(self.counts.values())

    @property
    def missing(self) -> list[str]:
        """The categories nobody represents."""
        return [category.label for category in Category if not self.counts.get(category)]

    @property
    def is_complete(self) -> bool:
        """Five categories, enough members, and all of them under pledge."""
        return not self.missing and self.size >= self.needed and self.pledged == self.size


def committee(season):
    """All seats of a season with their people, those who stood down last."""
    return (
        CommitteeMember.objects.filter(season=season)
        .select_related("user", "organisation", "season")
        .defer("user__phone", "user__password")
        .annotate(held=Count("assignments", filter=Q(assignments__withdrawn_at__isnull=True)))
        .order_by("stood_down_at", "category", "pk")
    )


def sitting(season):
    """Members who have not stood down."""
    return CommitteeMember.objects.filter(season=season, stood_down_at__isnull=True)


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
    return CommitteeMember.objects.select_for_update(of=("self",)).select_related("user", "season").get(pk=pk)
