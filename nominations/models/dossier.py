"""申报材料: statements, achievements, evidence and consents (沪工总经〔2015〕260号 三(二))."""

from django.conf import settings
from django.db import models

from nominations.models.nomination import Nomination
from nominations.states import AchievementKind, ConsentKind
from seasons.states import Indicator


class Statement(models.Model):
    """陈述: what the nominator says on one of the four indicators (沪工总经〔2015〕260号 三(二))."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="statements")
    indicator = models.CharField("方面", max_length=20, choices=Indicator)
    text = models.TextField("陈述")

    class Meta:
        verbose_name = verbose_name_plural = "陈述"
        constraints = [models.UniqueConstraint(name="one_statement_per_indicator", fields=["nomination", "indicator"])]

    def __str__(self):
        return self.get_indicator_display()


class Achievement(models.Model):
    """业绩: one contest, award, patent, method, paper, apprenticeship or project (沪工总基〔2026〕60号 一、三)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="achievements")
    kind = models.CharField("类别", max_length=20, choices=AchievementKind)
    title = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    level = models.CharField("级别或名次", max_length=60, blank=True)
    number = models.CharField("证书或专利号", max_length=60, blank=True)
    rank = models.CharField("本人排名或作用", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "业绩"
        ordering = ("pk",)

    def __str__(self):
        return self.title


def evidence_path(evidence, filename):
    """Outside the web root, under a name nobody can guess and nothing of the original's."""
    return f"evidence/{evidence.season_code}/{evidence.token[:2]}/{evidence.token}"


class Evidence(models.Model):
    """佐证材料: one uploaded file, kept by content hash; ``indicator`` is empty for papers of the whole dossier."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="evidence")
    indicator = models.CharField("方面", max_length=20, choices=Indicator, blank=True)
    title = models.CharField("材料名称", max_length=120)
    file = models.FileField("文件", upload_to=evidence_path, max_length=200)
    token = models.CharField(max_length=43, unique=True, editable=False)
    original_name = models.CharField("原文件名", max_length=200)
    content_kind = models.CharField("格式", max_length=10)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ("indicator", "pk")

    def __str__(self):
        return self.title

    @property
    def season_code(self):
        """The folder."""
        return self.nomination.season.code


class Consent(models.Model):
    """单独同意: given for one purpose, with the version of the text read, the moment and the origin; withdrawn likewise."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField("用途", max_length=20, choices=ConsentKind)
    text_version = models.CharField("文本版本", max_length=20)
    given_at = models.DateTimeField("同意时间")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="登记人"
    )
    address = models.CharField("来源地址", max_length=45, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单独同意"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_standing_consent_per_kind",
                fields=["nomination", "kind"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
