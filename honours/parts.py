"""经手: who had the money of an honour in hand, for the separation of duties (nominations.parts)."""

from honours.models import Payment
from nominations.parts import PAY


def taken(nominations):
    """拨付: whoever prepared or released a payment; as rows of part, nomination and account."""
    payments = Payment.objects.filter(honour__nomination__in=nominations)
    rows = payments.values_list("honour__nomination_id", "prepared_by_id", "released_by_id")
    return [(PAY, nomination, payer) for nomination, *payers in rows for payer in payers if payer is not None]
