"""导出的页面：申请、我的导出、进度、领取、登记."""

import pytest
from django.urls import reverse

from exports import actions
from exports.models import Export
from exports.states import State
from tests.exports.conftest import SUMMARY
from tests.moments import IN_SCREENING

ASK = reverse("exports:ask", args=[SUMMARY])


@pytest.fixture
def page(client, filed):
    """A page as somebody sees it."""

    def open_it(user, address, **posted):
        client.force_login(user)
        return client.post(address, posted) if posted else client.get(address)

    return open_it


def test_the_list_leads_to_the_export_with_its_filters(page, xuhui_clerk):
    answer = page(xuhui_clerk, reverse("nominations:list") + "?channel=unit&page=1").content.decode()

    assert f'href="{ASK}?channel=unit"' in answer


def test_the_page_says_what_would_be_exported(page, xuhui_clerk):
    answer = page(xuhui_clerk, ASK + "?channel=unit").content.decode()

    assert "2026年度，途径：单位推荐" in answer
    assert '<dd class="number">3 人</dd>' in answer
    assert "显示完整号码" in answer


def test_nobody_is_offered_what_the_role_does_not_allow(page, review_office):
    assert "显示完整号码" not in page(review_office, ASK).content.decode()


def test_asking_and_fetching_without_a_script(page, xuhui_clerk):
    answer = page(xuhui_clerk, ASK + "?channel=unit", numbers="masked")
    export = Export.objects.get()
    assert (answer.status_code, export.asked["channel"]) == (302, "unit")

    actions.make_export(export.pk)
    fetch = reverse("exports:fetch", args=[export.token])
    assert f'action="{fetch}"' in page(xuhui_clerk, reverse("exports:own")).content.decode()
    assert page(xuhui_clerk, fetch, fetched="1").status_code == 200


def test_the_file_is_handed_over_once_and_kept_by_no_browser(page, asked, client, xuhui_clerk):
    export = asked(xuhui_clerk, now=None)
    client.force_login(xuhui_clerk)
    first = client.post(reverse("exports:fetch", args=[export.token]))
    content = b"".join(first.streaming_content)
    second = client.post(reverse("exports:fetch", args=[export.token]))

    assert (first.status_code, content[:2], first["Cache-Control"]) == (200, b"PK", "private, no-store")
    assert second.status_code == 409
    assert "已于" in second.content.decode()


def test_a_missing_reason_is_asked_for_on_the_page(page, xuhui_clerk):
    answer = page(xuhui_clerk, ASK, numbers="full", reason=" ")

    assert answer.status_code == 200
    assert "请填写导出完整号码的理由" in answer.content.decode()
    assert not Export.objects.exists()


def test_the_progress_is_told_to_the_one_who_asked(page, asked, xuhui_clerk, review_office):
    address = reverse("exports:progress", args=[asked(xuhui_clerk, make=False).token])

    assert page(xuhui_clerk, address).json() == {"done": 0, "total": 0, "word": "排队", "finished": False}
    assert page(review_office, address).status_code == 404


def test_supervision_reads_in_the_register_who_took_what_and_why(page, asked, xuhui_clerk, supervision):
    asked(xuhui_clerk, unmasked=True, reason="制作工作证")
    answer = page(supervision, reverse("exports:register") + "?full=yes").content.decode()

    assert "制作工作证" in answer
    assert "完整显示 3 人" in answer
    assert "/fetch/" not in answer


def test_an_expired_export_can_be_asked_for_again_with_the_same_filters(page, asked, xuhui_clerk):
    export = asked(xuhui_clerk, query={"channel": "unit"}, now=IN_SCREENING)
    actions.clear()

    assert Export.objects.get(pk=export.pk).state == State.EXPIRED
    assert f"{ASK}?season=2026&amp;channel=unit" in page(xuhui_clerk, reverse("exports:own")).content.decode()


def test_a_file_to_fetch_waits_on_the_desk(page, asked, xuhui_clerk):
    asked(xuhui_clerk, now=None)

    assert "可领取的导出" in page(xuhui_clerk, reverse("desks:desk")).content.decode()
