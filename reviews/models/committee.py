"""委员会: seats, and the units a member worked for."""

from django.conf import settings
from django.db import models

from reviews.states import Category
from seasons.models import Season


class CommitteeMember(models.Model):
    """遴选审核工作委员会委员 of one season, in exactly one of five categories (沪工总经〔2015〕260号 三(四))."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="committee", verbose_name="年度")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="committee_seats", verbose_name="人员"
    )
    category = models.CharField("类别", max_length=20, choices=Category)
    unit_name = models.CharField("工作单位", max_length=120)
    unit_code = models.CharField("单位统一社会信用代码", max_length=18, db_index=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, verbose_name="任职的工会或社团"
    )
    expertise = models.CharField("专业领域", max_length=120, blank=True)
    load_limit = models.PositiveSmallIntegerField("评审件数上限", null=True, blank=True, help_text="留空按细则。")
    pledged_at = models.DateTimeField("签署保密与公正承诺时间", null=True, blank=True, editable=False)
    pledge_version = models.CharField("承诺书版本", max_length=20, blank=True, editable=False)
    stood_down_at = models.DateTimeField("退出委员会时间", null=True, blank=True, editable=False)
    stood_down_because = models.CharField("退出理由", max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "委员"
        ordering = ("season", "category", "pk")
        constraints = [
            models.UniqueConstraint(name="one_seat_per_person_and_season", fields=["season", "user"]),
            models.CheckConstraint(
                name="a_pledge_names_its_text",
                condition=models.Q(pledged_at__isnull=True) | ~models.Q(pledge_version=""),
            ),
            models.CheckConstraint(
                name="standing_down_says_why",
                condition=models.Q(stood_down_at__isnull=True) | ~models.Q(stood_down_because=""),
            ),
        ]

    def __str__(self):
        return f"{self.user}（{self.get_category_display()}）"


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

    def __str__(self):
        return self.unit_name
