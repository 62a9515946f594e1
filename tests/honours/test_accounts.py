"""收款账户：命名后经单独同意登记，核对、加密、遮蔽，撤回同意即删除 (个人信息保护法 第十五条、第二十八条、第二十九条)."""

import pytest
from django.db import connection

from honours.actions import accounts, batches, payments
from honours.models import Payment, PaymentAttempt
from honours.rules.accounts import doubts_about
from honours.states import PaymentState
from ledger.models import Entry
from letters.models import Letter
from nominations import actions as nominating
from nominations.models import Consent
from nominations.states import ConsentKind
from tests.factories import csv_layout, demonstration_bank, prove
from tests.honours.conftest import ACCOUNT, ground
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}


def given(**fields):
    return {"account_name": "王建国", "bank": demonstration_bank(), "bank_account": ACCOUNT} | fields


def test_the_account_is_kept_sealed_under_its_own_consent(ready, clerk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT bank_account FROM honours_payment WHERE id = %s", [ready.pk])
        [stored] = cursor.fetchone()
    assert ACCOUNT not in stored and ready.bank_account == ACCOUNT
    assert Consent.objects.get(kind=ConsentKind.BANK).given_by == clerk
    entry = Entry.objects.get(act="payment.account_given")
    assert (entry.before, entry.after) == (PaymentState.OPEN, PaymentState.READY) and ACCOUNT not in str(entry.detail)


@pytest.mark.parametrize("role", ["pudong_clerk", "review_office", "screener", "supervision", "xuhui_endorser"])
def test_nobody_else_gives_an_account(honour, role, request):
    by = request.getfixturevalue(role)

    assert ground(accounts.give_account, honour.payment, **given(), by=by) == "not_theirs"


@pytest.mark.parametrize("role", ["xuhui_clerk", "finance"])
def test_the_filing_district_and_finance_may_give_it_too(honour, role, request):
    by = request.getfixturevalue(role)

    assert accounts.give_account(honour.payment, **given(), by=by, **AT).state == PaymentState.READY


def test_money_goes_to_the_persons_own_account_only(honour, finance):
    assert ground(accounts.give_account, honour.payment, **given(account_name="李明"), by=finance) == "not_own_account"


@pytest.mark.parametrize("written", ["阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽买买提", "阿依古丽．买买提"])
def test_a_bank_may_write_the_dot_in_a_name_its_own_way(named, finance, written):
    [honour] = named("阿依古丽·买买提")
    kept = accounts.give_account(honour.payment, **given(account_name=written), by=finance, **AT)

    assert kept.account_name == written


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("bank_account", "6222000011112222", "银行卡号的校验规则"),
        ("cnaps_code", "102100099969", "末位校验码不符"),
        ("cnaps_code", "103100000026", "以 102 开头"),
        ("account_name", "王 建国·", "写法不同"),
    ],
)
def test_what_is_doubtful_is_told_and_stops_nobody(honour, field, value, told):
    bank = demonstration_bank()
    bank.cnaps_head = "102"
    plain = {"account_name": "王建国", "bank": bank, "cnaps_code": "102100099996", "bank_account": ACCOUNT}

    assert doubts_about(honour.payment, **plain) == []
    assert told in " ".join(doubts_about(honour.payment, **plain | {field: value}))


def test_what_is_in_a_batch_takes_no_other_account(batch, ready, clerk):
    assert ground(accounts.give_account, ready, **given(), by=clerk) == "wrong_state"


def test_the_full_number_is_shown_for_a_reason_that_stands_in_the_ledger(ready, finance):
    assert accounts.reveal_account(ready, reason="核对银行退回", by=finance, **AT) == ACCOUNT
    assert Entry.objects.get(act="payment.account_revealed").reason == "核对银行退回"


@pytest.mark.parametrize(
    ("role", "reason", "why"), [("supervision", "查", "not_finance"), ("finance", " ", "no_reason")]
)
def test_the_number_is_not_shown_otherwise(ready, role, reason, why, request):
    assert ground(accounts.reveal_account, ready, reason=reason, by=request.getfixturevalue(role)) == why
    assert not Entry.objects.filter(act="payment.account_revealed").exists()


# --- the consent is withdrawn -----------------------------------------------------------------------------------------


def withdraw(payment, clerk):
    nominating.withdraw_consent(payment.honour.nomination, ConsentKind.BANK, by=clerk, **AT)
    return Payment.objects.get(pk=payment.pk)


def test_with_the_consent_goes_the_account(ready, clerk, finance):
    left = withdraw(ready, clerk)

    assert (left.state, left.bank_account, left.account_name, left.bank_name) == (PaymentState.OPEN, "", "", "")
    assert Entry.objects.filter(act="payment.account_erased").count() == 1
    assert Letter.objects.filter(kind="consent_withdrawn", recipient=finance).exists()


def test_it_goes_from_a_batch_that_is_not_released_too_and_the_batch_stays_behind(batch, ready, clerk, second_finance):
    withdraw(ready, clerk)

    assert PaymentAttempt.objects.get().bank_account == ""
    assert ground(batches.release, batch, by=prove(second_finance), **AT) == "line_changed"


def test_what_is_on_its_way_or_paid_keeps_its_account(released, clerk):
    assert withdraw(released, clerk).bank_account == ACCOUNT


def test_what_the_bank_returns_after_that_is_erased_at_once(released, clerk, finance):
    from honours.actions import returns

    withdraw(released, clerk)
    left = returns.mark_failed(released, note="户名不符", by=finance, **AT)

    assert (left.state, left.bank_account) == (PaymentState.OPEN, "")


def test_a_held_award_is_erased_and_stays_held(ready, clerk, finance):
    payments.hold(ready, note="核实", by=finance, **AT)
    left = withdraw(ready, clerk)

    assert (left.state, left.held_from, left.bank_account) == (PaymentState.HELD, PaymentState.OPEN, "")


def test_given_again_it_goes_the_whole_way(ready, clerk, finance):
    again = accounts.give_account(withdraw(ready, clerk), **given(), by=clerk, **AT)

    assert batches.prepare([again], layout=csv_layout(), by=finance, **AT).count == 1
