"""登录：登录名不分大小写；输错说明怎么办；连续输错即锁定，并告知多久、找谁；停用的账户立即不能再用。"""

import pytest

from accounts.actions import suspend
from accounts.models import User
from ledger.models import Entry

URL = "/account/sign-in/"


@pytest.fixture
def member(clerk):
    """The clerk with a password."""
    clerk.username = "Zhou.Wenjing"
    clerk.set_password("jiangxin-1980")
    clerk.save()
    return clerk


def sign_in(client, username, password):
    return client.post(URL, {"username": username, "password": password})


def test_a_person_signs_in_and_lands_on_the_desk(client, member):
    answer = sign_in(client, "zhou.wenjing", "jiangxin-1980")

    assert answer.url == "/desk/"
    entry = Entry.objects.get()
    assert (entry.act, entry.actor_id, entry.origin) == ("person.signed_in", member.pk, "web")


def test_a_wrong_password_is_answered_with_what_to_do(client, member):
    page = sign_in(client, "zhou.wenjing", "猜的")
    assert "登录名或密码不对" in page.content.decode()


def test_the_way_back_to_where_one_wanted_is_kept(client, member):
    assert client.get("/letters/").url == f"{URL}?next=/letters/"
    answer = client.post(URL, {"username": "zhou.wenjing", "password": "jiangxin-1980", "next": "/letters/"})
    assert answer.url == "/letters/"


def test_nobody_is_sent_to_a_foreign_address(client, member):
    answer = client.post(URL, {"username": "zhou.wenjing", "password": "jiangxin-1980", "next": "https://example.org/"})
    assert answer.url == "/desk/"


def test_too_many_failures_lock_and_say_for_how_long(client, member, settings):
    settings.AXES_ENABLED = True
    for _ in range(4):
        assert sign_in(client, "zhou.wenjing", "猜的").status_code == 200

    page = sign_in(client, "ZHOU.wenjing", "猜的")
    assert page.status_code == 429
    assert "10 分钟" in page.content.decode()
    assert sign_in(client, "zhou.wenjing", "jiangxin-1980").status_code == 429


def test_an_administrator_lifts_the_lock(client, member, administrator, settings):
    settings.AXES_ENABLED = True
    for _ in range(5):
        sign_in(client, "zhou.wenjing", "猜的")
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"/account/people/{member.pk}/unlock/")
    client.post("/account/sign-out/")

    assert sign_in(client, "zhou.wenjing", "jiangxin-1980").url == "/desk/"
    assert Entry.objects.filter(act="person.unlocked", subject_id=member.pk).exists()


def test_signing_out_is_a_post(client, clerk):
    client.force_login(clerk)
    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/").url == "/"
    assert "_auth_user_id" not in client.session


def test_a_suspended_person_is_out_at_the_next_request(client, clerk, administrator):
    client.force_login(clerk)
    suspend(User.objects.get(pk=clerk.pk), reason="离岗", by=administrator)
    assert client.get("/desk/").status_code == 302
