"""申报: one person proposed in one season through one channel (沪工总经〔2015〕260号 三(二)、(三))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from nominations.lifecycle import Lifecycle
from nominations.models.freezing import columns_stay
from nominations.models.guards import BANNED, BANNED_BODY, BORN_A_DRAFT, FORWARD, ONLY_THE_ROAD
from nominations.states import (
    DUAL_SKILLS,
    DUAL_TITLES,
    FILED,
    WITH_NOMINATOR,
    Channel,
    Degree,
    DocumentKind,
    Education,
    Ownership,
    PoliticalStanding,
    Sex,
    SkillLevel,
    State,
    StudioKind,
    TitleLevel,
    TitleSeries,
    UnitSize,
    Verification,
    WorkerKind,
)
from organisations.models import Organisation
from privacy.fields import EncryptedTextField
from seasons.models import Industry, Rulebook, Season


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
    degree = models.CharField("学位", max_length=20, choices=Degree, blank=True)
    phone = EncryptedTextField("手机号", blank=True)

    # 工会与单位
    is_union_member = models.BooleanField("工会会员", default=False)
    union_name = models.CharField("所在基层工会", max_length=120, blank=True)
    union_card_number = models.CharField("会员证号", max_length=40, blank=True)
    district = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所属区、局（产业）工会",
    )
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
    skill_certified_on = models.DateField("技能等级证书发证日期", null=True, blank=True)
    skill_issuer = models.CharField("技能等级证书发证机构", max_length=80, blank=True)
    title_level = models.CharField("职称层级", max_length=30, choices=TitleLevel, default=TitleLevel.NONE)
    title_series = models.CharField("职称系列", max_length=60, choices=TitleSeries, blank=True)
    title_name = models.CharField("职称名称", max_length=60, blank=True)
    title_certificate = models.CharField("职称证书编号", max_length=60, blank=True)
    title_certified_on = models.DateField("职称取得日期", null=True, blank=True)
    title_issuer = models.CharField("职称评审（发证）机构", max_length=80, blank=True)
    studio_kind = models.CharField("工作室类别", max_length=30, choices=StudioKind, blank=True)
    studio_name = models.CharField("工作室名称", max_length=80, blank=True)
    dual_verified_at = models.DateTimeField("双师资质核验时间", null=True, editable=False)

    summary = models.TextField("事迹简介", blank=True)
    deeds = models.TextField("事迹材料", blank=True)

    # 退回: the sections named at the latest return, as keys of the dossier's sections; none named is all of them
    returned_sections = models.JSONField("退回的各节", default=list, blank=True, editable=False)

    # 准予另行申报: the person of a declined nomination may be nominated once more
    freed_at = models.DateTimeField("准予另行申报时间", null=True, editable=False)

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

    # 清除 (个人信息保护法 第十九条、第四十七条)
    purge_on = models.DateField("清除日期", null=True, editable=False, db_index=True)
    purge_told_at = models.DateTimeField("清除告知时间", null=True, editable=False)
    purged_at = models.DateTimeField("清除时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "申报"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_active_nomination_per_person_and_season",
                fields=["season", "identity_hash"],
                condition=~models.Q(state=State.WITHDRAWN) & models.Q(freed_at__isnull=True),
                violation_error_message="该人选本年度已有申报。",
            ),
            models.UniqueConstraint(
                name="a_person_is_freed_once_a_season",
                fields=["season", "identity_hash"],
                condition=models.Q(freed_at__isnull=False),
                violation_error_message="该人选本年度已经准予另行申报一次。",
            ),
            models.CheckConstraint(
                name="only_what_was_declined_frees_its_person",
                condition=models.Q(freed_at__isnull=True) | models.Q(state__in=(State.DECLINED, State.DISQUALIFIED)),
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
            models.Index(fields=["state", "submitted_at", "screener"], name="nominations_to_screen"),
        ]
        triggers = [
            *columns_stay(),
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
            pgtrigger.Trigger(
                name="no_banned_body_drafts",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=BANNED_BODY,
            ),
            pgtrigger.Trigger(
                name="no_banned_body_endorses_or_files",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state", "drafting_body_id", "filing_body_id"),
                condition=pgtrigger.Q(
                    old__state__in=list(WITH_NOMINATOR), new__state__in=["recommended", "endorsed", "submitted"]
                ),
                func=BANNED_BODY,
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
    def is_declared(self):
        """Whether the promise of truth covers the dossier as it stands (沪工总经〔2015〕260号 五(三))."""
        return self.declared_at is not None and self.declared_at >= self.changed_at

    @property
    def studio_words(self):
        """工作室 with its kind; empty where there is none."""
        kind = self.get_studio_kind_display()
        return f"{self.studio_name}（{kind}）" if self.studio_name and kind else self.studio_name or kind

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
