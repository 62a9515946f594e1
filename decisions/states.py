"""Votes and what they come to."""

from django.db import models


class Choice(models.TextChoices):
    """表决."""

    FOR = "for", "赞成"
    AGAINST = "against", "反对"
    ABSTAIN = "abstain", "弃权"


class Outcome(models.TextChoices):
    """一名人选的审议结果."""

    PENDING = "pending", "待表决"
    CARRIED = "carried", "通过"
    LOST = "lost", "未通过"
    DEFERRED = "deferred", "暂缓"
