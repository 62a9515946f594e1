"""信件：只看得到本人的，打开即为已读；发送情况由系统管理员和监督人员查看，不显示正文。"""

import pytest

from ledger.models import Entry
from letters.actions import owe, recall
from letters.models import Letter
from letters.states import MOST_ATTEMPTS, Delivery
from tests.factories import UserFactory
from tests.moments import IN_WINDOW


@pytest.fixture
def letter(clerk):
    """To the clerk."""
    return owe("notice", to=clerk, subject="退回补正", body="请补充证明。\n\n<script>", about="/desk/", at=IN_WINDOW)[0]


def test_the_inbox_shows_ones_own_letters_only(client, letter, pudong_clerk, clerk):
    client.force_login(pudong_clerk)
    assert "退回补正" not in client.get("/letters/").content.decode()
    client.force_login(clerk)
    assert "退回补正" in client.get("/letters/").content.decode()


def test_somebody_elses_letter_does_not_exist(client, letter, pudong_clerk, administrator):
    for stranger in (pudong_clerk, administrator):
        client.force_login(stranger)
        assert client.get(f"/letters/{letter.pk}/").status_code == 404
    assert Letter.objects.get().read_at is None


def test_opening_a_letter_marks_it_and_escapes_its_text(client, letter, clerk):
    client.force_login(clerk)
    page = client.get(f"/letters/{letter.pk}/").content.decode()

    assert "&lt;script&gt;" in page
    assert 'href="/desk/"' in page
    assert Letter.objects.get().read_at is not None


def test_all_may_be_marked_as_read_at_once(client, letter, clerk, screener):
    owe("notice", to=screener, subject="别人的", body="正文。")
    client.force_login(clerk)
    client.post("/letters/read-all/")
    assert list(Letter.objects.filter(read_at=None).values_list("recipient", flat=True)) == [screener.pk]


@pytest.mark.parametrize("watcher", ["administrator", "supervision"])
def test_the_outbox_shows_delivery_but_no_text(client, request, letter, watcher):
    client.force_login(request.getfixturevalue(watcher))
    page = client.get("/letters/outbox/").content.decode()
    assert "退回补正" in page
    assert "请补充证明" not in page


@pytest.mark.parametrize("stranger", ["clerk", "screener", "review_office", "self_nominee"])
def test_nobody_else_sees_the_outbox(client, request, stranger):
    client.force_login(request.getfixturevalue(stranger))
    assert client.get("/letters/outbox/").status_code == 403


def test_the_outbox_is_filtered_by_delivery(client, administrator):
    reader = UserFactory(email="reader@example.org")
    for subject, fields in {
        "甲信": {"sent_at": IN_WINDOW},
        "乙信": {"attempts": MOST_ATTEMPTS},
        "丙信": {"attempts": 1},
        "丁信": {},
        "己信": {"recalled_at": IN_WINDOW},
    }.items():
        made = owe("notice", to=reader, subject=subject, body="。")[0]
        made.dispatches.update(**fields)
    owe("notice", to=UserFactory(), subject="戊信", body="。")
    client.force_login(administrator)

    found = {
        delivery: [one.subject for one in client.get(f"/letters/outbox/?delivery={delivery}").context["page"]]
        for delivery in Delivery.values
    }

    assert found == {
        "delivered": ["甲信"],
        "failed": ["乙信"],
        "retrying": ["丙信"],
        "owed": ["丁信"],
        "portal_only": ["戊信"],
        "recalled": ["己信"],
    }


def test_the_outbox_is_filtered_by_way(client, administrator, settings):
    settings.SMS_BACKEND = "letters.carriers.ConsoleMessages"
    owe("honoured", to=UserFactory(email="a@example.org"), subject="只有邮箱", body="。")
    owe("honoured", to=UserFactory(phone="13800138000"), subject="只有手机", body="。")
    client.force_login(administrator)

    assert [one.subject for one in client.get("/letters/outbox/?way=sms").context["page"]] == ["只有手机"]
    assert "138****8000" in client.get("/letters/outbox/").content.decode()


def test_an_address_is_shown_masked_and_a_recalled_letter_as_such(client, administrator):
    reader = UserFactory(email="reader@example.org")
    owe("notice", to=reader, subject="信", body="。", about="/x/")
    recall(about="/x/", reason="决定已撤销。")
    client.force_login(administrator)
    page = client.get("/letters/outbox/").content.decode()

    assert "r***@example.org" in page and "reader@" not in page
    assert "已撤回" in page and "决定已撤销。" in page


def test_supervision_watches_and_does_not_send(client, supervision, letter):
    client.force_login(supervision)
    assert client.post(f"/letters/outbox/{letter.pk}/send-again/").status_code == 403


def test_a_letter_without_an_address_cannot_be_sent_again(client, administrator, letter):
    client.force_login(administrator)
    page = client.post(f"/letters/outbox/{letter.pk}/send-again/")
    assert page.status_code == 409
    assert "没有电子邮箱" in page.content.decode()


def test_a_failed_letter_is_sent_again_with_a_trace(client, administrator):
    reader = UserFactory(email="reader@example.org")
    letter = owe("notice", to=reader, subject="信", body="。")[0]
    letter.dispatches.update(attempts=MOST_ATTEMPTS, last_error="拒收")
    client.force_login(administrator)

    here = "/letters/outbox/?way=email&delivery=failed"
    assert client.post(f"/letters/outbox/{letter.pk}/send-again/", {"back": here}).url == here

    assert letter.dispatches.get().delivery == Delivery.OWED
    assert Entry.objects.get().act == "letter.sent_again"


def test_the_lists_ask_the_same_at_one_letter_and_at_thirty(client, administrator, django_assert_max_num_queries):
    client.force_login(administrator)
    client.get("/letters/")  # the first page of a session writes when it was renewed
    for _ in range(2):
        owe("notice", to=[administrator, *(UserFactory() for _ in range(15))], subject="信", body="。")
        for page in ("/letters/", "/letters/outbox/"):
            with django_assert_max_num_queries(7):
                client.get(page)
