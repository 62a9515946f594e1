"""密码：本人修改；忘记的凭链接设置，链接三天有效、用过即废、十分钟只发一次；查无此人也不透露。"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import password_path
from accounts.models import User
from desks.actions import ask_for_password_link, send_password_link
from ledger.models import Entry
from letters.models import Letter
from privacy.hashing import keyed_hash
from tests.factories import UserFactory

NEW = {"new_password1": "xin-mima-2026", "new_password2": "xin-mima-2026"}


@pytest.fixture
def reader(db):
    """A person with an address."""
    return UserFactory(username="reader", email="reader@example.org")


def test_the_link_sets_a_password_once(client, reader, administrator):
    path = send_password_link(reader, by=administrator)

    form_url = client.get(path).url
    client.post(form_url, NEW)

    assert User.objects.get(pk=reader.pk).check_password("xin-mima-2026")
    assert "此链接已失效" in client.get(path, follow=True).content.decode()
    assert Entry.objects.filter(act="person.password_changed", subject_id=reader.pk).exists()


def test_whoever_forgot_is_written_to_at_most_once_in_ten_minutes(reader):
    now = timezone.now()
    asked = [ask_for_password_link("READER", now=now + timedelta(minutes=minutes)) for minutes in (0, 5, 11)]

    assert asked == [True, False, True]
    assert Letter.objects.filter(recipient=reader, dispatches__way="email").count() == 2


def test_a_verified_address_or_number_names_its_account(db):
    person = UserFactory(username="zj00", email="jiang@example.org", email_verified_at=timezone.now())
    User.objects.filter(pk=person.pk).update(phone_hash=keyed_hash("phone", "13800001234"))
    UserFactory(username="other", email="wei@example.org")

    later = [timezone.now() + timedelta(minutes=11 * turn) for turn in range(3)]
    typed = ("Jiang@example.org", "138 0000 1234", "wei@example.org")
    asked = [ask_for_password_link(name, now=now) for name, now in zip(typed, later, strict=True)]
    assert asked == [True, True, False]


def test_the_page_does_not_tell_whether_there_is_such_an_account(client, reader):
    answers = [client.post("/forgotten/", {"username": name}, follow=True) for name in ("reader", "nobody")]
    said = [[str(message) for message in answer.context["messages"]] for answer in answers]

    assert said[0] == said[1]
    assert Letter.objects.count() == 1


def test_one_changes_ones_own_password_and_stays_signed_in(client, reader):
    reader.set_password("jiu-mima-2020")
    reader.save()
    client.force_login(reader)

    answer = client.post("/account/me/password/", NEW | {"old_password": "jiu-mima-2020"})

    assert answer.url == "/account/me/"
    assert client.get("/account/me/").status_code == 200


def test_the_old_password_is_asked_for(client, reader):
    client.force_login(reader)
    page = client.post("/account/me/password/", NEW | {"old_password": "不对"})
    assert page.status_code == 200
    assert "更正" in page.content.decode()


def test_whoever_was_locked_out_comes_back_by_the_link(client, reader, settings):
    settings.AXES_ENABLED = True
    for _ in range(5):
        client.post("/account/sign-in/", {"username": "reader", "password": "猜的"})
    client.post(client.get(password_path(reader)).url, NEW)

    answer = client.post("/account/sign-in/", {"username": "reader", "password": "xin-mima-2026"})
    assert answer.url == "/desk/"


def test_a_password_that_is_too_short_is_told_in_chinese(client, db):
    page = client.post("/account/register/", {"password": "duan-mi", "password_again": "duan-mi"}).content.decode()
    assert "密码太短，至少10个字符" in page
    assert "too short" not in page


def test_an_address_that_is_none_is_told_in_the_fields_words(client, reader):
    client.force_login(reader)
    assert "电子邮箱的格式不对" in client.post("/account/me/email/", {"address": "没有邮箱"}).content.decode()
