"""两人同时放款、同时登记同一回执：一人办成，另一人得知已经办过；中途出错则原样未动 (沪工总经〔2015〕260号 三(五))."""

import pytest
from django.db import connection

from honours.actions import batches, returns
from honours.models import BankFile, Payment, PaymentAttempt, PaymentBatch, ReturnLine
from honours.queries.batches import reading
from honours.states import AttemptState, BatchState, PaymentState
from ledger.models import Entry
from tests.at_once import at_once
from tests.conftest import someone
from tests.factories import csv_layout, prove
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}


@pytest.mark.django_db(transaction=True)
def test_two_who_release_and_two_who_enter_the_same_answer(batch, second_finance, finance, municipal):
    people = [prove(second_finance), prove(someone("戚放款", "finance", municipal))]

    told = at_once(*(lambda by=by: batches.release(batch, by=by, **AT) for by in people))
    assert told == ["wrong_state"]
    assert BankFile.objects.count() == 1 and Entry.objects.filter(act="batch.released").count() == 1

    line = PaymentAttempt.objects.get()
    said = (
        f"业务编号,账号,户名,金额,处理结果\n{line.reference},{line.bank_account},{line.account_name},{line.net},成功\n"
    )
    answer = returns.receive(
        batch, name="回执.csv", content=said.encode(), reading=reading(csv_layout()), by=finance, **AT
    )
    told = at_once(*(lambda by=by: returns.enter(answer, by=by, **AT) for by in people))
    assert told == ["already_entered"]
    assert ReturnLine.objects.count() == 1 and Entry.objects.filter(act="payment.paid").count() == 1


@pytest.mark.parametrize("act", ["batch.released", "payment.released"])
def test_a_database_that_fails_on_the_way_leaves_everything_as_it_was(batch, second_finance, act):
    """Whatever statement is the last one to arrive."""

    def fail(execute, sql, params, many, context):
        if "ledger_entry" in sql and sql.startswith("INSERT") and act in str(params):
            raise ConnectionError("the database is gone")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail), pytest.raises(ConnectionError):
        batches.release(batch, by=prove(second_finance), **AT)

    assert PaymentBatch.objects.get().state == BatchState.PREPARED and not BankFile.objects.exists()
    assert (Payment.objects.get().state, PaymentAttempt.objects.get().state) == (
        PaymentState.PREPARED,
        AttemptState.PREPARED,
    )
    assert batches.release(batch, by=second_finance, **AT).state == BatchState.RELEASED
