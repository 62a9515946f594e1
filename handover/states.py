"""What is delivered, and how far it has come."""

from django.db import models

MOST_ATTEMPTS = 12


class Matter(models.TextChoices):
    """移交事项."""

    FILING = "filing", "申报材料"
    CORRECTION = "correction", "补正后的材料"
    WITHDRAWAL = "withdrawal", "撤回通知"


class DeliveryState(models.TextChoices):
    """移交情况."""

    OWED = "owed", "待送"
    RETRYING = "retrying", "重试中"
    DELIVERED = "delivered", "已送达"
    REJECTED = "rejected", "被拒绝"
    FAILED = "failed", "失败"
    SUPERSEDED = "superseded", "不再送"


PENDING = (DeliveryState.OWED, DeliveryState.RETRYING)
STUCK = (DeliveryState.REJECTED, DeliveryState.FAILED)
KINDS = {
    DeliveryState.OWED: "waiting",
    DeliveryState.RETRYING: "going",
    DeliveryState.DELIVERED: "done",
    DeliveryState.REJECTED: "stopped",
    DeliveryState.FAILED: "stopped",
    DeliveryState.SUPERSEDED: "",
}
