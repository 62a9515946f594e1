"""申诉与恢复：可以挽回的都挽回."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from common.dates import end_of
from common.refusals import Refused
from findings.actions import appeals, cases
from findings.models import Appeal, Finding, Restoration
from findings.states import AppealState
from honours.actions import restoring
from honours.models import Certificate, Honour, Payment
from honours.states import HoldKind, PaymentState
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from sanctions.models import Ban
from sanctions.rules import refuse_banned
from seasons.models import Season
from tests.conftest import someone
from tests.factories import prove
from tests.factories.findings import find, found_out, inquirer, taken_up
from tests.faults import broken_at_every_statement, digests_of
from tests.moments import AFTER_NAMING

LATER = AFTER_NAMING + timedelta(days=3)
SAID = {"decision_number": "沪工总经〔2026〕95号", "reasons": "原认定的事实不能成立。"}


@pytest.fixture
def finding(honour, review_office):
    """王建国's honour is revoked and he is banned."""
    return found_out(honour.nomination, by=review_office, now=AFTER_NAMING)


@pytest.fixture
def reviewer(municipal):
    """Of the office, without a part in the case."""
    return prove(someone("复核人", "review_office", municipal))


@pytest.fixture
def appeal(finding, clerk):
    """The nominating union appeals."""
    return appeals.file_appeal(finding, text="证书是真的。", by=clerk, now=LATER)


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def decide(appeal, outcome, *, by, **changes):
    return appeals.decide_appeal(appeal, outcome=outcome, by=by, now=LATER, **(SAID | changes))


def test_an_upheld_appeal_lifts_the_ban_and_gives_the_honour_back(appeal, reviewer, honour):
    decide(appeal, AppealState.UPHELD, by=reviewer)

    assert Ban.objects.get().lifted_at == LATER and Finding.objects.get().overturned_at == LATER
    assert Nomination.objects.get(pk=honour.nomination_id).state == State.HONOURED
    assert Honour.objects.get().revoked_at is None
    assert Restoration.objects.get().revoked_at == AFTER_NAMING


def test_a_restored_honour_has_a_certificate_of_its_own(appeal, reviewer):
    decide(appeal, AppealState.UPHELD, by=reviewer)
    former, new = Certificate.objects.order_by("pk")

    assert former.revoked_at == AFTER_NAMING and former.serial == "2026-0001"
    assert (new.serial, new.revoked_at, Honour.objects.get().certificate) == ("2026-0002", None, new)


def test_a_rejected_appeal_leaves_everything(appeal, reviewer):
    decide(appeal, AppealState.REJECTED, by=reviewer)

    assert Ban.objects.get().lifted_at is None and Honour.objects.get().revoked_at == AFTER_NAMING
    assert Letter.objects.filter(kind="appeal_decided").exists()


def test_a_changed_finding_lifts_the_chosen_ban_only(appeal, reviewer):
    decide(appeal, AppealState.CHANGED, by=reviewer, lifted={Ban.objects.get().pk})

    assert Ban.objects.get().lifted_at == LATER and Honour.objects.get().revoked_at == AFTER_NAMING


def test_an_honour_comes_back_beside_a_ban_that_rests_on_another_finding(named, review_office, reviewer, clerk):
    nominations = [one.nomination for one in named("王建国", "李明")]
    Nomination.objects.filter(pk=nominations[1].pk).update(unit_hash=nominations[0].unit_hash)
    first, _other = find(*nominations, by=review_office, now=AFTER_NAMING, bans_unit=True)
    decide(appeals.file_appeal(first, text="不实。", by=clerk, now=LATER), AppealState.UPHELD, by=reviewer)

    assert Nomination.objects.get(pk=nominations[0].pk).state == State.HONOURED
    assert set(Ban.objects.filter(lifted_at__isnull=True).values_list("subject_kind", "subject_name")) == {
        ("unit", first.nomination.unit_name),
        ("person", "李明"),
    }
    assert refuse_banned("", nominations[0].unit_hash, on=LATER.date()).ground == "banned"
    assert "的禁报仍然有效" in Letter.objects.get(kind="appeal_decided").body


def test_money_given_back_while_another_case_is_inquired_into_comes_back_held(appeal, reviewer, finance, honour):
    decide(appeal, AppealState.UPHELD, by=reviewer)
    other = taken_up(honour.nomination, by=reviewer, now=LATER)  # the award is not given back yet
    payment = restoring.reinstate(Payment.objects.get(honour=honour), by=finance, now=LATER)

    assert (payment.state, payment.hold_kind) == (PaymentState.HELD, HoldKind.INQUIRY)
    assert other.reference in payment.note
    cases.close_inquiry(other, report="已核实。", reason="查无实据。", by=inquirer(), now=LATER)
    assert Payment.objects.get(honour=honour).state == PaymentState.OPEN


@pytest.mark.parametrize("who", ["inquirer", "review_office"])
def test_whoever_inquired_or_found_does_not_review(appeal, review_office, who):
    person = prove(inquirer()) if who == "inquirer" else review_office

    assert ground(decide, appeal, AppealState.UPHELD, by=person) == "decided_before"


def test_an_appeal_comes_in_time_once_and_from_the_party(finding, clerk, finance):
    last = end_of(finding.appeal_until)
    said = {"text": "不实。"}

    assert ground(appeals.file_appeal, finding, **said, by=finance, now=LATER) == "not_a_party"
    assert ground(appeals.file_appeal, finding, **said, by=clerk, now=last + timedelta(minutes=1)) == "too_late"
    appeals.file_appeal(finding, **said, by=clerk, now=last - timedelta(minutes=1))
    assert ground(appeals.file_appeal, finding, **said, by=clerk, now=LATER) == "appealed"


def test_an_appeal_is_decided_with_a_code(appeal, municipal):
    unproved = someone("复核人", "review_office", municipal)

    assert ground(decide, appeal, AppealState.REJECTED, by=unproved) == "second_factor"


def test_no_statement_gives_an_honour_back_without_a_restoration(finding):
    with pytest.raises(DatabaseError, match="未经恢复决定"), transaction.atomic():
        Honour.objects.update(revoked_at=None)


def test_no_statement_leads_the_nomination_back_without_a_restoration(finding):
    with pytest.raises(DatabaseError, match="未经恢复决定"), transaction.atomic():
        QuerySet(Nomination).filter(pk=finding.nomination_id).update(state=State.HONOURED)


def test_a_fault_at_any_statement_of_a_restoration_leaves_nothing_changed(appeal, reviewer):
    models = (Appeal, Restoration, Finding, Ban, Nomination, Honour, Certificate, Season, Letter, Entry)

    tried = broken_at_every_statement(
        lambda: decide(appeal, AppealState.UPHELD, by=reviewer),
        watched=lambda: digests_of(*models),
    )

    assert tried > 30, "the restoration should have touched much more"


def test_everything_an_appeal_did_is_in_the_ledger_under_the_case(appeal, reviewer, finding):
    decide(appeal, AppealState.UPHELD, by=reviewer)
    acts = set(Entry.objects.filter(at=LATER, detail__case=finding.case.reference).values_list("act", flat=True))

    assert {"appeal.decided", "finding.overturned", "ban.lifted", "honour.restored", "nomination.restored"} <= acts
