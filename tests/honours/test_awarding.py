"""颁发证书、奖牌 (沪工总经〔2015〕260号 三(五))."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from common.refusals import Refused
from honours.actions import awarding, pressing
from honours.models import AwardIssue
from honours.states import ReturnKind
from ledger.models import Entry
from tests.factories.findings import found_out
from tests.moments import AFTER_NAMING, AT_NAMING

DAY = AFTER_NAMING.date()
AT = {"now": AFTER_NAMING}


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


@pytest.fixture
def plaque(honour):
    """奖牌."""
    return honour.award_issues.get(award_item__name="奖牌")


@pytest.fixture
def certificate(honour):
    """证书, not pressed yet."""
    return honour.award_issues.get(award_item__name="证书")


@pytest.fixture
def revoked(honour, plaque, review_office):
    """王建国 had the plaque when the honour was revoked."""
    awarding.hand_over(plaque, on=DAY, to="王建国", by=review_office, **AT)
    found_out(honour.nomination, by=review_office, **AT)
    return AwardIssue.objects.get(pk=plaque.pk)


# --- handing over ----------------------------------------------------------------------------------------------------


def test_items_are_handed_over_together_to_each_in_person(named, review_office):
    honours = named("王建国", "李明")
    plaques = AwardIssue.objects.filter(award_item__name="奖牌")

    given = awarding.hand_over_all(plaques, on=DAY, by=review_office, **AT)
    assert [(one.handed_to, one.handed_by) for one in given] == [(one.name, review_office) for one in honours]
    assert Entry.objects.filter(act="award.handed_over").count() == 2


def test_somebody_else_may_receive_it_on_a_ground(plaque, review_office):
    act = {"on": DAY, "to": "张代领", "by": review_office} | AT
    assert ground(awarding.hand_over, plaque, **act) == "no_ground_for_receiving"

    issue = awarding.hand_over(plaque, note="本人出差，委托同事领取。", **act)
    assert (issue.handed_to, issue.handed_note) == ("张代领", "本人出差，委托同事领取。")


def test_a_certificate_is_handed_over_when_it_is_pressed(certificate, honour, review_office):
    act = {"on": DAY, "to": "王建国", "by": review_office} | AT
    assert ground(awarding.hand_over, certificate, **act) == "not_pressed"

    pressing.press(honour.certificate.pk)
    assert awarding.hand_over(certificate, **act).handed_over_on == DAY


def test_a_ceremony_is_recorded_all_or_nothing(honour, plaque, certificate, review_office):
    both = {"on": DAY, "by": review_office} | AT

    assert ground(awarding.hand_over_all, [plaque, certificate], **both) == "not_pressed"
    assert not AwardIssue.objects.filter(handed_over_on__isnull=False).exists()


def test_nothing_is_handed_over_twice(plaque, review_office):
    act = {"on": DAY, "to": "王建国", "by": review_office} | AT
    awarding.hand_over(plaque, **act)

    assert ground(awarding.hand_over, plaque, **act) == "already_handled"


@pytest.mark.parametrize("day", [AT_NAMING.date() - timedelta(days=1), DAY + timedelta(days=1)])
def test_the_day_lies_between_the_naming_and_today(plaque, review_office, day):
    assert ground(awarding.hand_over, plaque, on=day, to="王建国", by=review_office, **AT) == "wrong_day"


@pytest.mark.parametrize("role", ["clerk", "finance", "supervision"])
def test_only_the_office_hands_over(plaque, role, request):
    act = {"on": DAY, "to": "王建国", "by": request.getfixturevalue(role)} | AT

    assert ground(awarding.hand_over, plaque, **act) == "not_the_office"


# --- taking back -----------------------------------------------------------------------------------------------------


def test_what_was_called_back_is_returned_once(revoked, review_office):
    assert awarding.take_back(revoked, on=DAY, by=review_office, **AT).returned_on == DAY
    assert ground(awarding.take_back, revoked, on=DAY, by=review_office, **AT) == "already_handled"
    assert Entry.objects.filter(act="award.returned").count() == 1


def test_what_was_not_called_back_is_not_returned(plaque, review_office):
    assert ground(awarding.take_back, plaque, on=DAY, by=review_office, **AT) == "not_recalled"


def test_the_database_knows_that_only_what_was_handed_over_is_returned(plaque):
    with pytest.raises(IntegrityError, match="what_is_returned_was_handed_over"), transaction.atomic():
        AwardIssue.objects.filter(pk=plaque.pk).update(returned_on=DAY)


def test_what_is_lost_is_settled_by_a_written_explanation(revoked, review_office):
    act = {"on": DAY, "kind": ReturnKind.LOST, "by": review_office} | AT
    assert ground(awarding.take_back, revoked, **act) == "no_explanation"

    issue = awarding.take_back(revoked, note="2026年10月书面说明：搬家时遗失。", **act)
    assert (issue.get_return_kind_display(), issue.returned_to) == ("遗失，已书面说明", review_office)


def test_everything_out_is_called_back_at_once_with_a_day(honour, plaque, review_office):
    awarding.hand_over(plaque, on=DAY, to=honour.name, by=review_office, **AT)

    called = awarding.recall_all(honour, reason="撤销", by=review_office, now=AFTER_NAMING, due_on=DAY)
    assert [(one.pk, one.return_due_on) for one in called] == [(plaque.pk, DAY)]
    assert called[0].is_overdue(DAY + timedelta(days=1)) and not called[0].is_overdue(DAY)
    assert awarding.recall_all(honour, reason="撤销", by=review_office, now=AFTER_NAMING) == []


@pytest.mark.parametrize("column", ["handed_over_on", "handed_to", "handed_note"])
def test_the_database_keeps_what_was_handed_over(honour, plaque, review_office, column):
    awarding.hand_over(plaque, on=DAY, to=honour.name, by=review_office, **AT)

    with pytest.raises(ProgrammingError, match="handed_over_on"), transaction.atomic():
        AwardIssue.objects.filter(pk=plaque.pk).update(**{column: None if column.endswith("on") else "改"})
