"""纸质材料: what was printed of a dossier, under which code."""

from django.conf import settings
from django.db import models

from nominations.models.nomination import Nomination
from nominations.states import PaperSize


class PrintedForm(models.Model):
    """推荐审批表: one printing. The paper is not kept here: as long as its code stands, the dossier gives it again.

    ``digest`` is the content's (nominations.content); the code on the paper is made from it, so that a paper and a dossier
    that no longer say the same are told apart at sight.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="printed_forms")
    code = models.CharField("版本码", max_length=11, db_index=True)
    digest = models.CharField("校验值", max_length=64)
    size = models.CharField("纸张", max_length=10, choices=PaperSize)
    shows_numbers = models.BooleanField("印有完整证件号码", default=False)
    made_at = models.DateTimeField("打印时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="打印人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "推荐审批表"
        ordering = ("-pk",)

    def __str__(self):
        return self.code
