"""What finance sees: payments of a season, their totals, one payment with its trace."""

from django.db.models import Count, Min, Q, Sum

from honours.models import Payment
from honours.states import PaymentState

PRINTED = (
    "state",
    "gross",
    "tax",
    "net",
    "bank_account",
    "honour__name",
    "honour__certificate__serial",
    "prepared_by__full_name",
    "released_by__full_name",
)


def payments(season, *, state="", words=""):
    """奖金, by serial."""
    listed = Payment.objects.filter(honour__season=season).order_by("honour__certificate__serial")
    if state:
        listed = listed.filter(state=state)
    if words:
        listed = listed.filter(Q(honour__name__icontains=words) | Q(honour__certificate__serial__icontains=words))
    return listed


def rows_of(listed):
    """What the register prints of each payment."""
    return listed.values("pk", *PRINTED)


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


def waiting(user):
    """How many payments stand in each state, since when, and how many of them others have prepared: one query."""
    by_others = ~Q(prepared_by=user)
    rows = (
        Payment.objects.order_by()
        .values("state")
        .annotate(
            count=Count("pk"),
            oldest=Min("opened_at"),
            season=Min("honour__season__code"),
            count_by_others=Count("pk", filter=by_others),
            oldest_by_others=Min("prepared_at", filter=by_others),
            season_by_others=Min("honour__season__code", filter=by_others),
        )
    )
    return {row["state"]: row for row in rows}
