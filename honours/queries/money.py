"""What finance sees: payments of a season, their totals, one payment with its trace."""

from django.db.models import Count, Min, Q, Sum

from honours.models import Bank, Payment, PaymentBatch, PaymentConflict
from honours.queries.office import with_serial
from honours.states import BatchState, PaymentState

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
        listed = listed.filter(Q(honour__name__icontains=words) | Q(honour__in=with_serial(words)))
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
    """One payment with its honour, nomination and people, by a serial of its certificates, a replaced one too."""
    return (
        Payment.objects.filter(honour__certificates__serial=serial)
        .select_related(
            "honour__nomination__rulebook", "honour__season", "honour__certificate", "prepared_by", "released_by"
        )
        .first()
    )


def banks():
    """开户银行 a craftsman may choose."""
    return Bank.objects.filter(is_offered=True).order_by("position", "name")


def waiting():
    """How many payments stand in each state, and since when: one query."""
    rows = (
        Payment.objects.order_by()
        .values("state")
        .annotate(count=Count("pk"), oldest=Min("opened_at"), season=Min("honour__season__code"))
    )
    return {row["state"]: row for row in rows}


def batches_waiting(user):
    """Batches prepared by others, and contradictions of the bank: what waits for a second person, in two queries."""
    prepared = PaymentBatch.objects.filter(state=BatchState.PREPARED).exclude(prepared_by=user)
    contradicted = PaymentConflict.objects.filter(settled_at__isnull=True)
    return (
        prepared.aggregate(count=Count("pk"), oldest=Min("prepared_at"), season=Min("season__code")),
        contradicted.aggregate(count=Count("pk"), oldest=Min("found_at"), season=Min("attempt__batch__season__code")),
    )
