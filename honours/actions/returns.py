"""银行回执: looked at first, entered once; what contradicts itself waits for a person (沪工总经〔2015〕260号 三(五))."""

import hashlib
from base64 import b64decode, b64encode

from django.db import transaction
from django.urls import reverse

from accounts.rules import refuse_unproved
from common import clock
from common.dates import today
from common.refusals import insist
from honours import receipts
from honours.actions.accounts import erase_account
from honours.actions.batches import locked_lines_of, settle
from honours.actions.payments import end_hold, move, put_on_hold, tell_of_ended_holds
from honours.models import BankReturn, Payment, PaymentAttempt, PaymentConflict, ReturnLine
from honours.queries import batches, disputes, records, recoveries
from honours.rules import returns as rules
from honours.states import (
    BEFORE_IT_LEAVES,
    AttemptState,
    ConflictKind,
    HoldKind,
    PaymentState,
    ReturnState,
    Settlement,
)
from ledger.actions import entry_for, record, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.queries.consents import standing
from nominations.states import ConsentKind

DISPUTED = "银行回执前后矛盾，待向银行查询。"


@transaction.atomic
def receive(batch, *, name, content, reading, by, now=None):
    """收下回执: kept sealed as it came, not yet entered; the same bytes are the same return."""
    now = now or clock.now()
    batch = batches.locked_batch(batch.pk)
    insist(rules.refuse_return(by, batch))
    digest = hashlib.sha256(content).hexdigest()
    there = batches.same_return(batch, digest)
    insist(rules.refuse_again(there) or rules.refuse_unreadable(_unreadable(content, reading)))
    if there is not None:
        there.reading = reading
        there.save(update_fields=["reading"])
        return there
    kept = BankReturn.objects.create(
        batch=batch,
        name=name[:200],
        content=b64encode(content).decode(),
        sha256=digest,
        reading=reading,
        received_by=by,
        received_at=now,
    )
    record("return.received", by=by, on=batch, at=now, file=kept.name, sha256=digest)
    return kept


def _unreadable(content, reading):
    try:
        receipts.read(content, reading)
    except receipts.Unreadable as error:
        return str(error)
    return ""


def judged(bank_return):
    """Every line of a return with what entering it would do; for the page that asks and for the act."""
    batch = bank_return.batch
    lines = receipts.read(b64decode(bank_return.content), bank_return.reading)
    attempts = {attempt.reference: attempt for attempt in batches.lines_of(batch)}
    missing = [line.reference for line in lines if line.reference not in attempts]
    return receipts.judge(
        lines,
        attempts,
        elsewhere=batches.references_elsewhere(batch, missing),
        contradicted=batches.contradicted(batch),
    )


@transaction.atomic
def enter(bank_return, *, by, now=None):
    """登记回执: all of its lines or none; entered twice, the second time is refused."""
    now = now or clock.now()
    batch = batches.locked_batch(bank_return.batch_id)
    pairs = {attempt.pk: (attempt, payment) for attempt, payment in locked_lines_of(batch)}
    bank_return = batches.locked_return(bank_return.pk)
    lines = judged(bank_return)
    insist(rules.refuse_entering(by, bank_return, lines))
    written = ReturnLine.objects.bulk_create([_line(bank_return, line) for line in lines], batch_size=500)
    paid = [(*pairs[line.attempt.pk], line.said) for line in lines if line.effect == receipts.PAYS]
    _pay_all(paid, by=by, now=now)
    for line, kept in zip(lines, written, strict=True):
        if line.attempt is None:
            continue
        attempt, payment = pairs[line.attempt.pk]
        if line.effect == receipts.FAILS:
            _fail(attempt, payment, note=line.said.reason, by=by, now=now)
        elif line.effect == receipts.CONTRADICTS:
            _contradict(attempt, payment, kept, by=by, now=now)
    bank_return.state, bank_return.entered_by, bank_return.entered_at = ReturnState.ENTERED, by, now
    bank_return.save(update_fields=["state", "entered_by", "entered_at"])
    record("return.entered", by=by, on=batch, at=now, file=bank_return.name, count=len(lines))
    settle(batch, by=by, now=now)
    return bank_return


def _line(bank_return, line):
    said = line.said
    return ReturnLine(
        bank_return=bank_return,
        place=said.place,
        attempt=line.attempt,
        reference=said.reference,
        answer=said.answer or "pending",
        amount=said.amount or 0,
        bank_reference=said.bank_reference,
        reason=said.reason,
        day=said.day,
    )


@transaction.atomic
def confirm_paid(payment, *, reference, by, on=None, now=None):
    """登记已发放 by hand, with the bank's reference."""
    now = now or clock.now()
    payment, attempt = _on_its_way(payment, by)
    payment = _pay(attempt, payment, reference=reference, on=on or today(now), by=by, now=now)
    settle(attempt.batch, by=by, now=now)
    return payment


@transaction.atomic
def mark_failed(payment, *, note, by, now=None):
    """登记银行退回 by hand: the account is asked for again."""
    now = now or clock.now()
    payment, attempt = _on_its_way(payment, by)
    payment = _fail(attempt, payment, note=note, by=by, now=now)
    settle(attempt.batch, by=by, now=now)
    return payment


def _on_its_way(payment, by):
    """Batch before payment before attempt: the order in which everybody locks."""
    underway = payment.attempts.filter(state=AttemptState.SENT).first()
    batch = batches.locked_batch(underway.batch_id) if underway else None
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_confirmation(by, payment))
    attempt = batches.attempt_on_its_way(payment)
    attempt.batch = batch
    return payment, attempt


def _pay(attempt, payment, *, reference, on, by, now):
    attempt.state, attempt.bank_reference, attempt.paid_on = AttemptState.PAID, reference[:60], on
    attempt.answered_by, attempt.answered_at, attempt.note = by, now, ""
    attempt.save(update_fields=["state", "bank_reference", "paid_on", "answered_by", "answered_at", "note"])
    payment.paid_at, payment.bank_reference = now, attempt.bank_reference
    stays = payment.state in (PaymentState.RECOVERING, PaymentState.RECOVERED)
    state = payment.state if stays else PaymentState.PAID
    if not stays:
        _tell("payment_paid", payment, now=now)
    return move(payment, state, "payment.paid", by=by, now=now, reference=reference, line=attempt.reference)


def _pay_all(paid, *, by, now):
    """The same of every line of a return that says 成功, in a few statements: (attempt, payment, what the bank said)."""
    entries, letters = [], []
    for attempt, payment, said in paid:
        attempt.state, attempt.bank_reference = AttemptState.PAID, (said.bank_reference or said.reference)[:60]
        attempt.paid_on, attempt.note = said.day or today(now), ""
        attempt.answered_by, attempt.answered_at = by, now
        before = payment.state
        payment.paid_at, payment.bank_reference, payment.freed_at = now, attempt.bank_reference, None
        if before not in (PaymentState.RECOVERING, PaymentState.RECOVERED):
            payment.state = PaymentState.PAID
            letters += _letters("payment_paid", payment, now=now)
        words = {"reference": said.bank_reference or said.reference, "line": attempt.reference}
        entries.append(
            entry_for("payment.paid", by=by, on=payment, at=now, before=before, after=payment.state, **words)
        )
    answered = ["state", "bank_reference", "paid_on", "note", "answered_by", "answered_at"]
    PaymentAttempt.objects.bulk_update([attempt for attempt, _, _ in paid], answered, batch_size=500)
    moved = ["state", "paid_at", "bank_reference", "freed_at"]
    Payment.objects.bulk_update([payment for _, payment, _ in paid], moved, batch_size=500)
    record_all(entries)
    owe_all(letters)


def _fail(attempt, payment, *, note, by, now):
    attempt.state, attempt.note = AttemptState.FAILED, note[:300]
    attempt.answered_by, attempt.answered_at = by, now
    attempt.save(update_fields=["state", "note", "answered_by", "answered_at"])
    return _did_not_arrive(payment, note=note, by=by, now=now, line=attempt.reference)


def _did_not_arrive(payment, *, note, by, now, line):
    payment.note, payment.paid_at, payment.bank_reference = note[:300], None, ""
    if payment.state == PaymentState.RECOVERING:
        return move(payment, PaymentState.CANCELLED, "payment.failed", by=by, now=now, reason=note, line=line)
    payment = move(payment, PaymentState.FAILED, "payment.failed", by=by, now=now, reason=note, line=line)
    _tell("payment_returned", payment, now=now, note=note)
    if not standing(payment.honour.nomination_id, ConsentKind.BANK):
        payment = erase_account(payment, by=by, now=now)
    if disputes.is_open_on(payment):
        payment = put_on_hold(payment, HoldKind.CONFLICT, note=DISPUTED, by=by, now=now)
    return payment


def _tell(kind, payment, *, now, **words):
    owe_all(_letters(kind, payment, now=now, **words))


def _letters(kind, payment, *, now, **words):
    """本人和经办人: the money has come, or the account must be corrected."""
    nomination = payment.honour.nomination
    readers = {reader.pk: reader for reader in (nomination.candidate, nomination.drafted_by) if reader is not None}
    subject, body = rendered(kind, honour=payment.honour, payment=payment, **words)
    about = reverse("honours:own", args=[nomination.number])
    return [letter_for(kind, to=one, subject=subject, body=body, about=about, at=now) for one in readers.values()]


def _contradict(attempt, payment, line, *, by, now):
    kind = ConflictKind.FAILED_AFTER_PAID if attempt.state == AttemptState.PAID else ConflictKind.PAID_AFTER_FAILED
    PaymentConflict.objects.create(attempt=attempt, kind=kind, line=line, found_at=now)
    record("payment.contradicted", by=by, on=payment, at=now, kind=str(kind), line=attempt.reference)
    if payment.state in BEFORE_IT_LEAVES and payment.state != PaymentState.HELD:
        put_on_hold(payment, HoldKind.CONFLICT, note=DISPUTED, by=by, now=now)


@transaction.atomic
def settle_conflict(conflict, *, settlement, note, by, now=None):
    """处理回执冲突: what the bank answered when it was asked; with a code, because money may move by it."""
    now = now or clock.now()
    [payment] = records.locked_payments([conflict.attempt.payment_id])
    conflict = disputes.locked_conflict(conflict.pk)
    attempt = conflict.attempt
    insist(
        rules.refuse_settlement(
            by, conflict, settlement, others=batches.others_of(attempt), recovered=recoveries.recovered(payment)
        )
        or refuse_unproved(by, now=now)
    )
    conflict.settlement, conflict.note = settlement, note.strip()[:300]
    conflict.settled_by, conflict.settled_at = by, now
    conflict.save(update_fields=["settlement", "note", "settled_by", "settled_at"])
    record("payment.conflict_settled", by=by, on=payment, at=now, settlement=str(settlement), reason=note)
    if settlement == Settlement.BELIEVED:
        return _believe(conflict, attempt, payment, by=by, now=now)
    if payment.state == PaymentState.HELD and payment.hold_kind == HoldKind.CONFLICT:
        if not disputes.is_open_on(payment):
            payment = end_hold(payment, by=by, now=now)
            tell_of_ended_holds([payment], why="银行回执冲突已查清", by=by, now=now)
    return payment


def _believe(conflict, attempt, payment, *, by, now):
    if conflict.kind == ConflictKind.FAILED_AFTER_PAID:
        attempt.state, attempt.note = AttemptState.RETURNED, conflict.line.reason
        attempt.save(update_fields=["state", "note"])
        return _did_not_arrive(payment, note=conflict.line.reason, by=by, now=now, line=attempt.reference)
    line = conflict.line
    attempt.state, attempt.bank_reference = AttemptState.PAID, line.bank_reference or line.reference
    attempt.paid_on = line.day or today(conflict.found_at)
    attempt.save(update_fields=["state", "bank_reference", "paid_on"])
    payment.paid_at, payment.bank_reference = now, attempt.bank_reference
    payment.held_from = payment.hold_kind = ""
    cancelled = payment.state == PaymentState.CANCELLED
    state = PaymentState.RECOVERING if cancelled else PaymentState.PAID
    return move(
        payment, state, "payment.paid", by=by, now=now, reference=attempt.bank_reference, line=attempt.reference
    )
