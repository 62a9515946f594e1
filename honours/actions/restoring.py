"""恢复发放: an honour given back by an appeal has its award again, and never twice (docs/decisions/0025)."""

from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from accounts.rules import refuse_unproved
from common import clock
from common.dates import today
from common.refusals import insist
from honours.actions.payments import move
from honours.models import Refund
from honours.queries import batches, records, recoveries
from honours.rules import restoring as rules
from honours.states import AttemptState, PaymentState
from ledger.actions import record


@transaction.atomic
def reinstate(payment, *, by, now=None):
    """恢复发放: what never left may be prepared again, what left stands where the bank's answer puts it."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_reinstating(by, payment, kept=recoveries.recovered(payment)))
    return _stands_again(payment, by=by, now=now)


def _stands_again(payment, *, by, now):
    left = {one.state for one in batches.attempts_of(payment)}
    if AttemptState.PAID in left:
        state = PaymentState.PAID
    elif AttemptState.SENT in left:
        state = PaymentState.RELEASED
    else:
        state = PaymentState.READY if payment.bank_account else PaymentState.OPEN
        payment.prepared_by = payment.prepared_at = payment.released_by = payment.released_at = None
    payment.note = payment.held_from = payment.hold_kind = payment.office_note = ""
    payment.tax_corrected_on, payment.tax_correction = None, ""
    return _looked_into(move(payment, state, "payment.reinstated", by=by, now=now), by=by, now=now)


def _looked_into(payment, *, by, now):
    """What a later floor still has against it: each app may have a room ``inquiries`` with ``on_reinstated``."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "inquiries"):
            payment = import_module(f"{config.name}.inquiries").on_reinstated(payment, by=by, now=now)
    return payment


@transaction.atomic
def register_refund(payment, *, paid_on, reference, by, now=None):
    """登记退还: all that came back, with the day and the voucher; another person confirms it."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    kept = recoveries.recovered(payment)
    insist(
        rules.refuse_refund(
            by, payment, kept=kept, waiting=recoveries.waiting_refund(payment), paid_on=paid_on, on=today(now)
        )
    )
    refund = Refund.objects.create(
        payment=payment,
        amount=kept,
        paid_on=paid_on,
        reference=reference.strip(),
        registered_by=by,
        registered_at=now,
    )
    record("payment.refund_registered", by=by, on=payment, at=now, amount=str(kept), reference=refund.reference)
    return refund


@transaction.atomic
def confirm_refund(refund, *, by, now=None):
    """复核退还: by another person, with a code; with it the award stands as paid again."""
    now = now or clock.now()
    [payment] = records.locked_payments([refund.payment_id])
    refund = recoveries.locked_refund(refund.pk)
    insist(rules.refuse_confirming(by, refund, payment) or refuse_unproved(by, now=now))
    refund.confirmed_by, refund.confirmed_at = by, now
    refund.save(update_fields=["confirmed_by", "confirmed_at"])
    record("payment.refund_confirmed", by=by, on=payment, at=now, amount=str(refund.amount), reference=refund.reference)
    return _stands_again(payment, by=by, now=now)


@transaction.atomic
def decline_refund(refund, *, reason, by, now=None):
    """退回登记: the voucher does not say what was registered; it is registered anew."""
    now = now or clock.now()
    [payment] = records.locked_payments([refund.payment_id])
    refund = recoveries.locked_refund(refund.pk)
    insist(rules.refuse_declining(by, refund))
    refund.declined_at, refund.reason = now, reason.strip()[:300]
    refund.save(update_fields=["declined_at", "reason"])
    record("payment.refund_declined", by=by, on=payment, at=now, reference=refund.reference, reason=refund.reason)
    return refund
