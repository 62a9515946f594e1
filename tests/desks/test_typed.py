"""登录到期、页面过期: whatever was typed is given back, and only to the one who typed it on a page of ours."""

import pytest
from django.test import Client

PAGE = {"accept": "text/html"}
TYPED = {"honour": "浦东工匠", "note": "参保单位与工会登记一致，已电话核对", "csrfmiddlewaretoken": "x"}


def test_a_form_sent_after_the_sign_in_has_ended_comes_back_whole(client, db):
    page = client.post("/ladder/new/?season=2026", TYPED, headers=PAGE)
    said = page.content.decode()
    assert page.status_code == 403
    assert page["Cache-Control"] == "private, no-store"
    assert '<textarea name="honour" hidden>浦东工匠</textarea>' in said
    assert "readonly>参保单位与工会登记一致，已电话核对</textarea>" in said
    assert 'href="/account/sign-in/?next=/ladder/new/%3Fseason%3D2026" target="_blank"' in said


@pytest.mark.parametrize(
    ("typed", "headers"), [({}, PAGE), ({"csrfmiddlewaretoken": "x"}, PAGE), (TYPED, {"accept": "application/json"})]
)
def test_a_bare_press_and_a_script_are_led_to_the_sign_in(client, db, typed, headers):
    assert client.post("/ladder/new/", typed, headers=headers).status_code == 302


def test_a_form_that_leads_on_to_the_sign_in_is_no_interrupted_one(client, db):
    assert client.post("/forgotten/", {"username": "nobody@example.org"}, headers=PAGE).url == "/account/sign-in/"


def test_secrets_are_typed_anew(client, db):
    typed = {
        "old_password": "旧的口令也不再显示出来",
        "code": "123456",
        "new_password1": "新的口令也不再显示出来",
        "x": "y",
    }
    said = client.post("/account/me/password/", typed, headers=PAGE).content.decode()
    assert "口令" not in said
    assert "123456" not in said


@pytest.mark.parametrize(
    ("referer", "is_shown"), [("http://testserver/ladder/new/", True), ("https://evil.example/", False)]
)
def test_a_stale_form_shows_its_texts_unless_another_site_sent_it(clerk, referer, is_shown):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    page = client.post("/ladder/new/", TYPED, headers=PAGE | {"referer": referer})
    assert page.status_code == 403
    assert ("已电话核对</textarea>" in page.content.decode()) is is_shown


def test_a_refused_act_gives_its_texts_back(client, supervision):
    client.force_login(supervision)
    back = {"referer": "http://testserver/bans/"}
    page = client.post("/bans/impose/", {"reason": "查实弄虚作假，按办法列入禁报名册"}, headers=PAGE | back)
    assert page.status_code == 403
    assert "readonly>查实弄虚作假，按办法列入禁报名册</textarea>" in page.content.decode()
