"""破格申请: what a self-nominee asks to be relaxed, and what screening decided of it (沪工总基〔2026〕60号 下一步一)."""

from django.conf import settings
from django.db import models

from nominations.models.dossier import Evidence
from nominations.models.freezing import requests_stay
from nominations.models.nomination import Nomination
from nominations.states import RELAXABLE, Condition, ExceptionDecision


class ExceptionRequest(models.Model):
    """One requirement asked to be relaxed: why, by what evidence, and who granted or refused it when.

    ``condition`` names one of the conditions that 破格 may reach; empty, the requirement stands in ``words``.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="exception_requests")
    condition = models.CharField(
        "申请放宽的条件",
        max_length=20,
        blank=True,
        choices=[(condition.value, condition.label) for condition in RELAXABLE],
    )
    words = models.CharField("其他要求", max_length=200, blank=True)
    reason = models.TextField("申请破格的理由", blank=True)
    papers = models.ManyToManyField(Evidence, blank=True, related_name="exception_requests", verbose_name="佐证材料")
    decision = models.CharField("决定", max_length=20, choices=ExceptionDecision, blank=True)
    decision_reason = models.CharField("决定的理由", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "破格申请"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_exception_request_per_condition",
                fields=["nomination", "condition"],
                condition=~models.Q(condition=""),
                violation_error_message="同一条件只能提出一项破格申请。",
            ),
            models.CheckConstraint(
                name="an_exception_request_names_its_requirement",
                condition=~models.Q(condition="") | ~models.Q(words=""),
                violation_error_message="破格申请须写明申请放宽的条件。",
            ),
            models.CheckConstraint(
                name="exceptions_are_decided_by_somebody_with_a_reason",
                condition=models.Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    ~models.Q(decision="")
                    & ~models.Q(decision_reason="")
                    & models.Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                violation_error_message="破格申请的决定须有决定人、时间和理由。",
            ),
        ]
        triggers = requests_stay()

    def __str__(self):
        return self.requirement

    @property
    def requirement(self):
        """What is asked to be relaxed."""
        return Condition(self.condition).label if self.condition else self.words

    def is_decided_for(self, nomination):
        """Whether the decision was made on the dossier as it was last filed."""
        return self.decided_at is not None and (
            nomination.submitted_at is None or self.decided_at >= nomination.submitted_at
        )

    def reaches(self, condition):
        """Whether a grant of this request lets a condition be excepted; one asked for in words reaches both."""
        return condition in RELAXABLE and self.condition in ("", condition)
