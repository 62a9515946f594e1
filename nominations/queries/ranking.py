"""本单位排序: the opinions of one body that stand in one season, their ranks, and the body's places."""

from nominations.models import Endorsement, Nomination
from nominations.queries.dossiers import HOLDING
from organisations.models import Organisation
from seasons.models import Place


def standing(body, season):
    """The opinions of a body that stand, by rank; those without one come last."""
    opinions = Endorsement.objects.filter(organisation=body, season=season, is_endorsed=True, is_void=False)
    return opinions.select_related("nomination").order_by("rank", "at")


def held(body):
    """The body's ranks, held until the act is done: two endorsers give theirs one after the other."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=body.pk)


def at_rank(body, season_id, rank):
    """The standing opinion that has a rank, or None."""
    return standing(body, season_id).filter(rank=rank).first()


def next_rank(body, season_id):
    """The first free rank: a gap that a return has left comes first."""
    taken = set(standing(body, season_id).filter(rank__isnull=False).values_list("rank", flat=True))
    return next(rank for rank in range(1, len(taken) + 2) if rank not in taken)


def last_opinion(nomination):
    """The latest opinion that stands, or None."""
    opinions = Endorsement.objects.filter(nomination=nomination, is_endorsed=True, is_void=False)
    return opinions.select_related("organisation").order_by("-pk").first()


def has_endorsed(nomination, bodies):
    """Whether one of these bodies has an opinion that stands."""
    return Endorsement.objects.filter(
        nomination=nomination, organisation__in=bodies, is_endorsed=True, is_void=False
    ).exists()


def places_of(body, rulebook):
    """(places, held) of a body that files; places is None where there is no limit."""
    row = Place.objects.filter(rulebook=rulebook, organisation=body).first()
    taken = Nomination.objects.filter(season_id=rulebook.season_id, filing_body=body).filter(HOLDING).count()
    return (row.places if row else None), taken
