"""一次性奖金 5000 元：一人编制，另一人复核放款，至多发放一次 (沪工总经〔2015〕260号 三(五)；个人所得税法 第二、三、九条)."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from common.refusals import Refused
from honours.actions import payments
from honours.models import Payment
from honours.states import PaymentState
from ledger.models import Entry
from letters.models import Letter
from nominations import actions as nominating
from nominations.models import Consent
from nominations.states import ConsentKind
from seasons.states import TaxTreatment
from tests.conftest import someone
from tests.honours.conftest import ACCOUNT
from tests.moments import AFTER_NAMING, AT_NAMING

AT = {"now": AFTER_NAMING}
AFTER_PAID = (PaymentState.PAID, PaymentState.RECOVERING)


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def state_of(payment):
    return Payment.objects.get(pk=payment.pk).state


def act_of(payment):
    entry = Entry.objects.filter(subject_kind="honours.payment", subject_id=payment.pk).last()
    return entry.act, entry.before, entry.after


# --- tax -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        (TaxTreatment.EXEMPT, ("5000.00", "0.00", "5000.00")),
        (TaxTreatment.INCIDENTAL, ("5000.00", "1000.00", "4000.00")),
        (TaxTreatment.BORNE, ("6250.00", "1250.00", "5000.00")),
    ],
)
def test_each_treatment_has_its_amounts(treatment, expected):
    assert tuple(map(str, payments.amounts(Decimal("5000.00"), treatment))) == expected


def test_the_tax_is_chosen_once_with_its_basis_and_leaves_a_trace(season, taxed, finance):
    again = {"treatment": TaxTreatment.EXEMPT, "basis": "另一依据", "by": finance}

    assert ground(payments.choose_tax, season, **again) == "already_handled"
    assert Entry.objects.get(act="payment.tax_chosen").reason == taxed.basis


@pytest.mark.parametrize("role", ["review_office", "supervision", "clerk"])
def test_only_finance_chooses_the_tax(season, role, request):
    chosen = {"treatment": TaxTreatment.EXEMPT, "basis": "依据", "by": request.getfixturevalue(role)}

    assert ground(payments.choose_tax, season, **chosen) == "not_finance"


def test_nothing_is_prepared_while_the_tax_is_undecided(honour, with_account, finance):
    assert ground(payments.prepare, [with_account(honour)], by=finance, **AT) == "tax_undecided"


# --- the account -----------------------------------------------------------------------------------------------------


def test_the_account_is_kept_sealed_under_its_own_consent(ready, clerk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT bank_account FROM honours_payment WHERE id = %s", [ready.pk])
        [stored] = cursor.fetchone()
    assert ACCOUNT not in stored and ready.bank_account == ACCOUNT
    assert Consent.objects.get(kind=ConsentKind.BANK).given_by == clerk
    assert act_of(ready) == ("payment.account_given", PaymentState.OPEN, PaymentState.READY)
    assert ACCOUNT not in str(Entry.objects.get(act="payment.account_given").detail)


@pytest.mark.parametrize("role", ["pudong_clerk", "review_office", "screener", "supervision", "xuhui_endorser"])
def test_nobody_else_gives_an_account(honour, role, request):
    account = {"account_name": "王", "bank_name": "行", "bank_account": ACCOUNT}

    assert ground(payments.give_account, honour.payment, **account, by=request.getfixturevalue(role)) == "not_theirs"


@pytest.mark.parametrize("role", ["xuhui_clerk", "finance"])
def test_the_filing_district_and_finance_may_give_it_too(honour, role, request):
    account = {"account_name": "王", "bank_name": "行", "bank_account": ACCOUNT, "by": request.getfixturevalue(role)}

    assert payments.give_account(honour.payment, **account, **AT).state == PaymentState.READY


def test_the_full_number_is_shown_for_a_reason_that_stands_in_the_ledger(ready, finance):
    assert payments.reveal_account(ready, reason="核对银行退回", by=finance, **AT) == ACCOUNT
    assert Entry.objects.get(act="payment.account_revealed").reason == "核对银行退回"


@pytest.mark.parametrize(
    ("role", "reason", "why"), [("supervision", "查", "not_finance"), ("finance", " ", "no_reason")]
)
def test_the_number_is_not_shown_otherwise(ready, role, reason, why, request):
    assert ground(payments.reveal_account, ready, reason=reason, by=request.getfixturevalue(role)) == why
    assert not Entry.objects.filter(act="payment.account_revealed").exists()


# --- two people ------------------------------------------------------------------------------------------------------


def test_one_prepares_and_another_releases(released, finance, second_finance):
    assert (released.prepared_by, released.released_by) == (finance, second_finance)
    assert (released.gross, released.tax, released.net) == (Decimal("5000.00"), Decimal("1000.00"), Decimal("4000.00"))
    assert act_of(released) == ("payment.released", PaymentState.PREPARED, PaymentState.RELEASED)


def test_the_one_who_prepared_does_not_release(ready, finance):
    payments.prepare([ready], by=finance, **AT)

    assert ground(payments.release, [ready], by=finance, **AT) == "same_person"


def test_a_second_account_of_the_same_person_does_not_release_either(ready, finance, municipal):
    finance.person_hash = "a" * 64
    finance.save(update_fields=["person_hash"])
    payments.prepare([ready], by=finance, **AT)
    other_self = someone("孔计明", "finance", municipal, person_hash="a" * 64)

    assert ground(payments.release, [ready], by=other_self, **AT) == "same_person"


def test_whoever_drafted_the_nomination_does_not_pay_for_it(ready, clerk, municipal):
    clerk.person_hash = "b" * 64
    clerk.save(update_fields=["person_hash"])
    other_self = someone("周文静", "finance", municipal, person_hash="b" * 64)

    assert ground(payments.prepare, [ready], by=other_self, **AT) == "second_part"


def test_the_craftsman_does_not_pay_himself(ready, municipal):
    himself = someone("王建国", "finance", municipal, person_hash=ready.honour.nomination.identity_hash)

    assert ground(payments.prepare, [ready], by=himself, **AT) == "own_candidacy"


def test_the_database_keeps_the_two_signatures_apart(released):
    released.released_by = released.prepared_by
    with pytest.raises(IntegrityError, match="two_people_release_money"), transaction.atomic():
        released.save()


@pytest.mark.parametrize("act", [payments.prepare, payments.release])
@pytest.mark.parametrize("role", ["review_office", "supervision", "clerk"])
def test_only_finance_moves_money(ready, act, role, request):
    assert ground(act, [ready], by=request.getfixturevalue(role), **AT) == "not_finance"


def test_a_batch_is_prepared_all_or_nothing(named, taxed, with_account, finance):
    first, second = named("王建国", "李明")
    given = with_account(first)

    assert ground(payments.prepare, [given, second.payment], by=finance, **AT) == "wrong_state"
    assert state_of(given) == PaymentState.READY


def test_a_batch_pressed_twice_is_prepared_once(ready, finance):
    payments.prepare([ready], by=finance, **AT)

    assert ground(payments.prepare, [ready], by=finance, **AT) == "wrong_state"
    assert Entry.objects.filter(act="payment.prepared").count() == 1


# --- the bank's answer -----------------------------------------------------------------------------------------------


def test_paid_with_the_banks_reference(released, finance):
    paid = payments.confirm_paid(released, reference="B001", by=finance, **AT)

    assert (paid.state, paid.bank_reference, paid.paid_at) == (PaymentState.PAID, "B001", AFTER_NAMING)
    assert act_of(paid) == ("payment.paid", PaymentState.RELEASED, PaymentState.PAID)


def test_what_is_paid_is_not_paid_again(released, finance):
    payments.confirm_paid(released, reference="B001", by=finance, **AT)

    assert ground(payments.confirm_paid, released, reference="B002", by=finance, **AT) == "wrong_state"
    assert ground(payments.mark_failed, released, note="退回", by=finance, **AT) == "wrong_state"
    assert ground(payments.prepare, [released], by=finance, **AT) == "wrong_state"


def test_what_the_bank_returned_is_corrected_and_goes_the_whole_way_again(
    released, finance, second_finance, with_account
):
    payments.mark_failed(released, note="户名不符", by=finance, **AT)
    again = with_account(released.honour, "6222999911112222")

    assert (again.prepared_by, again.released_by, again.note) == (None, None, "")
    payments.prepare([again], by=second_finance, **AT)
    [again] = payments.release([again], by=finance, **AT)
    assert payments.confirm_paid(again, reference="B002", by=finance, **AT).state == PaymentState.PAID


def test_what_is_on_its_way_takes_no_other_account(released, clerk):
    account = {"account_name": "王", "bank_name": "行", "bank_account": ACCOUNT, "by": clerk}

    assert ground(payments.give_account, released, **account) == "wrong_state"


# --- hold, resume, recover -------------------------------------------------------------------------------------------


def test_held_money_goes_on_where_it_stood(ready, finance):
    payments.prepare([ready], by=finance, **AT)
    held = payments.hold(ready, note="异议复核", by=finance, **AT)
    assert (held.state, held.note) == (PaymentState.HELD, "异议复核")

    resumed = payments.resume(held, by=finance, **AT)
    assert (resumed.state, resumed.prepared_by) == (PaymentState.READY, None)


def test_held_after_a_return_it_still_wants_an_account(released, finance):
    payments.mark_failed(released, note="户名不符", by=finance, **AT)
    payments.hold(released, note="等本人回沪", by=finance, **AT)

    assert payments.resume(released, by=finance, **AT).state == PaymentState.FAILED


def test_money_on_its_way_is_not_held(released, finance):
    assert ground(payments.hold, released, note="停", by=finance, **AT) == "wrong_state"


def test_only_what_is_being_recovered_is_recovered(released, finance):
    assert ground(payments.record_recovery, released, reference="R1", by=finance, **AT) == "wrong_state"


# --- what the database refuses by itself -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", [one for one in PaymentState if one not in AFTER_PAID])
def test_paid_money_never_comes_back_to_be_paid_again(released, finance, state):
    paid = payments.confirm_paid(released, reference="B001", by=finance, **AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Payment.objects.filter(pk=paid.pk).update(state=state, held_from=PaymentState.READY)


def test_the_amount_of_released_money_stays(released):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Payment.objects.filter(pk=released.pk).update(gross=Decimal("6000.00"), net=Decimal("5000.00"))


def test_net_is_gross_less_tax(ready):
    with pytest.raises(IntegrityError, match="net_is_gross_less_tax"), transaction.atomic():
        Payment.objects.filter(pk=ready.pk).update(tax=Decimal("1"), net=Decimal("5000.00"))


def test_one_honour_has_one_payment(honour):
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(honour=honour, gross=Decimal("5000.00"), opened_at=AT_NAMING)


def test_a_withdrawn_bank_consent_holds_the_payment_until_it_is_given_again(ready, finance, second_finance, clerk):
    """个人信息保护法 第十五条、第二十九条."""
    nomination = ready.honour.nomination
    [prepared] = payments.prepare([ready], by=finance, **AT)
    nominating.withdraw_consent(nomination, ConsentKind.BANK, by=clerk, **AT)
    assert ground(payments.release, [prepared], by=second_finance, **AT) == "no_consent"
    assert Letter.objects.filter(kind="consent_withdrawn", recipient=finance).exists()

    nominating.consent(nomination, ConsentKind.BANK, by=clerk, **AT)
    assert payments.release([prepared], by=second_finance, **AT)


def test_nothing_is_prepared_without_the_bank_consent(ready, finance, clerk):
    nominating.withdraw_consent(ready.honour.nomination, ConsentKind.BANK, by=clerk, **AT)
    assert ground(payments.prepare, [ready], by=finance, **AT) == "no_consent"
