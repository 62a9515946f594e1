"""How far a batch has come, and what is to become of each of its rows and files."""

from django.db import models


class BatchState(models.TextChoices):
    """批次进程: nothing is a nomination, or evidence of one, before a person has confirmed it."""

    CHECKING = "checking", "正在检查"
    UNREADABLE = "unreadable", "未能读取"
    CHECKED = "checked", "待确认"
    STORING = "storing", "正在导入"
    STORED = "stored", "已导入"
    STALE = "stale", "情况有变，未导入"
    DISCARDED = "discarded", "已放弃"
    EXPIRED = "expired", "逾期未确认，已清除"


AT_WORK = (BatchState.CHECKING, BatchState.STORING)
OPEN = (*AT_WORK, BatchState.CHECKED, BatchState.STALE)


class Outcome(models.TextChoices):
    """检查结果 of a row."""

    REFUSED = "refused", "不能导入"
    NEW = "new", "新增"
    CHANGED = "changed", "修改"
    SAME = "same", "不变"


class PaperOutcome(models.TextChoices):
    """检查结果 of a file."""

    REFUSED = "refused", "不能归入"
    UNMATCHED = "unmatched", "找不到人选"
    AMBIGUOUS = "ambiguous", "对应不止一人"
    MATCHED = "matched", "可以归入"
    PRESENT = "present", "已有相同文件"


class Table(models.TextChoices):
    """工作表: where a row stands."""

    PEOPLE = "people", "申报人选"
    ACHIEVEMENTS = "achievements", "业绩"
