"""动态验证码: the second thing a person shows before an act that binds (表决、放款、发布、禁报).

The arithmetic, the drift of clocks, the growing pause after wrong codes come from django-otp; its own device keeps the
secret in the clear, so the columns are ours.
"""

import secrets
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

import pgtrigger
from django.conf import settings
from django.db import models
from django_otp.models import Device, ThrottlingMixin
from django_otp.oath import TOTP

from accounts.models.people import User
from accounts.states import ProofWay
from privacy.fields import EncryptedTextField

STEP, DIGITS = 30, 6  # RFC 6238, as every authenticator reads it
TOLERANCE = 1  # the step before and the step after: a phone's clock is never quite ours


def new_key() -> str:
    """A secret of 160 bits (RFC 4226), in hex."""
    return secrets.token_hex(20)


class SecondFactor(ThrottlingMixin, Device):
    """绑定: a person's authenticator (手机上的动态验证码应用).

    ``key`` is in force once a code made from it has come back (``confirmed``); ``pending_key`` waits for its first code, so
    that a new phone replaces the old one only when it is known to work. ``last_t`` is the step of the last code that was
    taken: neither it nor an earlier one is taken again.
    """

    name = None
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="second_factor", verbose_name="人员")
    confirmed = models.BooleanField("已绑定", default=False)
    key = EncryptedTextField("密钥", blank=True, editable=False)
    pending_key = EncryptedTextField("待绑定的密钥", blank=True, editable=False)
    last_t = models.BigIntegerField("最近一次验证码的序号", default=-1)
    drift = models.SmallIntegerField("手机时钟的偏差", default=0)
    enrolled_at = models.DateTimeField("绑定时间", null=True)
    throttling_failure_timestamp = models.DateTimeField("最近一次输错的时间", null=True)
    throttling_failure_count = models.PositiveIntegerField("连续输错次数", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "动态验证码"
        constraints = [
            models.CheckConstraint(
                name="what_is_bound_has_its_day",
                condition=models.Q(confirmed=False) | models.Q(enrolled_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.user}的动态验证码"

    def get_throttle_factor(self):
        """Seconds after the first wrong code; doubled by each further one."""
        return settings.SECOND_FACTOR_PAUSE_SECONDS

    def verify_token(self, token: str, *, at: datetime) -> bool:
        """Whether the code is the key's at that moment; taken once, and the clock's drift noted. The caller saves."""
        counter = _counter(self.key, at, self.drift)
        if not counter.verify(int(token), TOLERANCE, self.last_t + 1):
            return False
        self.last_t, self.drift = counter.t(), counter.drift
        return True

    def take_pending(self, token: str, *, at: datetime) -> bool:
        """The first code of a new key puts it in force. The caller saves."""
        counter = _counter(self.pending_key, at)
        if not counter.verify(int(token), TOLERANCE):
            return False
        self.key, self.pending_key = self.pending_key, ""
        self.last_t, self.drift = counter.t(), counter.drift
        self.confirmed = True
        return True

    def code_at(self, at: datetime, *, pending: bool = False) -> str:
        """What the person's phone shows: for the demonstration, whose people have no phone."""
        counter = _counter(self.pending_key, at) if pending else _counter(self.key, at, self.drift)
        if not pending and counter.t() <= self.last_t:
            counter.drift += self.last_t + 1 - counter.t()  # the next one: this one was used just now
        return f"{counter.token():0{DIGITS}d}"

    @property
    def pending_words(self) -> str:
        """The new secret for typing by hand, in groups of four."""
        secret = b32encode(bytes.fromhex(self.pending_key)).decode()
        return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))

    @property
    def pending_address(self) -> str:
        """The new secret as authenticators read it from a QR code (otpauth, Key URI Format)."""
        issuer = settings.SECOND_FACTOR_ISSUER
        asked = {
            "secret": b32encode(bytes.fromhex(self.pending_key)).decode(),
            "issuer": issuer,
            "algorithm": "SHA1",
            "digits": DIGITS,
            "period": STEP,
        }
        return f"otpauth://totp/{quote(issuer)}:{quote(self.user.username)}?{urlencode(asked, quote_via=quote)}"


def _counter(key, at, drift=0):
    counter = TOTP(bytes.fromhex(key), step=STEP, digits=DIGITS, drift=drift)
    counter.time = at.timestamp()
    return counter


class RecoveryCode(models.Model):
    """恢复码: taken once, in place of a code, by whoever has not got the phone at hand. Only its keyed hash is kept."""

    second_factor = models.ForeignKey(
        SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes", verbose_name="动态验证码"
    )
    code_hash = models.CharField("恢复码摘要", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"
        constraints = [
            models.UniqueConstraint(name="recovery_codes_differ", fields=["second_factor", "code_hash"]),
        ]

    def __str__(self):
        return f"恢复码{self.pk}"


class Proof(models.Model):
    """验证: this person entered a code in this sign-in; good for some minutes, and no longer than the sign-in.

    Nothing of it is changed afterwards but its end.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proofs", verbose_name="人员")
    sign_in = models.CharField("登录", max_length=64)
    way = models.CharField("方式", max_length=10, choices=ProofWay)
    proved_at = models.DateTimeField("验证时间")
    until = models.DateTimeField("有效至")
    ended_at = models.DateTimeField("提前终止时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "验证"
        constraints = [
            models.CheckConstraint(
                name="a_proof_ends_after_it_begins", condition=models.Q(until__gt=models.F("proved_at"))
            ),
        ]
        indexes = [models.Index(fields=["user", "sign_in", "until"], name="proofs_of_a_sign_in")]
        triggers = [
            pgtrigger.Protect(
                name="a_proof_is_not_extended",
                operation=pgtrigger.UpdateOf("user_id", "sign_in", "way", "proved_at", "until"),
            )
        ]

    def __str__(self):
        return f"{self.user}的验证"
