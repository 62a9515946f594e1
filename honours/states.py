"""States of a payment, a certificate, a handed-over award, a medal recommendation."""

from django.db import models


class PaymentState(models.TextChoices):
    """奖金办理进程."""

    OPEN = "open", "待填账户"
    READY = "ready", "待编制"
    PREPARED = "prepared", "待复核放款"
    RELEASED = "released", "已放款，待银行回执"
    PAID = "paid", "已发放"
    FAILED = "failed", "银行退回"
    HELD = "held", "暂缓"
    CANCELLED = "cancelled", "已取消"
    RECOVERING = "recovering", "追回中"
    RECOVERED = "recovered", "已追回"


# The legal ways of a payment as plain pairs; the database's trigger is made from them. Money that is paid or cancelled
# never comes back to where it could be paid again: at most once, whatever the order of acts.
PAYMENT_ROAD = [
    (PaymentState.OPEN, PaymentState.READY),
    (PaymentState.READY, PaymentState.PREPARED),
    (PaymentState.PREPARED, PaymentState.RELEASED),
    (PaymentState.RELEASED, PaymentState.PAID),
    (PaymentState.RELEASED, PaymentState.FAILED),
    (PaymentState.FAILED, PaymentState.READY),
    *[
        (before, PaymentState.HELD)
        for before in (PaymentState.OPEN, PaymentState.READY, PaymentState.PREPARED, PaymentState.FAILED)
    ],
    *[(PaymentState.HELD, back) for back in (PaymentState.OPEN, PaymentState.READY, PaymentState.FAILED)],
    *[
        (before, PaymentState.CANCELLED)
        for before in (
            PaymentState.OPEN,
            PaymentState.READY,
            PaymentState.PREPARED,
            PaymentState.FAILED,
            PaymentState.HELD,
        )
    ],
    (PaymentState.RELEASED, PaymentState.RECOVERING),
    (PaymentState.PAID, PaymentState.RECOVERING),
    (PaymentState.RECOVERING, PaymentState.RECOVERED),
]
GONE = (PaymentState.RELEASED, PaymentState.PAID)  # the money has left the house


class ReturnKind(models.TextChoices):
    """What became of an item that was called back."""

    RETURNED = "returned", "已交回"
    LOST = "lost", "遗失，已书面说明"


class Standing(models.TextChoices):
    """证书效力, as a verification and the status list tell it."""

    VALID = "valid", "有效"
    REPLACED = "replaced", "已换发"
    REVOKED = "revoked", "已撤销"


class ReplacementKind(models.TextChoices):
    """换发、补发的事由."""

    RENAMED = "renamed", "姓名变更换发"
    LOST = "lost", "遗失补发"
    DAMAGED = "damaged", "损坏换发"


class ReplacementState(models.TextChoices):
    """换发、补发申请的进程."""

    ASKED = "asked", "待审批"
    GRANTED = "granted", "已准予"
    DECLINED = "declined", "未准予"


class MedalState(models.TextChoices):
    """上海市五一劳动奖章推荐."""

    ASKING = "asking", "征求意见中"
    PROPOSED = "proposed", "已推荐"
    DECLINED = "declined", "不予推荐"
    GRANTED = "granted", "已授予"
    NOT_GRANTED = "not_granted", "未授予"
    LAPSED = "lapsed", "推荐终止"


MEDAL_DECIDED = (MedalState.DECLINED, MedalState.GRANTED, MedalState.NOT_GRANTED, MedalState.LAPSED)


class OpinionAnswer(models.TextChoices):
    """部门对奖章推荐的答复."""

    AGREES = "agrees", "无异议"
    OBJECTS = "objects", "有不同意见"
    SILENT = "silent", "逾期未复"
