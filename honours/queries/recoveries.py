"""追回与退还: what has come back of an award, and what was given back after a restoration."""

from decimal import Decimal

from django.db.models import Sum

from honours.models import Recovery, Refund


def recovered(payment) -> Decimal:
    """How much so far, less what was given back."""
    return kept_of(payment=payment)


def kept_of(**payments) -> Decimal:
    """What came back and is still with the house, of the payments meant by these conditions on ``payment``."""
    came = Recovery.objects.filter(**payments).aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")
    gone = Refund.objects.filter(**payments, confirmed_at__isnull=False).aggregate(sum=Sum("amount"))["sum"]
    return came - (gone or Decimal("0.00"))


def waiting_refund(payment) -> Refund | None:
    """What was registered and waits for the second person."""
    return Refund.objects.filter(payment=payment, confirmed_at__isnull=True, declined_at__isnull=True).first()


def refunds_of(payment):
    """Every one of them, with its people."""
    return Refund.objects.filter(payment=payment).select_related("registered_by", "confirmed_by").order_by("pk")


def locked_refund(pk) -> Refund:
    """One of them, held."""
    return Refund.objects.select_for_update(of=("self",)).select_related("registered_by").get(pk=pk)


def waiting_refunds(user):
    """What waits for a second person who did not register it."""
    return Refund.objects.filter(confirmed_at__isnull=True, declined_at__isnull=True).exclude(registered_by=user)


def recoveries_of(payment):
    """Sum by sum, the oldest first."""
    return Recovery.objects.filter(payment=payment).select_related("recorded_by").order_by("received_on", "pk")
