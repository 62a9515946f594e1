"""个人自荐注册：姓名、邮箱、密码；注册即登录，落在自己的工作台；有误之处逐项说明，什么也不保存。"""

import pytest

from accounts.actions import register_self_nominee
from accounts.models import User
from accounts.states import Role
from common.refusals import Refused
from ledger.models import Entry
from tests.factories import UserFactory

GOOD = {
    "full_name": "古丽米热•阿卜杜热合曼",
    "email": "Guli@Example.org",
    "password": "jiangxin-1980-che",
    "password_again": "jiangxin-1980-che",
}
URL = "/account/register/"


def test_a_self_nominee_registers_and_lands_on_her_desk(client, season):
    answer = client.post(URL, GOOD)

    person = User.objects.get()
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert (person.full_name, person.username) == ("古丽米热·阿卜杜热合曼", "guli@example.org")
    assert [membership.role for membership in person.current_memberships()] == [Role.SELF_NOMINEE]
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Entry.objects.get().act == "person.registered"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("full_name", "   ", "请填写姓名"),
        ("full_name", "张三😀", "姓名"),
        ("email", "不是邮箱", "电子邮箱"),
        ("password", "12345", "密码"),
        ("password_again", "另一个-1980-che", "两次输入的密码不一致"),
    ],
)
def test_each_fault_is_said_and_nothing_is_saved(client, db, field, value, sentence):
    page = client.post(URL, GOOD | {field: value})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not User.objects.exists()


def test_an_address_that_is_taken_is_told_to_sign_in(client, db):
    UserFactory(username="guli@example.org")
    assert "此邮箱已注册" in client.post(URL, GOOD).content.decode()


def test_two_who_register_the_same_name_at_once_get_one_account(db):
    UserFactory(username="guli@example.org")
    with pytest.raises(Refused) as refused:
        register_self_nominee(full_name="古丽", username="GULI@example.org", email="", password="x")
    assert refused.value.ground == "username_taken"


def test_who_is_signed_in_has_nothing_to_register(client, self_nominee):
    client.force_login(self_nominee)
    assert client.get(URL).url == "/desk/"
