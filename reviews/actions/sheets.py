"""Score sheets: written, submitted, abstained from. Submitting locks, here and in the database."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews import scoring
from reviews.actions.reminding import recall_when_done
from reviews.models import Score, ScoreSheet, SheetCopy
from reviews.queries import sheets as queries
from reviews.queries import veil
from reviews.rules import sheets as rules
from reviews.states import SheetState

ON_THE_SHEET = ["comment", "saved_at", "session", "device", "version", "window", "stroke"]


@dataclass(frozen=True)
class Kept:
    """Where what was typed is now: in the sheet, or (also) in a copy beside it."""

    sheet: ScoreSheet
    copy: SheetCopy | None = None
    is_stale: bool = False  # another window saved first; nothing of this one went into the sheet


@transaction.atomic
def save_sheet(sheet, *, by, points, comments=None, comment=None, now=None, session="", device="", is_borrowed=False):
    """保存评分草稿: what is filled in so far; nothing is counted yet."""
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_writing(by, sheet, now=now, is_borrowed=is_borrowed))
    rulebook = sheet.assignment.round.rulebook
    insist(rules.refuse_points(points, queries.criteria_of(sheet.assignment.round), rulebook.score_step))
    _write(sheet, points, comments or {})
    if comment is not None:
        sheet.comment = comment
    _mark(sheet, now, session, device)
    sheet.save(update_fields=ON_THE_SHEET)
    record("sheet.saved", by=by, on=sheet, at=now, role=Role.EXPERT.label, session=session[:64])
    return sheet


@transaction.atomic
def keep_typed(sheet, *, by, typed, now=None, session="", device="", is_borrowed=False) -> Kept:
    """自动保存与保存草稿: into the sheet where it was typed upon the latest version; what does not go in is kept beside it.

    Nothing another window saved is laid over, and nothing typed here is lost. A keystroke is no act: the ledger has a line
    for what is saved by a button, and for the first that is saved in a sign-in.
    """
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_writing(by, sheet, now=now, is_borrowed=is_borrowed))
    insist(rules.refuse_typed(typed))
    if rules.is_overtaken(sheet, typed):
        return Kept(sheet)
    written = queries.scores_of(sheet)
    changed = _changed(written, typed)
    says_the_same = not changed and typed.comment == sheet.comment
    if rules.refuse_stale(sheet, typed):
        if says_the_same and not typed.faults:
            return Kept(sheet)
        return Kept(sheet, _keep_beside(sheet, typed, now), is_stale=True)
    is_first = sheet.session != session[:64] or sheet.saved_at is None
    if not says_the_same:
        rulebook = sheet.assignment.round.rulebook
        criteria = queries.criteria_of(sheet.assignment.round)
        insist(rules.refuse_points(typed.points, criteria, rulebook.score_step))
        _write(
            sheet,
            {key: typed.points.get(key) for key in changed},
            {key: typed.comments.get(key, "") for key in changed},
        )
        sheet.comment = typed.comment
    if not says_the_same or not typed.is_automatic:
        _mark(sheet, now, session, device, window=typed.window, stroke=typed.stroke)
        sheet.save(update_fields=ON_THE_SHEET)
        if is_first or not typed.is_automatic:
            record("sheet.saved", by=by, on=sheet, at=now, role=Role.EXPERT.label, session=session[:64])
    if typed.faults:
        return Kept(sheet, _keep_beside(sheet, typed, now))
    if sheet.has_copies:
        sheet.copies.filter(window=typed.window).delete()
    return Kept(sheet)


@transaction.atomic
def discard_copy(sheet, *, by, window):
    """放弃: what one window typed and could not put into the sheet."""
    insist(rules.refuse_others(by, sheet))
    sheet.copies.filter(window=window).delete()


@transaction.atomic
def submit_sheet(
    sheet,
    *,
    by,
    points=None,
    comments=None,
    comment=None,
    now=None,
    session="",
    device="",
    is_borrowed=False,
    base=None,
):
    """提交评分: complete and then locked; points may be handed over at the same time.

    Session and device stay on the sheet, for nobody scores for another (国家自然科学基金条例 第二十一条). With ``base`` only
    what was read before is submitted.
    """
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_submitting(by, sheet, now=now, is_borrowed=is_borrowed))
    insist(rules.refuse_changed_since(sheet, base))
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
    insist(rules.refuse_incomplete(points, comments or {}, criteria, rulebook))
    if comment is not None:
        sheet.comment = comment
    lines = {one.pk: scoring.Line(one.maximum, one.weight) for one in criteria}
    sheet.total = scoring.sheet_total(points, lines)
    sheet.state, sheet.submitted_at = SheetState.SUBMITTED, now
    _mark(sheet, now, session, device)
    sheet.save(update_fields=[*ON_THE_SHEET, "total", "state", "submitted_at"])
    if sheet.has_copies:
        sheet.copies.all().delete()
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
def abstain(sheet, *, by, reason, now=None, session="", device="", is_borrowed=False):
    """弃权: no score, with a reason; the office is asked for another member."""
    now = now or clock.now()
    sheet = queries.locked_sheet(sheet.pk, on=today(now))
    insist(rules.refuse_abstaining(by, sheet, reason, now=now, is_borrowed=is_borrowed))
    sheet.state, sheet.abstain_reason, sheet.submitted_at = SheetState.ABSTAINED, reason, now
    sheet.session, sheet.device = session[:64], device[:200]
    sheet.save(update_fields=["state", "abstain_reason", "submitted_at", "session", "device"])
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
        to=veil.office_for(assignment.nomination),
        about=reverse("reviews:panel", args=[assignment.round_id, assignment.nomination.number]),
        at=now,
        assignment=assignment,
        cause="弃权",
    )
    return sheet


def _mark(sheet, now, session, device, *, window="", stroke=0):
    """Who wrote last, where from and when; the version goes up."""
    sheet.saved_at, sheet.session, sheet.device = now, session[:64], device[:200]
    sheet.version, sheet.window, sheet.stroke = sheet.version + 1, window, stroke


def _changed(written, typed) -> set[int]:
    """The criteria of which something else was typed than is written; points that are none are left as they are."""
    keys = typed.points.keys() | typed.comments.keys()
    said = {key: (one.points, one.comment) for key, one in written.items()}
    return {key for key in keys if (typed.points.get(key), typed.comments.get(key, "")) != said.get(key, (None, ""))}


def _keep_beside(sheet, typed, now):
    copy, _ = SheetCopy.objects.update_or_create(
        sheet=sheet,
        window=typed.window,
        defaults={
            "fields": dict(typed.fields),
            "base": sheet.version if typed.base is None else typed.base,
            "saved_at": now,
        },
    )
    return copy


def _write(sheet, points, comments):
    """All lines in one statement; a line written before is written over."""
    keys = points.keys() | comments.keys()
    Score.objects.bulk_create(
        [Score(sheet=sheet, criterion_id=key, points=points.get(key), comment=comments.get(key, "")) for key in keys],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "comment"],
    )
