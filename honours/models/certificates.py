"""证书: owed with the honour, pressed exactly once, its data and bytes frozen (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.db import models
from django.urls import reverse

from honours.models.honours import Honour


class Certificate(models.Model):
    """证书: owed when the honour is made, pressed exactly once by the worker; data and bytes are frozen then.

    ``serial`` is without gaps in a season; ``code`` is the unguessable word of the public verification address.
    """

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="certificate", verbose_name="荣誉")
    serial = models.CharField("证书编号", max_length=30, unique=True)
    code = models.CharField("查验码", max_length=32, unique=True)
    context = models.JSONField("证书内容", default=dict)
    owed_at = models.DateTimeField("待制证时间")
    pressed_at = models.DateTimeField("制证时间", null=True, blank=True)
    file = models.FileField("文件", upload_to="certificates/", max_length=200, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    problem = models.CharField("未能制证的原因", max_length=300, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "证书"
        ordering = ("serial",)
        constraints = [
            models.CheckConstraint(
                name="a_pressed_certificate_has_its_bytes",
                condition=models.Q(pressed_at__isnull=True) | (~models.Q(sha256="") & ~models.Q(file="")),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="pressed_bytes_stay",
                operation=pgtrigger.UpdateOf("serial", "code", "context", "file", "sha256", "pressed_at"),
                condition=pgtrigger.Q(old__pressed_at__isnull=False),
            ),
            pgtrigger.Protect(name="certificates_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_revoked_certificate_stays_revoked",
                operation=pgtrigger.UpdateOf("revoked_at"),
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.serial

    def get_absolute_url(self):
        """The public verification page."""
        return reverse("honours:verify_code", args=[self.code])
