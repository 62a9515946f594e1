"""验证: an address or number that its owner is to confirm by a code."""

import secrets

from django.conf import settings
from django.db import models

from entrance.states import MOST_ATTEMPTS, Purpose
from letters.states import Way
from privacy.fields import EncryptedTextField


def new_nonce():
    """What the code of one verification is made from, together with the portal's key."""
    return secrets.token_hex(16)


class Verification(models.Model):
    """One code for one address: of a registration that becomes an account, of a contact that is to be changed, or
    of an account whose password is forgotten.

    The code itself is stored nowhere: it is made from ``nonce`` under the portal's key (entrance.codes), so that a copy of
    the database tells none. A registration waits here with its password already hashed and becomes an account only when
    its own code has come back; nobody can take an address by registering it first.
    """

    purpose = models.CharField("用途", max_length=20, choices=Purpose)
    way = models.CharField("送达方式", max_length=10, choices=Way)
    address = EncryptedTextField("邮箱或手机号")
    address_hash = models.CharField("摘要", max_length=64, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="本人"
    )
    full_name = models.CharField("姓名", max_length=60, blank=True)
    password = models.CharField("密码摘要", max_length=128, blank=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    place = models.CharField("来源地址", max_length=45, blank=True)
    created_at = models.DateTimeField("请求时间")
    expires_at = models.DateTimeField("失效时间")
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    sendings = models.PositiveSmallIntegerField("送出次数", default=0)
    sent_at = models.DateTimeField("送出时间", null=True)
    confirmed_at = models.DateTimeField("验证时间", null=True)
    is_replaced = models.BooleanField("已另发", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "验证"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="a_code_is_tried_a_few_times", condition=models.Q(attempts__lte=MOST_ATTEMPTS)),
            models.CheckConstraint(
                name="a_registration_has_a_name_a_contact_its_owner",
                condition=models.Q(purpose=Purpose.REGISTER, user__isnull=True) & ~models.Q(full_name="")
                | models.Q(purpose=Purpose.CONTACT, user__isnull=False)
                | models.Q(purpose=Purpose.PASSWORD, user__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["place", "created_at"], name="verifications_by_place")]

    def __str__(self):
        return f"验证{self.pk}"
