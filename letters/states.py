"""How far a letter has come, and by which ways."""

from django.db import models

MOST_ATTEMPTS = 12


class Way(models.TextChoices):
    """送达方式 besides the portal, where every letter can be read at once."""

    EMAIL = "email", "邮件"
    SMS = "sms", "短信"


class Delivery(models.TextChoices):
    """送达情况."""

    OWED = "owed", "待送"
    RETRYING = "retrying", "重试中"
    FAILED = "failed", "失败"
    DELIVERED = "delivered", "已送达"
    RECALLED = "recalled", "已撤回"
    PORTAL_ONLY = "portal_only", "仅站内"
