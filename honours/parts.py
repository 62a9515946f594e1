"""经手: who had the money of an honour in hand, for the separation of duties (nominations.parts)."""

from honours.models import PaymentAttempt
from nominations.parts import PAY, rows_of


def taken(nominations):
    """拨付: whoever prepared or released a batch with the payment in it; for ``everybody_in``."""
    attempts = PaymentAttempt.objects.filter(payment__honour__nomination__in=nominations)
    nomination = "payment__honour__nomination_id"
    return [rows_of(PAY, attempts, nomination, f"batch__{payer}_id") for payer in ("prepared_by", "released_by")]
