"""候补委员: who stands approved, in which order."""

from django.db.models import Max

from reviews.models import Reserve


def reserves_of(season):
    """All reserves of a season, used and struck ones included, in their order."""
    return (
        Reserve.objects.filter(season=season)
        .select_related("user", "seat__instead_of__user")
        .defer("user__phone", "user__password")
        .order_by("category", "position")
    )


def standing(season):
    """Reserves who may still be called."""
    return Reserve.objects.filter(season=season, struck_at__isnull=True, seat__isnull=True)


def first_of(season, category) -> Reserve | None:
    """The first in the order of a category."""
    return standing(season).filter(category=category).select_related("user").order_by("position").first()


def firsts(season) -> dict[str, Reserve]:
    """The first of each category, in one query."""
    found: dict[str, Reserve] = {}
    for one in standing(season).select_related("user").order_by("category", "position"):
        found.setdefault(one.category, one)
    return found


def next_position(season, category) -> int:
    """The place after the last, counting those who are gone."""
    last = Reserve.objects.filter(season=season, category=category).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def locked(pk) -> Reserve:
    """A reserve, held until the act is done."""
    return Reserve.objects.select_for_update(of=("self",)).select_related("user", "season", "organisation").get(pk=pk)
