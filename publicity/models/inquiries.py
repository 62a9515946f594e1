"""核查: what the inquirer writes down, and what the person objected to says to it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from privacy.fields import EncryptedTextField
from publicity.models.objections import Objection


class InquiryNote(models.Model):
    """核查记录: one step of the inquiry, with the papers gathered by it; never edited."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="notes", verbose_name="异议")
    content = EncryptedTextField("记录")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="记录人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "核查记录"
        ordering = ("at", "pk")
        triggers = [pgtrigger.Protect(name="inquiry_notes_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.objection}的核查记录"


class Statement(models.Model):
    """陈述: what the person objected to, or the body that filed, is asked in the inquirer's words, and answers.

    The question is all they are told; neither the letter of objection nor who wrote it is shown to them.
    """

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="statements", verbose_name="异议")
    question = EncryptedTextField("需要说明的情况")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    asked_at = models.DateTimeField("提出时间")
    due_on = models.DateField("陈述期限")
    answer = EncryptedTextField("陈述", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="陈述人",
    )
    answered_at = models.DateTimeField("陈述时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "陈述"
        ordering = ("asked_at", "pk")
        constraints = [
            models.UniqueConstraint(
                name="one_question_at_a_time",
                fields=["objection"],
                condition=models.Q(answered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_answered_question_has_somebody_who_answered",
                condition=models.Q(answered_at__isnull=True) | models.Q(answered_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="statements_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_stated_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.objection.notice_name.name}的陈述"

    def get_absolute_url(self):
        """The page of who is asked; nothing of the objection stands on it."""
        return reverse("publicity:statement", args=[self.pk])
