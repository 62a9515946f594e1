"""上海市五一劳动奖章: a separate recommendation with its own outcome (沪工总经〔2015〕260号 三(五))."""

from django.conf import settings
from django.db import models

from honours.models.honours import Honour
from honours.states import MedalState


class MedalRecommendation(models.Model):
    """上海市五一劳动奖章推荐: a separate recommendation with its basis, for those who meet its conditions; never automatic."""

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="medal", verbose_name="荣誉")
    basis = models.TextField("推荐依据")
    state = models.CharField("结果", max_length=20, choices=MedalState, default=MedalState.PROPOSED)
    document_number = models.CharField("授予文号", max_length=60, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="推荐人"
    )
    proposed_at = models.DateTimeField("推荐时间")

    class Meta:
        verbose_name = verbose_name_plural = "五一劳动奖章推荐"
        constraints = [
            models.CheckConstraint(
                name="a_granted_medal_has_its_document",
                condition=~models.Q(state=MedalState.GRANTED) | ~models.Q(document_number=""),
            )
        ]

    def __str__(self):
        return f"{self.honour}"
