"""异议: against one name of one notice, sealed, answered."""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from privacy.fields import EncryptedTextField
from publicity.models.notices import NoticeName
from publicity.states import OPEN, InquiryFinding, ObjectionState, ObjectorKind, RefusalGround, Way


def objection_path(objection, filename):
    """Where the one file of an objection lay before it became a paper; the first migration names it."""
    return f"objections/{secrets.token_urlsafe(24)}"


class Objection(models.Model):
    """异议: against one name of one notice. Who objected is encrypted and seen by the inquiry only, each look on record.

    ``receipt`` cannot be guessed: whoever has it follows the case without an account. ``sameness`` is a keyed hash of all
    that was sent, so that the same letter sent ten times is one objection; ``contact_hash`` finds a flood from one contact.

    匿名线索 are kept in a register of their own (``is_lead``): they hold no name until an inquiry takes them up.
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
    contact_hash = models.CharField("联系方式散列", max_length=64, blank=True, db_index=True, editable=False)
    way = models.CharField("来源", max_length=20, choices=Way, default=Way.PORTAL)
    filed_at = models.DateTimeField("提出时间")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="代为登记人",
    )
    registered_at = models.DateTimeField("登记时间", null=True, blank=True)
    decide_by = models.DateField("受理决定期限", null=True, blank=True)
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
    extensions = models.PositiveSmallIntegerField("已延期次数", default=0)
    stepping_back = models.CharField("请求回避的理由", max_length=300, blank=True)
    reminded_on = models.DateField("最近一次提醒", null=True, blank=True, editable=False)
    looked_at_anew = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inquired_anew",
        verbose_name="所复核的异议",
    )
    finding = models.CharField("核查结论", max_length=20, choices=InquiryFinding, blank=True)
    report = models.TextField("核查情况", blank=True)
    reply = models.TextField("答复", blank=True)
    correction = models.CharField("须更正的公示内容", max_length=500, blank=True)
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
                name="only_what_is_partly_upheld_corrects",
                condition=models.Q(correction="") | models.Q(finding=InquiryFinding.PARTLY),
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
                name="what_was_objected_stays",
                operation=pgtrigger.UpdateOf(
                    "notice_name_id",
                    "receipt",
                    "sameness",
                    "objector_kind",
                    "objector_name",
                    "objector_contact",
                    "contact_hash",
                    "content",
                    "way",
                    "filed_at",
                ),
            ),
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
        """Not yet answered."""
        return self.state in OPEN

    @property
    def is_lead(self):
        """匿名线索: in its own register, and no hold by itself."""
        return self.objector_kind == ObjectorKind.ANONYMOUS

    @property
    def due(self):
        """The day by which the next step is owed, if one is."""
        return {ObjectionState.RECEIVED: self.decide_by, ObjectionState.INQUIRY: self.due_on}.get(self.state)
