"""恢复发放：荣誉恢复后，没有付出的再编制，已经付出的不再付，已追回的经两人退还 (docs/decisions/0025)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from findings.actions import appeals
from findings.states import AppealState
from honours.actions import batches, recovery, restoring, returns
from honours.desk import waiting
from honours.models import Payment, Refund
from honours.queries.reconciliation import account_of
from honours.states import PaymentState
from letters.models import Letter
from tests.conftest import someone
from tests.factories import csv_layout, prove
from tests.factories.findings import found_out, stranger
from tests.honours.conftest import ground
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}
LATER = AFTER_NAMING + timedelta(days=3)
VOUCHER = {"paid_on": AFTER_NAMING.date(), "reference": "F1"}


@pytest.fixture
def give_back(review_office, clerk):
    """The honour behind a payment is revoked, something may happen, and an appeal gives it back."""

    def overturn(payment, *, meanwhile=lambda: None):
        finding = found_out(payment.honour.nomination, by=review_office, **AT)
        meanwhile()
        appeal = appeals.file_appeal(finding, text="证书是真的。", by=clerk, now=LATER)
        said = {"decision_number": "沪工总经〔2026〕95号", "reasons": "原认定的事实不能成立。"}
        appeals.decide_appeal(appeal, outcome=AppealState.UPHELD, by=prove(stranger("复核人")), now=LATER, **said)
        return Payment.objects.get(pk=payment.pk)

    return overturn


@pytest.fixture
def came_back(paid, give_back, finance):
    """1500 of 4000 had come back when the honour was restored."""

    def recover():
        came = {"amount": Decimal("1500.00"), "received_on": AFTER_NAMING.date(), "reference": "R1"}
        recovery.record_recovery(paid, **came, by=finance, **AT)

    return give_back(paid, meanwhile=recover)


def test_what_never_left_is_prepared_again(batch, ready, give_back, finance, season):
    cancelled = give_back(ready)
    assert cancelled.state == PaymentState.CANCELLED

    ready = restoring.reinstate(cancelled, by=finance, **AT)
    assert ready.state == PaymentState.READY and account_of(season).balances
    assert batches.prepare([ready], layout=csv_layout(), by=finance, **AT).count == 1


def test_what_was_paid_stands_as_paid_and_is_not_paid_again(paid, give_back, finance, season):
    again = restoring.reinstate(give_back(paid), by=finance, **AT)

    assert again.state == PaymentState.PAID and account_of(season).balances
    assert ground(batches.prepare, [again], layout=csv_layout(), by=finance, **AT) == "wrong_state"
    assert ground(restoring.reinstate, again, by=finance, **AT) == "wrong_state"


def test_what_was_on_its_way_still_waits_for_the_bank(released, give_back, finance):
    again = restoring.reinstate(give_back(released), by=finance, **AT)

    assert again.state == PaymentState.RELEASED
    assert returns.confirm_paid(again, reference="B1", by=finance, **AT).state == PaymentState.PAID


def test_what_came_back_goes_to_the_craftsman_by_two_people(came_back, finance, second_finance, municipal, season):
    assert ground(restoring.reinstate, came_back, by=finance, **AT) == "came_back"
    refund = restoring.register_refund(came_back, **VOUCHER, by=finance, **AT)
    assert ground(restoring.register_refund, came_back, **VOUCHER, by=finance, **AT) == "refund_waits"
    assert ground(restoring.confirm_refund, refund, by=prove(finance), **AT) == "same_person"
    assert ground(restoring.confirm_refund, refund, by=someone("第三人", "finance", municipal), **AT) == "second_factor"

    again = restoring.confirm_refund(refund, by=prove(second_finance), **AT)
    assert (refund.amount, again.state) == (Decimal("1500.00"), PaymentState.PAID)
    assert account_of(season).balances and account_of(season).recovered == 0
    assert ground(restoring.confirm_refund, refund, by=second_finance, **AT) == "already_handled"


def test_a_wrong_voucher_is_registered_anew(came_back, finance, second_finance):
    refund = restoring.register_refund(came_back, **VOUCHER, by=finance, **AT)
    restoring.decline_refund(refund, reason="凭证号不符", by=second_finance, **AT)

    assert restoring.register_refund(came_back, **(VOUCHER | {"reference": "F2"}), by=finance, **AT).is_open


def test_nothing_more_is_recovered_once_the_honour_stands_again(came_back, finance):
    more = {"amount": Decimal("1.00"), "received_on": AFTER_NAMING.date(), "reference": "R2"}
    assert ground(recovery.record_recovery, came_back, **more, by=finance, **AT) == "restored"


def test_while_the_honour_is_revoked_nothing_is_given_back(paid, revoke, finance):
    revoked = revoke(paid)
    assert ground(restoring.reinstate, revoked, by=finance, **AT) == "revoked"
    with pytest.raises(DatabaseError, match="荣誉没有恢复"), transaction.atomic():
        Payment.objects.filter(pk=revoked.pk).update(state=PaymentState.PAID)


def test_the_database_gives_back_what_came_back_and_no_other_sum(came_back, finance):
    with pytest.raises(DatabaseError, match="没有退还"), transaction.atomic():
        Payment.objects.filter(pk=came_back.pk).update(state=PaymentState.PAID)
    wrong = {
        "payment": came_back,
        "amount": Decimal("1500.01"),
        "registered_by": finance,
        "registered_at": AFTER_NAMING,
    }
    with pytest.raises(DatabaseError, match="退还金额"), transaction.atomic():
        Refund.objects.create(**wrong, **VOUCHER)


def test_the_pages_lead_through_it(client, came_back, finance, second_finance):
    letter = Letter.objects.filter(kind="honour_restored", recipient=finance).get()
    client.force_login(finance)
    assert "登记退还" in client.get(letter.about).content.decode()
    assert {line.title for line in waiting(finance, AFTER_NAMING)} >= {"荣誉恢复、待恢复发放的奖金"}
    client.post(f"{letter.about}refund/", VOUCHER)
    client.force_login(prove(second_finance))
    assert "待复核的退还" in {line.title for line in waiting(second_finance, AFTER_NAMING)}
    confirm = f"{letter.about}refunds/{Refund.objects.get().pk}/confirm/"
    assert "1500.00" in client.get(confirm).content.decode() and client.post(confirm).status_code == 302
    assert Payment.objects.get().state == PaymentState.PAID
