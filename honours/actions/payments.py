"""一次性奖金: opened with the honour, prepared by one, released by another, paid once (沪工总经〔2015〕260号 三(五))."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from common import clock
from common.dates import today
from common.refusals import insist
from honours.models import SeasonTax
from honours.queries import records
from honours.rules import payments as rules
from honours.states import GONE, PaymentState
from ledger.actions import record
from nominations.actions.consenting import note_consent
from nominations.states import ConsentKind
from privacy.masks import masked_account
from seasons.models import Season
from seasons.states import TaxTreatment

INCIDENTAL_RATE = Decimal("0.20")  # 个人所得税法 第三条：偶然所得
CENT = Decimal("0.01")


@transaction.atomic
def choose_tax(season, *, treatment, basis, by, now=None):
    """确定税务处理: once a season, with its basis; while undecided nothing is paid."""
    Season.objects.select_for_update().get(pk=season.pk)
    season_tax = records.tax_of(season)
    insist(rules.refuse_tax_choice(by, season_tax))
    season_tax = season_tax or SeasonTax(season=season)
    season_tax.treatment, season_tax.basis = treatment, basis
    season_tax.chosen_by, season_tax.chosen_at = by, now or clock.now()
    season_tax.full_clean()
    season_tax.save()
    record("payment.tax_chosen", by=by, on=season, at=now, treatment=treatment, reason=basis)
    return season_tax


def amounts(award, treatment):
    """(应发, 代扣税款, 实发) in yuan: exempt; taxed by 20 % out of the award; or grossed up so that the award is what arrives.

    >>> amounts(Decimal("5000.00"), TaxTreatment.BORNE)
    (Decimal('6250.00'), Decimal('1250.00'), Decimal('5000.00'))
    """
    if treatment == TaxTreatment.EXEMPT:
        return award, Decimal("0.00"), award
    if treatment == TaxTreatment.INCIDENTAL:
        tax = (award * INCIDENTAL_RATE).quantize(CENT, ROUND_HALF_UP)
        return award, tax, award - tax
    gross = (award / (1 - INCIDENTAL_RATE)).quantize(CENT, ROUND_HALF_UP)
    return gross, gross - award, award


@transaction.atomic
def give_account(payment, *, account_name, bank_name, bank_account, by, now=None):
    """登记收款账户, under its own consent; also the way back after the bank returned the money."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_account(by, payment))
    before = payment.state
    payment.account_name, payment.bank_name, payment.bank_account = (
        account_name.strip(),
        bank_name.strip(),
        bank_account.strip(),
    )
    payment.consented_at, payment.state, payment.note = now, PaymentState.READY, ""
    payment.prepared_by = payment.prepared_at = payment.released_by = payment.released_at = None
    payment.save()
    note_consent(payment.honour.nomination, ConsentKind.BANK, by=by, now=now)
    record(
        "payment.account_given",
        by=by,
        on=payment,
        at=now,
        before=before,
        after=payment.state,
        account=masked_account(payment.bank_account),
    )
    return payment


@transaction.atomic
def prepare(payments, *, by, now=None):
    """编制: fix the amounts of a batch; all of it or nothing."""
    now = now or clock.now()
    prepared = records.locked_payments([payment.pk for payment in payments])
    taxes = {season.pk: records.tax_of(season) for season in {payment.honour.season for payment in prepared}}
    for payment in prepared:
        season_tax = taxes[payment.honour.season_id]
        insist(rules.refuse_preparing(by, payment, season_tax, on=today(now)))
        award = payment.honour.nomination.rulebook.award_amount
        payment.gross, payment.tax, payment.net = amounts(award, season_tax.treatment)
        payment.prepared_by, payment.prepared_at = by, now
        _move(payment, PaymentState.PREPARED, "payment.prepared", by=by, now=now, net=str(payment.net))
    return prepared


@transaction.atomic
def release(payments, *, by, now=None):
    """复核放款: by another person; all of it or nothing."""
    now = now or clock.now()
    released = records.locked_payments([payment.pk for payment in payments])
    for payment in released:
        insist(rules.refuse_release(by, payment, on=today(now)))
        payment.released_by, payment.released_at = by, now
        _move(payment, PaymentState.RELEASED, "payment.released", by=by, now=now, net=str(payment.net))
    return released


@transaction.atomic
def confirm_paid(payment, *, reference, by, now=None):
    """登记已发放, with the bank's reference."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_confirmation(by, payment))
    payment.paid_at, payment.bank_reference = now, reference
    return _move(payment, PaymentState.PAID, "payment.paid", by=by, now=now, reference=reference)


@transaction.atomic
def mark_failed(payment, *, note, by, now=None):
    """登记银行退回: the account is asked for again."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_confirmation(by, payment))
    payment.note = note
    return _move(payment, PaymentState.FAILED, "payment.failed", by=by, now=now, reason=note)


@transaction.atomic
def hold(payment, *, note, by, now=None):
    """暂缓: nothing is prepared or released until it is resumed."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_hold(by, payment))
    payment.note, payment.held_from = note, payment.state
    return _move(payment, PaymentState.HELD, "payment.held", by=by, now=now, reason=note)


@transaction.atomic
def resume(payment, *, by, now=None):
    """恢复办理: where it stood before; what was prepared is prepared anew, what the bank returned still wants an account."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_resuming(by, payment))
    stood = PaymentState(payment.held_from)
    if stood == PaymentState.PREPARED:
        stood, payment.prepared_by, payment.prepared_at = PaymentState.READY, None, None
    payment.note = payment.held_from = ""
    return _move(payment, stood, "payment.resumed", by=by, now=now)


@transaction.atomic
def reveal_account(payment, *, reason, by, now=None):
    """查看完整账号: the reason stands in the ledger before the number is shown."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_revealing(by, payment, reason=reason))
    record("payment.account_revealed", by=by, on=payment, at=now, reason=reason.strip())
    return payment.bank_account


def stop_or_recover(payment, *, by, now, reason):
    """After a revocation: what has not left is cancelled, what has left is recovered. Called inside the finding's transaction."""
    if payment.state in (PaymentState.CANCELLED, PaymentState.RECOVERING, PaymentState.RECOVERED):
        return payment
    gone = payment.state in GONE
    payment.note = reason[:300]
    return _move(
        payment,
        PaymentState.RECOVERING if gone else PaymentState.CANCELLED,
        "payment.recovering" if gone else "payment.cancelled",
        by=by,
        now=now,
        reason=reason,
    )


@transaction.atomic
def record_recovery(payment, *, reference, by, now=None):
    """登记奖金已追回."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_recovery_note(by, payment))
    payment.note = f"追回凭证：{reference}"[:300]
    return _move(payment, PaymentState.RECOVERED, "payment.recovered", by=by, now=now, reference=reference)


def _move(payment, state, act, *, by, now, reason="", **detail):
    before, payment.state = payment.state, state
    payment.save()
    record(act, by=by, on=payment, at=now, before=before, after=state, reason=reason, **detail)
    return payment
