"""原登记转入：有批次之前已经放款的奖金，转入时各有批次和拨付，账仍然平 (沪工总经〔2015〕260号 三(五))."""

from importlib import import_module
from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection

import honours.migrations
from honours.models import Payment, PaymentAttempt, PaymentBatch, Recovery
from honours.queries.reconciliation import account_of
from honours.states import AttemptState, BatchState, PaymentState
from tests.moments import AFTER_NAMING

NAMES = ("王建国", "李明", "张华", "赵敏", "周涛", "孙丽")
STOOD = ("prepared", "released", "paid", "failed", "recovering", "recovered")


def carry_over():
    [found] = Path(honours.migrations.__path__[0]).glob("*_what_was_released_has_its_batch.py")
    with connection.schema_editor(atomic=False) as editor:
        import_module(f"honours.migrations.{found.stem}").carry_over(apps, editor)


@pytest.fixture
def before(named, taxed, with_account, finance, second_finance):
    """Payments as they were kept before there were batches."""
    for honour, state in zip(named(*NAMES), STOOD, strict=True):
        signed = {"prepared_by": finance, "prepared_at": AFTER_NAMING}
        if state != "prepared":
            signed |= {"released_by": second_finance, "released_at": AFTER_NAMING}
        if state in ("paid", "recovering", "recovered"):
            signed |= {"paid_at": AFTER_NAMING, "bank_reference": "B1"}
        payment = with_account(honour)
        with pgtrigger.ignore("honours.Payment:payments_keep_to_their_road"):
            Payment.objects.filter(pk=payment.pk).update(state=state, **signed)


def test_everything_that_left_has_its_batch_and_the_books_balance(before, season):
    carry_over()

    batch = PaymentBatch.objects.get()
    assert (batch.number, batch.count, batch.state, batch.is_carried_over) == ("2026-001", 5, BatchState.RELEASED, True)
    lines = dict(PaymentAttempt.objects.values_list("payee", "state"))
    paid = AttemptState.PAID
    assert lines == {"李明": "sent", "张华": paid, "赵敏": "failed", "周涛": paid, "孙丽": paid}
    assert Payment.objects.get(honour__name="王建国").state == PaymentState.READY
    assert Recovery.objects.get().amount == 4000
    assert account_of(season).balances
