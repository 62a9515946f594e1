"""对账: what a season's awards should come to, what became of each, and what the bank says; whatever differs is named.

The two sides are counted apart: one from the honours and their payments, the other from batches, attempts, files and returns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from honours.models import BankFile, Honour, Payment, PaymentAttempt, PaymentBatch, PaymentConflict, Recovery, Refund
from honours.queries import records, recoveries
from honours.states import AttemptState, BatchState, PaymentState
from honours.taxation import amounts
from seasons.states import TaxTreatment

ZERO = Decimal("0.00")
SUMS = DecimalField(max_digits=12, decimal_places=2)
KEPT = Coalesce(
    Subquery(
        Recovery.objects.filter(payment=OuterRef("pk"))
        .order_by()
        .values("payment")
        .annotate(sum=Sum("amount"))
        .values("sum")
    ),
    Value(ZERO),
    output_field=SUMS,
) - Coalesce(
    Subquery(
        Refund.objects.filter(payment=OuterRef("pk"), confirmed_at__isnull=False)
        .order_by()
        .values("payment")
        .annotate(sum=Sum("amount"))
        .values("sum")
    ),
    Value(ZERO),
    output_field=SUMS,
)
ENDED = (PaymentState.PAID, PaymentState.CANCELLED, PaymentState.RECOVERED)


@dataclass(frozen=True)
class Figure:
    """One line of the account: so many awards, what they cost, what of it is tax and what arrives."""

    word: str
    count: int
    gross: Decimal
    tax: Decimal
    net: Decimal


@dataclass(frozen=True)
class Check:
    """Two counts of the same thing, made apart."""

    word: str
    due: Decimal
    found: Decimal

    @property
    def difference(self) -> Decimal:
        """Zero where the books balance."""
        return self.found - self.due


@dataclass(frozen=True)
class Account:
    """对账表."""

    budget: Figure
    lines: list[Figure]
    checks: list[Check]
    recovered: Decimal = ZERO
    open: list[dict] = field(default_factory=list)
    batches: list[dict] = field(default_factory=list)

    @property
    def difference(self) -> Decimal:
        """What the budget comes to less what became of it: zero, or somebody must look."""
        return self.budget.gross - sum((line.gross for line in self.lines), ZERO)

    @property
    def differing(self) -> list[Check]:
        """Checks that do not come out at zero."""
        return [check for check in self.checks if check.difference]

    @property
    def balances(self) -> bool:
        """账平."""
        return not self.difference and not self.differing


def account_of(season) -> Account:
    """The whole account of a season, in a fixed number of queries."""
    payments = _by_state(season)
    lines = [
        Figure(str(state.label), count, gross, tax, net)
        for state in PaymentState
        for count, gross, tax, net in [payments.get(state, (0, ZERO, ZERO, ZERO))]
        if count
    ]
    attempts = _by_attempt(season)
    return Account(
        budget=_budget(season),
        lines=lines,
        checks=list(_checks(season, payments, attempts)),
        recovered=recoveries.kept_of(payment__honour__season=season),
        open=list(_open(season)),
        batches=list(_batches(season)),
    )


def _budget(season):
    """荣誉人数乘以每人金额, from the honours and the rulebook alone."""
    season_tax = records.tax_of(season)
    treatment = season_tax.treatment if season_tax else TaxTreatment.UNDECIDED
    rows = (
        Honour.objects.filter(season=season)
        .order_by()
        .values_list("nomination__rulebook__award_amount")
        .annotate(count=Count("pk"))
    )
    count, gross, tax, net = 0, ZERO, ZERO, ZERO
    for award, people in rows:
        each = (award, ZERO, award) if treatment == TaxTreatment.UNDECIDED else amounts(award, treatment)
        count += people
        gross, tax, net = gross + each[0] * people, tax + each[1] * people, net + each[2] * people
    return Figure("预算", count, gross, tax, net)


def _by_state(season):
    rows = (
        Payment.objects.filter(honour__season=season)
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"), gross=Sum("gross"), tax=Sum("tax"), net=Sum("net"))
    )
    return {
        PaymentState(state): (count, gross, tax or ZERO, net if net is not None else gross)
        for state, count, gross, tax, net in rows
    }


def _by_attempt(season):
    rows = (
        PaymentAttempt.objects.filter(payment__honour__season=season)
        .order_by()
        .values_list("state")
        .annotate(net=Sum("net"))
    )
    return {AttemptState(state): net for state, net in rows}


def _checks(season, payments, attempts):
    def of_payments(*states) -> Decimal:
        return sum((payments[state][3] for state in states if state in payments), ZERO)

    def of_attempts(*states) -> Decimal:
        return sum((attempts[state] for state in states if state in attempts), ZERO)

    left = of_payments(PaymentState.RELEASED, PaymentState.PAID, PaymentState.RECOVERING, PaymentState.RECOVERED)
    yield Check("已付出和在途：奖金名册与拨付明细", left, of_attempts(AttemptState.SENT, AttemptState.PAID))
    yield Check(
        "待复核放款：奖金名册与拨付明细", of_payments(PaymentState.PREPARED), of_attempts(AttemptState.PREPARED)
    )
    released = PaymentBatch.objects.filter(season=season, state__in=[BatchState.RELEASED, BatchState.SETTLED])
    yield Check(
        "已放款批次：批次合计与明细",
        _sum(released, "net"),
        of_attempts(AttemptState.SENT, AttemptState.PAID, AttemptState.FAILED, AttemptState.RETURNED),
    )
    yield Check(
        "银行文件：批次合计与文件控制金额",
        _sum(released.filter(is_carried_over=False), "net"),
        _sum(BankFile.objects.filter(batch__season=season), "net"),
    )
    yield Check(
        "已追回：应追回与到账",
        of_payments(PaymentState.RECOVERED),
        recoveries.kept_of(payment__honour__season=season, payment__state=PaymentState.RECOVERED),
    )
    yield Check(
        "恢复发放：追回款没有退还的",
        ZERO,
        recoveries.kept_of(
            payment__honour__season=season,
            payment__state__in=[
                state for state in PaymentState if state not in (PaymentState.RECOVERING, PaymentState.RECOVERED)
            ],
        ),
    )
    twice = PaymentConflict.objects.filter(
        attempt__payment__honour__season=season,
        attempt__state=AttemptState.FAILED,
        settled_at__isnull=True,
        attempt__payment__attempts__state=AttemptState.PAID,
    )
    yield Check("重复付款待退回", ZERO, _sum(twice, "attempt__net"))


def _sum(rows, column) -> Decimal:
    return rows.aggregate(sum=Sum(column))["sum"] or ZERO


def _open(season) -> Iterable[Any]:
    """Everything not yet at an end, each with where it stands: the list finance works off."""
    return (
        Payment.objects.filter(honour__season=season)
        .exclude(state__in=ENDED)
        .annotate(came_back=KEPT)
        .order_by("state", "honour__certificate__serial")
        .values("honour__name", "honour__certificate__serial", "state", "gross", "tax", "net", "note", "came_back")
    )


def _batches(season) -> Iterable[Any]:
    return (
        PaymentBatch.objects.filter(season=season)
        .exclude(state=BatchState.WITHDRAWN)
        .annotate(
            sent=Sum("attempts__net", filter=Q(attempts__state=AttemptState.SENT)),
            paid=Sum("attempts__net", filter=Q(attempts__state=AttemptState.PAID)),
            failed=Sum("attempts__net", filter=Q(attempts__state__in=[AttemptState.FAILED, AttemptState.RETURNED])),
            unsent=Sum("attempts__net", filter=Q(attempts__state__in=[AttemptState.PREPARED, AttemptState.WITHDRAWN])),
        )
        .order_by("pk")
        .values("number", "state", "count", "net", "sent", "paid", "failed", "unsent")
    )


def taxed_in(month: date):
    """个人所得税扣缴申报: whoever was paid in a month, with the tax on it (个人所得税法 第九条、第十条、第十四条)."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return (
        PaymentAttempt.objects.filter(state=AttemptState.PAID, paid_on__gte=month.replace(day=1), paid_on__lt=following)
        .select_related("payment__honour__nomination", "payment__honour__season")
        .order_by("paid_on", "pk")
    )
