"""What finance sees: payments of a season, their totals, one payment with its trace."""

from django.db.models import Count, Min, Q, Sum

from honours.models import Payment
from honours.states import PaymentState


def payments(season, *, state="", words=""):
    """奖金, by serial."""
    listed = (
        Payment.objects.filter(honour__season=season)
        .select_related("honour__certificate", "prepared_by", "released_by")
        .order_by("honour__certificate__serial")
    )
    if state:
        listed = listed.filter(state=state)
    if words:
        listed = listed.filter(Q(honour__name__icontains=words) | Q(honour__certificate__serial__icontains=words))
    return listed


def totals(season):
    """How many and how much in each state: {state: (count, gross, net)}, in one query."""
    rows = (
        Payment.objects.filter(honour__season=season)
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"), gross=Sum("gross"), net=Sum("net"))
    )
    return {PaymentState(state): (count, gross, net) for state, count, gross, net in rows}


def chosen(keys):
    """The payments chosen on the page, for the confirmation."""
    return list(
        Payment.objects.filter(pk__in=keys)
        .select_related("honour__nomination__rulebook", "honour__season", "honour__certificate", "prepared_by")
        .order_by("honour__certificate__serial")
    )


def payment(serial):
    """One payment with its honour, nomination and people, by the certificate's serial."""
    return (
        Payment.objects.filter(honour__certificate__serial=serial)
        .select_related(
            "honour__nomination__rulebook", "honour__season", "honour__certificate", "prepared_by", "released_by"
        )
        .first()
    )


def waiting_in(*states):
    """How many payments stand in these states, and since when."""
    return (
        Payment.objects.filter(state__in=states)
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("opened_at"), season=Min("honour__season__code"))
    )


def waiting_for_release(user):
    """Prepared by somebody else."""
    return (
        Payment.objects.filter(state=PaymentState.PREPARED)
        .exclude(prepared_by=user)
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("prepared_at"), season=Min("honour__season__code"))
    )
