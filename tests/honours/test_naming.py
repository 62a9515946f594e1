"""经公示和审定的人选，授予“上海工匠”荣誉称号，颁发证书、奖牌和一次性奖金 (沪工总经〔2015〕260号 三(五))."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from common.refusals import Refused
from honours.actions import naming
from honours.models import Certificate, Honour, Payment
from honours.states import PaymentState
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from sanctions.actions import impose
from tests.factories import RulebookFactory, at_state, issued, prove
from tests.faults import FailsAt, Fault
from tests.moments import AT_NAMING

MOVED = ["state", "state_since", "closing_reason", "honoured_at"]


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_everybody_approved_after_the_notice_is_named_with_all_that_is_owed(named):
    honours = named("王建国", "李明")

    assert [honour.name for honour in honours] == ["王建国", "李明"]
    assert {honour.nomination.state for honour in honours} == {State.HONOURED}
    assert [honour.certificate.serial for honour in honours] == ["2026-0001", "2026-0002"]
    assert [honour.payment.gross for honour in honours] == [Decimal("5000.00")] * 2
    assert {honour.award_issues.count() for honour in honours} == {2}


def test_in_the_other_order_everybody_is_named_whose_notice_has_passed(approved, season, review_office):
    book = issued(
        RulebookFactory(season=season, edition=2, document_number="沪工总经〔2026〕13号", notice_before_approval=False)
    )
    waits = approved("李明", rulebook=book)
    approved("王建国", State.NOTICE_PASSED, rulebook=book)

    assert [honour.name for honour in naming.name_all(season, by=review_office, now=AT_NAMING)] == ["王建国"]
    assert Nomination.objects.get(pk=waits.pk).state == State.APPROVED


@pytest.mark.parametrize("role", ["clerk", "finance", "secretary", "supervision", "administrator"])
def test_nobody_but_the_office_names(approved, season, role, request):
    approved()

    assert ground(naming.name_all, season, by=request.getfixturevalue(role), now=AT_NAMING) == "not_the_office"


def test_nobody_is_named_where_nobody_is_ready(season, review_office):
    assert ground(naming.name_all, season, by=review_office, now=AT_NAMING) == "nobody_ready"


def test_the_second_of_two_clerks_is_told_that_it_is_done(named, season, review_office):
    named()

    assert ground(naming.name_all, season, by=review_office, now=AT_NAMING) == "nobody_ready"
    assert Honour.objects.count() == 1


def test_a_banned_one_is_left_aside_and_the_others_are_named(approved, season, review_office):
    banned = approved("李明", unit_name="另一厂", unit_hash="f" * 64)
    approved("王建国")
    prove(review_office)
    impose(
        kind="unit",
        subject_hash="f" * 64,
        subject_name="另一厂",
        ground="弄虚作假",
        decision_number="沪工总经〔2026〕1号",
        found_on=AT_NAMING.date(),
        years=5,
        by=review_office,
        now=AT_NAMING,
    )

    assert [honour.name for honour in naming.name_all(season, by=review_office, now=AT_NAMING)] == ["王建国"]
    assert Nomination.objects.get(pk=banned.pk).state == State.APPROVED


def test_a_list_that_changed_after_the_confirmation_names_nobody(approved, season, review_office):
    first = approved("王建国")
    approved("李明")

    act = {"by": review_office, "now": AT_NAMING, "expected": [first.number]}
    assert ground(naming.name_all, season, **act) == "list_changed"
    assert not Honour.objects.exists()


@pytest.mark.parametrize("statement", range(0, 24, 3))
def test_naming_is_all_or_nothing(approved, season, review_office, statement):
    approved("王建国")
    approved("李明")

    with pytest.raises(Fault), connection.execute_wrapper(FailsAt(statement)):
        naming.name_all(season, by=review_office, now=AT_NAMING)

    season.refresh_from_db()
    assert (Honour.objects.count(), Certificate.objects.count(), Payment.objects.count()) == (0, 0, 0)
    assert (Letter.objects.count(), season.next_serial) == (0, 1)


def test_serials_have_no_gap_over_two_namings(named):
    named("王建国")
    named("李明", "陈海")

    assert list(Certificate.objects.values_list("serial", flat=True)) == ["2026-0001", "2026-0002", "2026-0003"]


def test_naming_leaves_its_trace_and_its_letters(honour, review_office, clerk):
    entry = Entry.objects.get(act="nomination.honoured")

    assert (entry.actor_id, entry.before, entry.after) == (review_office.pk, State.APPROVED, State.HONOURED)
    assert Letter.objects.get(kind="honoured").recipient == clerk


def test_payment_waits_for_an_account(honour):
    assert honour.payment.state == PaymentState.OPEN


# --- what the database refuses by itself -----------------------------------------------------------------------------


def test_nobody_is_honoured_without_an_honour(approved):
    nomination = approved()
    nomination.honour(at=AT_NAMING)

    with pytest.raises(IntegrityError, match="没有命名记录"), transaction.atomic():
        nomination.save(update_fields=MOVED)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_nobody_is_revoked_while_the_honour_stands(honour):
    nomination = Nomination.objects.get(pk=honour.nomination_id)
    nomination.revoke(at=AT_NAMING, reason="测试")

    with pytest.raises(IntegrityError, match="没有一并撤销"), transaction.atomic():
        nomination.save(update_fields=MOVED)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_one_nomination_has_one_honour(honour):
    honour.pk = None
    with pytest.raises(IntegrityError, match="nomination_id"), transaction.atomic():
        honour.save(force_insert=True)


@pytest.mark.parametrize("thing", ["honour", "certificate", "payment", "issue"])
def test_what_was_conferred_is_never_deleted(honour, thing):
    things = {
        "honour": honour,
        "certificate": honour.certificate,
        "payment": honour.payment,
        "issue": honour.award_issues.first(),
    }
    with pytest.raises(Exception, match="Cannot delete|不得|protected"), transaction.atomic():
        things[thing].delete()


def test_the_name_stays_as_it_was_that_day(honour):
    honour.name = "王建邦"
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        honour.save(update_fields=["name"])


def test_a_nomination_put_down_as_named_is_still_not_ready(approved, season, review_office):
    at_state(approved(), State.NOT_SELECTED)

    assert ground(naming.name_all, season, by=review_office, now=AT_NAMING) == "nobody_ready"
