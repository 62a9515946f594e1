"""导出: what was asked for, by whom and why, and the one file that came of it."""

import secrets

import pgtrigger
from django.conf import settings
from django.db import models

from exports.states import KINDS, State


def new_token():
    """An unguessable name."""
    return secrets.token_urlsafe(32)


class MadeFile(models.Model):
    """A file the worker makes: exactly one, whatever happens to the worker.

    ``attempts`` is the fence: whoever makes the file knows the number it began under, and a worker that was taken for
    dead finds another one there and stops. ``seen_at`` is its last sign of life.
    """

    state = models.CharField("情况", max_length=10, choices=State, default=State.QUEUED)
    token = models.CharField(max_length=43, unique=True, editable=False, default=new_token)
    file = models.FileField("文件", max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField("字节数", default=0, editable=False)
    sha256 = models.CharField("文件校验值", max_length=64, blank=True, editable=False)
    done = models.PositiveIntegerField("已办", default=0, editable=False)
    total = models.PositiveIntegerField("总数", default=0, editable=False)
    attempts = models.PositiveSmallIntegerField("生成次数", default=0, editable=False)
    seen_at = models.DateTimeField("最近进展", null=True, editable=False)
    made_at = models.DateTimeField("生成时间", null=True, editable=False)
    expires_at = models.DateTimeField("保留至", null=True, editable=False)
    problem = models.CharField("未能生成的原因", max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def state_kind(self):
        """How the state is marked."""
        return KINDS[State(self.state)]

    @property
    def progress_words(self):
        """How far it is."""
        if self.state == State.MAKING and self.total:
            return f"{self.get_state_display()}，{self.done} / {self.total}"
        return str(self.get_state_display())


class Export(MadeFile):
    """导出: one list, asked for by one person, fetched once by the same person."""

    kind = models.CharField("名册", max_length=60)
    title = models.CharField("名称", max_length=60)
    asked = models.JSONField("筛选条件", default=dict, blank=True)
    asked_words = models.CharField("范围", max_length=300)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports", verbose_name="导出人"
    )
    asked_at = models.DateTimeField("申请时间")
    is_unmasked = models.BooleanField("含完整号码", default=False)
    reason = models.CharField("理由", max_length=300, blank=True)
    rows = models.PositiveIntegerField("人数", default=0, editable=False)
    revealed = models.PositiveIntegerField("显示完整号码的人数", default=0, editable=False)
    fetched_at = models.DateTimeField("领取时间", null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "导出"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="export_state_is_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="an_unmasked_export_says_why", condition=models.Q(is_unmasked=False) | ~models.Q(reason="")
            ),
            models.CheckConstraint(
                name="a_masked_export_reveals_nobody", condition=models.Q(is_unmasked=True) | models.Q(revealed=0)
            ),
            models.CheckConstraint(
                name="an_export_to_fetch_has_a_file",
                condition=~models.Q(state=State.READY) | (~models.Q(file="") & models.Q(expires_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_fetched_export_says_when",
                condition=models.Q(state=State.FETCHED, fetched_at__isnull=False)
                | (~models.Q(state=State.FETCHED) & models.Q(fetched_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="exports_by_person"),
            models.Index(fields=["state", "seen_at"], name="exports_by_state"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="fetched_once",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("fetched_at", "state"),
                condition=pgtrigger.Q(old__fetched_at__isnull=False),
                func="""
                    IF NEW.fetched_at IS DISTINCT FROM OLD.fetched_at OR NEW.state <> OLD.state THEN
                        RAISE EXCEPTION '导出只能领取一次' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.ReadOnly(
                name="asked_stays_asked", fields=["kind", "asked", "asked_by", "asked_at", "is_unmasked", "reason"]
            ),
        ]

    def __str__(self):
        return f"{self.title}（{self.number}）"

    @property
    def number(self):
        """导出编号, printed on every page of the file."""
        return f"DC{self.pk:06d}"
