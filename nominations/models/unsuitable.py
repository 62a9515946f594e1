"""请求回避的专家: whom the applicant asks to be kept from judging, with the reason (国家自然科学基金条例 第二十条)."""

from django.db import models

from nominations.models.freezing import content_stays
from nominations.models.nomination import Nomination


class UnsuitableExpert(models.Model):
    """One expert named by the applicant: name, unit and why; frozen with the filed dossier and purged with it.

    It is no part of what the dossier says of the candidate: neither revisions nor packages carry it, no endorsing body
    reads it, and no expert ever. The review office matches it to the committee.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="unsuitable_experts")
    name = models.CharField("专家姓名", max_length=60)
    unit_name = models.CharField("专家工作单位", max_length=120, blank=True, help_text="知道的请填写，便于核对。")
    reason = models.CharField("请求回避的理由", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "请求回避的专家"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="an_expert_is_named_once",
                fields=["nomination", "name", "unit_name"],
                violation_error_message="这位专家已经写在名单中。",
            )
        ]
        triggers = content_stays()

    def __str__(self):
        return f"{self.name}（{self.unit_name}）" if self.unit_name else self.name
