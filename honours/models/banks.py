"""开户银行与银行文件格式: tables that finance keeps, because no bank's file is like another's (沪工总经〔2015〕260号 三(五))."""

from django.db import models

from honours.states import ColumnSource, Delimiter, Encoding, LayoutKind, ReturnField

TOKENS = {
    "{笔数}": "本文件的笔数",
    "{金额}": "本文件的合计金额（元）",
    "{金额分}": "本文件的合计金额（分）",
    "{批次}": "批次编号",
    "{日期}": "放款日期，年月日八位",
}


class Bank(models.Model):
    """开户银行 a craftsman may choose; ``cnaps_head`` are the three digits with which its 联行号 begin."""

    name = models.CharField("银行名称", max_length=60, unique=True)
    cnaps_head = models.CharField("联行号前三位", max_length=3, blank=True)
    is_offered = models.BooleanField("可供选择", default=True)
    position = models.PositiveSmallIntegerField("次序", default=100)

    class Meta:
        verbose_name = verbose_name_plural = "开户银行"
        ordering = ("position", "name")
        constraints = [
            models.CheckConstraint(
                name="a_bank_code_has_three_digits",
                condition=models.Q(cnaps_head="") | models.Q(cnaps_head__regex=r"^[0-9]{3}$"),
                violation_error_message="联行号前三位为三位数字。",
            )
        ]

    def __str__(self):
        return self.name


class BankLayout(models.Model):
    """银行文件格式: how the file for the bank is written, and how its answer is read.

    A batch keeps a copy of the layout it was prepared under, so that a change holds for later batches only.
    """

    name = models.CharField("名称", max_length=60, unique=True)
    kind = models.CharField("文件格式", max_length=10, choices=LayoutKind, default=LayoutKind.DELIMITED)
    encoding = models.CharField("文本编码", max_length=10, choices=Encoding, default=Encoding.GB18030)
    delimiter = models.CharField("分隔符", max_length=1, choices=Delimiter, default=Delimiter.COMMA)
    has_headings = models.BooleanField("首行为栏目名称", default=True)
    header_line = models.CharField(
        "文件首行", max_length=200, blank=True, help_text="可写入控制信息；用竖线分开各栏。空着则没有这一行。"
    )
    footer_line = models.CharField(
        "文件末行",
        max_length=200,
        blank=True,
        default="合计|{笔数}|{金额}",
        help_text="控制行：笔数与合计金额，供银行核对。",
    )
    most_rows = models.PositiveSmallIntegerField(
        "每个文件最多笔数", default=5000, help_text="超过的自动分成几个文件。默认值，待主办方与开户行确认。"
    )
    paid_words = models.CharField(
        "表示已付的用语",
        max_length=100,
        default="成功、交易成功、已付",
        help_text="回执“处理结果”一栏的写法，用顿号分开。",
    )
    failed_words = models.CharField("表示退回的用语", max_length=100, default="失败、交易失败、退回、退票")
    pending_words = models.CharField("表示处理中的用语", max_length=100, default="处理中、待处理")
    is_offered = models.BooleanField("可供选择", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "银行文件格式"
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                name="a_file_for_the_bank_holds_rows",
                condition=models.Q(most_rows__gte=1),
                violation_error_message="每个文件至少一笔。",
            )
        ]

    def __str__(self):
        return self.name


class LayoutColumn(models.Model):
    """银行文件的一列, in order."""

    layout = models.ForeignKey(BankLayout, on_delete=models.CASCADE, related_name="columns", verbose_name="格式")
    position = models.PositiveSmallIntegerField("次序")
    source = models.CharField("内容", max_length=20, choices=ColumnSource)
    heading = models.CharField("栏目名称", max_length=40)
    width = models.PositiveSmallIntegerField("定长（字节）", default=0, help_text="只用于定长文本。")
    text = models.CharField("固定内容", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "银行文件栏目"
        ordering = ("layout", "position")
        constraints = [models.UniqueConstraint(name="one_column_per_place", fields=["layout", "position"])]

    def __str__(self):
        return self.heading


class ReturnColumn(models.Model):
    """回执文件的一栏: by which heading a particular is found."""

    layout = models.ForeignKey(BankLayout, on_delete=models.CASCADE, related_name="return_columns", verbose_name="格式")
    field = models.CharField("内容", max_length=20, choices=ReturnField)
    heading = models.CharField("栏目名称", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "回执文件栏目"
        ordering = ("layout", "pk")
        constraints = [models.UniqueConstraint(name="one_heading_per_particular", fields=["layout", "field"])]

    def __str__(self):
        return self.heading
