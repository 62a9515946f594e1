"""个人自荐注册：姓名、邮箱或手机号、密码；验证码回来账户才开通；已有账户的地址得到同样的回答 (沪工总经〔2015〕260号 三(三))。"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.states import Role
from common import clock
from common.refusals import Refused
from entrance import actions
from entrance.codes import code_of
from entrance.models import Verification
from entrance.states import GOOD_FOR, MOST_ATTEMPTS, MOST_FROM_ONE_PLACE
from ledger.models import Entry
from ledger.origin import acting_from
from letters.states import Way
from tests.factories import UserFactory
from tests.nominations.test_races import at_once, grounds

GOOD = {
    "full_name": "古丽米热•阿卜杜热合曼",
    "email": "Guli@Example.org",
    "password": "jiangxin-1980-che",
    "password_again": "jiangxin-1980-che",
}
URL, VERIFY, AGAIN = "/account/register/", "/account/register/verify/", "/account/register/again/"


def ask(address="guli@example.org", **more):
    """A registration waits for its code."""
    given = {"full_name": "古丽米热", "way": Way.EMAIL, "address": address, "password": "jiangxin-1980-che"}
    return actions.register(**given | more)


def ground_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def wrong_code_of(verification):
    """Some other six digits."""
    return f"{(int(code_of(verification)) + 1) % 1_000_000:06d}"


def test_a_self_nominee_registers_confirms_and_lands_on_her_desk(client, season, codes):
    answer = client.post(URL, GOOD)
    assert (answer.url, User.objects.count()) == (VERIFY, 0)
    answer = client.post(VERIFY, {"code": codes()[-1]})

    person = User.objects.get()
    assert answer.url == "/desk/"
    assert (person.full_name, person.username) == ("古丽米热·阿卜杜热合曼", "guli@example.org")
    assert person.email_verified_at and person.check_password(GOOD["password"])
    assert [membership.role for membership in person.current_memberships()] == [Role.SELF_NOMINEE]
    assert client.session["_auth_user_id"] == str(person.pk)
    acts = ["verification.asked", "person.registered", "verification.confirmed"]
    assert list(Entry.objects.order_by("pk").values_list("act", flat=True)) == acts


def test_before_the_code_comes_back_nobody_signs_in(client, season):
    client.post(URL, GOOD)
    client.post("/account/sign-in/", {"username": "guli@example.org", "password": GOOD["password"]})

    assert "_auth_user_id" not in client.session and client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("full_name", "   ", "请填写姓名"),
        ("full_name", "张三😀", "姓名"),
        ("email", "不是邮箱", "电子邮箱"),
        ("email", "", "请填写电子邮箱"),
        ("password", "12345", "密码"),
        ("password_again", "另一个-1980-che", "两次输入的密码不一致"),
    ],
)
def test_each_fault_is_said_and_nothing_is_saved(client, db, field, value, sentence):
    page = client.post(URL, GOOD | {field: value})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Verification.objects.exists()


def test_a_known_address_gets_the_same_answer_and_no_code(client, db, settings, codes):
    settings.DEMONSTRATION = False
    UserFactory(username="guli@example.org")
    pages = {}
    for address in ("guli@example.org", "neu@example.org"):
        first = client.post(URL, GOOD | {"email": address}, follow=True)
        second = client.post(VERIFY, {"code": wrong_code_of(Verification.objects.first())})
        texts = [page.content.decode().split("<main")[1] for page in (first, second)]
        masked = [text.replace("g***", "x***").replace("n***", "x***") for text in texts]
        pages[address] = [re.sub(r'value="\w+"', "", text) for text in masked]

    assert pages["guli@example.org"] == pages["neu@example.org"]
    assert len(codes()) == 1 and "您已有账户" in mail.outbox[0].subject


def test_no_code_fits_a_known_address(db):
    UserFactory(username="guli@example.org")
    verification = ask()

    assert ground_of(actions.confirm, verification, code=code_of(verification)) == "wrong_code"
    assert User.objects.count() == 1


def test_a_second_registration_takes_nothing_from_the_first(db):
    now = clock.now()
    stranger, owner = ask(password="einbrecher-1980", now=now), ask(now=now + timedelta(minutes=2))
    actions.confirm(owner, code=code_of(owner))

    assert User.objects.get().check_password("jiangxin-1980-che")
    assert ground_of(actions.confirm, stranger, code=code_of(stranger)) == "wrong_code"


def test_the_code_is_stored_nowhere(db):
    verification = ask()
    row = Verification.objects.filter(pk=verification.pk).values().get()

    assert code_of(verification) not in " ".join(str(value) for value in row.values())
    assert "jiangxin" not in row["password"]


def test_a_code_expires(db):
    verification = ask()

    late = clock.now() + GOOD_FOR + timedelta(seconds=1)
    assert ground_of(actions.confirm, verification, code=code_of(verification), now=late) == "expired"


def test_a_code_is_taken_once(db):
    verification = ask()
    actions.confirm(verification, code=code_of(verification))

    assert ground_of(actions.confirm, verification, code=code_of(verification)) == "used"


def test_after_a_few_wrong_ones_the_right_one_is_refused_too(db):
    verification = ask()
    for _ in range(MOST_ATTEMPTS):
        assert ground_of(actions.confirm, verification, code=wrong_code_of(verification)) == "wrong_code"

    assert ground_of(actions.confirm, verification, code=code_of(verification)) == "tried_out"
    assert not User.objects.exists()


def test_a_new_code_makes_the_former_one_worthless(db):
    now = clock.now()
    former = ask(now=now)
    again = actions.send_again(former, now=now + timedelta(minutes=2))

    assert code_of(again) != code_of(former)
    assert ground_of(actions.confirm, former, code=code_of(former)) == "used"
    assert actions.confirm(again, code=code_of(again)).full_name == "古丽米热"


def test_codes_for_one_address_come_a_minute_apart_and_a_few_an_hour(db):
    now = clock.now()
    ask(now=now)

    assert ground_of(ask, now=now + timedelta(seconds=59)) == "too_soon"
    for minutes in range(2, 6):
        ask(now=now + timedelta(minutes=minutes))
    assert ground_of(ask, now=now + timedelta(minutes=10)) == "too_many"
    assert ask(now=now + timedelta(minutes=70)).pk


def test_one_place_asks_for_so_many_an_hour(db):
    with acting_from("web", address="203.0.113.7"):
        for turn in range(MOST_FROM_ONE_PLACE):
            ask(f"a{turn}@example.org")

        assert ground_of(ask, "another@example.org") == "too_many_here"
    assert ask("another@example.org").pk


def test_a_mobile_number_registers_and_signs_in(client, season, settings):
    settings.SMS_BACKEND = "letters.carriers.ConsoleMessages"
    client.post(URL, GOOD | {"way": "sms", "email": "", "phone": "+86 138 0000 1234"})
    client.post(VERIFY, {"code": code_of(Verification.objects.get())})

    person = User.objects.get()
    assert (person.phone, "1380000" in person.username) == ("13800001234", False)
    client.post("/account/sign-out/")
    client.post("/account/sign-in/", {"username": "138 0000 1234", "password": GOOD["password"]})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_what_is_not_to_be_verified_stands_in_nobodys_way(client, season, settings):
    settings.SMS_BACKEND = "letters.carriers.ConsoleMessages"
    client.post(URL, GOOD | {"way": "sms", "email": "not an address", "phone": "13800001234"})
    assert Verification.objects.get().address == "13800001234"


def test_without_a_carrier_no_number_is_asked_for(client, db):
    assert 'name="phone"' not in client.get(URL).content.decode()
    assert ground_of(ask, "13800001234", way=Way.SMS) == "no_short_messages"


def test_who_is_signed_in_has_nothing_to_register(client, self_nominee):
    client.force_login(self_nominee)
    assert client.get(URL).url == "/desk/"


def test_the_page_reads_full_width_digits_and_sends_again(client, season, settings):
    client.post(URL, GOOD)
    Verification.objects.update(created_at=clock.now() - timedelta(minutes=2))
    client.post(AGAIN)
    code = code_of(Verification.objects.get(is_replaced=False))
    wide = " ".join(chr(ord(one) + 0xFEE0) for one in code)

    assert client.post(VERIFY, {"code": wide}).url == "/desk/"


def test_the_demonstration_shows_what_would_be_sent(client, season, settings):
    page = client.post(URL, GOOD, follow=True).content.decode()
    assert code_of(Verification.objects.get()) in page

    settings.DEMONSTRATION = False
    assert code_of(Verification.objects.get()) not in client.get(VERIFY).content.decode()


def test_old_verifications_are_forgotten(db):
    ask(now=clock.now() - timedelta(days=8))
    ask("new@example.org")

    assert actions.forget() == 1 and Verification.objects.count() == 1


def test_a_changed_contact_is_confirmed_by_its_owner(client, self_nominee, codes):
    client.force_login(self_nominee)
    client.post("/account/me/email/", {"address": "Neu@example.org"})
    self_nominee.refresh_from_db()
    assert self_nominee.email == ""
    answer = client.post(VERIFY, {"code": codes()[-1]})

    self_nominee.refresh_from_db()
    assert (answer.url, self_nominee.email) == ("/account/me/", "neu@example.org")
    assert self_nominee.email_verified_at and Entry.objects.filter(act="person.contact_changed").exists()


def test_nobody_confirms_the_contact_of_another(self_nominee, clerk):
    verification = actions.change_contact(Way.EMAIL, "neu@example.org", by=self_nominee)

    code = code_of(verification)
    assert ground_of(actions.confirm, verification, code=code, user=clerk) == "not_yours"
    assert ground_of(actions.confirm, verification, code=code) == "not_yours"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=st.lists(st.integers(0, 999_999), max_size=12), right_at=st.integers(0, 12))
def test_no_more_than_a_few_guesses_ever_count(db, tries, right_at):
    """Whatever is tried in whatever order: an account opens only if the right code came among the first few."""
    with transaction.atomic():
        verification = ask()
        code = code_of(verification)
        typed = [f"{one:06d}" for one in tries]
        typed.insert(min(right_at, len(typed)), code)
        opened = [one for one in typed if actions.try_code(verification, code=one)[0] is not None]

        assert bool(opened) == (code in typed[:MOST_ATTEMPTS])
        assert Verification.objects.get(pk=verification.pk).attempts <= MOST_ATTEMPTS
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_ten_guesses_at_once_are_counted_one_by_one():
    verification = ask()
    ends = at_once(*[lambda: actions.confirm(verification, code=wrong_code_of(verification))] * 10)

    assert sorted(grounds(ends)) == ["tried_out"] * (10 - MOST_ATTEMPTS) + ["wrong_code"] * MOST_ATTEMPTS


@pytest.mark.django_db(transaction=True)
def test_the_right_code_twice_at_once_opens_one_account():
    verification = ask()
    ends = at_once(*[lambda: actions.confirm(verification, code=code_of(verification))] * 2)

    assert grounds(ends) == ["used"] and User.objects.count() == 1
