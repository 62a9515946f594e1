"""暂缓、撤销与追回：没有付出的取消，付出的分笔追回，追足为止 (沪工总经〔2015〕260号 五(三))."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from honours.actions import payments, recovery, returns
from honours.desk import waiting
from honours.models import Payment, Recovery
from honours.objections import on_settled
from honours.queries.reconciliation import account_of
from honours.states import HoldKind, PaymentState
from ledger.models import Entry
from letters.models import Letter
from tests.honours.conftest import ground
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}


def back(payment, amount, reference, by, **more):
    said = {"amount": Decimal(amount), "received_on": AFTER_NAMING.date(), "reference": reference} | more
    return recovery.record_recovery(payment, **said, by=by, **AT)


def test_what_has_not_left_is_cancelled(batch, ready, revoke):
    assert revoke(ready).state == PaymentState.CANCELLED


def test_it_comes_back_sum_by_sum_until_all_of_it_is_back(paid, revoke, finance, season):
    assert revoke(paid).state == PaymentState.RECOVERING
    assert back(paid, "1500.00", "R1", finance).state == PaymentState.RECOVERING
    assert ground(back, paid, "2500.01", "R2", finance) == "too_much"
    assert back(paid, "2500.00", "R2", finance).state == PaymentState.RECOVERED
    assert Entry.objects.filter(act="payment.came_back").count() == 2 and account_of(season).balances


def test_one_voucher_is_entered_once(paid, revoke, finance):
    revoke(paid)
    back(paid, "1.00", "R1", finance)
    with pytest.raises(ValidationError, match="已经登记过"):
        back(paid, "1.00", "R1", finance)


def test_nothing_comes_back_before_it_is_revoked_or_before_today(paid, revoke, finance):
    assert ground(back, paid, "1.00", "R1", finance) == "wrong_state"
    revoke(paid)
    tomorrow = AFTER_NAMING.date() + timedelta(days=1)
    assert ground(back, paid, "1.00", "R1", finance, received_on=tomorrow) == "still_to_come"


def test_revoked_on_its_way_it_waits_for_the_bank(released, revoke, finance):
    assert revoke(released).state == PaymentState.RECOVERING
    assert ground(back, released, "1.00", "R1", finance) == "unanswered"


def test_revoked_on_its_way_and_not_paid_nothing_is_owed(released, revoke, finance):
    revoke(released)

    assert returns.mark_failed(released, note="户名不符", by=finance, **AT).state == PaymentState.CANCELLED


def test_revoked_on_its_way_and_paid_it_is_recovered(released, revoke, finance):
    revoke(released)
    returns.confirm_paid(released, reference="B1", by=finance, **AT)

    assert back(released, "4000.00", "R1", finance).state == PaymentState.RECOVERED


def test_the_database_takes_no_more_than_was_paid_and_calls_nothing_recovered_before(paid, revoke, finance):
    revoke(paid)
    sum_ = {"received_on": AFTER_NAMING.date(), "reference": "R", "recorded_by": finance, "recorded_at": AFTER_NAMING}
    with pytest.raises(DatabaseError, match="超过实发"), transaction.atomic():
        Recovery.objects.create(payment=paid, amount=Decimal("4000.01"), **sum_)
    with pytest.raises(DatabaseError, match="没有达到"), transaction.atomic():
        Payment.objects.filter(pk=paid.pk).update(state=PaymentState.RECOVERED)


# --- held ------------------------------------------------------------------------------------------------------------


def test_held_money_goes_on_where_it_stood(batch, ready, finance):
    held = payments.hold(ready, note="异议复核", by=finance, **AT)
    assert (held.state, held.note, held.hold_kind) == (PaymentState.HELD, "异议复核", HoldKind.OFFICE)

    resumed = payments.resume(held, by=finance, **AT)
    assert (resumed.state, resumed.prepared_by) == (PaymentState.READY, None)


def test_money_on_its_way_is_not_held(released, finance):
    assert ground(payments.hold, released, note="停", by=finance, **AT) == "wrong_state"


def test_what_an_inquiry_holds_only_its_end_resumes(ready, review_office, finance):
    held = payments.hold_under_inquiry(ready, note="核查中", by=review_office, **AT)
    assert ground(payments.resume, held, by=finance, **AT) == "under_inquiry"

    [freed] = payments.resume_after_inquiry([held], why="核查已办结", by=review_office, **AT)
    assert (freed.state, freed.freed_at) == (PaymentState.READY, AFTER_NAMING)
    letter = Letter.objects.get(kind="payment_freed", recipient=finance)
    assert "王建国" in letter.body and "待编制" in letter.body


def test_an_inquiry_leaves_alone_what_has_left(paid, review_office):
    assert payments.hold_under_inquiry(paid, note="核查中", by=review_office, **AT).state == PaymentState.PAID
    assert payments.resume_after_inquiry([paid], why="核查已办结", by=review_office, **AT) == []
    assert not Letter.objects.filter(kind="payment_freed").exists()


def test_what_finance_held_stays_held_when_an_inquiry_ends(ready, review_office, finance):
    held = payments.hold(ready, note="姓名待核对", by=finance, **AT)
    assert ground(payments.hold, held, note="又一次", by=finance, **AT) == "wrong_state"
    held = payments.hold_under_inquiry(held, note="核查中", by=review_office, **AT)

    [held] = payments.resume_after_inquiry([held], why="核查已办结", by=review_office, **AT)
    assert (held.state, held.hold_kind, held.note) == (PaymentState.HELD, HoldKind.OFFICE, "姓名待核对")
    assert payments.resume(held, by=finance, **AT).freed_at is None


def test_the_end_of_an_objection_puts_the_money_on_the_desk(ready, finance, client):
    on_settled(ready.honour.nomination, upheld=False, by=None, now=AFTER_NAMING)
    desk = {line.title: line for line in waiting(finance, AFTER_NAMING)}

    line = desk["暂缓解除、待编制的奖金"]
    assert line.count == 1 and Letter.objects.filter(kind="payment_freed").exists()
    client.force_login(finance)
    assert "暂缓已解除" in client.get(line.url).content.decode()


def test_an_upheld_objection_holds_the_money_until_the_honour_is_decided(batch, ready, finance):
    on_settled(ready.honour.nomination, upheld=True, by=None, now=AFTER_NAMING)
    held = Payment.objects.get()

    assert (held.state, held.hold_kind) == (PaymentState.HELD, HoldKind.OFFICE)
    assert Letter.objects.filter(kind="payment_held", recipient=finance).exists()
    assert payments.resume(held, by=finance, **AT).state == PaymentState.READY


def test_a_payment_on_its_way_is_not_touched_by_an_objection(released, finance):
    on_settled(released.honour.nomination, upheld=True, by=None, now=AFTER_NAMING)
    assert Payment.objects.get().state == PaymentState.RELEASED
    assert not Letter.objects.filter(kind__in=["payment_held", "payment_freed"]).exists()
