"""批次: a list, or evidence by name, between its upload and the act; it holds personal data and is cleared soon."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse

from intake.states import AT_WORK, BatchState, Outcome, PaperOutcome, Table
from nominations.models import Nomination
from nominations.states import Channel
from organisations.models import Organisation
from privacy.fields import EncryptedTextField
from seasons.models import Rulebook
from seasons.states import Indicator


def kept_under(batch, filename):
    """Outside the web root, under a name nobody can guess."""
    return f"intake/{secrets.token_urlsafe(24)}"


class Batch(models.Model):
    """What a list and a bundle of evidence have in common: whose it is, when, and how far it has come."""

    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="推荐单位")
    channel = models.CharField("推荐途径", max_length=20, choices=Channel)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="上传人")
    created_at = models.DateTimeField("上传时间")
    original_name = models.CharField("文件名", max_length=200)
    file = models.FileField("文件", upload_to=kept_under, max_length=200, blank=True)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    state = models.CharField("进程", max_length=20, choices=BatchState, default=BatchState.CHECKING)
    attempts = models.PositiveSmallIntegerField("检查次数", default=0)
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)
    told = EncryptedTextField("检查说明", blank=True, help_text="每行一句。")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.original_name}（{self.get_state_display()}）"

    @property
    def is_at_work(self):
        """Whether a worker has it in hand."""
        return self.state in AT_WORK

    @property
    def sentences(self):
        """检查说明, one by one."""
        return self.told.splitlines()


class ImportBatch(Batch):
    """批量导入名单: one uploaded list (沪工总经〔2015〕260号 三(三)).

    The file is kept sealed until the list is stored, given up or a few days old; ``marked`` is the same workbook with the
    faults in it. Counts are those of the last check.
    """

    marked = models.FileField("标注后的工作簿", upload_to=kept_under, max_length=200, blank=True)
    hidden_rows = models.PositiveIntegerField("隐藏行", default=0)
    new_rows = models.PositiveIntegerField("新增", default=0)
    changed_rows = models.PositiveIntegerField("修改", default=0)
    same_rows = models.PositiveIntegerField("不变", default=0)
    refused_rows = models.PositiveIntegerField("不能导入", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "批量导入名单"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="imports_by_body"),
            models.Index(fields=["state", "created_at"], name="imports_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="only_confirmed_lists_are_stored",
                condition=~models.Q(state__in=[BatchState.STORING, BatchState.STORED])
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="nothing_refused_is_stored",
                condition=~models.Q(state__in=[BatchState.STORING, BatchState.STORED]) | models.Q(refused_rows=0),
            ),
        ]

    def get_absolute_url(self):
        """The list's page."""
        return reverse("intake:batch", args=[self.pk])

    @property
    def rows_in_all(self):
        """How many rows were checked."""
        return self.new_rows + self.changed_rows + self.same_rows + self.refused_rows


class ImportRow(models.Model):
    """名单的一行: what the check found; ``content`` says whose it is and what is wrong or would change, and is cleared."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField("工作表", max_length=20, choices=Table, default=Table.PEOPLE)
    place = models.PositiveIntegerField("行号")
    outcome = models.CharField("检查结果", max_length=10, choices=Outcome)
    content = EncryptedTextField("内容", blank=True)
    nomination = models.ForeignKey(
        Nomination, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="申报"
    )

    class Meta:
        verbose_name = verbose_name_plural = "名单行"
        ordering = ("table", "place")
        constraints = [models.UniqueConstraint(name="one_row_per_place", fields=["batch", "table", "place"])]
        indexes = [models.Index(fields=["batch", "outcome", "table", "place"], name="rows_by_outcome")]

    def __str__(self):
        return f"{self.get_table_display()}第{self.place}行"


class PaperBatch(Batch):
    """批量佐证材料: one zip, or files chosen at once and packed into one."""

    class Meta:
        verbose_name = verbose_name_plural = "批量佐证材料"
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="papers_by_body"),
            models.Index(fields=["state", "created_at"], name="papers_by_state"),
        ]

    def get_absolute_url(self):
        """The bundle's page."""
        return reverse("intake:papers_batch", args=[self.pk])


class PaperRow(models.Model):
    """一个文件: where it belongs by its name; the name may hold a number and is kept sealed, and cleared."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField("序号")
    member = EncryptedTextField("包内名称", blank=True)
    shown_name = EncryptedTextField("文件名", blank=True)
    outcome = models.CharField("检查结果", max_length=10, choices=PaperOutcome)
    fault = EncryptedTextField("原因", blank=True)
    nomination = models.ForeignKey(
        Nomination, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="申报"
    )
    indicator = models.CharField("方面", max_length=20, choices=Indicator, blank=True)
    title = models.CharField("材料名称", max_length=120, blank=True)
    size = models.PositiveIntegerField("字节数", default=0)
    attached_at = models.DateTimeField("归入时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "批量佐证材料文件"
        ordering = ("place",)
        constraints = [models.UniqueConstraint(name="one_paper_per_place", fields=["batch", "place"])]
        indexes = [models.Index(fields=["batch", "outcome", "place"], name="papers_by_outcome")]

    def __str__(self):
        return f"第{self.place}个文件"
