"""Rungs of the ladder, what was conferred, and where a record stands."""

from django.db import models


class Rung(models.TextChoices):
    """工匠阶梯 (沪工总基〔2026〕60号 二)."""

    DISTRICT = "district", "区局（产业）工匠"
    CITY = "city", "上海工匠"
    DELTA = "delta", "长三角大工匠"
    NATION = "nation", "大国工匠"


HEIGHT = {rung: height for height, rung in enumerate(Rung)}


class Conferred(models.TextChoices):
    """授予情况: a nominee and a candidate in training are on the ladder, but hold no title."""

    TITLE = "title", "授予称号"
    NOMINEE = "nominee", "提名"
    TRAINEE = "trainee", "培育对象"


class RecordState(models.TextChoices):
    """荣誉记录的核实."""

    REGISTERED = "registered", "待核实"
    VERIFIED = "verified", "已核实"
    REVOKED = "revoked", "已撤销"
    STRUCK = "struck", "登记有误，作废"
