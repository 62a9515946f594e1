"""Choices a rulebook is written in."""

from django.db import models


class Indicator(models.TextChoices):
    """选树条件四个方面 (沪工总经〔2015〕260号 三(二))."""

    EXPERTISE = "expertise", "工艺专长"
    SKILL = "skill", "高超技能"
    LEADERSHIP = "leadership", "领军作用"
    CONTRIBUTION = "contribution", "突出贡献"


class DayUnit(models.TextChoices):
    """How a notice is counted."""

    WORKING = "working", "工作日"
    NATURAL = "natural", "自然日"


class MajorityBasis(models.TextChoices):
    """Of whom a majority is counted."""

    MEMBERS = "members", "全体成员"
    PRESENT = "present", "到会成员"
    VOTING = "voting", "投赞成票与反对票者"


class TaxTreatment(models.TextChoices):
    """奖金的税务处理: undecided blocks every payment (个人所得税法 第二条、第四条)."""

    UNDECIDED = "undecided", "尚未确定"
    EXEMPT = "exempt", "免税"
    INCIDENTAL = "incidental", "偶然所得（税率20%，代扣）"
    BORNE = "borne", "偶然所得（税款由单位承担）"


class AwardKind(models.TextChoices):
    """What is given with the honour (沪工总经〔2015〕260号 三(五))."""

    CERTIFICATE = "certificate", "证书"
    PLAQUE = "plaque", "奖牌"
    MEDALLION = "medallion", "纪念章"
    MONEY = "money", "奖金"
    OTHER = "other", "其他"


class SpecialKind(models.TextChoices):
    """A day that differs from its weekday."""

    REST = "rest", "放假"
    WORK = "work", "调休上班"
