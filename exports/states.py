"""How far a file that the worker makes has come."""

from django.db import models


class State(models.TextChoices):
    """情况."""

    QUEUED = "queued", "排队"
    MAKING = "making", "生成中"
    READY = "ready", "可取"
    FETCHED = "fetched", "已取"
    EXPIRED = "expired", "已过期"
    FAILED = "failed", "未能生成"


UNDER_WAY = (State.QUEUED, State.MAKING)
KINDS = {
    State.QUEUED: "waiting",
    State.MAKING: "going",
    State.READY: "going",
    State.FETCHED: "done",
    State.EXPIRED: "",
    State.FAILED: "stopped",
}
