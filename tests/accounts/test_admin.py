"""系统管理（只读）：只有系统管理员可入；不列评选事项和台账，不显示个人信息，不增不改不删。"""

import pytest
from django.contrib import admin

from accounts.models import Membership, User
from organisations.models import Organisation

SHOWN = {User, Membership, Organisation}


def test_nothing_else_is_registered():
    assert set(admin.site._registry) == SHOWN


@pytest.mark.parametrize("page", ["accounts/user", "accounts/membership", "organisations/organisation"])
def test_an_administrator_reads_and_cannot_change(client, administrator, works_union, page):
    client.force_login(administrator)
    assert client.get(f"/admin/{page}/?q=上海").status_code == 200
    assert client.get(f"/admin/{page}/add/").status_code == 403
    for key in (administrator.pk, administrator.memberships.get().pk, works_union.pk):
        assert client.post(f"/admin/{page}/{key}/delete/", {"post": "yes"}).status_code in (302, 403)
    assert User.objects.filter(pk=administrator.pk).exists()
    assert Organisation.objects.filter(pk=works_union.pk).exists()


def test_a_person_is_shown_without_personal_particulars(client, administrator, clerk):
    clerk.phone, clerk.email, clerk.person_hash = "13800001234", "zhou@example.org", "f" * 64
    clerk.save()
    client.force_login(administrator)

    page = client.get(f"/admin/accounts/user/{clerk.pk}/change/").content.decode()

    assert clerk.full_name in page
    assert not any(secret in page for secret in ("13800001234", "zhou@example.org", "f" * 64))


@pytest.mark.parametrize("stranger", ["clerk", "screener", "review_office", "supervision"])
def test_nobody_else_enters(client, request, stranger):
    client.force_login(request.getfixturevalue(stranger))
    assert client.get("/admin/accounts/user/").status_code == 302


def test_there_is_one_door_to_sign_in(client, db):
    assert client.get("/admin/login/").url.startswith("/account/sign-in/")


def test_a_signed_in_person_without_the_role_reads_why_and_gets_no_second_sign_in(client, clerk):
    client.force_login(clerk)
    page = client.post("/admin/login/", {"username": "字" * 300, "password": "x"})
    assert page.status_code == 403
    assert "只供系统管理员使用" in page.content.decode()
