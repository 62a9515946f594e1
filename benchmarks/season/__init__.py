"""A season of any size, laid straight into the tables: the state it is in could have come from the acts.

The pages are measured on what a busy day shows: ``size`` files under review with five sheets each, one fifth as many
waiting to be screened, one fifth named in an earlier season with certificate and payment, and up to a hundred approved
and not yet named; small seasons have as many of each.
The database's triggers, which refuse a file born in the middle of its life, are passed over while loading, and only then.
"""

import pgtrigger
from django.db import connection, transaction

from accounts.states import Role
from benchmarks.climbs import laid_records
from benchmarks.season.files import laid_files, laid_screening_lines
from benchmarks.season.honours import laid_honours, laid_roster
from benchmarks.season.notice import laid_notice
from benchmarks.season.sheets import laid_sheets
from benchmarks.season.town import BATCH, DAY, FEW, NOW, PANEL_FILES, PLACES, SHEETS_PER_FILE, Town, found_town
from nominations.states import State

__all__ = [
    "BATCH",
    "DAY",
    "NOW",
    "PANEL_FILES",
    "SHEETS_PER_FILE",
    "Town",
    "fill_honours",
    "fill_screening",
    "found_town",
    "grow",
]


@transaction.atomic
def grow(town: Town, size: int) -> None:
    """Add files until there are ``size`` under review, and the others in proportion."""
    before, town.size = town.size, size
    others_before, others = _others(before), _others(size)
    with pgtrigger.ignore(), transaction.atomic():
        judged = laid_files(town, town.running, State.UNDER_REVIEW, before, size)
        laid_sheets(town, judged, before)
        laid_screening_lines(town, laid_files(town, town.running, State.SUBMITTED, others_before, others))
        honoured = laid_files(town, town.past, State.HONOURED, others_before, others)
        laid_honours(town, honoured, others_before)
        laid_records(honoured, by=town.someone(Role.REVIEW_OFFICE))
        approved = laid_files(town, town.past, State.APPROVED, min(PLACES, others_before), min(PLACES, others))
        laid_roster(town, [*honoured, *approved])
        laid_notice(town)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill_screening(town: Town, count: int) -> None:
    """Add files that wait to be screened until there are ``count``."""
    with pgtrigger.ignore():
        filed = laid_files(town, town.running, State.SUBMITTED, _others(town.size), count)
        laid_screening_lines(town, filed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill_honours(town: Town, count: int) -> None:
    """Add people named in the season before until there are ``count``, each with certificate and payment."""
    with pgtrigger.ignore(), transaction.atomic():
        honoured = laid_files(town, town.past, State.HONOURED, _others(town.size), count)
        laid_honours(town, honoured, _others(town.size))
        laid_roster(town, honoured)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _others(size):
    return size if size < FEW else max(FEW, size // 5)
