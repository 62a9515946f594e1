"""追回奖金: sum by sum, until what was paid has come back (沪工总经〔2015〕260号 五(三))."""

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from honours.actions.payments import move
from honours.models import Recovery
from honours.queries import records, recoveries
from honours.rules import recovery as rules
from honours.states import PaymentState
from ledger.actions import record


@transaction.atomic
def record_recovery(payment, *, amount, received_on, reference, by, note="", now=None):
    """登记追回到账; the award is recovered when the sum is reached."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    so_far = recoveries.recovered(payment)
    insist(rules.refuse_recovery(by, payment, amount=amount, recovered=so_far, received_on=received_on, on=today(now)))
    came = Recovery(
        payment=payment,
        amount=amount,
        received_on=received_on,
        reference=reference.strip(),
        note=note.strip(),
        recorded_by=by,
        recorded_at=now,
    )
    came.full_clean()
    came.save()
    record("payment.came_back", by=by, on=payment, at=now, amount=str(amount), reference=came.reference)
    if so_far + amount == payment.net:
        return move(payment, PaymentState.RECOVERED, "payment.recovered", by=by, now=now, reference=came.reference)
    return payment
