"""建立平台: 市总、十六个区总工会与首位系统管理员 (沪工总经〔2015〕260号 三(三) 各区县局（产业）工会)."""

import re

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from ledger.models import Entry
from organisations.models import Organisation
from organisations.states import Kind

pytestmark = pytest.mark.django_db


def found(capsys):
    """The command's answer."""
    call_command("found_portal", username="first", full_name="华首任")
    return capsys.readouterr().out


def test_the_tree_and_the_first_administrator_stand(capsys):
    found(capsys)

    assert Organisation.objects.filter(kind=Kind.DISTRICT, parent__kind=Kind.MUNICIPAL).count() == 16
    assert User.objects.get(username="first").is_staff
    assert set(Entry.objects.values_list("origin", flat=True)) == {"command:found_portal"}


def test_the_link_opens_the_page_where_the_password_is_chosen(capsys, client):
    link = re.search(r"http://[^/]+(/\S+)", found(capsys)).group(1)

    assert client.get(link, follow=True).status_code == 200


def test_asked_again_it_refuses_and_changes_nothing(capsys):
    found(capsys)

    with pytest.raises(CommandError, match="已有系统管理员"):
        call_command("found_portal", username="second", full_name="华后任")
    assert not User.objects.filter(username="second").exists()
