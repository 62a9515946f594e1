"""边填边存: a connection that is lost, a sign-out in the middle, a second person at the same section."""

import pytest

from nominations.models import Nomination, WorkingCopy
from tests.factories import MembershipFactory, NominationFactory, UserFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def dossier(open_season, clerk, works_union, xuhui_union):
    """A draft of the works' union."""
    return NominationFactory(
        rulebook=open_season(), drafted_by=clerk, drafting_body=works_union, filing_body=xuhui_union, deeds=""
    )


@pytest.fixture
def at_summary(dossier, clerk, anybody):
    """The clerk at the section of the texts."""
    person = anybody().comes_as(clerk)
    person.open("nominations:section", dossier.number, "summary")
    return person


def kept(person):
    """The server has what is typed."""
    person.page.locator('[data-autosave-words][data-kind="kept"]').wait_for()


def test_without_a_connection_the_words_wait_and_then_go_by_themselves(at_summary):
    at_summary.complaints = _but_the_network(at_summary)
    at_summary.context.set_offline(True)
    at_summary.page.locator("#id_deeds").press_sequentially("断网时写的")
    at_summary.page.get_by_text("尚未保存到服务器，联网后自动保存").wait_for()
    assert not WorkingCopy.objects.exists()

    at_summary.context.set_offline(False)
    kept(at_summary)
    assert WorkingCopy.objects.get().fields["deeds"] == "断网时写的"


def _but_the_network(person):
    """A lost connection is what this journey is about; the browser's own remark on it is no complaint."""

    class Complaints(list):
        def append(self, line):
            if "ERR_INTERNET_DISCONNECTED" not in line:
                super().append(line)

    return Complaints(person.complaints)


def test_signing_out_asks_first_and_the_way_back_leads_to_the_field(at_summary, clerk):
    clerk.set_password("经办人的口令2026")
    clerk.save()
    at_summary.comes_as(clerk)
    at_summary.page.reload()
    at_summary.page.locator("#id_deeds").press_sequentially("写到一半")
    kept(at_summary)
    asked = []
    at_summary.page.on("dialog", lambda dialog: asked.append(dialog.message))
    with at_summary.page.expect_navigation(url="**/sign-in/**"):
        at_summary.page.get_by_role("button", name="退出登录").click()
    assert "仍要退出登录吗" in asked[0]

    at_summary.fill(username=clerk.username, password="经办人的口令2026").press("登录")
    at_summary.page.locator("#id_deeds:focus").wait_for()
    at_summary.press("恢复")
    assert at_summary.page.input_value("#id_deeds") == "写到一半"


def test_two_people_at_one_section_know_of_each_other_and_lose_nothing(at_summary, dossier, works_union, anybody):
    colleague = UserFactory(full_name="钱同事")
    MembershipFactory(user=colleague, role="union_clerk", organisation=works_union)
    other = anybody().comes_as(colleague)
    other.open("nominations:section", dossier.number, "summary")
    other.page.locator("#id_deeds").press_sequentially("同事写的")
    kept(other)

    at_summary.page.locator("#id_deeds").press_sequentially("我写的")
    at_summary.page.get_by_text("钱同事").wait_for()
    other.press("保存").reads("已保存")
    at_summary.press("保存").reads("此节已在另一窗口修改", "同事写的", "我写的")
    at_summary.fill(**{"choice-deeds": "typed"}).press("按所选内容保存")
    assert Nomination.objects.get().deeds == "我写的"
