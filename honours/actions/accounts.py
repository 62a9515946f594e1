"""收款账户: asked after naming, under its own consent, kept sealed, erased when the consent ends (个人信息保护法 第二十八条、第二十九条)."""

from django.db import transaction

from common import clock
from common.refusals import insist
from honours.actions.payments import move, take_out
from honours.models import PaymentAttempt
from honours.queries import records
from honours.rules import accounts as rules
from honours.states import AttemptState, PaymentState
from ledger.actions import record
from nominations.actions.consenting import note_consent
from nominations.states import ConsentKind
from privacy.masks import masked_account

KEPT = (PaymentState.RELEASED, PaymentState.PAID, PaymentState.RECOVERING, PaymentState.RECOVERED)
ACCOUNT = ("account_name", "bank_name", "branch", "cnaps", "bank_account")


@transaction.atomic
def give_account(payment, *, account_name, bank, bank_account, by, branch="", cnaps="", now=None):
    """登记收款账户, under its own consent; also the way back after the bank returned the money."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_account(by, payment) or rules.refuse_account_of_another(payment, account_name=account_name))
    payment.account_name, payment.bank_account = account_name.strip(), bank_account.strip()
    payment.bank, payment.bank_name = bank, bank.name
    payment.branch, payment.cnaps = branch.strip(), cnaps.strip()
    payment.consented_at, payment.note = now, ""
    payment.prepared_by = payment.prepared_at = payment.released_by = payment.released_at = None
    note_consent(payment.honour.nomination, ConsentKind.BANK, by=by, now=now)
    return move(
        payment,
        PaymentState.READY,
        "payment.account_given",
        by=by,
        now=now,
        account=masked_account(payment.bank_account),
    )


@transaction.atomic
def reveal_account(payment, *, reason, by, now=None):
    """查看完整账号: the reason stands in the ledger before the number is shown."""
    now = now or clock.now()
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_revealing(by, payment, reason=reason))
    record("payment.account_revealed", by=by, on=payment, at=now, reason=reason.strip())
    return payment.bank_account


def erase_account(payment, *, by, now):
    """删除收款账户: its consent is withdrawn and the award is not paid; what a released batch holds is the bookkeeping's.

    While the award is on its way the account is kept until the bank has answered.
    """
    if payment.state in KEPT or not payment.bank_account:
        return payment
    take_out(payment)
    blank = dict.fromkeys(ACCOUNT, "")
    PaymentAttempt.objects.filter(payment=payment, state=AttemptState.WITHDRAWN).update(**blank)
    for column in ACCOUNT:
        setattr(payment, column, "")
    payment.bank = payment.consented_at = None
    stays = payment.state in (PaymentState.HELD, PaymentState.CANCELLED, PaymentState.OPEN)
    if payment.state == PaymentState.HELD:
        payment.held_from = PaymentState.OPEN
    state = payment.state if stays else PaymentState.OPEN
    return move(payment, state, "payment.account_erased", by=by, now=now)
