"""颁发证书、奖牌，符合条件的同时授予上海市五一劳动奖章 (沪工总经〔2015〕260号 三(五))."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused
from honours.actions import awarding, findings, pressing
from honours.models import AwardIssue, MedalRecommendation
from honours.states import Ground, MedalState
from ledger.models import Entry
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
    said = {"ground": Ground.FRAUD, "facts": "伪造", "heard": "无异议", "decision_number": "沪工总经〔2026〕88号"}
    findings.find_fraud(honour.nomination, **said, ban_person=True, ban_unit=False, by=review_office, **AT)
    return AwardIssue.objects.get(pk=plaque.pk)


# --- handing over ----------------------------------------------------------------------------------------------------


def test_items_are_handed_over_together_to_each_in_person(named, review_office):
    honours = named("王建国", "李明")
    plaques = AwardIssue.objects.filter(award_item__name="奖牌")

    given = awarding.hand_over_all(plaques, on=DAY, by=review_office, **AT)
    assert [(one.handed_to, one.handed_by) for one in given] == [(one.name, review_office) for one in honours]
    assert Entry.objects.filter(act="award.handed_over").count() == 2


def test_somebody_else_may_receive_it(plaque, review_office):
    assert awarding.hand_over(plaque, on=DAY, to="张代领", by=review_office, **AT).handed_to == "张代领"


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


# --- 五一劳动奖章 ----------------------------------------------------------------------------------------------------


@pytest.fixture
def medal(honour, review_office):
    """王建国 is recommended."""
    return awarding.propose_medal(honour, basis="获全国技能大赛第一名。", by=review_office, **AT)


def test_a_recommendation_has_its_basis_and_waits_for_a_decision(medal):
    assert medal.state == MedalState.PROPOSED
    assert Entry.objects.get(act="medal.proposed").reason == "获全国技能大赛第一名。"


def test_naming_recommends_nobody_by_itself(honour):
    assert not MedalRecommendation.objects.exists()


def test_it_is_granted_with_its_document(medal, review_office):
    granted = {"state": MedalState.GRANTED, "by": review_office} | AT
    assert ground(awarding.record_medal, medal, document_number=" ", **granted) == "no_document"

    assert awarding.record_medal(medal, document_number="沪五一〔2027〕1号", **granted).state == MedalState.GRANTED
    assert ground(awarding.record_medal, medal, document_number="又", **granted) == "already_handled"


def test_it_may_not_be_granted(medal, review_office):
    outcome = awarding.record_medal(medal, state=MedalState.NOT_GRANTED, by=review_office, **AT)

    assert outcome.get_state_display() == "未授予"


def test_nobody_is_recommended_twice_or_after_a_revocation(medal, revoked, honour, review_office):
    act = {"basis": "依据", "by": review_office}
    assert ground(awarding.propose_medal, honour, **act) == "revoked"

    granted = {"state": MedalState.GRANTED, "document_number": "沪五一〔2027〕1号", "by": review_office}
    assert ground(awarding.record_medal, medal, **granted) == "revoked"


@pytest.mark.parametrize("role", ["clerk", "finance", "supervision"])
def test_only_the_office_recommends(honour, role, request):
    act = {"basis": "依据", "by": request.getfixturevalue(role)}

    assert ground(awarding.propose_medal, honour, **act) == "not_the_office"
