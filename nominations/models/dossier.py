"""申报材料: statements, achievements, evidence and consents (沪工总经〔2015〕260号 三(二))."""

from django.conf import settings
from django.db import models

from nominations import achievement_kinds
from nominations.models.freezing import consents_stay, content_stays, papers_stay
from nominations.models.nomination import Nomination
from nominations.states import AchievementKind, ConsentKind, ConsentOrigin, PaperPurpose, Scan
from seasons.states import Indicator


class Statement(models.Model):
    """陈述: what the nominator says on one of the four indicators (沪工总经〔2015〕260号 三(二))."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="statements")
    indicator = models.CharField("方面", max_length=20, choices=Indicator)
    text = models.TextField("陈述")

    class Meta:
        verbose_name = verbose_name_plural = "陈述"
        constraints = [models.UniqueConstraint(name="one_statement_per_indicator", fields=["nomination", "indicator"])]
        triggers = content_stays()

    def __str__(self):
        return self.get_indicator_display()


class Achievement(models.Model):
    """业绩: one contest, award, patent, method, paper, apprenticeship, project or honour (沪工总基〔2026〕60号 一、三).

    Which columns a kind has, and what they are called there, stands in ``nominations.achievement_kinds``.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="achievements")
    kind = models.CharField("类别", max_length=20, choices=AchievementKind)
    title = models.CharField("名称", max_length=120)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    granted_on = models.DateField("授权日期", null=True, blank=True)
    level = models.CharField("级别", max_length=60, blank=True)
    place = models.CharField("名次或等次", max_length=60, blank=True)
    number = models.CharField("编号", max_length=60, blank=True)
    issuer = models.CharField("授予或发布机构", max_length=120, blank=True)
    rank = models.CharField("本人排名或作用", max_length=120, blank=True)
    partners = models.CharField("共同完成人", max_length=200, blank=True)
    effect = models.CharField("成效", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "业绩"
        ordering = ("pk",)
        triggers = content_stays()

    def __str__(self):
        return self.title

    @property
    def told(self):
        """(label, value) of what it says besides its name, in the words of its kind."""
        return achievement_kinds.told_by(self)


def evidence_path(evidence, filename):
    """Outside the web root, under a name nobody can guess and nothing of the original's."""
    return f"evidence/{evidence.season_code}/{evidence.token[:2]}/{evidence.token}"


class StandingPapers(models.Manager):
    """The papers a dossier has now; what was removed or replaced after filing is read through ``Evidence.every``."""

    def get_queryset(self):
        """Not superseded."""
        return super().get_queryset().filter(superseded_at__isnull=True)


class Evidence(models.Model):
    """佐证材料: one uploaded file, kept by content hash; ``indicator`` is empty for papers of the whole dossier.

    ``purpose`` tells a photo of the person from what proves a statement; a dossier has one photo at most. A scan of the
    stamped form is tied to the printing whose code stands on it.

    A paper that was part of a filed dossier is never deleted: removing or replacing it in a correction sets
    ``superseded_at``, so that the earlier revision stays readable with its papers.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="evidence")
    purpose = models.CharField("用途", max_length=20, choices=PaperPurpose, default=PaperPurpose.EVIDENCE)
    printed_form = models.ForeignKey(
        "nominations.PrintedForm",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scans",
        verbose_name="所扫描的推荐审批表",
    )
    indicator = models.CharField("方面", max_length=20, choices=Indicator, blank=True)
    title = models.CharField("材料名称", max_length=120)
    file = models.FileField("文件", upload_to=evidence_path, max_length=200)
    token = models.CharField(max_length=43, unique=True, editable=False)
    original_name = models.CharField("原文件名", max_length=200)
    content_kind = models.CharField("格式", max_length=10)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64, help_text="所保存文件的 SHA-256；图片为清理之后。")
    received_sha256 = models.CharField("上传时校验值", max_length=64, blank=True, editable=False)
    scan = models.CharField("查毒", max_length=10, choices=Scan, default=Scan.NOT_ASKED, editable=False)
    scanned_at = models.DateTimeField("查毒时间", null=True, editable=False)
    virus = models.CharField("病毒名称", max_length=120, blank=True, editable=False)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人"
    )
    superseded_at = models.DateTimeField("被替换或移除的时间", null=True, blank=True, editable=False)

    objects = StandingPapers()
    every = models.Manager()

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ("indicator", "pk")
        indexes = [models.Index(fields=["id"], name="papers_to_scan", condition=models.Q(scan=Scan.WAITING))]
        constraints = [
            models.UniqueConstraint(
                name="one_photo_per_nomination",
                fields=["nomination"],
                condition=models.Q(purpose=PaperPurpose.PHOTO, superseded_at__isnull=True),
                violation_error_message="每件申报只留一张本人照片，请替换原有的照片。",
            ),
            models.CheckConstraint(
                name="a_scan_of_the_form_names_its_printing",
                condition=~models.Q(purpose=PaperPurpose.FORM_SCAN) | models.Q(printed_form__isnull=False),
            ),
        ]
        triggers = papers_stay()

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
    origin = models.CharField("来源", max_length=10, choices=ConsentOrigin, default=ConsentOrigin.PAPER)
    address = models.CharField("来源地址", max_length=45, blank=True)
    paper = models.ForeignKey(
        Evidence, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="书面同意扫描件"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤回登记人",
    )
    withdrawn_from = models.CharField("撤回来源地址", max_length=45, blank=True)

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
        triggers = consents_stay()

    def __str__(self):
        return self.get_kind_display()
