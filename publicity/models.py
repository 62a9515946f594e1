"""公示: the proposed names are published in the outlets and may be objected to (沪工总经〔2015〕260号 三(四))."""

import secrets
from datetime import time

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from common.dates import at_time, beijing
from nominations.models import Nomination
from privacy.fields import EncryptedTextField
from publicity.states import OPEN, InquiryFinding, NameState, ObjectionState, ObjectorKind, RefusalGround
from seasons.models import Outlet, Rulebook, Season

PUBLISHED = pgtrigger.Q(old__published_at__isnull=False)
LIST_IS_SEALED = """
    IF EXISTS (SELECT 1 FROM publicity_notice
                WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.notice_id ELSE OLD.notice_id END)
                  AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION '公示已发布，名单不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def proof_path(publication, filename):
    """Outside the web root, under a name nobody can guess."""
    return f"publications/{secrets.token_urlsafe(24)}"


def objection_path(objection, filename):
    """Outside the web root; a stamped letter tells who objects, so not even its name is kept on disk."""
    return f"objections/{secrets.token_urlsafe(24)}"


class Notice(models.Model):
    """公示: text, list and dates, frozen and hashed when published.

    ``opens_on`` and ``closes_at`` are stored, not recomputed: what was printed is what holds. ``counted`` keeps how the
    clock counted, day by day. Published text and dates may not be edited; the closing moment may only be recorded.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="notices", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("标题", max_length=120)
    text = models.TextField("正文")
    opens_on = models.DateField("公示首日")
    closes_at = models.DateTimeField("公示截止")
    counted = models.JSONField("计日明细", default=list)
    contact = models.CharField("联系方式", max_length=300)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="拟稿人"
    )
    prepared_at = models.DateTimeField("拟稿时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="发布人",
    )
    list_hash = models.CharField("名单校验值", max_length=64, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="one_notice_per_number", fields=["season", "number"]),
            models.CheckConstraint(
                name="a_published_notice_is_hashed",
                condition=models.Q(published_at__isnull=True) | ~models.Q(list_hash=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_words_stay",
                operation=pgtrigger.UpdateOf(
                    "season_id",
                    "rulebook_id",
                    "number",
                    "title",
                    "text",
                    "contact",
                    "opens_on",
                    "closes_at",
                    "counted",
                    "list_hash",
                    "published_at",
                ),
                condition=PUBLISHED,
            ),
            pgtrigger.Protect(name="published_notices_stay", operation=pgtrigger.Delete, condition=PUBLISHED),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The public page."""
        return reverse("publicity:notice", args=[self.season.code, self.number])

    @property
    def is_published(self):
        """已发布: sealed for good."""
        return self.published_at is not None

    @property
    def is_closed(self):
        """已办结."""
        return self.closed_at is not None

    @property
    def last_day(self):
        """The Beijing day of the closing moment."""
        return beijing(self.closes_at).date()

    @property
    def opens_at(self):
        """The first moment of the first day."""
        return at_time(self.opens_on, time.min)


class NoticeName(models.Model):
    """公示名单中的一人: name, unit and post as printed, in the frozen order."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="names", verbose_name="公示")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="notice_names", verbose_name="申报"
    )
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("姓名", max_length=60)
    unit_name = models.CharField("工作单位", max_length=120)
    post = models.CharField("岗位（职务）", max_length=60)
    state = models.CharField("状态", max_length=20, choices=NameState, default=NameState.SHOWN)

    class Meta:
        verbose_name = verbose_name_plural = "公示人选"
        ordering = ("notice", "position")
        constraints = [
            models.UniqueConstraint(name="one_row_per_name", fields=["notice", "nomination"]),
            models.UniqueConstraint(
                name="one_name_per_position",
                fields=["notice", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_lists_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.Delete
                | pgtrigger.UpdateOf("notice_id", "nomination_id", "position", "name", "unit_name", "post"),
                func=LIST_IS_SEALED,
            )
        ]

    def __str__(self):
        return self.name


class Publication(models.Model):
    """发布登记: the notice appeared in this outlet at this time and address, with proof."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="publications", verbose_name="公示")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+", verbose_name="渠道")
    appeared_at = models.DateTimeField("刊发时间")
    place = models.CharField("网址或版面", max_length=300)
    proof = models.FileField("刊发凭证", upload_to=proof_path, max_length=200, blank=True)
    proof_name = models.CharField("凭证文件名", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "发布登记"
        constraints = [models.UniqueConstraint(name="one_publication_per_outlet", fields=["notice", "outlet"])]

    def __str__(self):
        return f"{self.outlet}"


class Objection(models.Model):
    """异议: against one name of one notice. Who objected is encrypted and seen by the inquiry only, each look on record.

    ``receipt`` cannot be guessed: whoever has it follows the case without an account. ``sameness`` is a keyed hash of all
    that was sent, so that the same letter sent ten times is one objection.
    """

    notice_name = models.ForeignKey(
        NoticeName, on_delete=models.PROTECT, related_name="objections", verbose_name="公示人选"
    )
    receipt = models.CharField("受理编号", max_length=30, unique=True)
    sameness = models.CharField("同一性散列", max_length=64, unique=True, editable=False)
    objector_kind = models.CharField("异议人类别", max_length=20, choices=ObjectorKind)
    objector_name = EncryptedTextField("姓名或单位名称", blank=True)
    objector_contact = EncryptedTextField("联系方式", blank=True)
    content = EncryptedTextField("异议内容")
    evidence = models.FileField("证据材料", upload_to=objection_path, max_length=200, blank=True)
    evidence_name = models.CharField("证据文件名", max_length=200, blank=True)
    filed_at = models.DateTimeField("提出时间")
    state = models.CharField("状态", max_length=20, choices=ObjectionState, default=ObjectionState.RECEIVED)
    refusal_ground = models.CharField("不予受理的理由", max_length=20, choices=RefusalGround, blank=True)
    refusal_note = models.CharField("说明", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="受理人",
    )
    decided_at = models.DateTimeField("受理决定时间", null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name="核查人",
    )
    due_on = models.DateField("核查期限", null=True, blank=True)
    finding = models.CharField("核查结论", max_length=20, choices=InquiryFinding, blank=True)
    report = models.TextField("核查情况", blank=True)
    reply = models.TextField("答复", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "异议"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_refused_objection_says_why",
                condition=~models.Q(state=ObjectionState.REFUSED) | ~models.Q(refusal_ground=""),
            ),
            models.CheckConstraint(
                name="an_inquiry_has_an_assignee_and_a_deadline",
                condition=~models.Q(state=ObjectionState.INQUIRY)
                | models.Q(assignee__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_closed_objection_has_a_finding_and_a_reply",
                condition=~models.Q(state=ObjectionState.CLOSED) | (~models.Q(finding="") & ~models.Q(reply="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="objections_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_answered_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[ObjectionState.REFUSED, ObjectionState.CLOSED]),
            ),
        ]

    def __str__(self):
        return f"对{self.notice_name.name}的异议"

    def get_absolute_url(self):
        """The docket's page; the receipt number is the objector's alone and stands in no address of ours."""
        return reverse("publicity:objection", args=[self.pk])

    @property
    def is_open(self):
        """Not yet answered: the name cannot pass."""
        return self.state in OPEN
