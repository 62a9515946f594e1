"""评分: an expert on a tablet scores three files, abstains from one and steps back from one in the middle."""

from datetime import timedelta

import pytest

from common import clock
from nominations.states import State
from reviews import actions
from reviews.models import Assignment, Recusal, ScoreSheet
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.factories.numbers import credit_code
from tests.factories.reviews import all_declared, committee
from tests.journeys.conftest import TABLET
from tests.journeys.test_typing_goes_on import _but_the_network

pytestmark = pytest.mark.browser


@pytest.fixture
def drawn(open_season, season, municipal, clerk, works_union, xuhui_union, review_office):
    """Five files, and a committee of five in which everybody judges all of them."""
    rulebook = open_season(scores_per_nomination=5)
    bodies = {"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}
    for place in range(5):
        unit = {"unit_name": f"第{place}机械厂", "unit_code": credit_code(300_000 + place)}
        at_state(complete_dossier(NominationFactory(rulebook=rulebook, **bodies, **unit)), State.ADMITTED)
    committee(season, 5, municipal)
    opened = actions.open_round(season, closes_at=clock.now() + timedelta(days=30), by=review_office)
    return actions.draw(all_declared(opened, at=clock.now()), by=review_office)


@pytest.fixture
def expert(drawn, anybody):
    """One of them with a tablet, at the list."""
    member = Assignment.objects.filter(round=drawn).order_by("pk").first().member
    person = anybody(TABLET).comes_as(member.user)
    person.member = member
    person.open("reviews:queue")
    return person


def kept(person):
    """The server has what is typed."""
    person.page.locator('[data-autosave-words][data-kind="kept"]').wait_for()


def score(person, value):
    """A number for every criterion, typed with the keyboard of the tablet; Enter leads on."""
    fields = person.page.locator("[data-criterion] input[type=number]")
    fields.first.select_text()
    for _ in range(fields.count()):
        person.page.keyboard.type(value)
        person.page.keyboard.press("Enter")
    kept(person)


def test_three_scored_one_abstained_one_recused(expert):
    page = expert.page
    expert.press("开始评分").reads("第1件，共5件")
    score(expert, "85")
    page.locator("[data-step='1']").first.tap()
    assert page.locator("[data-score-total]").inner_text() == "85.1250"
    kept(expert)
    page.reload()
    assert page.locator("[data-criterion] input").first.input_value() == "85.5"
    expert.press("核对并提交").reads("85.1250").press("提交评分").reads("第2件，共5件；已办1件")

    expert.press("申明回避").fill(ground="mentoring", explanation="候选人是本人徒弟。").press("申明回避")
    expert.reads("此件不由您评审", "共4件")
    assert Recusal.objects.get().member == expert.member

    expert.complaints = _but_the_network(expert)
    expert.context.set_offline(True)
    page.locator("[data-criterion] input").first.fill("30")
    page.get_by_text("尚未保存到服务器，联网后自动保存").wait_for()
    expert.context.set_offline(False)
    kept(expert)
    score(expert, "30")
    expert.reads("此项得分偏低或偏高，须写评语后才能提交。").press("核对并提交").reads("须写评语").press("返回")
    for box in page.locator("[data-criterion] textarea").all():
        box.fill("材料中没有可以核对的成果。")
    expert.press("核对并提交").press("提交评分")

    expert.press_with_reason("弃权", "不熟悉该工种。").reads("已登记为弃权")
    score(expert, "90")
    expert.press("核对并提交").press("提交评分").reads("已全部办完")
    assert page.evaluate("document.documentElement.scrollWidth") <= TABLET["width"]
    mine = ScoreSheet.objects.filter(assignment__member=expert.member)
    assert sorted(mine.values_list("state", flat=True)) == ["abstained", "open", "submitted", "submitted", "submitted"]


def test_two_tabs_of_one_tablet_are_told_of_each_other(expert):
    expert.press("开始评分")
    other = expert.context.new_page()
    other.goto(expert.page.url)
    expert.page.locator("[data-criterion] input").first.fill("80")
    kept(expert)
    other.locator("[data-criterion] input").first.fill("60")
    other.get_by_text("此评分表已在另一窗口保存").wait_for()
    other.get_by_role("link", name="比较两份内容").click()
    other.get_by_label("用我填写的").check()
    other.get_by_role("button", name="按所选内容保存").click()
    other.get_by_text("评分草稿已保存").wait_for()
    assert other.locator("[data-criterion] input").first.input_value() == "60"
