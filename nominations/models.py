"""申报: one person proposed in one season through one channel (沪工总经〔2015〕260号 三(二)、(三))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from nominations.lifecycle import ROAD, Lifecycle
from nominations.states import (
    DUAL_SKILLS,
    DUAL_TITLES,
    FILED,
    AchievementKind,
    Channel,
    Condition,
    ConsentKind,
    DocumentKind,
    Education,
    Finding,
    Ownership,
    PoliticalStanding,
    Sex,
    SkillLevel,
    State,
    TitleLevel,
    UnitSize,
    Verification,
    WorkerKind,
)
from organisations.models import Organisation
from privacy.fields import EncryptedTextField
from seasons.models import Industry, Rulebook, Season
from seasons.states import Indicator

BANNED = """
    IF EXISTS (
        SELECT 1 FROM sanctions_ban
         WHERE lifted_at IS NULL AND ended_at IS NULL
           AND (now() AT TIME ZONE 'Asia/Shanghai')::date BETWEEN since AND until
           AND ((subject_kind = 'person' AND subject_hash = NEW.identity_hash)
             OR (subject_kind = 'unit' AND subject_hash = NEW.unit_hash))
    ) THEN
        RAISE EXCEPTION '该单位或个人在禁报期内' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
BORN_A_DRAFT = """
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION '新建申报只能是草稿' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ONLY_THE_ROAD = """
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[%s])) THEN
        RAISE EXCEPTION '申报进程不能由 %% 变为 %%', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""" % ", ".join(f"'{source}>{target}'" for source, target in ROAD)
FORWARD = [
    state.value
    for state in State
    if state
    not in (
        State.WITHDRAWN,
        State.DROPPED_OUT,
        State.DISQUALIFIED,
        State.DECLINED,
        State.NOT_SELECTED,
        State.REVOKED,
        State.RETURNED,
    )
]


class Nomination(Lifecycle):
    """申报件: the person, the unit, the post, and where the dossier stands.

    ``identity_hash`` and ``unit_hash`` are keyed hashes: one active nomination per person and season over all channels,
    and the gate for bans, work on them without showing anybody the document number. ``at_body`` is the union or
    association whose endorsement is awaited; ``filing_body`` the one that files (empty for a direct self-nomination).
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="nominations", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    number = models.CharField("申报编号", max_length=20, unique=True, editable=False)
    channel = models.CharField("推荐途径", max_length=20, choices=Channel)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafted_nominations", verbose_name="经办人"
    )
    drafting_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="推荐单位"
    )
    filing_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报送单位"
    )
    at_body = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="当前审核单位"
    )
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="own_nominations",
        verbose_name="候选人账号",
    )
    created_at = models.DateTimeField("起草时间", editable=False)
    changed_at = models.DateTimeField("最近修改时间", editable=False)

    # 个人
    name = models.CharField("姓名", max_length=60)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    document_kind = models.CharField("证件类别", max_length=20, choices=DocumentKind, default=DocumentKind.RESIDENT)
    identity_number = EncryptedTextField("证件号码")
    identity_hash = models.CharField("证件散列", max_length=64, editable=False, db_index=True)
    is_chinese = models.BooleanField("具有中国国籍", default=True)
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    political_standing = models.CharField("政治面貌", max_length=20, choices=PoliticalStanding, blank=True)
    education = models.CharField("学历", max_length=20, choices=Education, blank=True)
    phone = EncryptedTextField("手机号", blank=True)

    # 工会与单位
    is_union_member = models.BooleanField("工会会员", default=False)
    union_name = models.CharField("所在基层工会", max_length=120, blank=True)
    union_card_number = models.CharField("会员证号", max_length=40, blank=True)
    unit_name = models.CharField("工作单位", max_length=120)
    unit_code = models.CharField("单位统一社会信用代码", max_length=18)
    unit_code_override = models.CharField("单位代码校验例外的理由", max_length=200, blank=True)
    unit_hash = models.CharField("单位散列", max_length=64, editable=False, db_index=True)
    ownership = models.CharField("单位性质", max_length=20, choices=Ownership, blank=True)
    unit_size = models.CharField("单位规模", max_length=20, choices=UnitSize, blank=True)
    is_specialised = models.BooleanField("专精特新企业", default=False)
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, null=True, blank=True, verbose_name="行业")

    # 岗位与资质
    post = models.CharField("岗位（职务）", max_length=60, blank=True)
    trade = models.CharField("工种", max_length=60, blank=True)
    worker_kind = models.CharField("职工类别", max_length=20, choices=WorkerKind, blank=True)
    is_on_front_line = models.BooleanField("在一线岗位", default=False)
    work_years = models.PositiveSmallIntegerField("工作年限", null=True, blank=True)
    line_years = models.PositiveSmallIntegerField("一线工作年限", null=True, blank=True)
    skill_level = models.CharField("职业技能等级", max_length=30, choices=SkillLevel, default=SkillLevel.NONE)
    skill_certificate = models.CharField("技能等级证书编号", max_length=60, blank=True)
    title_level = models.CharField("职称层级", max_length=30, choices=TitleLevel, default=TitleLevel.NONE)
    title_series = models.CharField("职称系列及名称", max_length=60, blank=True)
    title_certificate = models.CharField("职称证书编号", max_length=60, blank=True)
    dual_verified_at = models.DateTimeField("双师资质核验时间", null=True, editable=False)

    summary = models.TextField("事迹简介", blank=True)

    # 破格 (沪工总基〔2026〕60号 下一步一)
    exception_request = models.CharField("申请破格的条件", max_length=200, blank=True)
    exception_reason = models.TextField("申请破格的理由", blank=True)

    declared_at = models.DateTimeField("真实性承诺时间", null=True, editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="承诺人",
    )

    screener = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="claimed_nominations",
        verbose_name="资格审核人",
    )
    claimed_at = models.DateTimeField("领办时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "申报"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_active_nomination_per_person_and_season",
                fields=["season", "identity_hash"],
                condition=~models.Q(state=State.WITHDRAWN),
                violation_error_message="该人选本年度已有申报。",
            ),
            models.CheckConstraint(name="state_is_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="filed_nominations_have_a_filing_moment",
                condition=~models.Q(state__in=[*FILED, State.HONOURED, State.REVOKED])
                | models.Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="filed_nominations_are_declared_true",
                condition=~models.Q(state__in=[*FILED, State.HONOURED, State.REVOKED])
                | models.Q(declared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reviewed_nominations_were_admitted",
                condition=~models.Q(
                    state__in=[
                        State.ADMITTED,
                        State.UNDER_REVIEW,
                        State.SHORTLISTED,
                        State.ON_NOTICE,
                        State.CONTESTED,
                        State.NOTICE_PASSED,
                        State.APPROVED,
                        State.HONOURED,
                        State.REVOKED,
                    ]
                )
                | models.Q(admitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_nominations_have_a_resolution",
                condition=~models.Q(state__in=[State.APPROVED, State.HONOURED, State.REVOKED])
                | (models.Q(approved_at__isnull=False) & ~models.Q(resolution_number="")),
            ),
            models.CheckConstraint(
                name="honoured_nominations_have_a_naming_moment",
                condition=~models.Q(state__in=[State.HONOURED, State.REVOKED]) | models.Q(honoured_at__isnull=False),
            ),
            models.CheckConstraint(
                name="refusals_and_exits_say_why",
                condition=~models.Q(
                    state__in=[
                        State.RETURNED,
                        State.CORRECTING,
                        State.DECLINED,
                        State.NOT_SELECTED,
                        State.WITHDRAWN,
                        State.DROPPED_OUT,
                        State.DISQUALIFIED,
                        State.REVOKED,
                    ]
                )
                | ~models.Q(closing_reason=""),
            ),
            models.CheckConstraint(
                name="a_correction_has_a_deadline",
                condition=~models.Q(state=State.CORRECTING) | models.Q(correction_due__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["season", "state", "-submitted_at"], name="nominations_by_state"),
            models.Index(fields=["season", "at_body", "state"], name="nominations_awaiting_body"),
            models.Index(fields=["filing_body", "season"], name="nominations_by_filer"),
            models.Index(fields=["screener", "state"], name="nominations_by_screener"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="born_a_draft", when=pgtrigger.Before, operation=pgtrigger.Insert, func=BORN_A_DRAFT
            ),
            pgtrigger.Trigger(
                name="only_the_road",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=ONLY_THE_ROAD,
            ),
            pgtrigger.Trigger(
                name="nobody_banned_goes_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "identity_hash", "unit_hash"),
                condition=pgtrigger.Condition(
                    "NEW.state IN (%s)" % ", ".join(f"'{state}'" for state in FORWARD)  # fixed words of this module
                ),
                func=BANNED,
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.number}）"

    def get_absolute_url(self):
        """The dossier's page."""
        return reverse("nominations:show", args=[self.number])

    @property
    def needs_endorsement(self):
        """Whether a body stands between the drafter and 市总: all but a direct self-nomination."""
        return self.filing_body_id is not None

    @property
    def is_dual(self):
        """双师型: a technician or above and an engineer or above (沪工总基〔2026〕60号 二), whether verified or not."""
        return self.skill_level in DUAL_SKILLS and self.title_level in DUAL_TITLES

    @property
    def dual_verification(self):
        """非双师型 / 待核验 / 已核验."""
        if not self.is_dual:
            return Verification.NONE
        return Verification.VERIFIED if self.dual_verified_at else Verification.PENDING


class Statement(models.Model):
    """陈述: what the nominator says on one of the four indicators (沪工总经〔2015〕260号 三(二))."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="statements")
    indicator = models.CharField("方面", max_length=20, choices=Indicator)
    text = models.TextField("陈述")

    class Meta:
        verbose_name = verbose_name_plural = "陈述"
        constraints = [models.UniqueConstraint(name="one_statement_per_indicator", fields=["nomination", "indicator"])]

    def __str__(self):
        return self.get_indicator_display()


class Achievement(models.Model):
    """业绩: one contest, award, patent, method, paper, apprenticeship or project (沪工总基〔2026〕60号 一、三)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="achievements")
    kind = models.CharField("类别", max_length=20, choices=AchievementKind)
    title = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    level = models.CharField("级别或名次", max_length=60, blank=True)
    number = models.CharField("证书或专利号", max_length=60, blank=True)
    rank = models.CharField("本人排名或作用", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "业绩"
        ordering = ("pk",)

    def __str__(self):
        return self.title


def evidence_path(evidence, filename):
    """Outside the web root, under a name nobody can guess and nothing of the original's."""
    return f"evidence/{evidence.season_code}/{evidence.token[:2]}/{evidence.token}"


class Evidence(models.Model):
    """佐证材料: one uploaded file, kept by content hash; ``indicator`` is empty for papers of the whole dossier."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="evidence")
    indicator = models.CharField("方面", max_length=20, choices=Indicator, blank=True)
    title = models.CharField("材料名称", max_length=120)
    file = models.FileField("文件", upload_to=evidence_path, max_length=200)
    token = models.CharField(max_length=43, unique=True, editable=False)
    original_name = models.CharField("原文件名", max_length=200)
    content_kind = models.CharField("格式", max_length=10)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ("indicator", "pk")

    def __str__(self):
        return self.title

    @property
    def season_code(self):
        """The folder."""
        return self.nomination.season.code


class Endorsement(models.Model):
    """审核意见: one level's opinion, rank among its own and stamp, or its return with a reason."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="endorsements")
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
        constraints = [
            models.UniqueConstraint(
                name="one_endorsement_per_level",
                fields=["nomination", "organisation"],
                condition=models.Q(is_endorsed=True, is_void=False),
            ),
            models.CheckConstraint(name="an_opinion_says_something", condition=~models.Q(opinion="")),
        ]

    def __str__(self):
        return f"{self.organisation}：{'同意' if self.is_endorsed else '退回'}"


class Consent(models.Model):
    """单独同意: given for one purpose, with the version of the text read, the moment and the origin; withdrawn likewise."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField("用途", max_length=20, choices=ConsentKind)
    text_version = models.CharField("文本版本", max_length=20)
    given_at = models.DateTimeField("同意时间")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    address = models.CharField("来源地址", max_length=45, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单独同意"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_standing_consent_per_kind",
                fields=["nomination", "kind"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.get_kind_display()


class ScreeningLine(models.Model):
    """资格审核逐项结论: one condition passed, failed or excepted with a reason (沪工总经〔2015〕260号 三(二)、(四))."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="screening_lines")
    condition = models.CharField("条件", max_length=20, choices=Condition)
    finding = models.CharField("结论", max_length=10, choices=Finding)
    reason = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="审核人")
    at = models.DateTimeField("时间")

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
