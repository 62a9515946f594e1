"""发布评审结果: opened to those who nominated, without the experts; comments looked through before."""

import secrets

from django.db import transaction
from django.urls import reverse

from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import letter_for, owe_all, rendered
from reviews.models import CommentRedaction, OutcomeRelease
from reviews.onward import onward_of
from reviews.queries import outcomes as queries
from reviews.queries.rankings import confirmed_in
from reviews.queries.turns import told_to
from reviews.rules import outcomes as rules


@transaction.atomic
def release_outcomes(round, *, shows_score, shows_comments, by, now=None):
    """发布: from now on each nominating body reads its own candidates' outcome; once and for all of a round."""
    now = now or clock.now()
    round = queries.locked_for_release(round.pk)
    is_released = queries.release_of(round) is not None
    insist(rules.refuse_release(by, round, is_confirmed=confirmed_in(round), is_released=is_released))
    release = OutcomeRelease.objects.create(
        round=round,
        shows_score=shows_score,
        shows_comments=shows_comments,
        lot=secrets.token_hex(16),
        released_at=now,
        released_by=by,
    )
    lines = list(queries.lines_of(release))
    record(
        "outcomes.released",
        by=by,
        on=release,
        at=now,
        nominations=len(lines),
        shows_score=shows_score,
        shows_comments=shows_comments,
    )
    letters = []
    for person, mine in told_to(lines):
        mine.sort(key=lambda one: one.nomination.number)
        subject, body = rendered(
            "outcomes_released", person=person, lines=mine, round=round, onward=onward_of(round.plan)
        )
        about = reverse("reviews:results")
        letters.append(letter_for("outcomes_released", to=person, subject=subject, body=body, about=about, at=now))
    owe_all(letters)
    return release


@transaction.atomic
def redact(round, sheet, *, criterion, text, reason, by, now=None):
    """遮盖评语: a copy beside the sheet goes out instead; the sheet stays as it was submitted."""
    now = now or clock.now()
    round = queries.locked_for_release(round.pk)
    original = original_of(sheet, criterion)
    is_released = queries.release_of(round) is not None
    insist(rules.refuse_redaction(by, round, original=original, text=text, reason=reason, is_released=is_released))
    copy, _ = CommentRedaction.objects.update_or_create(
        sheet=sheet, criterion=criterion, defaults={"text": text.strip(), "reason": reason, "at": now, "by": by}
    )
    record("comment.redacted", by=by, on=copy, at=now, reason=reason)
    return copy


@transaction.atomic
def restore(round, sheet, *, criterion, by, now=None):
    """取消遮盖: the comment goes out as it was written."""
    now = now or clock.now()
    round = queries.locked_for_release(round.pk)
    copy = CommentRedaction.objects.filter(sheet=sheet, criterion=criterion).first()
    is_released = queries.release_of(round) is not None
    insist(rules.refuse_restoring(by, round, is_redacted=copy is not None, is_released=is_released))
    assert copy is not None  # otherwise refused above
    record("comment.restored", by=by, on=copy, at=now, reason=copy.reason)
    copy.delete()


def original_of(sheet, criterion) -> str:
    """The comment as it was submitted."""
    if criterion is None:
        return sheet.comment
    return next(iter(sheet.scores.filter(criterion=criterion).values_list("comment", flat=True)), "")
