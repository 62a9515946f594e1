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
    CONFIRMED = "confirmed", "确认"
    RESERVE = "reserve", "递补人选"
    LOST = "lost", "未通过"
    DEFERRED = "deferred", "暂缓"


class SittingKind(models.TextChoices):
    """会议事项: the choice of the names, or their confirmation after a notice that followed it."""

    SELECTION = "selection", "审定"
    CONFIRMATION = "confirmation", "复核"


class AgendaKind(models.TextChoices):
    """议程事项的类别."""

    ROSTER = "roster", "审议人选名单"
    REPORT = "report", "通报"
    MATTER = "matter", "其他事项"


class SignedPaper(models.TextChoices):
    """签发的文书 of a sitting, each with a scan of its own."""

    RESOLUTION = "resolution", "审定决议"
    MINUTES = "minutes", "会议纪要"
