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


class NoticeColumn(models.TextChoices):
    """公示名单另列的栏目, besides name, unit and post; each printed only of those whose consent covers it."""

    SEX = "sex", "性别"
    ETHNICITY = "ethnicity", "民族"
    BIRTH = "birth_date", "出生年月"
    POLITICAL = "political_standing", "政治面貌"
    EDUCATION = "education", "学历"
    TRADE = "trade", "工种"


class MajorityBasis(models.TextChoices):
    """Of whom a majority is counted."""

    MEMBERS = "members", "全体成员"
    PRESENT = "present", "到会成员"
    VOTING = "voting", "投赞成票与反对票者"


class BallotKind(models.TextChoices):
    """表决方式 of the chair office."""

    OPEN = "open", "记名表决"
    SECRET = "secret", "无记名投票"


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


class Category(models.TextChoices):
    """遴选审核工作委员会的五方面人员 (沪工总经〔2015〕260号 三(四))."""

    EXPERT = "expert", "相关领域知名专家"
    OFFICIAL = "official", "委办领导"
    ASSOCIATION = "association", "行业协会"
    SOCIAL = "social", "社会组织"
    MEDIA = "media", "网络媒体"


class RoundKind(models.TextChoices):
    """评审轮次的方式."""

    PAPER = "paper", "材料评审"
    INTERVIEW = "interview", "面试答辩"
    CONFERENCE = "conference", "评审发布会"


class PanelKind(models.TextChoices):
    """Who scores whom in a round."""

    DRAWN = "drawn", "随机分派到人"
    GROUPS = "groups", "分组评审"
    WHOLE = "whole", "全体委员评审"


class PeersShown(models.TextChoices):
    """Whether an expert ever reads the other scores of his own file."""

    NEVER = "never", "不公开"
    AFTER_OWN = "after_own", "本人提交后可看（不具名）"


class CutoffKind(models.TextChoices):
    """How many go on from a round."""

    RATIO = "ratio", "按名额的百分比（差额）"
    NUMBER = "number", "按人数"
    SCORE = "score", "按分数线"


class DecidingColumn(models.TextChoices):
    """Which result gives the places, said before the first round opens."""

    RAW = "raw", "原始得分"
    CALIBRATED = "calibrated", "校准得分"


class TieBreak(models.TextChoices):
    """What decides between equal totals, in the order the rulebook lists; 申报编号 always comes last."""

    PANEL = "panel", "评审得分高者在前"
    MEDIAN = "median", "中位分高者在前"
    SPREAD = "spread", "评分分歧小者在前"
    CONTRIBUTION = "contribution", "“突出贡献”得分高者在前"
    SKILL = "skill", "“高超技能”得分高者在前"
