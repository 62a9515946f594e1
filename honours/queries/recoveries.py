"""追回: what has come back of an award."""

from decimal import Decimal

from django.db.models import Sum

from honours.models import Recovery


def recovered(payment) -> Decimal:
    """How much so far."""
    return Recovery.objects.filter(payment=payment).aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")


def recoveries_of(payment):
    """Sum by sum, the oldest first."""
    return Recovery.objects.filter(payment=payment).select_related("recorded_by").order_by("received_on", "pk")
