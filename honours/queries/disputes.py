"""回执冲突: contradictions of the bank that nobody has settled."""

from honours.models import PaymentConflict


def open_conflicts():
    """Every one still open."""
    return PaymentConflict.objects.filter(settled_at__isnull=True)


def is_open_on(payment) -> bool:
    """Whether it is unclear if this payment has left."""
    return open_conflicts().filter(attempt__payment=payment).exists()


def locked_conflict(pk):
    """One contradiction with its attempt, both held."""
    return PaymentConflict.objects.select_for_update(of=("self",)).select_related("attempt__payment", "line").get(pk=pk)
