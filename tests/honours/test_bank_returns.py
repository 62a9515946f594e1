"""银行回执：先核对、后登记，同一文件只登记一次，一行有改动整份不收，前后矛盾的由人查清 (沪工总经〔2015〕260号 三(五))."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from honours import receipts
from honours.actions import accounts, batches, payments, returns
from honours.models import BankReturn, Payment, PaymentAttempt, PaymentBatch, PaymentConflict, ReturnLine
from honours.queries.batches import reading
from honours.states import AttemptState, BatchState, HoldKind, PaymentState, Settlement
from ledger.models import Entry
from letters.models import Letter
from tests.factories import csv_layout, demonstration_bank, prove
from tests.honours.conftest import ACCOUNT, ground
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}
HEAD = "业务编号,账号,户名,金额,处理结果,流水号,原因,日期"


def said(batch, *, turn="", outcome="成功", reason="", changed=None, extra=()):
    """What the bank answers about every line of a batch."""
    lines = [
        [
            line.reference,
            line.bank_account,
            line.account_name,
            str(line.net),
            outcome,
            f"B{line.position}{turn}",
            reason,
            "20261102",
        ]
        for line in PaymentAttempt.objects.filter(batch=batch).order_by("position")
    ]
    for column, value in (changed or {}).items():
        lines[-1][column] = value
    return "\n".join(["代发结果", HEAD, *(",".join(line) for line in lines), *extra]).encode("gb18030")


def came(batch, content, by):
    return returns.receive(batch, name="回执.csv", content=content, reading=reading(csv_layout()), by=by, **AT)


def enter(batch, content, by):
    return returns.enter(came(batch, content, by), by=by, **AT)


@pytest.fixture
def two(named, taxed, with_account, finance, second_finance):
    """A released batch of two."""
    awards = [with_account(honour) for honour in named("王建国", "李明")]
    batch = batches.prepare(awards, layout=csv_layout(), by=finance, **AT)
    return batches.release(batch, by=prove(second_finance), **AT)


def test_three_cost_no_more_statements_than_one(named, taxed, with_account, finance, second_finance):
    """A season of a thousand is one batch: no step of it asks the database for each person."""
    awards = [with_account(honour) for honour in named("王建国", "李明", "周立", "钱进")]
    prove(second_finance)
    asked = []
    for chosen in (awards[:1], awards[1:]):
        with CaptureQueriesContext(connection) as statements:
            batch = batches.prepare(chosen, layout=csv_layout(), by=finance, **AT)
            batch = batches.release(batch, by=second_finance, **AT)
            enter(batch, said(batch), finance)
        asked.append(len(statements))
    assert asked[0] >= asked[1] and set(states()) == {PaymentState.PAID}


def states():
    return list(Payment.objects.order_by("pk").values_list("state", flat=True))


def test_nothing_moves_before_it_is_entered(two, finance):
    came(two, said(two), finance)

    assert states() == [PaymentState.RELEASED] * 2


def test_a_return_pays_its_lines_and_settles_the_batch(two, finance):
    enter(two, said(two, extra=["合计,2,,8000.00"]), finance)

    assert states() == [PaymentState.PAID] * 2
    assert PaymentBatch.objects.get().state == BatchState.SETTLED
    assert set(PaymentAttempt.objects.values_list("bank_reference", flat=True)) == {"B1", "B2"}
    assert ReturnLine.objects.count() == 2


def test_some_are_paid_some_failed_some_wait(two, finance):
    enter(two, said(two, changed={4: "失败", 6: "户名不符"}), finance)

    assert states() == [PaymentState.PAID, PaymentState.FAILED]
    assert Payment.objects.get(state=PaymentState.FAILED).note == "户名不符"
    assert set(Letter.objects.values_list("kind", flat=True)) >= {"payment_paid", "payment_returned"}


def test_what_the_bank_still_works_on_is_left_alone(two, finance):
    enter(two, said(two, changed={4: "处理中"}), finance)

    assert states() == [PaymentState.PAID, PaymentState.RELEASED]
    assert PaymentBatch.objects.get().state == BatchState.RELEASED


def test_the_same_file_is_entered_once(two, finance):
    kept = enter(two, said(two), finance)

    assert ground(returns.enter, kept, by=finance, **AT) == "already_entered"
    assert ground(came, two, said(two), finance) == "already_entered"
    assert BankReturn.objects.count() == 1 and Entry.objects.filter(act="payment.paid").count() == 2


def test_the_same_file_looked_at_twice_is_one_return(two, finance):
    assert came(two, said(two), finance).pk == came(two, said(two), finance).pk


@pytest.mark.parametrize(
    ("column", "value", "told"), [(1, "6222000011110000", "账号"), (2, "李明明", "户名"), (3, "4000.01", "金额")]
)
def test_one_changed_line_keeps_the_whole_file_out_and_is_named(two, finance, column, value, told):
    kept = came(two, said(two, changed={column: value}), finance)
    [fault] = [line.fault for line in returns.judged(kept) if line.fault]

    assert "第 4 行" in fault and told in fault and ACCOUNT not in fault
    assert ground(returns.enter, kept, by=finance, **AT) == "line_differs"
    assert states() == [PaymentState.RELEASED] * 2 and not ReturnLine.objects.exists()


def test_a_number_that_stands_twice_keeps_the_file_out(two, finance):
    content = said(two) + b"\n" + said(two).splitlines()[-1]

    assert ground(enter, two, content, finance) == "line_differs"


def test_unknown_numbers_are_listed_and_the_rest_is_entered(two, finance):
    content = said(two, extra=[f"X-1,{ACCOUNT},某人,1.00,成功,B9,,20261102"])
    enter(two, content, finance)

    assert states() == [PaymentState.PAID] * 2
    assert ReturnLine.objects.get(attempt=None).reference == "X-1"


def test_a_number_of_another_batch_is_sent_there(
    two, finance, approved, season, review_office, with_account, second_finance
):
    line = PaymentAttempt.objects.filter(batch=two).first()
    returns.mark_failed(line.payment, note="户名不符", by=finance, **AT)
    again = with_account(line.payment.honour)
    other = batches.release(batches.prepare([again], layout=csv_layout(), by=finance, **AT), by=second_finance, **AT)

    assert ground(enter, other, said(two), finance) == "line_differs"


def test_a_file_that_is_no_return_is_not_taken(two, finance):
    for content in (b"\xff\xfe\x00", b"hello", b"PK\x03\x04broken", HEAD.encode()):
        assert ground(came, two, content, finance) == "unreadable"


@pytest.mark.parametrize("role", ["supervision", "review_office", "clerk"])
def test_only_finance_enters_returns(two, role, request):
    assert ground(came, two, said(two), request.getfixturevalue(role)) == "not_finance"


def test_a_batch_that_was_not_released_has_no_return(batch, finance):
    assert ground(came, batch, said(batch), finance) == "wrong_state"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"{HEAD}\n{text}".encode()))
def test_whatever_is_uploaded_is_read_or_refused(content):
    form = {
        "columns": {"reference": "业务编号", "account": "账号", "amount": "金额", "outcome": "处理结果", "day": "日期"},
        "words": {"paid": "成功", "failed": "失败", "pending": "处理中"},
    }
    try:
        lines = receipts.read(content, form)
    except receipts.Unreadable as error:
        assert str(error).endswith("。")
    else:
        assert all(line.amount is None or line.amount == line.amount.quantize(Decimal("0.01")) for line in lines)


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_paid_by_hand_with_the_banks_reference(released, finance):
    paid = returns.confirm_paid(released, reference="B001", by=finance, **AT)

    assert (paid.state, paid.bank_reference, paid.paid_at) == (PaymentState.PAID, "B001", AFTER_NAMING)


def test_what_is_answered_is_not_answered_again(paid, finance):
    assert ground(returns.confirm_paid, paid, reference="B002", by=finance, **AT) == "wrong_state"
    assert ground(returns.mark_failed, paid, note="退回", by=finance, **AT) == "wrong_state"


@pytest.fixture
def failed(released, finance):
    """The bank sent it back."""
    return returns.mark_failed(released, note="户名不符", by=finance, **AT)


def test_what_the_bank_returned_is_corrected_and_goes_the_whole_way_again(
    failed, with_account, finance, second_finance
):
    again = with_account(failed.honour, "6222999911112227")
    assert (again.prepared_by, again.released_by, again.note) == (None, None, "")

    batch = batches.prepare([again], layout=csv_layout(), by=second_finance, **AT)
    batches.release(batch, by=prove(finance), **AT)
    assert returns.confirm_paid(again, reference="B002", by=finance, **AT).state == PaymentState.PAID
    assert sorted(PaymentAttempt.objects.values_list("state", flat=True)) == [AttemptState.FAILED, AttemptState.PAID]


# --- the bank contradicts itself ---------------------------------------------------------------------------------------


@pytest.fixture
def late(failed, released_batch, finance):
    """Sent back, it is then reported as paid."""
    enter(released_batch, said(released_batch), finance)
    return Payment.objects.get(pk=failed.pk)


def test_a_late_answer_holds_the_award_for_a_person(late, with_account, finance):
    assert (late.state, late.hold_kind) == (PaymentState.HELD, HoldKind.CONFLICT)
    assert ground(payments.resume, late, by=finance, **AT) == "conflict_open"
    assert (
        ground(
            accounts.give_account,
            late,
            account_name="王建国",
            bank=demonstration_bank(),
            bank_account=ACCOUNT,
            by=finance,
        )
        == "wrong_state"
    )


def settle(settlement, by):
    return returns.settle_conflict(
        PaymentConflict.objects.get(settled_at=None), settlement=settlement, note="已向银行查询。", by=by, **AT
    )


def test_believed_it_is_paid(late, finance):
    assert settle(Settlement.BELIEVED, prove(finance)).state == PaymentState.PAID
    assert PaymentAttempt.objects.get().state == AttemptState.PAID


def test_mistaken_it_goes_on_where_it_stood(late, finance):
    assert settle(Settlement.MISTAKEN, prove(finance)).state == PaymentState.FAILED


def test_it_is_settled_with_a_code_and_by_finance(late, finance, supervision):
    assert ground(settle, Settlement.BELIEVED, finance) == "second_factor"
    assert ground(settle, Settlement.BELIEVED, supervision) == "not_finance"
    assert ground(settle, Settlement.SURPLUS_BACK, prove(finance)) == "not_paid_twice"


@pytest.fixture
def twice(failed, released_batch, with_account, finance, second_finance):
    """Corrected and on its way a second time, the first is reported as paid."""
    again = with_account(failed.honour)
    second = batches.release(batches.prepare([again], layout=csv_layout(), by=finance, **AT), by=second_finance, **AT)
    enter(released_batch, said(released_batch), finance)
    return second


def test_the_first_is_not_believed_while_the_second_is_on_its_way(twice, finance):
    assert ground(settle, Settlement.BELIEVED, prove(finance)) == "other_on_its_way"


def test_paid_twice_by_the_bank_it_is_paid_once_in_the_books_until_the_surplus_is_back(twice, finance, season):
    from honours.queries.reconciliation import account_of

    enter(twice, said(twice), finance)
    prove(finance)
    assert ground(settle, Settlement.BELIEVED, finance) == "paid_already"
    assert [check.difference for check in account_of(season).differing] == [Decimal("4000.00")]

    settle(Settlement.SURPLUS_BACK, finance)
    assert states() == [PaymentState.PAID] and account_of(season).balances


def test_the_second_failing_too_it_is_held_until_the_first_is_settled(twice, finance):
    enter(twice, said(twice, outcome="失败"), finance)
    assert states() == [PaymentState.HELD]

    assert settle(Settlement.BELIEVED, prove(finance)).state == PaymentState.PAID


def test_what_was_paid_and_comes_back_may_be_paid_anew(paid, released_batch, finance):
    enter(released_batch, said(released_batch, outcome="退回", reason="账户已销户"), finance)
    assert states() == [PaymentState.PAID]

    assert settle(Settlement.BELIEVED, prove(finance)).state == PaymentState.FAILED
    assert PaymentAttempt.objects.get().state == AttemptState.RETURNED
