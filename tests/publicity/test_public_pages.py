"""社会公示的页面: what a stranger reads, and may share (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nominations.states import State
from publicity import actions, queries
from tests.factories import at_state
from tests.moments import AFTER_REVIEW, IN_NOTICE
from tests.publicity.conftest import CONTACT, address


def test_a_stranger_reads_the_notice(client, notice):
    page = client.get(address(notice)).content.decode()
    for words in ("丁一凡", "上海第一机床厂有限公司", "2026年9月7日至11日17:00", notice.list_hash, CONTACT, "第5日"):
        assert words in page
    assert '<meta property="og:title" content="关于2026年度上海工匠人选的公示">' in page


def test_every_public_page_can_be_shared_with_its_name_and_one_picture(client, notice, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example"
    for path in ("/", reverse("publicity:notices"), address(notice, "object/"), reverse("honours:roll")):
        page = client.get(path).content.decode()
        assert f'<meta property="og:url" content="https://portal.example{path}">' in page
        assert '<meta property="og:image" content="https://portal.example/static/img/sharing.png">' in page
    assert finders.find("img/sharing.png") is not None


def test_nothing_personal_is_published(client, notice, three):
    page = client.get(address(notice)).content.decode()
    assert three[0].identity_number not in page and three[0].number not in page and "13800001234" not in page


def test_a_draft_is_not_public(client, prepared):
    assert client.get(address(prepared)).status_code == 404
    assert "目前没有已发布的公示" in client.get("/publicity/").content.decode()


def test_the_public_pages_may_be_cached_for_strangers(client, notice, publicity_officer):
    assert "max-age=60" in client.get(address(notice))["Cache-Control"]
    told = client.get(address(notice))["ETag"]
    again = client.get(address(notice), headers={"If-None-Match": told})
    assert (again.status_code, again.content) == (304, b"")
    client.force_login(publicity_officer, backend="django.contrib.auth.backends.ModelBackend")
    assert "public" not in client.get(address(notice)).get("Cache-Control", "")


def test_a_long_notice_costs_no_more_questions(client, notice, season, named, publicity_officer):
    client.get(address(notice))
    with CaptureQueriesContext(connection) as three_names:
        client.get(address(notice))
    named("赵一")
    second = actions.prepare_notice(
        season, by=publicity_officer, opens_on=notice.opens_on, contact=CONTACT, now=AFTER_REVIEW
    )
    second = actions.publish(second, by=publicity_officer, now=AFTER_REVIEW)
    with CaptureQueriesContext(connection) as one_name:
        client.get(address(second))
    assert len(three_names) == len(one_name) <= 6


@pytest.mark.parametrize(
    ("state", "words"), [(State.DISQUALIFIED, "已取消资格"), (State.ON_NOTICE, "")], ids=["cancelled", "standing"]
)
def test_the_public_list_says_what_became_of_a_name(client, first, state, words):
    at_state(first.nomination, state)
    (row,) = [one for one in queries.printed_names(first.notice) if one["name"] == first.name]
    assert row["became"] == words


def test_a_withdrawn_consent_masks_the_name_on_a_running_notice(client, notice, three):
    """个人信息保护法 第十五条、第二十五条."""
    told = client.get(address(notice))["ETag"]  # a browser keeps it
    three[0].consents.filter(kind="publication").update(withdrawn_at=AFTER_REVIEW)
    page = client.get(address(notice), headers={"If-None-Match": told}).content.decode()
    assert three[0].name not in page and "依本人意愿不予公开" in page
    assert three[1].name in page


def test_the_page_says_where_the_notice_has_not_appeared_yet(client, notice, everywhere):
    assert "解放日报、劳动报、东方网" in client.get(address(notice)).content.decode()
    everywhere(notice)
    assert "已在细则所定的全部渠道刊发" in client.get(address(notice)).content.decode()


def test_an_extension_is_said_on_the_public_page(client, notice, holidays, review_office):
    holidays.days.create(date="2026-09-10", kind="rest", name="临时")
    actions.extend_running(now=IN_NOTICE)
    page = client.get(address(notice)).content.decode()
    assert "公示期顺延：发布时截止时间为2026年9月11日（周五）17:00" in page and notice.list_hash in page
