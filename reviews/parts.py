"""经手: who scored a nomination, for the separation of duties (nominations.parts)."""

from nominations.parts import SCORE, rows_of
from reviews.models import Assignment
from reviews.states import SheetState


def taken(nominations):
    """评分: whoever submitted a sheet that still counts; for ``everybody_in``."""
    sheets = Assignment.objects.filter(
        nomination__in=nominations, withdrawn_at__isnull=True, sheet__state=SheetState.SUBMITTED
    )
    return [rows_of(SCORE, sheets, "nomination_id", "member__user_id")]
