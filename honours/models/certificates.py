"""证书: owed with the honour, pressed exactly once, its data and bytes frozen (沪工总经〔2015〕260号 三(五)).

An honour has one current certificate (现行证书), which ``Honour.certificate`` points to; those replaced before it (换发、补发)
stay as rows of their own and answer a verification for ever.
"""

import pgtrigger
from django.db import models
from django.urls import reverse

from honours.models.honours import Honour
from honours.states import Standing

# asked at the commit, when the new certificate stands and the honour points to it
CURRENT_IS_REPLACED = """
    IF EXISTS (
        SELECT 1 FROM honours_honour h JOIN honours_certificate c ON c.id = h.certificate_id
         WHERE c.id = NEW.id AND c.replaced_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '已换发的证书不得仍为现行证书' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Certificate(models.Model):
    """证书: owed when the honour is made, pressed exactly once by the worker; data and bytes are frozen then.

    ``serial`` is without gaps in a season; ``code`` is the unguessable word of the public verification address.
    ``awaits_signing_since`` is set while the signing key cannot be used (待签章); ``signed_by`` is the SHA-256 of the
    signer's certificate.
    """

    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="certificates", verbose_name="荣誉")
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        verbose_name="换发前的证书",
    )
    serial = models.CharField("证书编号", max_length=30, unique=True)
    code = models.CharField("查验码", max_length=32, unique=True)
    context = models.JSONField("证书内容", default=dict)
    owed_at = models.DateTimeField("待制证时间")
    pressed_at = models.DateTimeField("制证时间", null=True, blank=True)
    file = models.FileField("文件", upload_to="certificates/", max_length=200, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    signed_by = models.CharField("签章证书指纹", max_length=64, blank=True)
    awaits_signing_since = models.DateTimeField("待签章始于", null=True, blank=True)
    awaits_signing_because = models.CharField("待签章的原因", max_length=300, blank=True)
    problem = models.CharField("未能制证的原因", max_length=300, blank=True)
    replaced_at = models.DateTimeField("换发时间", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "证书"
        ordering = ("serial",)
        constraints = [
            models.CheckConstraint(
                name="a_pressed_certificate_has_its_bytes",
                condition=models.Q(pressed_at__isnull=True) | (~models.Q(sha256="") & ~models.Q(file="")),
            ),
            models.CheckConstraint(
                name="what_awaits_signing_is_not_pressed",
                condition=models.Q(pressed_at__isnull=True) | models.Q(awaits_signing_since__isnull=True),
            ),
            models.CheckConstraint(
                name="only_a_pressed_certificate_is_replaced",  # or one that was revoked first: a restored honour gets a new one
                condition=models.Q(replaced_at__isnull=True)
                | models.Q(pressed_at__isnull=False)
                | models.Q(revoked_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_current_certificate_an_honour",
                fields=["honour"],
                condition=models.Q(replaced_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="pressed_bytes_stay",
                operation=pgtrigger.UpdateOf("serial", "code", "context", "file", "sha256", "pressed_at", "signed_by"),
                condition=pgtrigger.Q(old__pressed_at__isnull=False),
            ),
            pgtrigger.Protect(name="certificates_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_revoked_certificate_stays_revoked",
                operation=pgtrigger.UpdateOf("revoked_at"),
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="a_replaced_certificate_stays_replaced",
                operation=pgtrigger.UpdateOf("replaced_at"),
                condition=pgtrigger.Q(old__replaced_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="a_certificate_keeps_its_honour", operation=pgtrigger.UpdateOf("honour_id", "replaces_id")
            ),
            pgtrigger.Trigger(
                name="a_replaced_certificate_is_not_the_current",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("replaced_at"),
                func=CURRENT_IS_REPLACED,
                timing=pgtrigger.Deferred,
            ),
        ]

    def __str__(self):
        return self.serial

    def get_absolute_url(self):
        """The public verification page."""
        return reverse("honours:verify_code", args=[self.code])

    @property
    def standing(self):
        """Whether it holds today: 有效, 已换发 or 已撤销; a revocation outweighs a replacement."""
        if self.revoked_at:
            return Standing.REVOKED
        return Standing.REPLACED if self.replaced_at else Standing.VALID
