"""Grounds on which a nomination is cancelled or an honour revoked (沪工总经〔2015〕260号 五(三))."""

from django.db import models

from nominations.states import UNDER_WAY, State

CANCELLABLE = (*UNDER_WAY, State.NOT_SELECTED, State.DECLINED)  # by a finding before naming: 取消当年申报资格


class Ground(models.TextChoices):
    """撤销或取消资格的事由 (沪工总经〔2015〕260号 五(三))."""

    FRAUD = "fraud", "弄虚作假"
    CONCEALMENT = "concealment", "隐瞒严重问题"
    CRIME = "crime", "受刑事处罚或开除处分"
    PROCEDURE = "procedure", "严重违反程序"
