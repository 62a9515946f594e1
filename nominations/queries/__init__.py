"""Reading 申报. ``visible_to`` is the only door to a nomination."""

from nominations.queries.doors import visible_to
from nominations.queries.dossiers import (
    active_nomination,
    is_stamp,
    locked,
    locked_season,
    paper_at,
    papers_of,
    place_of,
    places_held,
    with_dossier,
)

__all__ = [
    "active_nomination",
    "is_stamp",
    "locked",
    "locked_season",
    "paper_at",
    "papers_of",
    "place_of",
    "places_held",
    "visible_to",
    "with_dossier",
]
