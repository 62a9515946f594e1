"""经手: who had the money of an honour in hand, for the separation of duties (nominations.parts)."""

from honours.models import PaymentAttempt
from nominations.parts import PAY


def taken(nominations):
    """拨付: whoever prepared or released a batch with the payment in it; as rows of part, nomination and account."""
    attempts = PaymentAttempt.objects.filter(payment__honour__nomination__in=nominations)
    rows = attempts.values_list("payment__honour__nomination_id", "batch__prepared_by_id", "batch__released_by_id")
    return [(PAY, nomination, payer) for nomination, *payers in rows for payer in payers if payer is not None]
