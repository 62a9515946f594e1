"""登录的期限: counted from the last request, told before it ends, extended at one press, and back to the same place."""

import time

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.middleware import RENEW_AFTER, RENEWED


@pytest.fixture
def signed_in(client, clerk):
    """A browser somebody signed in with."""
    client.force_login(clerk)
    client.get("/desk/")
    return client


def renewed(client):
    return client.session[RENEWED]


def put_back(client, seconds):
    """The session as if its last request were some time ago."""
    session = client.session
    session[RENEWED] = int(time.time()) - seconds
    session.save()


def test_a_request_carries_the_sign_in_on(signed_in):
    put_back(signed_in, RENEW_AFTER + 100)
    signed_in.get(reverse("accounts:me"))

    assert time.time() - renewed(signed_in) < 60


def test_not_every_request_writes_the_session(signed_in):
    put_back(signed_in, RENEW_AFTER - 100)
    before = renewed(signed_in)
    signed_in.get(reverse("accounts:me"))

    assert renewed(signed_in) == before


def test_the_page_knows_how_long_the_sign_in_lasts(signed_in):
    put_back(signed_in, 200)
    left = signed_in.get(reverse("accounts:me")).context["masthead"].session_seconds

    assert 0 <= settings.SESSION_COOKIE_AGE - 200 - left < 60


def test_it_is_extended_at_one_press(signed_in):
    put_back(signed_in, 250)
    answer = signed_in.post(reverse("accounts:stay"), headers={"accept": "application/json"})

    assert answer.json() == {"seconds": settings.SESSION_COOKIE_AGE}
    assert time.time() - renewed(signed_in) < 60


def test_signing_out_leads_back_to_the_field_that_was_left(signed_in, clerk):
    way = f"{reverse('accounts:sign_in')}?next=/nominations/1/section/summary/%23id_deeds"
    assert signed_in.post(reverse("accounts:sign_out"), {"next": way}).url == way

    page = signed_in.get(way).content.decode()
    assert 'name="next" value="/nominations/1/section/summary/#id_deeds"' in page


def test_signing_out_leads_nowhere_else(signed_in):
    assert signed_in.post(reverse("accounts:sign_out"), {"next": "https://elsewhere.example/"}).url == "/"
