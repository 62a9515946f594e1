"""按两次、按返回: a form sent twice gives one result, and a page from before says that the case has moved on."""

import pytest

from ledger.models import Entry
from nominations.models import Evidence, Nomination
from publicity.models import Notice, Objection
from tests.factories.numbers import identity_number
from tests.journeys import walks
from tests.journeys.conftest import next_working_day, put_forward_to

pytestmark = pytest.mark.browser


@pytest.fixture
def works(open_season, clerk, browser_of):
    """The clerk at a browser, in an open season."""
    open_season()
    return browser_of(clerk)


def entries(act):
    return Entry.objects.filter(act=act).count()


def presses_again(person):
    """Back to the page before, and its button once more if it still has one."""
    person.page.go_back()
    button = person.page.locator('main form button[type="submit"]:enabled')
    if button.count():
        with person.page.expect_navigation(wait_until="load"):
            button.first.click()
    return person


def test_back_and_drafting_again_makes_no_second_dossier(works):
    works.open("nominations:start_in", "unit")
    for _ in range(2):
        works.fill(name="张伟", identity_number=identity_number(11)).press("起草")
        works.reads(Nomination.objects.get().number)
        works.page.go_back()


def test_a_double_click_recommends_once_and_an_old_page_is_told_so(works, paper):
    number = walks.drafts(works, "unit", paper, name="张伟", identity_number=identity_number(11))
    works.open("nominations:recommend", number)
    works.page.get_by_role("button", name="推荐", exact=True).dblclick()
    works.page.wait_for_url(f"**/{number}/")
    presses_again(works).reads("此件刚刚已由他人办理，或您已办理过")

    assert entries("nomination.recommended") == 1


def test_the_same_post_ten_times_gives_one_result(works, paper):
    number = walks.drafts(works, "unit", paper, name="张伟", identity_number=identity_number(11))
    works.open("nominations:recommend", number)
    token = works.page.locator('main [name="csrfmiddlewaretoken"]').first.input_value()
    post = {"form": {"csrfmiddlewaretoken": token}, "max_redirects": 0, "headers": {"Referer": works.page.url}}
    answers = [works.context.request.post(works.page.url, **post).status for _ in range(10)]

    assert answers == [302] + [409] * 9
    assert entries("nomination.recommended") == 1


def test_the_same_paper_uploaded_again_is_kept_once(works, paper):
    works.open("nominations:start_in", "unit")
    works.fill(name="张伟", identity_number=identity_number(11)).press("起草")
    number = Nomination.objects.get().number
    for _ in range(2):
        works.open("nominations:section", number, "evidence")
        works.fill(indicator="skill", title="获奖证书", upload=paper).press("上传")

    assert Evidence.objects.count() == 1


def test_an_objection_sent_again_from_the_page_before_is_the_same_objection(
    world, this_year, anybody, browser_of, paper
):
    officer = browser_of(world.people["publicity_officer"])
    draft = Notice.objects.get(published_at__isnull=True)
    officer.open("publicity:redraft", draft.pk)
    officer.fill(opens_on=next_working_day().isoformat()).press("保存并重新推算")
    officer.open("publicity:publish", draft.pk)
    officer.enters_a_code().press("发布公示")
    put_forward_to(next_working_day(), 10)
    visitor, known = anybody(), Objection.objects.count()
    visitor.open("publicity:object", draft.season.code, draft.number)
    visitor.fill(name={"index": 1}, kind="person", objector_name="钱实名", objector_contact="13900000000")
    visitor.fill(content="所报竞赛名次与公布结果不一致，请核实。").press("提出异议")
    receipt = visitor.page.url
    presses_again(visitor)

    assert Objection.objects.count() == known + 1
    assert visitor.page.url == receipt
