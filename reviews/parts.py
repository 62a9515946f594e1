"""经手: who scored a nomination, for the separation of duties (nominations.parts)."""

from nominations.parts import SCORE
from reviews.models import Assignment
from reviews.states import SheetState


def taken(nominations):
    """评分: whoever submitted a sheet that still counts; as rows of part, nomination and account."""
    sheets = Assignment.objects.filter(
        nomination__in=nominations, withdrawn_at__isnull=True, sheet__state=SheetState.SUBMITTED
    )
    return [(SCORE, *row) for row in sheets.values_list("nomination_id", "member__user_id")]
