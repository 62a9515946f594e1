"""送达方式: who carries a letter out of the house, one class a way.

The carrier of short messages is an adapter named by SMS_BACKEND. It is handed the number, the text and the reference of
the letter, which is the same for every attempt; what it raises is written down, so it never repeats the number.
"""

import logging
import re
import smtplib

import httpx
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from letters.short import SHORT
from letters.states import Way
from privacy.masks import masked_email, masked_phone

log = logging.getLogger("letters.sms")
POST_SAID: tuple[tuple[type[Exception], str], ...] = (  # the narrower class first
    (smtplib.SMTPRecipientsRefused, "对方邮箱拒收"),
    (smtplib.SMTPSenderRefused, "邮件服务器不接受发件地址"),
    (smtplib.SMTPAuthenticationError, "邮件服务器不接受登录"),
    (smtplib.SMTPDataError, "邮件服务器拒收内容"),
    (smtplib.SMTPServerDisconnected, "邮件服务器中断了连接"),
    (smtplib.SMTPException, "邮件服务器没有接收"),
    (TimeoutError, "邮件服务器没有应答"),
    (OSError, "连不上邮件服务器"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_MOBILE = re.compile(r"1[3-9]\d{9}")


class NotCarried(Exception):
    """The carrier did not take it; it is tried again later."""


class NeverCarried(NotCarried):
    """The carrier will not take it however often it is asked."""


class Post:
    """邮件: one connection to the post office for a round."""

    def __init__(self):
        self._office = get_connection()

    def carry(self, letter):
        """Hand one letter over."""
        address = letter.recipient.email
        if not address:
            raise NeverCarried("收件人没有电子邮箱")
        try:
            self._office.open()
            EmailMessage(
                subject=letter.subject,
                body=render_to_string("letters/_mail.txt", {"letter": letter, "address": settings.PUBLIC_ADDRESS}),
                to=[address],
                headers={"Message-ID": f"<{letter.reference}>"},
                connection=self._office,
            ).send()
        except Exception as error:  # whatever goes wrong with one letter, the others must still go out
            self.close()
            logging.getLogger("letters.post").warning("the post did not take a letter: %s", type(error).__name__)
            raise NotCarried(why_not(error).replace(address, masked_email(address))) from error

    def close(self):
        """End the connection."""
        self._office.close()


def why_not(error: Exception) -> str:
    """Why the post did not take a letter, in the office's words, with the answer of the post office behind them."""
    said = next((words for kind, words in POST_SAID if isinstance(error, kind)), "未能送出")
    answer: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    else:
        return f"{said}：{error}" if _HAN.search(str(error)) else said
    return f"{said}（{code} {answer.decode('utf-8', 'replace') if isinstance(answer, bytes) else answer}）"


class ShortMessages:
    """短信: through the adapter of this installation."""

    def __init__(self):
        self._adapter = import_string(settings.SMS_BACKEND)()

    def carry(self, letter):
        """Hand one message over."""
        number = re.sub(r"[\s-]|^\+86", "", letter.recipient.phone)
        if not _MOBILE.fullmatch(number):
            raise NeverCarried("收件人登记的不是手机号")
        self._adapter.send(number=number, text=SHORT[letter.kind], key=letter.reference)

    def close(self):
        """Whatever the adapter keeps open."""
        self._adapter.close()


class ConsoleMessages:
    """Development and demonstration: the message is written to the log, its number masked."""

    def send(self, *, number, text, key):
        """Write it down."""
        log.info("短信 %s：%s（%s）", masked_phone(number), text, key)

    def close(self):
        """Nothing is open."""


class HttpMessages:
    """A carrier spoken to over HTTP: SMS_URL is posted to with SMS_KEY, and recognises a repeated message by its key.

    The body is JSON with ``phone``, ``text`` and ``key``; the key stands in the header Idempotency-Key as well. Any 2xx is
    taken; 408, 429 and 5xx are tried again; everything else is the carrier's last word.
    """

    def __init__(self):
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {settings.SMS_KEY}"}, timeout=settings.SMS_TIMEOUT, trust_env=False
        )

    def send(self, *, number, text, key):
        """Post it."""
        try:
            answer = self._client.post(
                settings.SMS_URL,
                json={"phone": number, "text": text, "key": key},
                headers={"Idempotency-Key": key},
            )
        except httpx.HTTPError as error:
            raise NotCarried(f"短信平台不应答（{type(error).__name__}）") from None
        if answer.is_success:
            return
        words = f"短信平台未接收（{answer.status_code}）"
        raise (NotCarried if answer.status_code in (408, 429) or answer.is_server_error else NeverCarried)(words)

    def close(self):
        """End the connections."""
        self._client.close()


def carriers():
    """The ways this installation has, with who carries them."""
    yield Way.EMAIL, Post
    if settings.SMS_BACKEND:
        yield Way.SMS, ShortMessages
