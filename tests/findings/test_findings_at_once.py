"""两人同时认定、认定与放款同时、一件申诉两人复核：只办成一次，另一人得知已经办过 (沪工总经〔2015〕260号 五(三))."""

from datetime import timedelta

import pytest

from findings.actions import appeals, findings
from findings.models import Finding, Restoration
from findings.states import AppealState
from honours.actions import batches, naming
from honours.models import Payment, PaymentBatch
from honours.states import BatchState, PaymentState
from ledger.models import Entry
from nominations.models import Nomination
from sanctions.models import Ban
from tests.at_once import at_once
from tests.conftest import someone
from tests.factories import csv_layout, prove
from tests.factories.findings import find, heard
from tests.moments import AFTER_NAMING

ACCOUNTS = ("6222000011112223", "6222000011112231")
LATER = AFTER_NAMING + timedelta(days=3)


@pytest.fixture
def deciders(municipal):
    """Two of the office without a part in anything."""
    return [prove(someone(name, "review_office", municipal)) for name in ("甘认定", "康认定")]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_one_does_and_the_bank_gets_all_or_nothing_before(
    approved, season, taxed, with_account, finance, second_finance, review_office, deciders
):
    case = heard(approved("王建国"), approved("李明"), by=review_office, now=AFTER_NAMING)
    honours = naming.name_all(season, by=review_office, now=AFTER_NAMING)  # while the inquiry lasts
    money = [with_account(one, account) for one, account in zip(honours, ACCOUNTS, strict=True)]
    batch = batches.prepare(money, layout=csv_layout(), by=finance, now=AFTER_NAMING)
    prove(second_finance)
    decided = {"decision_number": "沪工总经〔2026〕88号", "now": AFTER_NAMING}

    told = at_once(
        *(lambda by=by: findings.decide(case, by=by, **decided) for by in deciders),
        lambda: batches.release(batch, by=second_finance, now=AFTER_NAMING),
    )

    assert told.count("already_handled") == 1 and Finding.objects.count() == 2 and Ban.objects.count() == 2
    left = PaymentBatch.objects.get().state == BatchState.RELEASED
    assert set(Payment.objects.values_list("state", flat=True)) == {
        PaymentState.RECOVERING if left else PaymentState.CANCELLED
    }
    assert len(told) == (1 if left else 2)


@pytest.mark.django_db(transaction=True)
def test_an_appeal_is_decided_once_and_two_that_share_a_ban_lift_it_between_them(named, review_office, clerk, deciders):
    honours = named("王建国", "李明")
    nominations = [one.nomination for one in honours]
    Nomination.objects.filter(pk=nominations[1].pk).update(unit_hash=nominations[0].unit_hash)
    made = find(*nominations, by=review_office, now=AFTER_NAMING, bans_unit=True)
    first, second = (appeals.file_appeal(one, text="证书是真的。", by=clerk, now=LATER) for one in made)
    said = {"outcome": AppealState.UPHELD, "reasons": "不能成立。", "now": LATER}

    told = at_once(
        *(
            lambda by=by: appeals.decide_appeal(first, by=by, decision_number="沪工总经〔2026〕95号", **said)
            for by in deciders
        ),
        lambda: appeals.decide_appeal(second, by=deciders[0], decision_number="沪工总经〔2026〕96号", **said),
    )

    assert told == ["already_handled"]
    assert Restoration.objects.count() == Entry.objects.filter(act="honour.restored").count() == 2
    assert not Ban.objects.filter(lifted_at__isnull=True).exists()
