"""Where naming begins: people carried by a resolution, and some already named."""

import pytest

from common.refusals import Refused
from decisions.models import Resolution, RosterItem, Sitting
from decisions.states import Outcome
from honours.actions import accounts, batches, naming, returns, taxes
from honours.models import Payment
from nominations.states import State
from seasons.states import TaxTreatment
from tests.factories import NominationFactory, at_state, complete_dossier, csv_layout, demonstration_bank, prove
from tests.factories.findings import found_out
from tests.moments import AFTER_NAMING, AT_NAMING, AT_THE_SITTING

NUMBER = "沪工总经〔2026〕99号"


def ground(act, *args, **kwargs):
    """Why an act is refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


ACCOUNT = "6222000011112223"


@pytest.fixture
def review_office(review_office):
    """The office's person of the cast, who has entered a code."""
    return prove(review_office)


@pytest.fixture
def resolution(season, rulebook, secretary):
    """The chair office has resolved."""
    sitting = Sitting.objects.create(
        season=season,
        rulebook=rulebook,
        number=1,
        title="第一次会议",
        held_on=AT_THE_SITTING.date(),
        prepared_by=secretary,
        prepared_at=AT_THE_SITTING,
    )
    return Resolution.objects.create(
        sitting=sitting,
        number=NUMBER,
        resolved_on=AT_THE_SITTING.date(),
        text="审定通过。",
        signed_by="许主持",
        recorded_by=secretary,
        recorded_at=AT_THE_SITTING,
    )


@pytest.fixture
def approved(rulebook, resolution, clerk, works_union, xuhui_union):
    """Put a person of this name down as carried by the resolution."""

    def put(name="王建国", state=State.APPROVED, **fields):
        nomination = NominationFactory(
            rulebook=fields.pop("rulebook", rulebook),
            drafted_by=clerk,
            drafting_body=works_union,
            filing_body=xuhui_union,
            name=name,
            **fields,
        )
        RosterItem.objects.create(
            sitting=resolution.sitting,
            nomination=nomination,
            position=resolution.sitting.roster.count() + 1,
            outcome=Outcome.CARRIED,
        )
        return at_state(complete_dossier(nomination), state, resolution_number=NUMBER, approved_at=AT_THE_SITTING)

    return put


@pytest.fixture
def named(approved, season, review_office):
    """Name people of these names; the honours in their order."""

    def name(*names):
        for one in names or ("王建国",):
            approved(one)
        return naming.name_all(season, by=review_office, now=AT_NAMING)

    return name


@pytest.fixture
def honour(named):
    """王建国, named."""
    [honour] = named()
    return honour


@pytest.fixture
def taxed(season, finance):
    """偶然所得, 20%."""
    return taxes.choose_tax(
        season, treatment=TaxTreatment.INCIDENTAL, basis="税务机关书面答复。", by=finance, now=AT_NAMING
    )


@pytest.fixture
def with_account(clerk):
    """The account of an honour's award is given by the clerk."""

    def give(honour, account=ACCOUNT):
        return accounts.give_account(
            honour.payment,
            account_name=honour.name,
            bank=demonstration_bank(),
            branch="上海分行",
            bank_account=account,
            by=clerk,
            now=AFTER_NAMING,
        )

    return give


@pytest.fixture
def ready(honour, taxed, with_account):
    """王建国's payment, ready to be prepared."""
    return with_account(honour)


@pytest.fixture
def batch(ready, finance):
    """王建国's payment in a batch that waits for its release."""
    return batches.prepare([ready], layout=csv_layout(), by=finance, now=AFTER_NAMING)


@pytest.fixture
def released_batch(batch, second_finance):
    """The same, on its way to the bank."""
    return batches.release(batch, by=prove(second_finance), now=AFTER_NAMING)


@pytest.fixture
def released(released_batch, ready):
    """The payment of it."""
    return Payment.objects.get(pk=ready.pk)


@pytest.fixture
def paid(released, finance):
    """The same, arrived."""
    return returns.confirm_paid(released, reference="B001", by=finance, now=AFTER_NAMING)


@pytest.fixture
def revoke(review_office):
    """The honour behind a payment is taken back."""

    def take(payment):
        found_out(payment.honour.nomination, by=review_office, now=AFTER_NAMING)
        return Payment.objects.get(pk=payment.pk)

    return take
