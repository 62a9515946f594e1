"""短信：经短信平台送出，编号不变，失败再试；号码不出现在任何失败记录中；正文对每个人相同。"""

import logging
from datetime import timedelta

import pytest

from letters.actions import deliver_owed, owe
from letters.models import Dispatch, Letter
from letters.short import SHORT
from letters.states import MOST_ATTEMPTS, Delivery
from tests.factories import UserFactory
from tests.moments import IN_WINDOW
from tests.web_servers import counter

pytestmark = pytest.mark.django_db
NUMBER = "13800138000"


@pytest.fixture
def carrier(settings):
    """A carrier of short messages over real HTTP."""
    with counter() as server:
        settings.SMS_BACKEND, settings.SMS_URL = "letters.carriers.HttpMessages", server.address
        settings.SMS_KEY = "carrier-key"
        yield server


@pytest.fixture
def reader():
    """Somebody with a telephone and no address."""
    return UserFactory(full_name="周文静", phone=NUMBER)


def tell(reader, kind="nomination_admitted"):
    return owe(kind, to=reader, subject="资格审核通过：张三", body="正文。", about="/x/", at=IN_WINDOW)[0]


def test_a_message_goes_out_with_its_key_and_nothing_personal(carrier, reader):
    letter = tell(reader)

    assert deliver_owed(now=IN_WINDOW) == 1

    (asked,) = carrier.asked
    assert asked["json"] == {"phone": NUMBER, "text": SHORT["nomination_admitted"], "key": letter.reference}
    assert asked["headers"]["Idempotency-Key"] == letter.reference
    assert asked["headers"]["Authorization"] == "Bearer carrier-key"
    assert Letter.objects.get().delivered_at == IN_WINDOW


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_a_passing_failure_is_tried_again_under_the_same_key(carrier, reader, status):
    carrier.answer(status, 200)
    tell(reader)

    assert deliver_owed(now=IN_WINDOW) == 0
    waiting = Dispatch.objects.get()
    assert (waiting.delivery, waiting.last_error) == (Delivery.RETRYING, f"短信平台未接收（{status}）")
    assert deliver_owed(now=IN_WINDOW + timedelta(minutes=2)) == 1
    assert carrier.asked[0] == carrier.asked[1]


def test_a_carrier_that_refuses_is_not_asked_again(carrier, reader):
    carrier.answer(422)
    tell(reader)
    deliver_owed(now=IN_WINDOW)
    assert Dispatch.objects.get().delivery == Delivery.FAILED


def test_a_carrier_that_is_away_is_tried_again_without_a_word_of_the_number(reader, settings):
    with counter() as server:
        settings.SMS_BACKEND, settings.SMS_URL = "letters.carriers.HttpMessages", server.address
    tell(reader)

    assert deliver_owed(now=IN_WINDOW) == 0
    assert Dispatch.objects.get().last_error == "短信平台不应答（ConnectError）"


def test_mail_goes_out_although_the_carrier_is_down(carrier, mailoutbox):
    carrier.answer(500)
    tell(UserFactory(phone=NUMBER, email="zhou@example.org"))
    assert deliver_owed(now=IN_WINDOW) == 1
    assert {one.way: one.delivery for one in Dispatch.objects.all()} == {"email": "delivered", "sms": "retrying"}


def test_a_landline_is_given_up_at_once(carrier):
    tell(UserFactory(phone="021-63210000"))
    deliver_owed(now=IN_WINDOW)
    assert (Dispatch.objects.get().attempts, carrier.asked) == (MOST_ATTEMPTS, [])


def test_only_what_matters_on_a_phone_is_sent_there(carrier, reader):
    tell(reader, kind="closing_note")
    assert not Dispatch.objects.exists()


def test_without_a_carrier_no_message_is_owed(reader):
    tell(reader)
    assert not Dispatch.objects.exists()


def test_the_demonstration_writes_the_message_down_with_a_masked_number(reader, settings, caplog):
    settings.SMS_BACKEND = "letters.carriers.ConsoleMessages"
    tell(reader)
    with caplog.at_level(logging.INFO, "letters.sms"):
        deliver_owed(now=IN_WINDOW)
    assert "138****8000" in caplog.text and NUMBER not in caplog.text
