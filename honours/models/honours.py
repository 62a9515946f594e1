"""荣誉: one person named by a resolution, and the guard of the nomination's last states (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models

from decisions.models import Resolution
from nominations.models import Nomination
from seasons.models import Season

# asked at the commit, of the state in which the nomination stands by then
DISHONOURED = """
    SELECT state INTO NEW.state FROM nominations_nomination WHERE id = NEW.id;
    IF NEW.state = 'honoured' AND NOT EXISTS (
        SELECT 1 FROM honours_honour WHERE nomination_id = NEW.id AND revoked_at IS NULL
    ) THEN
        RAISE EXCEPTION '没有命名记录，不得列为已命名' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'revoked' AND NOT EXISTS (
        SELECT 1 FROM honours_honour h JOIN honours_certificate c ON c.id = h.certificate_id
         WHERE h.nomination_id = NEW.id AND h.revoked_at IS NOT NULL AND c.revoked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '荣誉和证书没有一并撤销，不得列为已撤销' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


# asked at the commit: the honour is made first, its certificate next, then the one points to the other
WITHOUT_ITS_CERTIFICATE = """
    IF NOT EXISTS (
        SELECT 1 FROM honours_honour h JOIN honours_certificate c ON c.id = h.certificate_id
         WHERE h.id = NEW.id AND c.honour_id = h.id AND c.replaced_at IS NULL
    ) THEN
        RAISE EXCEPTION '荣誉没有自己的现行证书' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Honour(models.Model):
    """荣誉: one person named 上海工匠 by a resolution. Name, unit and post are written down as they were on that day.

    ``certificate`` is the current one; null only within the transaction that names.
    """

    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="honour_record", verbose_name="申报"
    )
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="honours", verbose_name="年度")
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="honours", verbose_name="审定决议"
    )
    title = models.CharField("荣誉称号", max_length=60, default="上海工匠")
    name = models.CharField("姓名", max_length=60)
    unit_name = models.CharField("工作单位", max_length=120)
    post = models.CharField("岗位（职务）", max_length=60)
    district_name = models.CharField("区、局（产业）", max_length=120, blank=True)
    industry_name = models.CharField("行业", max_length=60, blank=True)
    named_on = models.DateField("命名日期")
    named_at = models.DateTimeField("命名时间")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    certificate = models.OneToOneField(
        "honours.Certificate", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="现行证书"
    )
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ("season", "pk")
        indexes = [models.Index(fields=["season", "named_on"], name="honours_by_season")]
        triggers = [
            pgtrigger.Protect(name="honours_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_conferred_stays",
                operation=pgtrigger.UpdateOf(
                    "nomination_id",
                    "season_id",
                    "resolution_id",
                    "title",
                    "name",
                    "unit_name",
                    "post",
                    "district_name",
                    "industry_name",
                    "named_on",
                ),
            ),
            pgtrigger.Trigger(
                name="an_honour_has_its_certificate",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("certificate_id"),
                func=WITHOUT_ITS_CERTIFICATE,
                timing=pgtrigger.Deferred,
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.season}{self.title}）"

    @property
    def is_standing(self):
        """Not revoked."""
        return self.revoked_at is None


class HonouredNomination(Nomination):
    """A second face of the nomination that carries this floor's guard: honoured only with an honour, revoked only with it."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "已命名人选"
        triggers = [
            pgtrigger.Trigger(
                name="honoured_only_with_an_honour",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state__in=["honoured", "revoked"]),
                func=DISHONOURED,
                timing=pgtrigger.Deferred,
            )
        ]
