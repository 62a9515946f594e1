"""评审轮次安排: the rounds of a season as its rulebook lists them."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property

from seasons.models.guards import FROZEN_ROW_TRIGGER
from seasons.models.rulebook import Rulebook
from seasons.models.wording import ASSUMED, POSITIVE
from seasons.states import Category, CutoffKind, PanelKind, PeersShown, RoundKind


class RoundPlan(models.Model):
    """评审轮次: its way, who scores, how many scores each candidate needs, and how many go on (沪工总经〔2015〕260号 三(四)).

    The documents name the committee and not its rounds: every number here is an assumption until the year's notice says.
    """

    rulebook = models.ForeignKey(Rulebook, on_delete=models.CASCADE, related_name="round_plans", verbose_name="细则")
    name = models.CharField("名称", max_length=60, default="专家评审")
    kind = models.CharField("方式", max_length=20, choices=RoundKind, default=RoundKind.PAPER)
    opens_on = models.DateField("计划开始", null=True, blank=True)
    closes_on = models.DateField("计划结束", null=True, blank=True)
    panel = models.CharField("评委产生", max_length=20, choices=PanelKind, default=PanelKind.DRAWN, help_text=ASSUMED)
    scores_per_nomination = models.PositiveSmallIntegerField(
        "每件评审人数", default=5, validators=POSITIVE, help_text=ASSUMED
    )
    expert_load = models.PositiveSmallIntegerField(
        "每位专家评审件数上限", default=150, validators=POSITIVE, help_text=ASSUMED
    )
    least_expert = models.PositiveSmallIntegerField("每件至少几位相关领域知名专家", default=0, help_text=ASSUMED)
    least_official = models.PositiveSmallIntegerField("每件至少几位委办领导", default=0, help_text=ASSUMED)
    least_association = models.PositiveSmallIntegerField("每件至少几位行业协会委员", default=0, help_text=ASSUMED)
    least_social = models.PositiveSmallIntegerField("每件至少几位社会组织委员", default=0, help_text=ASSUMED)
    least_media = models.PositiveSmallIntegerField("每件至少几位网络媒体委员", default=0, help_text=ASSUMED)
    most_of_one_category = models.PositiveSmallIntegerField(
        "每件同一类别至多几位", null=True, blank=True, validators=POSITIVE, help_text=ASSUMED + "留空不限。"
    )
    is_blind = models.BooleanField(
        "匿名评审", default=False, help_text=ASSUMED + "勾选后，评委看不到候选人的姓名、单位和照片。"
    )
    peers = models.CharField(
        "其他评委的评分", max_length=20, choices=PeersShown, default=PeersShown.NEVER, help_text=ASSUMED
    )
    earlier_share = models.DecimalField(
        "前轮结果占比（%）",
        max_digits=5,
        decimal_places=2,
        default=Decimal("0.00"),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=ASSUMED + "填 0 为只按本轮评分。",
    )
    cutoff = models.CharField(
        "入围办法", max_length=20, choices=CutoffKind, default=CutoffKind.RATIO, help_text=ASSUMED
    )
    cutoff_value = models.DecimalField(
        "入围数值",
        max_digits=7,
        decimal_places=2,
        default=Decimal("110.00"),
        validators=[MinValueValidator(Decimal(0))],
        help_text=ASSUMED + "与入围办法对应：百分比、人数或分数线。",
    )
    minutes_each = models.PositiveSmallIntegerField(
        "每位候选人用时（分钟）", null=True, blank=True, validators=POSITIVE, help_text=ASSUMED + "面试答辩填写。"
    )
    position = models.PositiveSmallIntegerField("轮次")

    class Meta:
        verbose_name = verbose_name_plural = "评审轮次安排"
        ordering = ("rulebook", "position")
        constraints = [models.UniqueConstraint(name="one_plan_per_position", fields=["rulebook", "position"])]
        triggers = [FROZEN_ROW_TRIGGER]

    def __str__(self):
        return self.name

    @cached_property
    def is_last(self) -> bool:
        """Whether its list is the shortlist; after every other round the best go on to the next."""
        return self.following is None

    @cached_property
    def following(self) -> "RoundPlan | None":
        """The planned round that the best of this one go on to."""
        later = RoundPlan.objects.filter(rulebook=self.rulebook_id, position__gt=self.position)
        return later.order_by("position").first()

    @property
    def least(self) -> dict[str, int]:
        """At least so many of a category on every panel; categories without a least are left out."""
        asked = {category.value: getattr(self, f"least_{category.value}") for category in Category}
        return {category: count for category, count in asked.items() if count}

    def criteria(self):
        """The score sheet of this round: its own lines and those of every round."""
        mine = models.Q(round_number__isnull=True) | models.Q(round_number=self.position)
        return self.rulebook.criteria.filter(mine).order_by("position")
