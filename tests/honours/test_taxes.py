"""奖金税务处理由财务按年度确定一次，未定不付 (个人所得税法 第二条、第三条、第四条、第九条、第十四条)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.actions import batches, taxes
from honours.models import Payment
from honours.queries import reconciliation
from honours.taxation import amounts, due_on
from ledger.models import Entry
from seasons.states import TaxTreatment
from tests.factories import csv_layout
from tests.honours.conftest import ground
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        (TaxTreatment.EXEMPT, ("5000.00", "0.00", "5000.00")),
        (TaxTreatment.INCIDENTAL, ("5000.00", "1000.00", "4000.00")),
        (TaxTreatment.BORNE, ("6250.00", "1250.00", "5000.00")),
    ],
)
def test_each_treatment_has_its_amounts(treatment, expected):
    assert tuple(map(str, amounts(Decimal("5000.00"), treatment))) == expected


@given(st.decimals("0.05", "9999999.99", places=2))
def test_what_is_grossed_up_is_taxed_by_a_fifth_to_within_a_cent_and_arrives_whole(award):
    gross, tax, net = amounts(award, TaxTreatment.BORNE)

    assert net == award == gross - tax
    assert abs(tax - gross * Decimal("0.20")) <= Decimal("0.01")


def test_an_undecided_treatment_has_no_amounts():
    with pytest.raises(ValueError, match="undecided"):
        amounts(Decimal("5000.00"), TaxTreatment.UNDECIDED)


def test_the_tax_is_chosen_once_with_its_basis_and_leaves_a_trace(season, taxed, finance):
    again = {"treatment": TaxTreatment.EXEMPT, "basis": "另一依据", "by": finance}

    assert ground(taxes.choose_tax, season, **again) == "already_handled"
    assert Entry.objects.get(act="payment.tax_chosen").reason == taxed.basis


def test_the_choice_fixes_the_amounts_of_the_season(honour, taxed):
    assert Payment.objects.values_list("gross", "tax", "net").get() == (Decimal(5000), Decimal(1000), Decimal(4000))


def test_whoever_is_named_after_the_choice_has_the_same_amounts(taxed, honour):
    assert honour.payment.net == Decimal("4000.00")


@pytest.mark.parametrize("role", ["review_office", "supervision", "clerk"])
def test_only_finance_chooses_the_tax(season, role, request):
    chosen = {"treatment": TaxTreatment.EXEMPT, "basis": "依据", "by": request.getfixturevalue(role)}

    assert ground(taxes.choose_tax, season, **chosen) == "not_finance"


def test_nothing_is_prepared_while_the_tax_is_undecided(honour, with_account, finance):
    given = with_account(honour)

    assert ground(batches.prepare, [given], layout=csv_layout(), by=finance, **AT) == "tax_undecided"


@pytest.mark.parametrize(
    ("month", "due"), [(date(2026, 11, 1), date(2026, 12, 15)), (date(2026, 12, 31), date(2027, 1, 15))]
)
def test_the_return_is_due_on_the_fifteenth_of_the_next_month(month, due):
    assert due_on(month) == due


def test_the_return_names_whoever_was_paid_in_the_month(paid):
    month = paid.attempts.get().paid_on

    assert [row.payee for row in reconciliation.taxed_in(month.replace(day=1))] == ["王建国"]
    assert not reconciliation.taxed_in(date(2027, 1, 1)).exists()


def test_a_tax_is_corrected_once_and_only_on_an_award_that_is_taken_back(paid, finance, revoke):
    note = {"on": AFTER_NAMING.date(), "reference": "更正申报1号", "by": finance}
    assert ground(taxes.note_tax_correction, paid, **note) == "wrong_state"

    revoke(paid)
    assert taxes.note_tax_correction(paid, **note).tax_correction == "更正申报1号"
    assert ground(taxes.note_tax_correction, paid, **note) == "already_handled"
    assert Entry.objects.filter(act="payment.tax_corrected").count() == 1
