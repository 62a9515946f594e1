"""Whom a ban reaches."""

from django.db import models


class SubjectKind(models.TextChoices):
    """禁报对象：该单位或个人 (沪工总经〔2015〕260号 五(三))."""

    PERSON = "person", "个人"
    UNIT = "unit", "单位"
