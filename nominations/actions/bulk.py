"""批量办理: many files, each by the same single act in a transaction of its own, each with its own result."""

import logging

from celery import current_app
from django.db import transaction

from common import clock
from common.refusals import Refused, insist
from ledger.actions import record
from nominations import conclusions, dossier
from nominations.actions import checking, screening
from nominations.models import BulkAct, BulkResult
from nominations.queries import bulk as queries
from nominations.queries.screening import checklist, latest_decision
from nominations.rules import bulk as rules
from nominations.states import BulkKind, BulkOutcome

log = logging.getLogger(__name__)
AT_ONCE = 50  # more than so many are left to the worker
MISHAP = "办理中出现意外，此件未办，请单独办理。"


@transaction.atomic
def ask_many(kind, nominations, *, by, token, words="", now=None):
    """批量办理: written down before the first is done; the same page pressed twice finds what the first press made."""
    now = now or clock.now()
    insist(rules.refuse_bulk(by, kind, len(nominations)))
    act, is_new = BulkAct.objects.get_or_create(
        token=token, defaults={"kind": kind, "words": words.strip(), "by": by, "at": now}
    )
    insist(rules.refuse_bulk_again(by, act))
    if is_new:
        BulkResult.objects.bulk_create(BulkResult(act=act, nomination=one) for one in nominations)
        record("bulk.asked", by=by, on=act, at=now, reason=act.words, count=len(nominations), kind=act.kind)
        _hand_to_the_worker(act, len(nominations))
    return act, is_new


@transaction.atomic
def ask_undo(act, *, by, reason, now=None):
    """撤销批量办理: each of its files is taken back where nobody has built on it."""
    now = now or clock.now()
    act = queries.locked(act.pk)
    insist(rules.refuse_bulk_undo(by, act, reason=reason))
    act.undo_by, act.undo_asked_at, act.undo_reason = by, now, reason.strip()
    act.save(update_fields=["undo_by", "undo_asked_at", "undo_reason"])
    count = len(queries.waiting_in(act, BulkOutcome.DONE))
    record("bulk.undo_asked", by=by, on=act, at=now, reason=act.undo_reason, count=count, kind=act.kind)
    _hand_to_the_worker(act, count)
    return act


def _hand_to_the_worker(act, count):
    if count > AT_ONCE:
        transaction.on_commit(lambda: _send(act.pk), robust=True)


def _send(pk):
    # by name: tasks stand above actions; a lost message is made up by the timetable
    current_app.send_task("nominations.carry_out_bulk", args=[pk], retry=False)


def carry_out(act, *, now=None):
    """Do what still waits, one file after the other; harmless when two do it at once or one was killed half-way."""
    if act.finished_at is None:
        for pk in queries.waiting_in(act, BulkOutcome.WAITING):
            _turn(pk, BulkOutcome.WAITING, _done, BulkOutcome.DONE, BulkOutcome.REFUSED, now)
        _finished(act, "finished_at", now)
    elif act.undo_asked_at is not None and act.undo_finished_at is None:
        for pk in queries.waiting_in(act, BulkOutcome.DONE):
            _turn(pk, BulkOutcome.DONE, _taken_back, BulkOutcome.UNDONE, BulkOutcome.KEPT, now)
        _finished(act, "undo_finished_at", now)


@transaction.atomic
def _turn(pk, expected, step, good, bad, now):
    """One file's turn: its row is held, so that it has one turn only."""
    now = now or clock.now()
    result = queries.result_locked(pk)
    if result.outcome != expected:
        return
    try:
        with transaction.atomic():
            sentence = step(result, now)
        result.outcome, result.sentence = good, sentence
    except Refused as refused:
        result.outcome, result.sentence = bad, str(refused.refusal)[:300]
    except Exception:  # one mishap must not keep the others from their turn
        log.exception("bulk result %s", pk)
        result.outcome, result.sentence = bad, MISHAP
    result.at = now
    result.save(update_fields=["outcome", "sentence", "at", "decision", "former_screener"])


def _done(result, now):
    act, nomination = result.act, result.nomination
    if act.kind == BulkKind.CLAIM:
        screening.claim(nomination, by=act.by, now=now)
        return "已领办。"
    if act.kind == BulkKind.RELEASE:
        result.former_screener = nomination.screener
        screening.release(nomination, by=act.by, reason=act.words, now=now)
        return "已放回待领办。"
    if act.kind == BulkKind.ADMIT:
        screening.admit(nomination, by=act.by, reason=act.words, now=now)
    else:
        known = [section.key for section in dossier.sections_of(nomination)]
        sections = conclusions.sections_to_correct(checklist(nomination), known)
        screening.send_back(nomination, by=act.by, reason=act.words, sections=sections, now=now)
    result.decision = latest_decision(nomination)
    return f"{result.decision.get_conclusion_display()}，{result.decision.get_standing_display()}。"


def _taken_back(result, now):
    act, nomination = result.act, result.nomination
    by, reason = act.undo_by, act.undo_reason
    if act.kind == BulkKind.CLAIM:
        insist(rules.refuse_putting_back(by, nomination, result))
        screening.release(nomination, by=by, reason=reason, now=now)
        return "已放回待领办。"
    if act.kind == BulkKind.RELEASE:
        screening.give_back(nomination, to=result.former_screener, by=by, reason=reason, now=now)
        return f"已交还{result.former_screener.full_name}领办。"
    checking.undo(result.decision, by=by, reason=reason, now=now)
    return "结论已撤销，恢复审核。"


@transaction.atomic
def _finished(act, column, now):
    act = queries.locked(act.pk)
    waits_as = BulkOutcome.WAITING if column == "finished_at" else BulkOutcome.DONE
    if getattr(act, column) is None and not queries.waiting_in(act, waits_as):
        setattr(act, column, now or clock.now())
        act.save(update_fields=[column])


def carry_out_left(*, now=None):
    """Bulk acts left lying, whatever became of their worker."""
    now = now or clock.now()
    for pk in queries.left_lying(now):
        carry_out(BulkAct.objects.get(pk=pk))
