"""忘记密码：以手机号注册、没有邮箱的，凭发往该手机的验证码重设；没有账户的号码得到同样的回答 (个人信息保护法 第五十一条)."""

import pytest

from accounts.models import User
from common import clock
from common.refusals import Refused
from entrance import actions
from entrance.codes import code_of
from entrance.models import Verification
from privacy.hashing import keyed_hash
from tests.factories import UserFactory

NUMBER = "13800001234"


@pytest.fixture(autouse=True)
def short_messages(settings):
    """Short messages are sent in these tests."""
    settings.SMS_BACKEND = "letters.carriers.ConsoleMessages"


@pytest.fixture
def owner(db):
    """Somebody with a confirmed number and no mailbox."""
    person = UserFactory(username=NUMBER, email="", phone=NUMBER)
    digest = keyed_hash("phone", NUMBER)
    User.objects.filter(pk=person.pk).update(phone_verified_at=clock.now(), phone_hash=digest)
    return person


def test_a_number_leads_by_its_code_to_a_new_password(client, owner):
    assert client.post("/forgotten/", {"username": "138 0000 1234"}).url == "/account/register/verify/"
    answer = client.post("/account/register/verify/", {"code": code_of(Verification.objects.get())}, follow=True)
    chosen = {"new_password1": "jiangxin-1999-xin", "new_password2": "jiangxin-1999-xin"}
    client.post(answer.request["PATH_INFO"], chosen)

    assert User.objects.get(pk=owner.pk).check_password("jiangxin-1999-xin")


def test_an_unknown_number_gets_the_same_page_and_no_code(client, db):
    answer = client.post("/forgotten/", {"username": NUMBER})
    verification = Verification.objects.get()

    assert answer.url == "/account/register/verify/"
    assert "没有账户" in actions.told_to(verification)[0]
    with pytest.raises(Refused, match="验证码不对"):
        actions.confirm(verification, code=code_of(verification))


def test_a_suspended_account_is_not_let_in_by_its_number(owner):
    User.objects.filter(pk=owner.pk).update(is_active=False)
    verification = actions.ask_for_password(NUMBER)

    with pytest.raises(Refused, match="验证码不对"):
        actions.confirm(verification, code=code_of(verification))


def test_a_second_code_within_a_minute_is_refused_on_the_page(client, owner):
    client.post("/forgotten/", {"username": NUMBER})
    page = client.post("/forgotten/", {"username": NUMBER})

    assert page.status_code == 429 and "一分钟内只发一次" in page.content.decode()
