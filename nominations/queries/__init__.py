"""Reading 申报. ``visible_to`` is the only door to a nomination."""

from nominations.queries.copies import copies_left_behind, copies_of, sections_with_copies
from nominations.queries.doors import nominated_by, visible_to
from nominations.queries.dossiers import (
    active_nomination,
    asked_together,
    drafts_of_people,
    endorsements_of,
    filed_papers_of,
    locked,
    locked_many,
    locked_season,
    paper_at,
    papers_of,
    photo_row_of,
    place_of,
    places_held,
    unfinished,
    with_dossier,
)
from nominations.queries.listing import listed, rows_of, seasons_to_choose, visible_in_full
from nominations.queries.revisions import is_in_a_revision, latest_revision, latest_revisions, papers_in, revisions_of

__all__ = [
    "copies_left_behind",
    "copies_of",
    "sections_with_copies",
    "active_nomination",
    "asked_together",
    "drafts_of_people",
    "endorsements_of",
    "filed_papers_of",
    "listed",
    "is_in_a_revision",
    "latest_revision",
    "latest_revisions",
    "locked",
    "locked_many",
    "locked_season",
    "nominated_by",
    "paper_at",
    "papers_in",
    "photo_row_of",
    "papers_of",
    "place_of",
    "places_held",
    "revisions_of",
    "rows_of",
    "seasons_to_choose",
    "unfinished",
    "visible_in_full",
    "visible_to",
    "with_dossier",
]
