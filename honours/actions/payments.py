"""一次性奖金: held, resumed, stopped, taken back; every step of a payment is taken here (沪工总经〔2015〕260号 三(五))."""

from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from honours.models import Payment
from honours.queries import batches, records
from honours.rules import payments as rules
from honours.states import BEFORE_IT_LEAVES, FREED, GONE, AttemptState, HoldKind, PaymentState
from ledger.actions import entry_for, record, record_all
from letters.actions import owe_rendered

UPHELD = "异议经核查成立，荣誉是否撤销尚未决定。"


@transaction.atomic
def hold(payment, *, note, by, now=None):
    """暂缓: nothing is prepared or released until it is resumed."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_hold(by, payment))
    payment.office_note = note[:300]
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
    payment.office_note = ""
    return _let_go(payment, by=by, now=now)


@transaction.atomic
def resume_after_inquiry(payments, *, why, by, now=None):
    """核查办结: what the inquiry held goes on, and finance is written to once; anything else stays as it is."""
    now = now or clock.now()
    held = [
        payment
        for payment in records.locked_payments([payment.pk for payment in payments])
        if payment.state == PaymentState.HELD and payment.hold_kind == HoldKind.INQUIRY
    ]
    for payment in held:
        end_hold(payment, by=by, now=now)
    tell_of_ended_holds(held, why=why, by=by, now=now)
    return held


def end_hold(payment, *, by, now):
    """What held a locked payment is over: it goes on, unless the bank contradicts itself or finance had held it besides."""
    if rules.is_contradicted(payment):
        return put_on_hold(payment, HoldKind.CONFLICT, note="银行回执前后矛盾，待查。", by=by, now=now)
    if payment.office_note:
        return put_on_hold(payment, HoldKind.OFFICE, note=payment.office_note, by=by, now=now)
    return _let_go(payment, by=by, now=now, freed_at=now)


def after_objection(payment, *, upheld, by, now):
    """异议办结, on a locked payment: what only waited for it may be prepared; 成立, finance holds it until the honour is decided."""
    if payment.state not in BEFORE_IT_LEAVES:
        return payment
    if upheld:
        payment.office_note = UPHELD
        owe_rendered(
            "payment_held",
            to=people_with(Role.FINANCE),
            about=reverse("honours:payment", args=[payment.honour.certificate.serial]),
            at=now,
            payment=payment,
        )
        if payment.state != PaymentState.HELD:
            return put_on_hold(payment, HoldKind.OFFICE, note=UPHELD, by=by, now=now)
        payment.save(update_fields=["office_note"])
        return payment
    if payment.state != PaymentState.HELD:
        payment.freed_at = now
        payment.save(update_fields=["freed_at"])
        tell_of_ended_holds([payment], why="异议已办结", by=by, now=now)
    return payment


def tell_of_ended_holds(payments, *, why, by, now):
    """暂缓已解除: one letter to finance for all that one act has freed; whoever did it himself knows."""
    if not payments:
        return
    about = reverse("honours:payment", args=[payments[0].honour.certificate.serial])
    if len(payments) > 1:
        about = f"{reverse('honours:payments')}?{urlencode({'season': payments[0].honour.season.code, 'state': FREED})}"
    owe_rendered(
        "payment_freed",
        to=[person for person in people_with(Role.FINANCE) if person != by],
        about=about,
        at=now,
        payments=payments,
        why=why,
    )


def _let_go(payment, *, by, now, freed_at=None):
    """The step itself, on a locked payment."""
    stood = PaymentState(payment.held_from)
    if stood == PaymentState.PREPARED:
        stood, payment.prepared_by, payment.prepared_at = PaymentState.READY, None, None
    payment.note = payment.held_from = payment.hold_kind = ""
    return move(payment, stood, "payment.resumed", by=by, now=now, freed_at=freed_at)


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


def move_all(payments, state, act, *, by, now, detail, **columns):
    """The same step of many locked payments in a few statements: ``columns`` are alike for all, ``detail`` is asked of each."""
    entries = []
    for payment in payments:
        before, payment.state, payment.freed_at = payment.state, state, None
        for column, value in columns.items():
            setattr(payment, column, value)
        entries.append(entry_for(act, by=by, on=payment, at=now, before=before, after=state, **detail(payment)))
    chosen = Payment.objects.filter(pk__in=[payment.pk for payment in payments])
    chosen.update(state=state, freed_at=None, **columns)
    record_all(entries)


def move(payment, state, act, *, by, now, reason="", freed_at=None, **detail):
    """One step of a payment, with its trace; the mark of an ended hold lasts until the next step."""
    before, payment.state, payment.freed_at = payment.state, state, freed_at
    payment.save()
    record(act, by=by, on=payment, at=now, before=before, after=state, reason=reason, **detail)
    return payment
