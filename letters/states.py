"""How far a letter has come."""

from django.db import models

MOST_ATTEMPTS = 12


class Delivery(models.TextChoices):
    """送达情况."""

    OWED = "owed", "待送出"
    RETRYING = "retrying", "送出失败，将再试"
    FAILED = "failed", "未能送达"
    DELIVERED = "delivered", "已送出"
    PORTAL_ONLY = "portal_only", "仅站内"
