"""公示文件: what was made of a sealed notice for everybody."""

from django.db import models

from publicity.models.notices import Notice


class PublishedCopy(models.Model):
    """公示文件: the static page, the PDF and the .docx of one notice, with the hash of each.

    The files stand among the published ones (common.published) and are made of the database at any time; this row says
    which stand there now. It is locked while they are made, so that no older page replaces a newer one. Former hashes
    stay in the ledger.
    """

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="copy", verbose_name="公示")
    page_hash = models.CharField("网页校验值", max_length=64, blank=True)
    pdf_hash = models.CharField("PDF 校验值", max_length=64, blank=True)
    pdf_size = models.PositiveIntegerField("PDF 字节数", default=0)
    docx_hash = models.CharField("Word 校验值", max_length=64, blank=True)
    docx_size = models.PositiveIntegerField("Word 字节数", default=0)
    paper_mark = models.CharField("文稿标识", max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField("生成时间", null=True, blank=True)
    problem = models.CharField("未能生成的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示文件"

    def __str__(self):
        return f"{self.notice}的公示文件"
