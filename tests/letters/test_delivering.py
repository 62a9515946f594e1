"""函告送出：至少一次，编号不变；失败留痕、延时再试；两个进程同时送出互不重复。"""

import threading
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from letters import tasks
from letters.actions import deliver_owed, owe, send_again
from letters.carriers import why_not
from letters.models import Dispatch, Letter
from letters.queries import next_due
from letters.states import MOST_ATTEMPTS, Delivery, Way
from tests.factories import UserFactory
from tests.moments import IN_WINDOW

NEVER_OPEN = "tests.letters.test_delivering.ClosedPostOffice"


class ClosedPostOffice(EmailBackend):
    """A post office that answers nobody."""

    def open(self):
        raise ConnectionRefusedError("邮局不应答：zhou@example.org")


@pytest.fixture
def letter(db):
    """Owed to a person with an address."""
    reader = UserFactory(full_name="周文静", email="zhou@example.org")
    return owe("notice", to=reader, subject="告知", body="正文。", about="/letters/", at=IN_WINDOW)[0]


def test_an_owed_letter_goes_out_with_its_reference(letter, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example.org"

    assert deliver_owed(now=IN_WINDOW) == 1

    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["zhou@example.org"], "告知")
    assert sent.extra_headers["Message-ID"] == f"<letter-{letter.pk}@portal.example.org>"
    assert sent.body.startswith("周文静：")
    assert "https://portal.example.org/letters/" in sent.body
    assert Dispatch.objects.get().sent_at == Letter.objects.get().delivered_at == IN_WINDOW


def test_a_delivered_letter_is_not_sent_again(letter):
    tasks.deliver_owed()
    tasks.deliver_owed()

    assert len(mail.outbox) == 1


def test_a_failure_is_written_down_without_the_address_and_tried_again_later(letter, settings):
    settings.EMAIL_BACKEND = NEVER_OPEN

    assert deliver_owed(now=IN_WINDOW) == 0

    failed = Dispatch.objects.get()
    assert failed.last_error == "连不上邮件服务器：邮局不应答：z***@example.org"
    assert (failed.attempts, failed.delivery) == (1, Delivery.RETRYING)
    assert failed.retry_at == IN_WINDOW + timedelta(minutes=2)


def test_a_failed_letter_waits_for_its_turn_and_then_goes_out(letter, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, NEVER_OPEN
    deliver_owed(now=IN_WINDOW)
    settings.EMAIL_BACKEND = working

    assert deliver_owed(now=IN_WINDOW + timedelta(minutes=1)) == 0
    assert deliver_owed(now=IN_WINDOW + timedelta(minutes=2)) == 1


def test_a_letter_is_given_up_after_the_last_attempt(letter, settings):
    Dispatch.objects.update(attempts=MOST_ATTEMPTS)

    assert deliver_owed(now=IN_WINDOW) == 0
    assert Dispatch.objects.get().delivery == Delivery.FAILED


def test_a_broken_post_office_ends_the_round_and_spares_the_rest(letter, settings):
    settings.EMAIL_BACKEND = NEVER_OPEN
    for number in range(7):
        owe("notice", to=letter.recipient, subject=f"第{number}封", body="正文。")

    deliver_owed()

    assert Dispatch.objects.filter(attempts=1).count() == 5


def test_a_suspended_person_is_not_written_to(letter):
    letter.recipient.is_active = False
    letter.recipient.save()

    assert deliver_owed() == 0


def test_an_administrator_sends_a_given_up_letter_again(letter, administrator):
    Dispatch.objects.update(attempts=MOST_ATTEMPTS, last_error="邮局不应答")

    send_again(letter, by=administrator)

    assert deliver_owed() == 1


@pytest.mark.django_db(transaction=True)
def test_a_letter_in_another_workers_hand_is_passed_over():
    reader = UserFactory(email="zhou@example.org")
    owe("notice", to=reader, subject="告知", body="正文。", at=IN_WINDOW)
    held, done = threading.Event(), threading.Event()

    def other_worker():
        with transaction.atomic():
            next_due(Way.EMAIL, after=0, now=IN_WINDOW)
            held.set()
            done.wait(10)
        connection.close()

    worker = threading.Thread(target=other_worker)
    worker.start()
    held.wait(10)
    try:
        assert deliver_owed(now=IN_WINDOW) == 0
    finally:
        done.set()
        worker.join()
    assert deliver_owed(now=IN_WINDOW) == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SMTPRecipientsRefused({"a@example.org": (550, b"no such mailbox")}), "对方邮箱拒收（550 no such mailbox）"),
        (SMTPAuthenticationError(535, b"bad credentials"), "邮件服务器不接受登录（535 bad credentials）"),
        (SMTPServerDisconnected("Connection unexpectedly closed"), "邮件服务器中断了连接"),
        (TimeoutError("timed out"), "邮件服务器没有应答"),
        (ValueError("x"), "未能送出"),
    ],
)
def test_why_the_post_did_not_take_it_is_said_without_the_words_of_a_program(error, said):
    assert why_not(error) == said
