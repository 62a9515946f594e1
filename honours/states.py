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


# The legal ways of a payment as plain pairs; the database's trigger is made from them and asks besides, of every step
# that touches money, what the attempts say (models/payments.py). Money that has left comes back to where it could be paid
# again only when the bank says that it came back.
BEFORE_IT_LEAVES = (
    PaymentState.OPEN,
    PaymentState.READY,
    PaymentState.PREPARED,
    PaymentState.FAILED,
    PaymentState.HELD,
)
PAYMENT_ROAD = [
    (PaymentState.OPEN, PaymentState.READY),
    (PaymentState.READY, PaymentState.PREPARED),
    (PaymentState.PREPARED, PaymentState.READY),  # the batch was taken back before it was released
    (PaymentState.PREPARED, PaymentState.RELEASED),
    (PaymentState.RELEASED, PaymentState.PAID),
    (PaymentState.RELEASED, PaymentState.FAILED),
    (PaymentState.FAILED, PaymentState.READY),
    *[(before, PaymentState.OPEN) for before in (PaymentState.READY, PaymentState.PREPARED, PaymentState.FAILED)],
    *[(before, PaymentState.HELD) for before in BEFORE_IT_LEAVES if before != PaymentState.HELD],
    *[(PaymentState.HELD, back) for back in (PaymentState.OPEN, PaymentState.READY, PaymentState.FAILED)],
    (PaymentState.HELD, PaymentState.PAID),  # a late answer of the bank, believed by a person
    *[(before, PaymentState.CANCELLED) for before in BEFORE_IT_LEAVES],
    (PaymentState.RELEASED, PaymentState.RECOVERING),
    (PaymentState.PAID, PaymentState.RECOVERING),
    (PaymentState.PAID, PaymentState.FAILED),  # 退汇: paid, and come back to the house
    (PaymentState.CANCELLED, PaymentState.RECOVERING),  # cancelled, and then the bank turns out to have paid
    (PaymentState.RECOVERING, PaymentState.CANCELLED),  # revoked on its way, and the bank did not pay
    (PaymentState.RECOVERING, PaymentState.RECOVERED),
    # 恢复发放: the honour stands again, and what had come back was given back
    *[(PaymentState.CANCELLED, back) for back in (PaymentState.OPEN, PaymentState.READY)],
    *[(PaymentState.RECOVERING, back) for back in (PaymentState.RELEASED, PaymentState.PAID)],
    (PaymentState.RECOVERED, PaymentState.PAID),
]
GONE = (PaymentState.RELEASED, PaymentState.PAID)  # the money has left the house
# no states of their own: to be prepared, and held until lately; taken away, and its honour stands again
FREED, RESTORED = "freed", "restored"


class HoldKind(models.TextChoices):
    """暂缓的原因; who may end it follows from it."""

    OFFICE = "office", "财务暂缓"
    INQUIRY = "inquiry", "核查期间暂缓"
    CONFLICT = "conflict", "银行回执冲突"


class BatchState(models.TextChoices):
    """发放批次的进程."""

    PREPARED = "prepared", "待复核放款"
    RELEASED = "released", "已放款，待银行回执"
    SETTLED = "settled", "回执已齐"
    WITHDRAWN = "withdrawn", "已撤回"


BATCH_ROAD = [
    (BatchState.PREPARED, BatchState.RELEASED),
    (BatchState.PREPARED, BatchState.WITHDRAWN),
    (BatchState.RELEASED, BatchState.SETTLED),
]


class AttemptState(models.TextChoices):
    """一次拨付的进程: one line of one batch."""

    PREPARED = "prepared", "待复核放款"
    SENT = "sent", "待银行回执"
    PAID = "paid", "已付"
    FAILED = "failed", "未付，银行退回"
    RETURNED = "returned", "付后退汇"
    WITHDRAWN = "withdrawn", "已撤出"


ATTEMPT_ROAD = [
    (AttemptState.PREPARED, AttemptState.SENT),
    (AttemptState.PREPARED, AttemptState.WITHDRAWN),
    (AttemptState.SENT, AttemptState.PAID),
    (AttemptState.SENT, AttemptState.FAILED),
    (AttemptState.FAILED, AttemptState.PAID),  # only where a person has believed the bank's later answer
    (AttemptState.PAID, AttemptState.RETURNED),
]
ATTEMPT_OPEN = (AttemptState.PREPARED, AttemptState.SENT)


class LayoutKind(models.TextChoices):
    """银行文件的格式."""

    XLSX = "xlsx", "Excel 工作簿（XLSX，全部为文本单元格）"
    DELIMITED = "delimited", "分隔文本（CSV、TXT）"
    FIXED = "fixed", "定长文本"


class Encoding(models.TextChoices):
    """文本编码."""

    GB18030 = "gb18030", "GB18030"
    UTF8 = "utf-8", "UTF-8"
    UTF8_SIG = "utf-8-sig", "UTF-8（带签名）"


class Delimiter(models.TextChoices):
    """分隔符."""

    COMMA = ",", "逗号"
    TAB = "\t", "制表符"
    BAR = "|", "竖线"


class ColumnSource(models.TextChoices):
    """银行文件一列的内容."""

    SEQUENCE = "sequence", "序号"
    REFERENCE = "reference", "业务编号"
    ACCOUNT = "account", "账号"
    ACCOUNT_NAME = "account_name", "户名"
    BANK = "bank", "开户银行"
    BRANCH = "branch", "开户网点"
    CNAPS = "cnaps", "联行号"
    AMOUNT = "amount", "金额（元）"
    CENTS = "cents", "金额（分）"
    DAY = "day", "放款日期（年月日八位）"
    FIXED = "fixed", "固定内容"


class ReturnField(models.TextChoices):
    """回执文件中认读的栏目."""

    REFERENCE = "reference", "业务编号"
    ACCOUNT = "account", "账号"
    ACCOUNT_NAME = "account_name", "户名"
    AMOUNT = "amount", "金额（元）"
    OUTCOME = "outcome", "处理结果"
    BANK_REFERENCE = "bank_reference", "银行流水号"
    REASON = "reason", "退回原因"
    DAY = "day", "处理日期"


NEEDED_OF_A_RETURN = (ReturnField.REFERENCE, ReturnField.ACCOUNT, ReturnField.AMOUNT, ReturnField.OUTCOME)


class ReturnState(models.TextChoices):
    """回执文件: looked at first, then entered."""

    RECEIVED = "received", "待核对登记"
    ENTERED = "entered", "已登记"


class Answer(models.TextChoices):
    """回执一行说了什么."""

    PAID = "paid", "已付"
    FAILED = "failed", "未付"
    PENDING = "pending", "处理中"


class ConflictKind(models.TextChoices):
    """回执冲突: an answer that contradicts the one already entered."""

    PAID_AFTER_FAILED = "paid_after_failed", "已登记退回，银行又报已付"
    FAILED_AFTER_PAID = "failed_after_paid", "已登记发放，银行又报退回"


class Settlement(models.TextChoices):
    """回执冲突的处理."""

    MISTAKEN = "mistaken", "银行误报，以原登记为准"
    BELIEVED = "believed", "经查属实，更正原登记"
    SURPLUS_BACK = "surplus_back", "重复付款，多付款项已退回"


class Ground(models.TextChoices):
    """撤销或取消资格的事由 (沪工总经〔2015〕260号 五(三))."""

    FRAUD = "fraud", "弄虚作假"
    CONCEALMENT = "concealment", "隐瞒严重问题"
    CRIME = "crime", "受刑事处罚或开除处分"
    PROCEDURE = "procedure", "严重违反程序"


class ReturnKind(models.TextChoices):
    """What became of an item that was called back."""

    RETURNED = "returned", "已交回"
    LOST = "lost", "遗失，已书面说明"


class Standing(models.TextChoices):
    """证书效力, as a verification and the status list tell it."""

    VALID = "valid", "有效"
    REPLACED = "replaced", "已换发"
    REVOKED = "revoked", "已撤销"


class ChangeKind(models.TextChoices):
    """What became of an honour since it was conferred, as the public reads it."""

    REVOKED = "revoked", "撤销"
    RESTORED = "restored", "恢复"


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
