"""放款与登记回执: with the broker gone they stand once, broken at any statement they have not happened (三(五))."""

from datetime import timedelta

import pytest

from honours.actions import batches, returns
from honours.models import BankFile, Payment, PaymentAttempt, PaymentBatch, ReturnLine
from honours.queries.batches import reading
from honours.states import BatchState, PaymentState
from ledger.models import Entry
from letters.actions import deliver_owed
from letters.models import Dispatch, Letter
from tests.factories import csv_layout, prove
from tests.faults import broken_at_every_statement
from tests.honours.conftest import ground
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}


def everything():
    """What a release and a return touch."""
    return (
        list(PaymentBatch.objects.values_list("state", "released_by")),
        list(PaymentAttempt.objects.order_by("pk").values_list("state", "bank_reference")),
        list(Payment.objects.order_by("pk").values_list("state", "bank_reference")),
        [model.objects.count() for model in (BankFile, ReturnLine, Entry, Letter, Dispatch)],
    )


@pytest.fixture
def answered(released_batch, finance):
    """The bank's answer, looked at and not yet entered."""
    line = released_batch.attempts.get()
    said = f"业务编号,账号,户名,金额,处理结果,流水号\n{line.reference},{line.bank_account},{line.account_name},{line.net},成功,B1\n"
    form = reading(csv_layout())
    return returns.receive(released_batch, name="回执.csv", content=said.encode(), reading=form, by=finance, **AT)


def test_without_a_broker_a_batch_is_released_once_and_its_file_is_there(
    batch, second_finance, finance, broker_gone, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        batch = batches.release(batch, by=prove(second_finance), **AT)

    assert ground(batches.release, batch, by=second_finance, **AT) == "wrong_state"
    [kept] = BankFile.objects.select_related("batch")
    assert batches.fetch_file(kept, by=finance, **AT) and batch.state == BatchState.RELEASED
    assert Entry.objects.filter(act="batch.released").count() == 1


def test_without_a_broker_a_return_is_entered_once_and_the_letters_follow(
    answered, clerk, finance, broker_gone, django_capture_on_commit_callbacks
):
    clerk.email = "clerk@example.org"
    clerk.save(update_fields=["email"])
    with django_capture_on_commit_callbacks(execute=True):
        returns.enter(answered, by=finance, **AT)

    assert PaymentBatch.objects.get().state == BatchState.SETTLED
    assert Dispatch.objects.filter(sent_at=None, recalled_at=None).exists()
    assert ground(returns.enter, answered, by=finance, **AT) == "already_entered"
    assert Payment.objects.get().state == PaymentState.PAID
    deliver_owed(now=AFTER_NAMING + timedelta(hours=1))
    assert not Dispatch.objects.filter(sent_at=None, recalled_at=None).exists()


def test_a_database_that_breaks_at_any_statement_leaves_the_batch_unreleased(batch, second_finance):
    prove(second_finance)
    tried = broken_at_every_statement(lambda: batches.release(batch, by=second_finance, **AT), watched=everything)

    assert everything()[0] == [(BatchState.PREPARED, None)] and tried > 10


def test_a_database_that_breaks_at_any_statement_leaves_the_return_unentered(answered, finance):
    tried = broken_at_every_statement(lambda: returns.enter(answered, by=finance, **AT), watched=everything)

    assert everything()[0][0][0] == BatchState.RELEASED and tried > 15
