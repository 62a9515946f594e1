"""委员自己申报的: where they worked, what they know, whom they are tied to."""

from django.conf import settings
from django.db import models

from reviews.models.committee import CommitteeMember
from reviews.states import TieKind


class PastEmployer(models.Model):
    """委员近年任职单位, within the rulebook's years: a conflict like the present one."""

    member = models.ForeignKey(
        CommitteeMember, on_delete=models.CASCADE, related_name="past_employers", verbose_name="委员"
    )
    unit_name = models.CharField("单位", max_length=120)
    unit_code = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    until = models.DateField("离任日期")

    class Meta:
        verbose_name = verbose_name_plural = "近年任职单位"
        ordering = ("-until", "pk")

    def __str__(self):
        return self.unit_name


class MemberTie(models.Model):
    """申报的关系 (国家科学技术奖励条例 第十八条): a person or a unit this member is tied to, stated before any file is seen."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="ties", verbose_name="委员")
    kind = models.CharField("关系", max_length=20, choices=TieKind)
    name = models.CharField("对方姓名", max_length=60)
    unit_name = models.CharField("对方单位", max_length=120)
    unit_code = models.CharField("对方单位统一社会信用代码", max_length=18, blank=True, db_index=True)
    explanation = models.CharField("说明", max_length=300, blank=True)
    declared_at = models.DateTimeField("申报时间")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "申报的关系"
        ordering = ("pk",)

    def __str__(self):
        return f"{self.get_kind_display()}：{self.name}（{self.unit_name}）"


class MemberField(models.Model):
    """委员熟悉的行业, one of the season's industries by its name."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="fields", verbose_name="委员")
    name = models.CharField("行业", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "熟悉的行业"
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="a_field_is_named_once", fields=["member", "name"])]

    def __str__(self):
        return self.name


class MemberTrade(models.Model):
    """委员熟悉的工种, a keyword as the trade is called."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.CASCADE, related_name="trades", verbose_name="委员")
    name = models.CharField("工种", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "熟悉的工种"
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="a_trade_is_named_once", fields=["member", "name"])]

    def __str__(self):
        return self.name
