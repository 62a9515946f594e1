"""案件: from a report to its end; whom it is about, and what they said."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from common.dates import beijing
from findings.states import (
    CASE_ROAD,
    OPEN,
    CaseSource,
    CaseState,
    DeclineGround,
    Ground,
    Party,
    StatementWay,
)
from nominations.models import Nomination
from nominations.states import Scan
from privacy.fields import EncryptedTextField
from publicity.models import Objection
from publicity.models.papers import KeptPaper
from publicity.states import ObjectorKind
from sanctions.models import Ban

CASE_OFF_ITS_ROAD = """
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[%s])) THEN
        RAISE EXCEPTION '案件进程不能由 %% 变为 %%', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""" % ", ".join(f"'{source}>{target}'" for source, target in CASE_ROAD)


class Case(models.Model):
    """案件: one report or lead, looked into once, about one person or about many (a whole batch).

    What was reported is sealed like an objection; what is held against the parties (``ground``, ``facts``) is written
    down when they are told of it, and the finding may say nothing else.
    """

    source = models.CharField("线索来源", max_length=20, choices=CaseSource)
    objection = models.OneToOneField(
        Objection, on_delete=models.PROTECT, null=True, blank=True, related_name="case", verbose_name="移送的异议"
    )
    about = models.CharField("反映对象", max_length=200)
    content = EncryptedTextField("反映内容")
    state = models.CharField("进程", max_length=20, choices=CaseState, default=CaseState.RECEIVED)
    received_at = models.DateTimeField("收到时间")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )
    decline_ground = models.CharField("不予立案的理由", max_length=20, choices=DeclineGround, blank=True)
    decline_note = models.CharField("说明", max_length=300, blank=True)
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="初核人",
    )
    screened_at = models.DateTimeField("初核时间", null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="核查人",
    )
    due_on = models.DateField("办理期限", null=True, blank=True)
    report = models.TextField("核查情况", blank=True)
    ground = models.CharField("拟认定事由", max_length=20, choices=Ground, blank=True)
    facts = models.TextField("拟认定事实", blank=True)
    told_at = models.DateTimeField("告知时间", null=True, blank=True)
    respond_by = models.DateField("陈述申辩期限", null=True, blank=True)
    bans_person = models.BooleanField("拟对个人禁报", default=False)
    bans_unit = models.BooleanField("拟对单位禁报", default=False)
    further_bans = models.ManyToManyField(
        Ban, related_name="cases", blank=True, verbose_name="另行决定的禁报（推荐单位、评审专家）"
    )
    clear_reason = models.CharField("不予认定的理由", max_length=1000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="办结人",
    )
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "查实案件"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_declined_case_says_why",
                condition=~models.Q(state=CaseState.DECLINED) | ~models.Q(decline_ground=""),
            ),
            models.CheckConstraint(
                name="an_inquired_case_has_an_assignee_and_a_deadline",
                condition=~models.Q(state=CaseState.INQUIRY) | models.Q(assignee__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="the_parties_are_told_ground_facts_and_deadline",
                condition=~models.Q(state=CaseState.HEARING)
                | (
                    models.Q(told_at__isnull=False, respond_by__isnull=False)
                    & ~models.Q(ground="")
                    & ~models.Q(facts="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="cases_by_deadline")]
        triggers = [
            pgtrigger.Protect(name="cases_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="cases_keep_to_their_road",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=CASE_OFF_ITS_ROAD,
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        """案号, which every entry of the ledger carries that the case has caused."""
        return f"CH{beijing(self.received_at).year}-{self.pk:04d}"

    def get_absolute_url(self):
        """The docket's page."""
        return reverse("findings:case", args=[self.pk])

    @property
    def is_open(self):
        """Not ended yet."""
        return self.state in OPEN


class CaseSubject(models.Model):
    """被核查的申报: the person and the unit of one nomination."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects", verbose_name="案件")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="cases", verbose_name="申报")

    class Meta:
        verbose_name = verbose_name_plural = "被核查的申报"
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="a_nomination_once_in_a_case", fields=["case", "nomination"])]

    def __str__(self):
        return f"{self.nomination.name}（{self.nomination.number}）"

    def get_absolute_url(self):
        """The party's own page."""
        return reverse("findings:own_case", args=[self.pk])


class Statement(models.Model):
    """陈述申辩: what the person or the unit says to what is held against them."""

    subject = models.ForeignKey(
        CaseSubject, on_delete=models.PROTECT, related_name="statements", verbose_name="被核查人"
    )
    party = models.CharField("陈述方", max_length=10, choices=Party)
    way = models.CharField("方式", max_length=10, choices=StatementWay)
    text = models.TextField("陈述和申辩")
    made_at = models.DateTimeField("时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="陈述或登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "陈述申辩"
        ordering = ("pk",)
        constraints = [models.CheckConstraint(name="a_statement_says_something", condition=~models.Q(text=""))]
        triggers = [pgtrigger.Protect(name="statements_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.subject}{self.get_party_display()}的陈述申辩"


class Report(models.Model):
    """举报: who reported is encrypted and seen by the inquiry only, each look on record; followed by a receipt."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="public_report", verbose_name="案件")
    receipt = models.CharField("受理编号", max_length=30, unique=True)
    sameness = models.CharField("同一性散列", max_length=64, unique=True, editable=False)
    kind = models.CharField("举报人类别", max_length=20, choices=ObjectorKind)
    name = EncryptedTextField("姓名或单位名称", blank=True)
    contact = EncryptedTextField("联系方式", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "举报"
        triggers = [pgtrigger.Protect(name="reports_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.case}的举报"


class CasePaper(KeptPaper):
    """案件材料: numbered, without a name, for a file's name often says who sent it."""

    folder = "cases"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers", verbose_name="案件")
    from_reporter = models.BooleanField("举报人提供", default=False)
    ordinal = models.PositiveSmallIntegerField("序号")

    class Meta:
        verbose_name = verbose_name_plural = "案件材料"
        ordering = ("case", "ordinal")
        indexes = [models.Index(fields=["id"], name="cases_to_scan", condition=models.Q(scan=Scan.WAITING))]
        constraints = [models.UniqueConstraint(name="one_case_paper_per_ordinal", fields=["case", "ordinal"])]

    def __str__(self):
        return f"材料{self.ordinal}（{'举报人提供' if self.from_reporter else '核查取得'}）"

    @property
    def about(self):
        """The case; its page asks who may open what."""
        return self.case

    @property
    def name(self):
        """What it is called when it is handed out."""
        return f"{self.case.reference}材料{self.ordinal}{self.ending}"
