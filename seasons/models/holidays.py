"""节假日安排: the State Council's list, year by year."""

from django.conf import settings
from django.db import models

from seasons.states import SpecialKind


class HolidayList(models.Model):
    """节假日安排: the State Council's list of one year, with the number of the document it was taken from.

    A year without a list is not loaded, and no notice may touch it (fail closed).
    """

    year = models.PositiveSmallIntegerField("年份", unique=True)
    document_number = models.CharField("来源文号", max_length=100)
    loaded_at = models.DateTimeField("载入时间")
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, verbose_name="载入人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "节假日安排"
        ordering = ("-year",)

    def __str__(self):
        return f"{self.year}年节假日安排"


class SpecialDay(models.Model):
    """放假或调休上班的一天."""

    holiday_list = models.ForeignKey(HolidayList, on_delete=models.CASCADE, related_name="days", verbose_name="安排")
    date = models.DateField("日期", unique=True)
    kind = models.CharField("类别", max_length=10, choices=SpecialKind)
    name = models.CharField("名称", max_length=30)
    is_statutory = models.BooleanField("法定休假日", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "特殊日期"
        ordering = ("date",)

    def __str__(self):
        return f"{self.date} {self.name}"
