"""符合条件的，同时授予上海市五一劳动奖章 (沪工总经〔2015〕260号 三(五)): its own decision, never automatic."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction

from common.refusals import Refused
from honours.actions import medals
from honours.models import MedalCondition, MedalLetter, MedalOpinion, MedalRecommendation
from honours.rules import medals as rules
from honours.states import MedalState, OpinionAnswer
from ledger.models import Entry
from rehearsal.dossiers import evidence_pdf
from tests.conftest import someone
from tests.factories import RulebookFactory, issued
from tests.moments import AFTER_NAMING

DAY = AFTER_NAMING.date()
AT = {"now": AFTER_NAMING}


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


@pytest.fixture
def rulebook(season):
    """Two conditions and two departments, as the organiser may write them."""
    return issued(
        RulebookFactory(
            season=season,
            medal_conditions="近五年获省部级以上竞赛前三名\n未受过处分\n",
            medal_departments="审计部门\n\n应急管理部门\n审计部门",
        )
    )


@pytest.fixture
def colleague(municipal):
    """A second person of the review office."""
    return someone("陆同事", "review_office", municipal)


@pytest.fixture
def medal(honour, review_office):
    """王建国 is proposed; both conditions are met."""
    met = {1: (True, "竞赛文件"), 2: (True, "单位证明")}
    return medals.propose_medal(honour, basis="获全国技能大赛第一名。", conditions=met, by=review_office, **AT)


@pytest.fixture
def answered(medal, review_office):
    """Both departments agree."""
    for opinion in medal.opinions.all():
        medals.record_opinion(opinion, answer=OpinionAnswer.AGREES, on=DAY, by=review_office, **AT)
    return medal


@pytest.fixture
def recommended(answered, colleague):
    """Recommended by the colleague."""
    return medals.decide_medal(answered, recommend=True, by=colleague, **AT)


def test_naming_recommends_nobody_by_itself(honour):
    assert not MedalRecommendation.objects.exists()


def test_a_proposal_asks_the_departments_of_the_rulebook(medal):
    assert medal.state == MedalState.ASKING
    assert [one.department for one in medal.opinions.all()] == ["审计部门", "应急管理部门"]
    assert [(one.condition, one.is_met) for one in medal.conditions.all()][1] == ("未受过处分", True)
    assert Entry.objects.get(act="medal.proposed").reason == "获全国技能大赛第一名。"


def test_it_waits_for_every_department(medal, colleague):
    assert ground(medals.decide_medal, medal, recommend=True, by=colleague, **AT) == "opinions_open"


def test_it_is_recommended_by_another_person(answered, review_office, colleague):
    assert ground(medals.decide_medal, answered, recommend=True, by=review_office, **AT) == "second_part"

    decided = medals.decide_medal(answered, recommend=True, by=colleague, **AT)
    assert (decided.state, decided.decided_by) == (MedalState.PROPOSED, colleague)


def test_an_unmet_condition_stands_against_it(honour, review_office, colleague):
    medal = medals.propose_medal(honour, basis="依据", conditions={1: (True, "文件")}, by=review_office, **AT)
    for opinion in medal.opinions.all():
        medals.record_opinion(opinion, answer=OpinionAnswer.AGREES, on=DAY, by=review_office, **AT)

    assert ground(medals.decide_medal, medal, recommend=True, by=colleague, **AT) == "conditions_unmet"
    assert ground(medals.decide_medal, medal, recommend=False, by=colleague, **AT) == "no_reason"
    declined = medals.decide_medal(medal, recommend=False, reason="未达到第二条。", by=colleague, **AT)
    assert declined.get_state_display() == "不予推荐"


def test_an_objecting_department_is_answered(medal, review_office, colleague):
    first, second = medal.opinions.all()
    objects = {"answer": OpinionAnswer.OBJECTS, "on": DAY, "by": review_office} | AT
    assert ground(medals.record_opinion, first, **objects) == "no_note"
    medals.record_opinion(first, note="欠缴税款。", **objects)
    medals.record_opinion(second, answer=OpinionAnswer.SILENT, on=DAY, by=review_office, **AT)

    assert ground(medals.decide_medal, medal, recommend=True, by=colleague, **AT) == "objected"
    assert medals.decide_medal(medal, recommend=True, reason="已补缴。", by=colleague, **AT).reason == "已补缴。"


def test_an_opinion_is_recorded_once_and_on_a_day_that_has_come(medal, review_office):
    opinion = medal.opinions.first()
    said = {"answer": OpinionAnswer.AGREES, "by": review_office} | AT
    assert ground(medals.record_opinion, opinion, on=DAY + timedelta(days=1), **said) == "wrong_day"

    medals.record_opinion(opinion, on=DAY, **said)
    assert ground(medals.record_opinion, opinion, on=DAY, **said) == "already_handled"


def test_it_is_granted_with_its_document(recommended, review_office):
    granted = {"state": MedalState.GRANTED, "by": review_office} | AT
    assert ground(medals.record_medal, recommended, document_number=" ", **granted) == "no_document"

    settled = medals.record_medal(recommended, document_number="沪五一〔2027〕1号", **granted)
    assert settled.state == MedalState.GRANTED
    assert ground(medals.record_medal, recommended, document_number="又", **granted) == "already_handled"


def test_only_what_was_recommended_has_an_outcome(medal, review_office):
    outcome = {"state": MedalState.NOT_GRANTED, "by": review_office} | AT

    assert ground(medals.record_medal, medal, **outcome) == "already_handled"


def test_a_revocation_ends_what_is_under_way_and_leaves_what_was_granted(medal, honour, review_office):
    lapsed = medals.lapse_medal(honour, reason="荣誉撤销", by=review_office, now=AFTER_NAMING)

    assert (lapsed.state, lapsed.reason) == (MedalState.LAPSED, "荣誉撤销")
    assert Entry.objects.filter(act="medal.lapsed").count() == 1


def test_nobody_is_proposed_twice(medal, honour, review_office):
    assert ground(medals.propose_medal, honour, basis="依据", by=review_office) == "already_handled"


def test_nobody_is_proposed_after_a_revocation(honour, review_office):
    honour.revoked_at = AFTER_NAMING

    assert rules.refuse_medal(review_office, honour).ground == "revoked"


@pytest.mark.parametrize("role", ["clerk", "finance", "supervision"])
def test_only_the_office_recommends(honour, role, request):
    act = {"basis": "依据", "by": request.getfixturevalue(role)}

    assert ground(medals.propose_medal, honour, **act) == "not_the_office"


def test_the_database_keeps_what_a_decision_rests_on(recommended):
    with pytest.raises(IntegrityError, match="不得改动"), transaction.atomic():
        MedalOpinion.objects.filter(medal=recommended).update(note="改")
    with pytest.raises(IntegrityError, match="不得改动"), transaction.atomic():
        MedalCondition.objects.filter(medal=recommended).update(is_met=False)


def test_the_database_keeps_a_settled_medal(recommended, review_office):
    medals.record_medal(recommended, state=MedalState.NOT_GRANTED, by=review_office, **AT)

    with pytest.raises(ProgrammingError, match="document_number"), transaction.atomic():
        MedalRecommendation.objects.filter(pk=recommended.pk).update(state=MedalState.PROPOSED)


def test_a_departments_letter_is_kept_with_its_opinion(client, medal, review_office, clerk):
    opinion = medal.opinions.first()
    client.force_login(review_office)
    address = f"/honours/medals/2026-0001/opinions/{opinion.pk}/"
    said = {"answer": OpinionAnswer.AGREES, "on": DAY.isoformat()}
    refused = client.post(address, said | {"letter": SimpleUploadedFile("复函.pdf", b"MZ\x90\x00" * 40)})
    assert refused.status_code == 200 and not MedalLetter.objects.exists()

    assert client.post(address, said | {"letter": SimpleUploadedFile("复函.pdf", evidence_pdf(1))}).status_code == 302
    assert "复函扫描件" in client.get("/honours/medals/2026-0001/").content.decode()
    assert client.get(f"{address}letter/").status_code == 200
    assert Entry.objects.get(act="medal.opinion_recorded").detail["sha256"] == MedalLetter.objects.get().sha256
    client.force_login(clerk)
    assert client.get(f"{address}letter/").status_code == 404
