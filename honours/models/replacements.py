"""换发、补发: why a certificate is to be replaced, with its proof, and who decided (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.states import Role
from honours.models.certificates import Certificate
from honours.states import ReplacementKind, ReplacementState
from nominations.states import Scan
from publicity.models.papers import KeptPaper


class Replacement(models.Model):
    """换发、补发申请: asked by one person, decided by another.

    The words of a certificate change only here: ``new_name`` of a granted change of name is what the new certificate says.
    The honour itself keeps the name under which it was conferred.
    """

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="replacements", verbose_name="原证书"
    )
    kind = models.CharField("事由", max_length=10, choices=ReplacementKind)
    new_name = models.CharField("变更后的姓名", max_length=60, blank=True)
    reason = models.CharField("情况说明", max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="申请人"
    )
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField("进程", max_length=10, choices=ReplacementState, default=ReplacementState.ASKED)
    opinion = models.CharField("审批意见", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="审批人",
    )
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "换发、补发申请"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_open_replacement_a_certificate",
                fields=["certificate"],
                condition=models.Q(state=ReplacementState.ASKED),
            ),
            models.UniqueConstraint(
                name="a_certificate_is_replaced_once",
                fields=["certificate"],
                condition=models.Q(state=ReplacementState.GRANTED),
            ),
            models.CheckConstraint(
                name="a_change_of_name_says_the_name",
                condition=models.Q(kind=ReplacementKind.RENAMED) & ~models.Q(new_name="")
                | ~models.Q(kind=ReplacementKind.RENAMED) & models.Q(new_name=""),
            ),
            models.CheckConstraint(
                name="a_replacement_is_decided_by_another",
                condition=models.Q(state=ReplacementState.ASKED, decided_by__isnull=True, decided_at__isnull=True)
                | ~models.Q(state=ReplacementState.ASKED)
                & models.Q(decided_at__isnull=False)
                & ~models.Q(decided_by=models.F("asked_by"))
                & models.Q(decided_by__isnull=False)
                & ~models.Q(opinion=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="replacements_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_decided_replacement_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=ReplacementState.ASKED.value),
            ),
            pgtrigger.Protect(
                name="what_was_asked_of_a_replacement_stays",
                operation=pgtrigger.UpdateOf("certificate_id", "kind", "new_name", "reason", "asked_by_id", "asked_at"),
            ),
        ]

    def __str__(self):
        return f"{self.certificate.serial} {self.get_kind_display()}"

    def get_absolute_url(self):
        """The request's page, for the office."""
        return reverse("honours:replacement", args=[self.pk])


class ReplacementProof(KeptPaper):
    """证明材料: the scan or photo that bears a request out (遗失声明、户口簿变更页)."""

    folder = "replacements"
    keeper = Role.REVIEW_OFFICE

    replacement = models.OneToOneField(
        Replacement, on_delete=models.PROTECT, related_name="proof", verbose_name="换发、补发申请"
    )

    class Meta:
        verbose_name = verbose_name_plural = "换发证明材料"
        indexes = [
            models.Index(fields=["id"], name="replacement_proofs_to_scan", condition=models.Q(scan=Scan.WAITING))
        ]
        triggers = [
            pgtrigger.Protect(name="proofs_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_proof_stays_as_it_came",
                operation=pgtrigger.UpdateOf("replacement_id", "file", "sha256", "received_sha256"),
            ),
        ]

    def __str__(self):
        return f"{self.replacement}证明材料"

    @property
    def about(self):
        """The request it bears out."""
        return self.replacement

    @property
    def name(self):
        """What it is called when it is handed out."""
        return f"{self.replacement.certificate.serial}换发证明材料{self.ending}"
