"""发放批次: prepared by one, released by another; the bank's file is made at the release (沪工总经〔2015〕260号 三(五))."""

from base64 import b64decode, b64encode
from collections import defaultdict
from decimal import Decimal

from django.db import transaction

from accounts.rules import refuse_unproved
from common import clock
from common.dates import today
from common.refusals import insist
from honours import bankfiles
from honours.actions.payments import move_all
from honours.actions.taxes import award_of
from honours.models import BankFile, PaymentAttempt, PaymentBatch
from honours.queries import batches, records
from honours.rules import batches as rules
from honours.rules.naming import refuse_choosing_nothing
from honours.states import AttemptState, BatchState, PaymentState
from honours.taxation import amounts
from ledger.actions import record
from seasons.queries import locked_season


@transaction.atomic
def prepare(payments, *, by, layout, now=None):
    """编制: the amounts, accounts and layout of a batch are fixed; all of it or nothing."""
    now = now or clock.now()
    insist(refuse_choosing_nothing(payments))
    seasons = {payment.honour.season_id for payment in payments}
    form = batches.frozen(layout)
    insist(rules.refuse_not_finance(by) or rules.refuse_batch(seasons, form))
    season = locked_season(seasons.pop())
    chosen = records.locked_payments([payment.pk for payment in payments])
    season_tax = records.tax_of(season)
    insist(rules.first_refusal(by, chosen, {season.pk: season_tax}, on=today(now)))
    for payment in chosen:
        payment.gross, payment.tax, payment.net = amounts(award_of(payment.honour), season_tax.treatment)
    number = batches.number_for(season)
    lines = [_line(payment, number, position) for position, payment in enumerate(chosen, start=1)]
    content = batches.content_of(lines)
    insist(rules.refuse_unwritable(_trial(form, content, number, now)))
    batch = PaymentBatch.objects.create(
        season=season,
        number=number,
        layout_name=form["name"],
        layout=form,
        count=len(lines),
        gross=sum((line.gross for line in lines), Decimal(0)),
        tax=sum((line.tax for line in lines), Decimal(0)),
        net=sum((line.net for line in lines), Decimal(0)),
        digest=bankfiles.digest_of(form, content),
        prepared_by=by,
        prepared_at=now,
    )
    for line in lines:
        line.batch = batch
    PaymentAttempt.objects.bulk_create(lines)
    for (gross, tax, net), alike in _by_amount(chosen).items():
        move_all(
            alike,
            PaymentState.PREPARED,
            "payment.prepared",
            by=by,
            now=now,
            detail=lambda payment: {"net": str(payment.net), "batch": number},
            gross=gross,
            tax=tax,
            net=net,
            prepared_by=by,
            prepared_at=now,
        )
    record("batch.prepared", by=by, on=batch, at=now, after=batch.state, count=batch.count, net=str(batch.net))
    return batch


def _by_amount(payments):
    """One group in most years: the rulebook grants everybody the same."""
    groups = defaultdict(list)
    for payment in payments:
        groups[payment.gross, payment.tax, payment.net].append(payment)
    return groups


def _line(payment, number, position):
    return PaymentAttempt(
        payment=payment,
        position=position,
        reference=f"{number}-{position:05d}",
        payee=payment.honour.name,
        account_name=payment.account_name,
        bank_name=payment.bank_name,
        branch=payment.branch,
        cnaps=payment.cnaps,
        bank_account=payment.bank_account,
        gross=payment.gross,
        tax=payment.tax,
        net=payment.net,
    )


def _trial(form, content, number, now):
    """What keeps the layout from holding these lines, before anybody has signed."""
    try:
        bankfiles.files_of(form, content, batch=number, on=today(now))
    except bankfiles.Unwritable as error:
        return str(error)
    return ""


@transaction.atomic
def release(batch, *, by, now=None):
    """复核放款: by another person, with a code; what leaves is what was prepared, and the bank's file is made of it."""
    now = now or clock.now()
    batch = batches.locked_batch(batch.pk)
    lines = locked_lines_of(batch)
    content = batches.content_of(attempt for attempt, _ in lines)
    insist(
        rules.refuse_release(by, batch, digest=bankfiles.digest_of(batch.layout, content), lines=lines, on=today(now))
        or refuse_unproved(by, now=now)
    )
    _set(AttemptState.SENT, [attempt for attempt, _ in lines])
    for position, made in enumerate(
        bankfiles.files_of(batch.layout, content, batch=batch.number, on=today(now)), start=1
    ):
        BankFile.objects.create(
            batch=batch,
            position=position,
            name=made.name,
            content=b64encode(made.content).decode(),
            size=len(made.content),
            sha256=made.sha256,
            rows=made.rows,
            net=made.net,
        )
    before, batch.state, batch.released_by, batch.released_at = batch.state, BatchState.RELEASED, by, now
    batch.save(update_fields=["state", "released_by", "released_at"])
    move_all(
        [payment for _, payment in lines],
        PaymentState.RELEASED,
        "payment.released",
        by=by,
        now=now,
        detail=lambda payment: {"net": str(payment.net), "batch": batch.number},
        released_by=by,
        released_at=now,
    )
    record("batch.released", by=by, on=batch, at=now, before=before, after=batch.state, digest=batch.digest)
    return batch


def _set(state, attempts):
    """The lines of a batch go its way together."""
    for attempt in attempts:
        attempt.state = state
    PaymentAttempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).update(state=state)


def digest_today(batch):
    """What the lines come to now, for the page that asks before the release."""
    return bankfiles.digest_of(batch.layout, batches.content_of(batches.lines_of(batch)))


def locked_lines_of(batch):
    """Pairs of attempt and payment: payments are locked first and always in the same order, as everywhere."""
    payments = {
        payment.pk: payment
        for payment in records.locked_payments(batch.attempts.values_list("payment_id", flat=True).order_by())
    }
    return [(attempt, payments[attempt.payment_id]) for attempt in batches.locked_lines(batch)]


@transaction.atomic
def withdraw(batch, *, reason, by, now=None):
    """撤回批次: before its release; its payments wait to be prepared anew."""
    now = now or clock.now()
    batch = batches.locked_batch(batch.pk)
    insist(rules.refuse_withdrawal(by, batch))
    lines = [
        (attempt, payment) for attempt, payment in locked_lines_of(batch) if attempt.state == AttemptState.PREPARED
    ]
    _set(AttemptState.WITHDRAWN, [attempt for attempt, _ in lines])
    move_all(
        [payment for _, payment in lines],
        PaymentState.READY,
        "payment.unprepared",
        by=by,
        now=now,
        detail=lambda payment: {"reason": reason, "batch": batch.number},
        prepared_by=None,
        prepared_at=None,
    )
    before, batch.state = batch.state, BatchState.WITHDRAWN
    batch.withdrawn_by, batch.withdrawn_at, batch.reason = by, now, reason.strip()[:300]
    batch.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "reason"])
    record("batch.withdrawn", by=by, on=batch, at=now, before=before, after=batch.state, reason=reason)
    return batch


@transaction.atomic
def fetch_file(kept, *, by, now=None):
    """领取银行文件: the bytes that were made at the release, each time the same, each time with a trace."""
    insist(rules.refuse_fetching(by, kept.batch))
    record("batch.file_fetched", by=by, on=kept.batch, at=now, file=kept.name, sha256=kept.sha256)
    return b64decode(kept.content)


def settle(batch, *, by, now):
    """回执已齐: every line of a released batch is answered."""
    if batch.state == BatchState.RELEASED and not batch.attempts.filter(state=AttemptState.SENT).exists():
        before, batch.state, batch.settled_at = batch.state, BatchState.SETTLED, now
        batch.save(update_fields=["state", "settled_at"])
        record("batch.settled", by=by, on=batch, at=now, before=before, after=batch.state)
    return batch
