"""Score sheets: saved, submitted, abstained from. Submitting locks, here and in the database."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews import scoring
from reviews.actions.reminding import recall_when_done
from reviews.models import Score
from reviews.queries import sheets as queries
from reviews.rules import sheets as rules
from reviews.states import SheetState


@transaction.atomic
def save_sheet(sheet, *, by, points, comments=None, comment=None, now=None):
    """保存评分草稿: what is filled in so far; nothing is counted yet."""
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_scoring(by, sheet, now=now))
    rulebook = sheet.assignment.round.rulebook
    insist(rules.refuse_points(points, queries.criteria_of(sheet.assignment.round), rulebook.score_step))
    _write(sheet, points, comments or {})
    if comment is not None:
        sheet.comment = comment
    sheet.saved_at = now
    sheet.save(update_fields=["comment", "saved_at"])
    record("sheet.saved", by=by, on=sheet, at=now, role=Role.EXPERT.label)
    return sheet


@transaction.atomic
def submit_sheet(sheet, *, by, points=None, comments=None, comment=None, now=None, session="", device=""):
    """提交评分: complete and then locked; points may be handed over at the same time.

    Session and device stay on the sheet, for nobody scores for another (国家自然科学基金条例 第二十一条).
    """
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_scoring(by, sheet, now=now))
    rulebook = sheet.assignment.round.rulebook
    criteria = queries.criteria_of(sheet.assignment.round)
    if points is None:
        written = queries.scores_of(sheet)
        points = {key: score.points for key, score in written.items()}
        comments = {key: score.comment for key, score in written.items()}
        insist(rules.refuse_points(points, criteria, rulebook.score_step))
    else:
        insist(rules.refuse_points(points, criteria, rulebook.score_step))
        _write(sheet, points, comments or {})
    insist(rules.refuse_incomplete(points, comments or {}, criteria, rulebook.comment_below))
    if comment is not None:
        sheet.comment = comment
    lines = {one.pk: scoring.Line(one.maximum, one.weight) for one in criteria}
    sheet.total = scoring.sheet_total(points, lines)
    sheet.state, sheet.submitted_at, sheet.saved_at = SheetState.SUBMITTED, now, now
    sheet.session, sheet.device = session[:64], device[:200]
    sheet.save(update_fields=["comment", "total", "state", "submitted_at", "saved_at", "session", "device"])
    record(
        "sheet.submitted",
        by=by,
        on=sheet,
        at=now,
        role=Role.EXPERT.label,
        before=SheetState.OPEN,
        after=SheetState.SUBMITTED,
        session=session[:64],
    )
    recall_when_done(sheet.assignment.round, sheet.assignment.member, at=now)
    return sheet


@transaction.atomic
def abstain(sheet, *, by, reason, now=None):
    """弃权: no score, with a reason; the office is asked for another member."""
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_abstaining(by, sheet, reason, now=now))
    sheet.state, sheet.abstain_reason, sheet.submitted_at = SheetState.ABSTAINED, reason, now
    sheet.save(update_fields=["state", "abstain_reason", "submitted_at"])
    record(
        "sheet.abstained",
        by=by,
        on=sheet,
        at=now,
        role=Role.EXPERT.label,
        before=SheetState.OPEN,
        after=SheetState.ABSTAINED,
        reason=reason,
    )
    assignment = sheet.assignment
    recall_when_done(assignment.round, assignment.member, at=now)
    owe_rendered(
        "review_replacement_needed",
        to=people_with(Role.REVIEW_OFFICE),
        about=reverse("reviews:panel", args=[assignment.round_id, assignment.nomination.number]),
        at=now,
        assignment=assignment,
        cause="弃权",
    )
    return sheet


def _write(sheet, points, comments):
    """All lines in one statement; a line written before is written over."""
    keys = points.keys() | comments.keys()
    Score.objects.bulk_create(
        [Score(sheet=sheet, criterion_id=key, points=points.get(key), comment=comments.get(key, "")) for key in keys],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "comment"],
    )
