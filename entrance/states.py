"""Purposes of a verification, and its measures."""

from datetime import timedelta

from django.db import models

GOOD_FOR = timedelta(minutes=15)
MOST_ATTEMPTS = 5
BETWEEN_CODES = timedelta(minutes=1)
MOST_AN_HOUR = 5  # codes to one address or number
MOST_FROM_ONE_PLACE = 20  # codes asked for from one network address in an hour
KEPT_FOR = timedelta(days=7)


ASKED = "verification"  # where a visitor's session keeps which code he waits for


class Purpose(models.TextChoices):
    """用途."""

    REGISTER = "register", "自荐注册"
    CONTACT = "contact", "更换联系方式"
    PASSWORD = "password", "重设密码"
