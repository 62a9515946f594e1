"""评审结果 of a finished round, released to those who nominated; what compares with another candidate is covered before."""

from datetime import timedelta

from accounts.states import Role
from rehearsal import remarks
from reviews import actions as reviewing
from reviews.models import ScoreSheet


def release(play, opened, *, at):
    """审看评语，遮盖不宜公布的，并发布评审结果 with scores and comments."""
    office = play.staff(Role.REVIEW_OFFICE)
    for sheet in ScoreSheet.objects.filter(assignment__round=opened, comment__contains=remarks.COMPARES):
        text = sheet.comment.replace(remarks.COMPARES, "")
        reviewing.redact(opened, sheet, criterion=None, text=text, reason=remarks.WHY_COVERED, by=office, now=at)
    reviewing.release_outcomes(opened, shows_score=True, shows_comments=True, by=office, now=at + timedelta(hours=3))
