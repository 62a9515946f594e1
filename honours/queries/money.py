"""What finance sees: payments of a season, their totals, one payment with its trace."""

from django.db.models import Count, Exists, Min, OuterRef, Q, Sum

from honours.models import Bank, Payment, PaymentBatch, PaymentConflict
from honours.queries.office import with_serial
from honours.queries.recoveries import waiting_refunds
from honours.states import FREED, RESTORED, BatchState, PaymentState
from publicity.models import Objection
from publicity.queries.objections import HOLDS

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

MARKS = {
    FREED: Q(state=PaymentState.READY, freed_at__isnull=False),
    RESTORED: Q(
        state__in=[PaymentState.CANCELLED, PaymentState.RECOVERING, PaymentState.RECOVERED],
        honour__revoked_at__isnull=True,
    ),
}


def payments(season, *, state="", words=""):
    """奖金, by serial."""
    listed = Payment.objects.filter(honour__season=season).order_by("honour__certificate__serial")
    if state:
        listed = listed.filter(MARKS.get(state) or Q(state=state))
    if words:
        listed = listed.filter(Q(honour__name__icontains=words) | Q(honour__in=with_serial(words)))
    return listed


def rows_of(listed):
    """What the register prints of each payment."""
    held_up = Objection.objects.filter(HOLDS, notice_name__nomination=OuterRef("honour__nomination"))
    return listed.annotate(is_contested=Exists(held_up)).values("pk", "freed_at", "is_contested", *PRINTED)


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


def marked():
    """What may be prepared again after a hold, and what stands again after a restoration: how many, since when, in one query."""

    def of(mark, since):
        return {
            f"{mark}_count": Count("pk", filter=MARKS[mark]),
            f"{mark}_oldest": Min(since, filter=MARKS[mark]),
            f"{mark}_season": Min("honour__season__code", filter=MARKS[mark]),
        }

    row = Payment.objects.aggregate(**of(FREED, "freed_at"), **of(RESTORED, "honour__named_at"))
    return {mark: {key: row[f"{mark}_{key}"] for key in ("count", "oldest", "season")} for mark in MARKS}


def refunds_waiting(user):
    """Refunds that somebody else has registered."""
    return waiting_refunds(user).aggregate(
        count=Count("pk"), oldest=Min("registered_at"), season=Min("payment__honour__season__code")
    )


def batches_waiting(user):
    """Batches prepared by others, and contradictions of the bank: what waits for a second person, in two queries."""
    prepared = PaymentBatch.objects.filter(state=BatchState.PREPARED).exclude(prepared_by=user)
    contradicted = PaymentConflict.objects.filter(settled_at__isnull=True)
    return (
        prepared.aggregate(count=Count("pk"), oldest=Min("prepared_at"), season=Min("season__code")),
        contradicted.aggregate(count=Count("pk"), oldest=Min("found_at"), season=Min("attempt__batch__season__code")),
    )
