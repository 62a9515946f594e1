"""细则的各项清单: criteria, outlets, award items, places, industries."""

from decimal import Decimal

from django.db import models

from organisations.models import Organisation
from seasons.models.guards import FROZEN_ROW_TRIGGER
from seasons.models.rulebook import Rulebook
from seasons.models.wording import ASSUMED, POSITIVE
from seasons.states import AwardKind, Indicator


class Criterion(models.Model):
    """评分项: one line of the score sheet; the four indicators are its backbone (沪工总经〔2015〕260号 三(二)).

    ``maximum`` is the full mark of the line; ``weight`` its part in the total, in per cent. All weights make 100.
    """

    rulebook = models.ForeignKey(Rulebook, on_delete=models.CASCADE, related_name="criteria", verbose_name="细则")
    indicator = models.CharField("对应方面", max_length=20, choices=Indicator)
    name = models.CharField("评分项", max_length=60)
    guidance = models.TextField("评分要点")
    maximum = models.DecimalField("满分", max_digits=5, decimal_places=2, default=Decimal("100.00"))
    weight = models.DecimalField("权重（%）", max_digits=5, decimal_places=2)
    round_number = models.PositiveSmallIntegerField(
        "适用轮次", null=True, blank=True, validators=POSITIVE, help_text="留空为各轮通用。"
    )
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "评分项"
        ordering = ("rulebook", "position")
        constraints = [
            models.UniqueConstraint(name="one_criterion_per_position", fields=["rulebook", "position"]),
            models.CheckConstraint(
                name="criterion_weighs_something",
                condition=models.Q(weight__gt=0, weight__lte=100, maximum__gt=0),
                violation_error_message="权重须大于 0 且不超过 100，满分须大于 0。",
            ),
        ]
        triggers = [FROZEN_ROW_TRIGGER]

    def __str__(self):
        return self.name


class Outlet(models.Model):
    """公示渠道 (沪工总经〔2015〕260号 三(四))."""

    rulebook = models.ForeignKey(Rulebook, on_delete=models.CASCADE, related_name="outlets", verbose_name="细则")
    name = models.CharField("渠道", max_length=60)
    is_required = models.BooleanField("必须登记", default=True, help_text=ASSUMED)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "公示渠道"
        ordering = ("rulebook", "position")
        constraints = [models.UniqueConstraint(name="one_outlet_per_name", fields=["rulebook", "name"])]
        triggers = [FROZEN_ROW_TRIGGER]

    def __str__(self):
        return self.name


class AwardItem(models.Model):
    """奖励事项: what each craftsman receives, handed over and taken back one by one (沪工总经〔2015〕260号 三(五))."""

    rulebook = models.ForeignKey(Rulebook, on_delete=models.CASCADE, related_name="award_items", verbose_name="细则")
    kind = models.CharField("类别", max_length=20, choices=AwardKind)
    name = models.CharField("名称", max_length=60)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "奖励事项"
        ordering = ("rulebook", "position")
        constraints = [models.UniqueConstraint(name="one_award_item_per_name", fields=["rulebook", "name"])]
        triggers = [FROZEN_ROW_TRIGGER]

    def __str__(self):
        return self.name


class Place(models.Model):
    """名额: how many nominations a district, bureau or association may file; no row means no limit."""

    rulebook = models.ForeignKey(Rulebook, on_delete=models.CASCADE, related_name="places", verbose_name="细则")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, verbose_name="组织")
    places = models.PositiveSmallIntegerField("名额")

    class Meta:
        verbose_name = verbose_name_plural = "推荐名额"
        ordering = ("rulebook", "organisation__path")
        constraints = [
            models.UniqueConstraint(name="one_place_row_per_organisation", fields=["rulebook", "organisation"])
        ]
        triggers = [FROZEN_ROW_TRIGGER]

    def __str__(self):
        return f"{self.organisation}：{self.places}名"


class Industry(models.Model):
    """行业: the season's list of industries; the focus ones are 先进制造业、现代服务业、战略性新兴产业 and whatever the year adds."""

    rulebook = models.ForeignKey(Rulebook, on_delete=models.CASCADE, related_name="industries", verbose_name="细则")
    name = models.CharField("行业", max_length=60)
    is_focus = models.BooleanField("重点聚焦", default=False)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "行业"
        ordering = ("rulebook", "position")
        constraints = [models.UniqueConstraint(name="one_industry_per_name", fields=["rulebook", "name"])]
        triggers = [FROZEN_ROW_TRIGGER]

    def __str__(self):
        return self.name
