"""实施细则: every number that a yearly notice may change is a column here."""

from datetime import time
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_comma_separated_integer_list
from django.db import models

from seasons.models.guards import FROZEN
from seasons.models.season import Season
from seasons.models.wording import ASSUMED, POSITIVE
from seasons.states import BallotKind, Category, DayUnit, DecidingColumn, MajorityBasis, NoticeColumn, TieBreak


class Rulebook(models.Model):
    """实施细则: every number that next year's notice may change, one column each.

    The rules read these columns and hold none of them. Once issued (印发) a rulebook is never edited, here or by the
    database; an amendment is a new row with the next ``edition``, so that old cases keep their old rules.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="rulebooks", verbose_name="年度")
    edition = models.PositiveSmallIntegerField("版次", default=1)
    document_number = models.CharField(
        "文号", max_length=60, blank=True, help_text="如“沪工总经〔2026〕12号”；印发时必填。"
    )
    title = models.CharField("名称", max_length=120)
    amendment_reason = models.CharField("调整说明", max_length=300, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, verbose_name="印发人"
    )

    # 申报
    submission_opens_at = models.DateTimeField("申报开始")
    submission_closes_at = models.DateTimeField("申报截止", help_text="截止时刻起不再受理，以服务器北京时间为准。")
    quota = models.PositiveSmallIntegerField(
        "命名名额上限",
        default=100,
        validators=POSITIVE,
        help_text="上限而非指标，可以少于此数（沪工总经〔2015〕260号 二）。",
    )
    correction_working_days = models.PositiveSmallIntegerField(
        "退回补正期限（工作日）", default=5, validators=POSITIVE, help_text=ASSUMED
    )
    correction_reminder_days = models.PositiveSmallIntegerField(
        "补正期满前几天提醒", default=1, help_text=ASSUMED + "自然日；填 0 为期满当日提醒。"
    )
    closing_reminder_days = models.CharField(
        "申报截止前几天提醒",
        max_length=40,
        default="7,3,1",
        validators=[validate_comma_separated_integer_list],
        help_text=ASSUMED + "自然日，可填多个，用逗号分隔；只提醒材料尚未办完的。",
    )
    summary_characters = models.PositiveSmallIntegerField("事迹简介字数上限", default=500, help_text=ASSUMED)
    deeds_characters = models.PositiveSmallIntegerField("事迹材料字数上限", default=2000, help_text=ASSUMED)
    statement_characters = models.PositiveSmallIntegerField("每项陈述字数上限", default=2000, help_text=ASSUMED)
    asks_printed_form = models.BooleanField("须上传盖章的推荐审批表", default=False, help_text=ASSUMED)
    asks_workplace_notice = models.BooleanField("须登记所在单位公示", default=False, help_text=ASSUMED)
    workplace_notice_days = models.PositiveSmallIntegerField(
        "所在单位公示天数（工作日）", default=5, validators=POSITIVE, help_text=ASSUMED
    )
    asks_ranked_list = models.BooleanField("报送单位须登记推荐排序", default=False, help_text=ASSUMED)
    second_check = models.BooleanField("资格审核结论须经第二人复核", default=False, help_text=ASSUMED)
    retention_years = models.PositiveSmallIntegerField(
        "未入选材料保存年限", default=2, help_text=ASSUMED + "期满清除。"
    )

    # 评审
    scores_dropped = models.PositiveSmallIntegerField("去掉最高、最低分各几个", default=1, help_text=ASSUMED)
    scores_needed_to_drop = models.PositiveSmallIntegerField(
        "满几个有效分才去掉最高最低分", default=5, help_text=ASSUMED + "不足此数时取全部有效分。"
    )
    score_step = models.DecimalField(
        "打分最小单位", max_digits=4, decimal_places=2, default=Decimal("0.50"), help_text=ASSUMED
    )
    comment_below = models.DecimalField(
        "单项得分率低于多少须写评语（%）", max_digits=5, decimal_places=2, default=Decimal("40.00"), help_text=ASSUMED
    )
    comment_above = models.DecimalField(
        "单项得分率高于多少须写评语（%）",
        max_digits=5,
        decimal_places=2,
        default=Decimal("95.00"),
        help_text=ASSUMED + "填 100 为不要求。",
    )
    dual_bonus = models.DecimalField(
        "双师型加分",
        max_digits=5,
        decimal_places=2,
        default=Decimal("2.00"),
        help_text=ASSUMED + "另列，不并入评审得分。",
    )
    conflict_years = models.PositiveSmallIntegerField("任职回避追溯年限", default=3, help_text=ASSUMED)
    unsuitable_experts = models.PositiveSmallIntegerField(
        "候选人可请求回避的专家人数", default=3, help_text=ASSUMED + "填 0 为不接受。"
    )
    committee_least_expert = models.PositiveSmallIntegerField(
        "相关领域知名专家委员至少几人", default=1, help_text=ASSUMED
    )
    committee_least_official = models.PositiveSmallIntegerField("委办领导委员至少几人", default=1, help_text=ASSUMED)
    committee_least_association = models.PositiveSmallIntegerField("行业协会委员至少几人", default=1, help_text=ASSUMED)
    committee_least_social = models.PositiveSmallIntegerField("社会组织委员至少几人", default=1, help_text=ASSUMED)
    committee_least_media = models.PositiveSmallIntegerField("网络媒体委员至少几人", default=1, help_text=ASSUMED)
    committee_most_expert = models.PositiveSmallIntegerField(
        "相关领域知名专家委员至多几人", null=True, blank=True, help_text=ASSUMED + "留空不限。"
    )
    committee_most_official = models.PositiveSmallIntegerField(
        "委办领导委员至多几人", null=True, blank=True, help_text=ASSUMED + "留空不限。"
    )
    committee_most_association = models.PositiveSmallIntegerField(
        "行业协会委员至多几人", null=True, blank=True, help_text=ASSUMED + "留空不限。"
    )
    committee_most_social = models.PositiveSmallIntegerField(
        "社会组织委员至多几人", null=True, blank=True, help_text=ASSUMED + "留空不限。"
    )
    committee_most_media = models.PositiveSmallIntegerField(
        "网络媒体委员至多几人", null=True, blank=True, help_text=ASSUMED + "留空不限。"
    )
    scoring_reminder_days = models.CharField(
        "评分截止前几天提醒",
        max_length=40,
        default="3,1",
        validators=[validate_comma_separated_integer_list],
        help_text=ASSUMED + "自然日，可填多个，用逗号分隔；只提醒尚未交齐的委员。",
    )
    invitation_days = models.PositiveSmallIntegerField(
        "委员答复聘请期限（自然日）", default=7, validators=POSITIVE, help_text=ASSUMED
    )
    decides = models.CharField(
        "名次依据", max_length=20, choices=DecidingColumn, default=DecidingColumn.RAW, help_text=ASSUMED
    )
    tie_break = models.CharField(
        "同分先后",
        max_length=80,
        default="panel,median",
        help_text=ASSUMED + "依次比较，仍相同的以申报编号在前者为先。",
    )
    calibration_least_sheets = models.PositiveSmallIntegerField(
        "每位专家满几份评分才作校准", default=8, validators=POSITIVE, help_text=ASSUMED
    )
    calibration_shrinkage = models.DecimalField(
        "校准收缩系数",
        max_digits=6,
        decimal_places=2,
        default=Decimal("3.00"),
        validators=[MinValueValidator(Decimal(0))],
        help_text=ASSUMED + "数值越大，宽严调整越小。",
    )
    deliberation_spread = models.DecimalField(
        "最高与最低分相差多少须合议",
        max_digits=5,
        decimal_places=2,
        default=Decimal("15.00"),
        validators=[MinValueValidator(Decimal(0))],
        help_text=ASSUMED,
    )
    outlier_distance = models.DecimalField(
        "一份评分与中位分相差多少须合议",
        max_digits=5,
        decimal_places=2,
        default=Decimal("12.00"),
        validators=[MinValueValidator(Decimal(0))],
        help_text=ASSUMED + "须同时超过下一栏的倍数。",
    )
    outlier_factor = models.DecimalField(
        "且超过评委组离散程度的倍数",
        max_digits=4,
        decimal_places=2,
        default=Decimal("3.00"),
        validators=[MinValueValidator(Decimal(0))],
        help_text=ASSUMED + "离散程度取各评分与中位分之差的中位数乘以1.4826。",
    )
    outlier_least_scores = models.PositiveSmallIntegerField(
        "满几个有效分才判断离群", default=4, validators=[MinValueValidator(3)], help_text=ASSUMED
    )
    committee_size = models.PositiveSmallIntegerField("委员会人数下限", default=5, help_text=ASSUMED)

    # 公示与审定
    notice_before_approval = models.BooleanField(
        "先公示、后审定",
        default=True,
        help_text="按沪工总经〔2015〕260号 三(四) 先公示后审定；取消勾选则先审定后公示。",
    )
    notice_days = models.PositiveSmallIntegerField("公示天数", default=5, validators=POSITIVE, help_text=ASSUMED)
    notice_unit = models.CharField(
        "公示天数单位", max_length=10, choices=DayUnit, default=DayUnit.WORKING, help_text=ASSUMED
    )
    notice_first_day_counts = models.BooleanField("公示首日计入", default=True, help_text=ASSUMED)
    notice_end_rolls = models.BooleanField(
        "公示末日逢休息日顺延",
        default=True,
        help_text=ASSUMED + "按自然日计的，或者另定截止日的，末日为休息日时顺延至下一工作日；取消勾选则当日截止。",
    )
    notice_closing_time = models.TimeField("公示截止时刻", default=time(17, 0), help_text=ASSUMED)
    notice_columns = models.CharField(
        "公示名单另列的栏目",
        max_length=100,
        blank=True,
        default="",
        help_text=ASSUMED + "姓名、工作单位、岗位之外不列其他信息；确需另列的，用英文逗号分隔代号："
        "sex（性别）、ethnicity（民族）、birth_date（出生年月）、political_standing（政治面貌）、education（学历）、trade（工种）。"
        "各栏须在本人“公示与公布”的单独同意之内。",
    )
    anonymous_objections = models.BooleanField("接受匿名线索", default=False, help_text=ASSUMED)
    inquiry_working_days = models.PositiveSmallIntegerField(
        "异议核查期限（工作日）", default=10, validators=POSITIVE, help_text=ASSUMED
    )
    acceptance_working_days = models.PositiveSmallIntegerField(
        "异议受理决定期限（工作日）", default=3, validators=POSITIVE, help_text=ASSUMED + "自收到之次日起计。"
    )
    inquiry_extensions = models.PositiveSmallIntegerField(
        "异议核查最多延期几次", default=1, help_text=ASSUMED + "填 0 为不得延期。"
    )
    inquiry_extension_days = models.PositiveSmallIntegerField(
        "异议核查每次至多延长几个工作日", default=10, validators=POSITIVE, help_text=ASSUMED
    )
    inquiry_reminder_days = models.PositiveSmallIntegerField(
        "异议办理期满前几天提醒", default=2, help_text=ASSUMED + "自然日；逾期的每天提醒。"
    )
    statement_working_days = models.PositiveSmallIntegerField(
        "被反映人陈述期限（工作日）", default=3, validators=POSITIVE, help_text=ASSUMED
    )
    second_look_days = models.PositiveSmallIntegerField(
        "异议人申请复核的期限（自然日）", default=7, help_text=ASSUMED + "自答复之次日起计；填 0 为不设复核。"
    )
    quorum_numerator = models.PositiveSmallIntegerField("到会比例：分子", default=2, help_text=ASSUMED)
    quorum_denominator = models.PositiveSmallIntegerField(
        "到会比例：分母", default=3, validators=POSITIVE, help_text=ASSUMED
    )
    majority_numerator = models.PositiveSmallIntegerField("通过比例：分子", default=1, help_text=ASSUMED)
    majority_denominator = models.PositiveSmallIntegerField(
        "通过比例：分母", default=2, validators=POSITIVE, help_text=ASSUMED
    )
    majority_exceeds = models.BooleanField("须超过（不含等于）通过比例", default=True, help_text=ASSUMED)
    majority_basis = models.CharField(
        "通过比例的基数", max_length=10, choices=MajorityBasis, default=MajorityBasis.PRESENT, help_text=ASSUMED
    )
    ballot_kind = models.CharField(
        "表决方式", max_length=10, choices=BallotKind, default=BallotKind.OPEN, help_text=ASSUMED
    )
    abstentions_count = models.BooleanField(
        "弃权计入通过比例的基数",
        default=True,
        help_text=f"{ASSUMED}以投赞成票与反对票者为基数的，弃权不计入。",
    )
    silence_abstains = models.BooleanField(
        "到会而未表决的计为弃权",
        default=True,
        help_text=f"{ASSUMED}取消勾选则对该人选视为未到会，可能不足到会比例。",
    )
    confirm_after_notice = models.BooleanField(
        "先审定后公示的，公示期满后由主席办公会复核",
        default=False,
        help_text=f"{ASSUMED}勾选则公示期满后再经一次会议复核，方可命名。",
    )
    reserve_places = models.PositiveSmallIntegerField(
        "递补人选人数", default=0, help_text=f"{ASSUMED}赞成票达到比例而名额已满的，按审议次序列为递补人选。"
    )
    reserve_needs_notice = models.BooleanField("递补前须为递补人选另行公示", default=True, help_text=ASSUMED)

    # 命名与禁报
    award_amount = models.DecimalField(
        "一次性奖金（元）",
        max_digits=10,
        decimal_places=2,
        default=Decimal("5000.00"),
        validators=[MinValueValidator(Decimal(0))],
        help_text="沪工总经〔2015〕260号 三(五)。",
    )
    medal_conditions = models.TextField(
        "五一劳动奖章推荐条件",
        default="",
        blank=True,
        help_text=f"{ASSUMED}每行一条；沪工总经〔2015〕260号 三(五) 只说“符合条件的”，未列条件。",
    )
    medal_departments = models.TextField(
        "五一劳动奖章征求意见的部门", default="", blank=True, help_text=f"{ASSUMED}每行一个部门。"
    )
    return_working_days = models.PositiveSmallIntegerField(
        "撤销后交回证书、奖牌的期限（工作日）", default=10, validators=POSITIVE, help_text=ASSUMED
    )
    anonymous_reports = models.BooleanField("接受匿名举报线索", default=True, help_text=ASSUMED)
    case_working_days = models.PositiveSmallIntegerField(
        "立案后核查期限（工作日）", default=30, validators=POSITIVE, help_text=ASSUMED
    )
    hearing_working_days = models.PositiveSmallIntegerField(
        "陈述申辩期限（工作日）", default=10, validators=POSITIVE, help_text=ASSUMED
    )
    appeal_days = models.PositiveSmallIntegerField(
        "申诉期限（自然日）", default=60, validators=POSITIVE, help_text=ASSUMED + "自决定次日起算。"
    )
    appeal_working_days = models.PositiveSmallIntegerField(
        "申诉复核期限（工作日）", default=30, validators=POSITIVE, help_text=ASSUMED
    )
    ban_years = models.PositiveSmallIntegerField(
        "弄虚作假禁报年限",
        default=5,
        validators=[*POSITIVE, MaxValueValidator(50)],
        help_text="沪工总经〔2015〕260号 五(三)。",
    )
    ban_reaches_subunits = models.BooleanField(
        "单位禁报及于下级工会以其名义的申报",
        default=True,
        help_text=ASSUMED + "取消勾选则只及于该单位自身及其工会的申报。",
    )

    class Meta:
        verbose_name = verbose_name_plural = "实施细则"
        ordering = ("season", "edition")
        constraints = [
            models.UniqueConstraint(name="one_row_per_edition", fields=["season", "edition"]),
            models.CheckConstraint(
                name="submission_closes_after_it_opens",
                condition=models.Q(submission_closes_at__gt=models.F("submission_opens_at")),
                violation_error_message="申报截止须晚于申报开始。",
            ),
            models.CheckConstraint(
                name="an_issued_rulebook_has_a_document_number",
                condition=models.Q(issued_at__isnull=True) | ~models.Q(document_number=""),
                violation_error_message="印发细则须有文号。",
            ),
            models.CheckConstraint(
                name="a_most_is_not_below_its_least",
                condition=(
                    models.Q(committee_most_expert__isnull=True)
                    | models.Q(committee_most_expert__gte=models.F("committee_least_expert"))
                )
                & (
                    models.Q(committee_most_official__isnull=True)
                    | models.Q(committee_most_official__gte=models.F("committee_least_official"))
                )
                & (
                    models.Q(committee_most_association__isnull=True)
                    | models.Q(committee_most_association__gte=models.F("committee_least_association"))
                )
                & (
                    models.Q(committee_most_social__isnull=True)
                    | models.Q(committee_most_social__gte=models.F("committee_least_social"))
                )
                & (
                    models.Q(committee_most_media__isnull=True)
                    | models.Q(committee_most_media__gte=models.F("committee_least_media"))
                ),
                violation_error_message="某类委员的人数上限不得小于下限。",
            ),
            models.CheckConstraint(
                name="enough_scores_remain_after_dropping",
                condition=models.Q(scores_needed_to_drop__gt=2 * models.F("scores_dropped")),
                violation_error_message="去掉最高、最低分后须至少余一个有效分。",
            ),
            models.CheckConstraint(
                name="quorum_and_majority_are_parts_of_a_whole",
                condition=models.Q(quorum_numerator__lte=models.F("quorum_denominator"))
                & models.Q(majority_numerator__lte=models.F("majority_denominator")),
                violation_error_message="到会比例与通过比例不得大于一。",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_once_issued",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=FROZEN,
            )
        ]

    def __str__(self):
        return f"{self.season} {self.title}（第{self.edition}版）"

    @property
    def committee_least(self) -> dict[str, int]:
        """At least so many members of each category."""
        return {category.value: getattr(self, f"committee_least_{category.value}") for category in Category}

    @property
    def committee_most(self) -> dict[str, int]:
        """At most so many members of a category; categories without a limit are left out."""
        asked = {category.value: getattr(self, f"committee_most_{category.value}") for category in Category}
        return {category: count for category, count in asked.items() if count is not None}

    @property
    def is_issued(self):
        """已印发: frozen for good."""
        return self.issued_at is not None

    @property
    def tie_break_keys(self) -> list[str]:
        """The ordered keys that decide between equal totals."""
        return [key for key in self.tie_break.split(",") if key]

    @property
    def further_columns(self) -> list[NoticeColumn]:
        """公示名单另列的栏目, in the order of the rulebook."""
        return [NoticeColumn(code) for code in self.notice_columns.split(",") if code]

    def clean(self):
        """同分先后 and 另列的栏目 name known keys, each once."""
        super().clean()
        keys = self.tie_break_keys
        if len(set(keys)) < len(keys) or not set(keys) <= set(TieBreak.values):
            known = "、".join(f"{one.value}（{one.label}）" for one in TieBreak)
            raise ValidationError({"tie_break": f"请用英文逗号分隔下列代号，各用一次：{known}。"})

        columns = [code for code in self.notice_columns.split(",") if code]
        if len(set(columns)) < len(columns) or not set(columns) <= set(NoticeColumn.values):
            known = "、".join(f"{one.value}（{one.label}）" for one in NoticeColumn)
            raise ValidationError({"notice_columns": f"请用英文逗号分隔下列代号，各用一次：{known}。"})

    def save(self, **kwargs):
        """An issued rulebook is refused here with a sentence, and by the database whatever the way."""
        if self.pk and Rulebook.objects.filter(pk=self.pk, issued_at__isnull=False).exists():
            raise ValidationError("细则已印发，不得修改；如需调整，请另行印发。")
        super().save(**kwargs)
