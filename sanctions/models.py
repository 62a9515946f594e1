"""禁报: for the rulebook's years nothing is accepted from the person or the unit (沪工总经〔2015〕260号 五(三))."""

import pgtrigger
from django.conf import settings
from django.db import models

from organisations.models import Organisation
from sanctions.states import SubjectKind


class Ban(models.Model):
    """One ban, from the day of the finding to ``until`` (inclusive).

    ``subject_hash`` is the keyed hash of the identity document, or of the unit's 统一社会信用代码: a new account, phone,
    district, spelling or channel does not get round it. A nominating body is known by its own code and its row, an expert by
    the document and the account, so that neither a corrected code nor an account without a document gets round it. A ban ends on its day or is lifted on appeal; it is never deleted.
    """

    subject_kind = models.CharField("对象", max_length=10, choices=SubjectKind)
    subject_hash = models.CharField("对象散列", max_length=64, db_index=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="bans", verbose_name="推荐单位"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bans",
        verbose_name="专家账户",
    )
    subject_name = models.CharField("姓名或单位名称", max_length=120)
    ground = models.CharField("事由", max_length=300)
    decision_number = models.CharField("决定文号", max_length=60)
    since = models.DateField("查实之日")
    until = models.DateField("至（含当日）")
    imposed_at = models.DateTimeField("登记时间")
    imposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    lifted_at = models.DateTimeField("解除时间", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="解除人",
    )
    lift_reason = models.CharField("解除理由", max_length=300, blank=True)
    ended_at = models.DateTimeField("期满登记时间", null=True, blank=True)
    reminded_at = models.DateTimeField("期满前提醒时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "禁报"
        ordering = ("-since", "-pk")
        constraints = [
            models.CheckConstraint(
                name="ban_ends_after_it_begins",
                condition=models.Q(until__gte=models.F("since")),
                violation_error_message="禁报截止日不得早于查实之日。",
            ),
            models.CheckConstraint(
                name="a_lifted_ban_says_why",
                condition=models.Q(lifted_at__isnull=True) | ~models.Q(lift_reason=""),
                violation_error_message="解除禁报须写明理由。",
            ),
            models.CheckConstraint(
                name="a_body_is_known_by_its_row_and_an_expert_by_his",
                condition=models.Q(subject_kind="body", organisation__isnull=False, account__isnull=True)
                | models.Q(subject_kind="expert", organisation__isnull=True, account__isnull=False)
                | models.Q(subject_kind__in=("person", "unit"), organisation__isnull=True, account__isnull=True),
                violation_error_message="对推荐单位的禁报须注明组织，对评审专家的须注明账户。",
            ),
        ]
        indexes = [
            models.Index(fields=["since", "until"], name="bans_by_day", condition=models.Q(lifted_at__isnull=True)),
            models.Index(
                fields=["subject_kind", "subject_hash"],
                name="bans_in_force",
                condition=models.Q(lifted_at__isnull=True, ended_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="bans_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_imposed_stays",
                operation=pgtrigger.UpdateOf(
                    "subject_kind",
                    "subject_hash",
                    "organisation_id",
                    "account_id",
                    "subject_name",
                    "ground",
                    "decision_number",
                    "since",
                    "until",
                    "imposed_at",
                    "imposed_by_id",
                ),
            ),
            pgtrigger.Protect(
                name="what_was_lifted_stays_lifted",
                operation=pgtrigger.UpdateOf("lifted_at", "lifted_by_id", "lift_reason"),
                condition=pgtrigger.Q(old__lifted_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.subject_name}（{self.get_subject_kind_display()}）"

    def is_in_force(self, on):
        """Whether the ban stands on a day; both its first and its last day are included."""
        return self.lifted_at is None and self.since <= on <= self.until

    def course_words(self, on):
        """在禁报期内, 已期满 or 已解除."""
        if self.lifted_at is not None:
            return "已解除"
        return "在禁报期内" if on <= self.until else "已期满"
