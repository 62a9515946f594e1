"""审核与审核结论: what endorsing bodies and screeners found (沪工总经〔2015〕260号 三(三)、(四))."""

import pgtrigger
from django.conf import settings
from django.db import models

from nominations.models.dossier import Evidence
from nominations.models.freezing import opinions_stay
from nominations.models.guards import OF_THE_SEASON
from nominations.models.nomination import Nomination
from nominations.models.revisions import Revision
from nominations.states import Condition, Finding
from organisations.models import Organisation
from seasons.models import Season


class Endorsement(models.Model):
    """审核意见: one level's opinion, rank among its own and stamp, or its return with a reason.

    ``season`` repeats the nomination's, so that the database itself keeps ranks apart within a body and a season.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="endorsements")
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="年度")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="审核单位")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="审核人")
    at = models.DateTimeField("时间")
    is_endorsed = models.BooleanField("同意")
    opinion = models.TextField("意见")
    rank = models.PositiveSmallIntegerField("本单位排序", null=True, blank=True)
    stamp = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="盖章扫描件"
    )
    is_void = models.BooleanField("已失效", default=False, help_text="退回重报后，此前的意见失效。")

    class Meta:
        verbose_name = verbose_name_plural = "审核意见"
        ordering = ("pk",)
        triggers = [
            *opinions_stay(),
            pgtrigger.Trigger(
                name="of_the_nominations_season",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("season_id", "nomination_id"),
                func=OF_THE_SEASON,
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_endorsement_per_level",
                fields=["nomination", "organisation"],
                condition=models.Q(is_endorsed=True, is_void=False),
            ),
            models.UniqueConstraint(
                name="one_rank_per_body_and_season",
                fields=["organisation", "season", "rank"],
                condition=models.Q(is_endorsed=True, is_void=False, rank__isnull=False),
                violation_error_message="该次序已给予本单位的另一人选。",
            ),
            models.CheckConstraint(name="an_opinion_says_something", condition=~models.Q(opinion="")),
        ]

    def __str__(self):
        return f"{self.organisation}：{'同意' if self.is_endorsed else '退回'}"


class ScreeningLine(models.Model):
    """资格审核逐项结论: one condition passed, failed or excepted with a reason (沪工总经〔2015〕260号 三(二)、(四))."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="screening_lines")
    condition = models.CharField("条件", max_length=20, choices=Condition)
    finding = models.CharField("结论", max_length=10, choices=Finding)
    reason = models.CharField("说明", max_length=300, blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所据材料版本"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="审核人")
    at = models.DateTimeField("时间")
    kept_at = models.DateTimeField("沿用时间", null=True, blank=True, help_text="补正未涉及的结论，重新报送后沿用。")

    class Meta:
        verbose_name = verbose_name_plural = "资格审核结论"
        constraints = [
            models.UniqueConstraint(name="one_line_per_condition", fields=["nomination", "condition"]),
            models.CheckConstraint(
                name="failures_and_exceptions_say_why",
                condition=models.Q(finding=Finding.PASSED) | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="membership_knows_no_exception",
                condition=~models.Q(condition=Condition.MEMBERSHIP, finding=Finding.EXCEPTED),
                violation_error_message="工会会员为必备条件，不设例外。",
            ),
        ]

    def __str__(self):
        return f"{self.get_condition_display()}：{self.get_finding_display()}"
