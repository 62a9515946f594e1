"""一次性奖金: held, resumed, stopped, taken back; every step of a payment is taken here (沪工总经〔2015〕260号 三(五))."""

from django.db import transaction

from common import clock
from common.refusals import insist
from honours.queries import batches, records
from honours.rules import payments as rules
from honours.states import BEFORE_IT_LEAVES, GONE, AttemptState, HoldKind, PaymentState
from ledger.actions import record


@transaction.atomic
def hold(payment, *, note, by, now=None):
    """暂缓: nothing is prepared or released until it is resumed."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_hold(by, payment))
    return put_on_hold(payment, HoldKind.OFFICE, note=note, by=by, now=now)


@transaction.atomic
def hold_under_inquiry(payment, *, note, by, now=None):
    """核查期间暂缓: called by whoever opens the inquiry, who answers for his own right to do so.

    What has left the house already is not held; the payment comes back as it stands.
    """
    [payment] = records.locked_payments([payment.pk])
    if payment.state not in BEFORE_IT_LEAVES:
        return payment
    return put_on_hold(payment, HoldKind.INQUIRY, note=note, by=by, now=now or clock.now())


def put_on_hold(payment, kind, *, note, by, now):
    """The step itself, on a locked payment; a line in a batch that is not released leaves it."""
    take_out(payment)
    if payment.state != PaymentState.HELD:
        payment.held_from = payment.state
    payment.note, payment.hold_kind = note[:300], kind
    return move(payment, PaymentState.HELD, "payment.held", by=by, now=now, reason=note, kind=str(kind))


@transaction.atomic
def resume(payment, *, by, now=None):
    """恢复办理: where it stood before; what was prepared is prepared anew, what the bank returned still wants an account."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_resuming(by, payment))
    return let_go(payment, by=by, now=now)


@transaction.atomic
def resume_after_inquiry(payment, *, by, now=None):
    """核查办结: what the inquiry held goes on; anything else stays as it is."""
    [payment] = records.locked_payments([payment.pk])
    if payment.state != PaymentState.HELD or payment.hold_kind != HoldKind.INQUIRY:
        return payment
    now = now or clock.now()
    if rules.is_contradicted(payment):
        return put_on_hold(payment, HoldKind.CONFLICT, note="银行回执前后矛盾，待查。", by=by, now=now)
    return let_go(payment, by=by, now=now)


def let_go(payment, *, by, now):
    """The step itself, on a locked payment."""
    stood = PaymentState(payment.held_from)
    if stood == PaymentState.PREPARED:
        stood, payment.prepared_by, payment.prepared_at = PaymentState.READY, None, None
    payment.note = payment.held_from = payment.hold_kind = ""
    return move(payment, stood, "payment.resumed", by=by, now=now)


def stop_or_recover(payment, *, by, now, reason):
    """After a revocation: what has not left is cancelled, what has left is recovered. Called inside the finding's transaction."""
    [payment] = records.locked_payments([payment.pk])
    if payment.state in (PaymentState.CANCELLED, PaymentState.RECOVERING, PaymentState.RECOVERED):
        return payment
    gone = payment.state in GONE
    if not gone:
        take_out(payment)
    payment.note = reason[:300]
    return move(
        payment,
        PaymentState.RECOVERING if gone else PaymentState.CANCELLED,
        "payment.recovering" if gone else "payment.cancelled",
        by=by,
        now=now,
        reason=reason,
    )


def take_out(payment):
    """撤出批次: a line that waits for its release leaves the batch, which then cannot be released as it is."""
    attempt = batches.attempt_prepared(payment)
    if attempt is not None:
        attempt.state = AttemptState.WITHDRAWN
        attempt.save(update_fields=["state"])


def move(payment, state, act, *, by, now, reason="", **detail):
    """One step of a payment, with its trace."""
    before, payment.state = payment.state, state
    payment.save()
    record(act, by=by, on=payment, at=now, before=before, after=state, reason=reason, **detail)
    return payment
