"""审定决议, and the guard of the approved nomination."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from decisions.models.guards import UNRESOLVED
from decisions.models.sittings import Sitting
from nominations.models import Nomination


class Resolution(models.Model):
    """审定决议: numbered, with the text, made when the sitting closes; never edited."""

    sitting = models.OneToOneField(Sitting, on_delete=models.PROTECT, related_name="resolution", verbose_name="会议")
    number = models.CharField("文号", max_length=60, unique=True)
    resolved_on = models.DateField("决议日期")
    text = models.TextField("决议正文")
    signed_by = models.CharField("签发人", max_length=60)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = verbose_name_plural = "审定决议"
        ordering = ("-pk",)
        triggers = [pgtrigger.Protect(name="resolutions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """The resolution as a paper."""
        return reverse("decisions:resolution", args=[self.sitting_id])


class ResolvedNomination(Nomination):
    """A second face of the nomination that carries this floor's guard: approved only by a resolution that names it."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "审定人选"
        triggers = [
            pgtrigger.Trigger(
                name="approved_only_by_resolution",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state="approved"),
                func=UNRESOLVED,
                timing=pgtrigger.Deferred,
            )
        ]
