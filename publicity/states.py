"""States of a name on a notice, of an objection, and what an inquiry finds."""

from django.db import models


class NameState(models.TextChoices):
    """公示名单中一人的状态."""

    SHOWN = "shown", "公示中"
    HELD = "held", "异议核查中"
    PASSED = "passed", "公示无异议"
    STRUCK = "struck", "不再列入"


class CorrectionKind(models.TextChoices):
    """更正: a material one begins the time anew for the names it touches, a slip of the pen does not."""

    MATERIAL = "material", "实质更正"
    SLIP = "slip", "文字更正"


class ObjectorKind(models.TextChoices):
    """异议人."""

    PERSON = "person", "个人（实名）"
    UNIT = "unit", "单位（加盖公章）"
    ANONYMOUS = "anonymous", "匿名线索"


class ObjectionState(models.TextChoices):
    """异议办理状态."""

    RECEIVED = "received", "已收到"
    REFUSED = "refused", "不予受理"
    INQUIRY = "inquiry", "核查中"
    CLOSED = "closed", "已办结"


OPEN = (ObjectionState.RECEIVED, ObjectionState.INQUIRY)


class Way(models.TextChoices):
    """异议从何而来 (来信、来电、来访 are written down by the officer who received them)."""

    PORTAL = "portal", "网上提出"
    LETTER = "letter", "来信"
    CALL = "call", "来电"
    VISIT = "visit", "来访"


class RefusalGround(models.TextChoices):
    """不予受理的理由."""

    ANONYMOUS = "anonymous", "匿名或冒名"
    LATE = "late", "超出公示期限"
    NO_LEAD = "no_lead", "未提供事实、证据或线索"
    UNRELATED = "unrelated", "内容与公示事项无关"
    OWN_RESULT = "own_result", "对本人评审结果的意见，不属异议"
    REPEATED = "repeated", "就同一事项重复提出"
    GONE = "gone", "人选已不在公示之列"


class InquiryFinding(models.TextChoices):
    """核查结论."""

    UPHELD = "upheld", "成立"
    PARTLY = "partly", "部分成立"
    REJECTED = "rejected", "不成立"


class PaperSource(models.TextChoices):
    """异议材料来自哪一方."""

    OBJECTOR = "objector", "异议人提供"
    INQUIRY = "inquiry", "核查收集"
    STATEMENT = "statement", "陈述所附"


class LookOutcome(models.TextChoices):
    """复核结果."""

    KEPT = "kept", "维持原处理"
    ANEW = "anew", "重新核查"
