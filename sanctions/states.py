"""Whom a ban reaches."""

from django.db import models


class SubjectKind(models.TextChoices):
    """禁报对象：该单位或个人 (沪工总经〔2015〕260号 五(三)); by a decision of its own also who nominated and who judged."""

    PERSON = "person", "个人"
    UNIT = "unit", "单位"
    BODY = "body", "推荐单位"
    EXPERT = "expert", "评审专家"
