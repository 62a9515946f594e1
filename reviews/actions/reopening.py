"""重新打开评分表: the submission is kept word for word, and only then may the sheet be written again."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews.models import FormerSheet
from reviews.queries import sheets as queries
from reviews.queries.rankings import confirmed_in
from reviews.queries.veil import hidden_from
from reviews.rules import reopening as rules
from reviews.states import ReopeningCause, SheetState


@transaction.atomic
def reopen_sheet(sheet, *, by, cause, reason, now=None):
    """重新打开: the old sheet stays readable with its session and device; the expert is told and writes on from there."""
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    round, nomination = sheet.assignment.round, sheet.assignment.nomination
    is_hidden = nomination.pk in hidden_from(by, round.season)
    insist(rules.refuse_reopening(by, sheet, reason, is_hidden=is_hidden, is_ranked=bool(confirmed_in(round)), now=now))
    written = queries.scores_of(sheet)
    kept = FormerSheet(
        sheet=sheet,
        number=sheet.former.count() + 1,
        points={str(key): str(one.points) for key, one in written.items()},
        comments={str(key): one.comment for key, one in written.items()},
        comment=sheet.comment,
        total=sheet.total,
        submitted_at=sheet.submitted_at,
        session=sheet.session,
        device=sheet.device,
        reopened_at=now,
        reopened_by=by,
        cause=ReopeningCause(cause),
        reason=reason,
    )
    kept.clean_fields(exclude=["sheet", "reopened_by"])
    kept.save(force_insert=True)
    sheet.state, sheet.total, sheet.submitted_at, sheet.version = SheetState.OPEN, None, None, sheet.version + 1
    sheet.window, sheet.stroke = "", 0
    sheet.save(update_fields=["state", "total", "submitted_at", "version", "window", "stroke"])
    record(
        "sheet.reopened",
        by=by,
        on=sheet,
        at=now,
        before=SheetState.SUBMITTED,
        after=SheetState.OPEN,
        reason=reason,
        cause=kept.cause,
    )
    owe_rendered(
        "review_sheet_reopened",
        to=sheet.assignment.member.user,
        about=reverse("reviews:sheet", args=[sheet.pk]),
        at=now,
        sheet=sheet,
        reason=reason,
    )
    return sheet
