"""候补委员: approved by name before they are needed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.models.committee import CommitteeMember
from reviews.states import Category
from seasons.models import Season


class Reserve(models.Model):
    """候补委员, approved by name and in order: the only ones who may take a seat that has fallen vacant."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="reserves", verbose_name="年度")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="人员")
    category = models.CharField("类别", max_length=20, choices=Category)
    position = models.PositiveSmallIntegerField("次序")
    unit_name = models.CharField("工作单位", max_length=120)
    unit_code = models.CharField("单位统一社会信用代码", max_length=18)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, verbose_name="任职的工会或社团"
    )
    approved_by = models.CharField("批准机关或负责人", max_length=60)
    document = models.CharField("批准文件", max_length=120, help_text="文号，或会议名称与日期。")
    approved_on = models.DateField("批准日期")
    seat = models.OneToOneField(
        CommitteeMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reserve",
        verbose_name="递补的席位",
    )
    struck_at = models.DateTimeField("移出名单时间", null=True, blank=True, editable=False)
    struck_because = models.CharField("移出理由", max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "候补委员"
        ordering = ("season", "category", "position")
        constraints = [
            models.UniqueConstraint(
                name="a_reserve_stands_once", fields=["season", "user"], condition=Q(struck_at__isnull=True)
            ),
            models.UniqueConstraint(name="one_reserve_per_place", fields=["season", "category", "position"]),
            models.CheckConstraint(
                name="striking_a_reserve_says_why", condition=Q(struck_at__isnull=True) | ~Q(struck_because="")
            ),
        ]

    def __str__(self):
        return f"{self.user}（{self.get_category_display()}候补第{self.position}）"
