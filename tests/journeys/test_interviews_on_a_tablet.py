"""面试答辩: the office makes the groups at a desk, a member scores on the spot on a tablet, on a telephone all the same."""

import pytest

from common import clock
from common.dates import today
from nominations.states import State
from reviews import actions
from reviews.models import InterviewSlot, ScoreSheet
from tests.factories import NominationFactory, RulebookFactory, at_state, complete_dossier, issued
from tests.factories.interviews import IN_PERSON
from tests.factories.numbers import credit_code
from tests.factories.reviews import all_declared, committee
from tests.journeys.conftest import TELEPHONE
from tests.moments import beijing

pytestmark = pytest.mark.browser
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def round(this_year, season, clerk, works_union, xuhui_union, municipal, review_office):
    """An open round of four candidates, before ten members."""
    rulebook = issued(RulebookFactory(season=season, **IN_PERSON))
    committee(season, 10, municipal)
    for place in range(4):
        made = NominationFactory(
            rulebook=rulebook,
            drafted_by=clerk,
            drafting_body=works_union,
            filing_body=xuhui_union,
            unit_name=f"第{place}机械厂",
            unit_code=credit_code(300_000 + place),
        )
        at_state(complete_dossier(made), State.ADMITTED)
    opened = actions.open_round(season, closes_at=beijing(2099, 8, 10), by=review_office, seed="种子")
    return all_declared(opened, at=clock.now())


def test_from_the_groups_to_a_score_on_the_spot(round, anybody, review_office):
    office = anybody().comes_as(review_office)
    office.open("reviews:timetable", round.pk)
    office.fill(places="三楼第一会议室\n三楼第二会议室", first_day=today(clock.now()).isoformat()).press("预览编组")
    office.reads("第一组", "第二组").press("印发面试安排").reads("面试安排已经印发")

    slot = InterviewSlot.objects.filter(group__number=1).order_by("position").first()
    sheet = ScoreSheet.objects.filter(assignment__nomination=slot.nomination_id).first()
    tablet = anybody(TABLET).comes_as(sheet.assignment.member.user)
    tablet.open("reviews:interviews")
    tablet.press(f"现场评分：{slot.nomination.name}").reads(slot.nomination.name)
    points = {f"points_{one.pk}": "88" for one in round.plan.criteria()}
    tablet.fill(**points).press("核对并提交").press("提交评分")
    assert ScoreSheet.objects.get(pk=sheet.pk).state == "submitted"
    tablet.open("reviews:interviews")
    tablet.reads("已办1位", "已提交")

    telephone = anybody(TELEPHONE).comes_as(sheet.assignment.member.user)
    telephone.open("reviews:interviews")
    width = telephone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= TELEPHONE["width"]
