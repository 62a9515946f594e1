"""评分表 of the files under review."""

from decimal import Decimal

from django.db import connection

from benchmarks.season.town import BATCH, DAY, NOW, PANEL_FILES, SHEETS_PER_FILE
from reviews.models import Assignment, Confirmation, Entrant, ScoreSheet
from reviews.states import SheetState


def laid_sheets(town, judged, before):
    """Five sheets a file, dealt out in turn: two thirds of them submitted with their points."""
    Entrant.objects.bulk_create(
        (
            Entrant(round=town.round, nomination=one, entered_at=NOW - 4 * DAY, code=f"A-{order:06}")
            for order, one in enumerate(judged, start=before)
        ),
        batch_size=BATCH,
    )
    Confirmation.objects.bulk_create(
        Confirmation(member=one, round=town.round, names=before + len(judged), at=NOW - 4 * DAY) for one in town.members
    )
    assignments = [
        Assignment(
            round=town.round,
            member=town.members[(order // PANEL_FILES * SHEETS_PER_FILE + seat) % len(town.members)],
            nomination=one,
            assigned_at=NOW - 4 * DAY,
        )
        for order, one in enumerate(judged, start=before)
        for seat in range(SHEETS_PER_FILE)
    ]
    Assignment.objects.bulk_create(assignments, batch_size=BATCH)
    sheets = [
        ScoreSheet(assignment=one, state=SheetState.OPEN)
        if turn % 3 == 0
        else ScoreSheet(
            assignment=one,
            state=SheetState.SUBMITTED,
            total=Decimal(f"{70 + turn % 25}.5000"),
            comment="材料完整，评价有据。",
            saved_at=NOW,
            submitted_at=NOW,
        )
        for turn, one in enumerate(assignments)
    ]
    ScoreSheet.objects.bulk_create(sheets, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO reviews_score (sheet_id, criterion_id, points, comment)
               SELECT s.id, c.id, 80, '' FROM reviews_scoresheet s, seasons_criterion c
                WHERE c.rulebook_id = %s AND s.state = 'submitted'
                  AND NOT EXISTS (SELECT 1 FROM reviews_score p WHERE p.sheet_id = s.id)""",
            [town.round.rulebook_id],
        )
