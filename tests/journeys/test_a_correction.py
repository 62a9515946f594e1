"""退回补正：审核人退回两节，推荐单位改正后重新报送，对照恰好显示所改的内容 (沪工总经〔2015〕260号 三(四))."""

import pytest

from nominations import actions
from nominations.models import Nomination
from nominations.states import State
from seasons.states import Indicator
from tests.factories import NominationFactory, complete_dossier
from tests.journeys import walks

pytestmark = pytest.mark.browser
OLD, NEW = "尺寸误差不超过0.01毫米，合格率稳定，另有实测记录。", "尺寸误差不超过0.005毫米，合格率稳定，另有实测记录。"


@pytest.fixture
def filed(open_season, clerk, park_endorser, xuhui_endorser, xuhui_clerk, works_union, xuhui_union):
    """Filed by the district in the open season."""
    made = complete_dossier(
        NominationFactory(
            rulebook=open_season(),
            drafted_by=clerk,
            drafting_body=works_union,
            filing_body=xuhui_union,
            declared_at=None,
            declared_by=None,
        )
    )
    actions.change(made, by=clerk, fields={}, statements={Indicator.SKILL: OLD})
    actions.declare(made, by=clerk)
    actions.recommend(made, by=clerk)
    actions.endorse(made, by=park_endorser, opinion="同意。")
    actions.endorse(made, by=xuhui_endorser, opinion="同意报送。")
    return actions.submit(made, by=xuhui_clerk)


def test_two_sections_come_back_and_the_reader_sees_what_changed(filed, browser_of, clerk, screener):
    desk, works, number = browser_of(screener), browser_of(clerk), filed.number
    desk.open("nominations:screen", number)
    desk.press("领办")
    desk.open("nominations:send_back", number)
    desk.page.get_by_label("岗位与资质").check()
    desk.page.get_by_label("四个方面陈述").check()
    desk.page.locator("main textarea").first.fill("请核对岗位名称，写明误差的测量结果。")
    desk.press("退回补正")
    assert Nomination.objects.get(pk=filed.pk).returned_sections == ["post", "statements"]

    works.open("nominations:show", number)
    works.reads("需补正").reads("未退回，不能修改")
    works.open("nominations:section", number, "unit")
    works.reads("一节未退回，不能修改")
    works.open("nominations:section", number, "post")
    works.fill(post="首席技师").press("保存").reads("已保存")
    works.open("nominations:section", number, "statements")
    works.fill(**{Indicator.SKILL.value: NEW}).press("保存").reads("已保存")
    works.open("nominations:section", number, "promises")
    works.press("作出承诺")
    works.open("nominations:show", number)
    works.press("重新报送")
    assert Nomination.objects.get(pk=filed.pk).state == State.SUBMITTED

    desk.open("nominations:screen", number)
    desk.reads("补正改动").reads("首席技师")
    desk.open("nominations:compare_revisions", number, 1, 2)
    changed = desk.page.locator("article .changes > div")
    assert [line.split("\n")[0] for line in changed.all_inner_texts()] and changed.count() == 2
    assert desk.page.locator("article ins").all_inner_texts()[-1].endswith("0.005")  # only the number, not the sentence
    assert walks.number_of(filed.name) == number
