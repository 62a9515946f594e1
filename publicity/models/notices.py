"""公示 and its list: text, dates and names, frozen and hashed when published."""

from datetime import time

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from common.dates import at_time, beijing
from nominations.models import Nomination
from publicity.states import NameState
from seasons.models import Rulebook, Season

PUBLISHED = pgtrigger.Q(old__published_at__isnull=False)


LIST_IS_SEALED = """
    IF EXISTS (SELECT 1 FROM publicity_notice
                WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.notice_id ELSE OLD.notice_id END)
                  AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION '公示已发布，名单不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class Notice(models.Model):
    """公示: text, list and dates, frozen and hashed when published.

    ``opens_on`` and ``closes_at`` are stored, not recomputed: what was printed is what holds. ``counted`` keeps how the
    clock counted, day by day. Published text and dates may not be edited; the closing moment may only be recorded.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="notices", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("标题", max_length=120)
    text = models.TextField("正文")
    opens_on = models.DateField("公示首日")
    closes_at = models.DateTimeField("公示截止")
    counted = models.JSONField("计日明细", default=list)
    contact = models.CharField("联系方式", max_length=300)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="拟稿人"
    )
    prepared_at = models.DateTimeField("拟稿时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="发布人",
    )
    list_hash = models.CharField("名单校验值", max_length=64, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="one_notice_per_number", fields=["season", "number"]),
            models.CheckConstraint(
                name="a_published_notice_is_hashed",
                condition=models.Q(published_at__isnull=True) | ~models.Q(list_hash=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_words_stay",
                operation=pgtrigger.UpdateOf(
                    "season_id",
                    "rulebook_id",
                    "number",
                    "title",
                    "text",
                    "contact",
                    "opens_on",
                    "closes_at",
                    "counted",
                    "list_hash",
                    "published_at",
                ),
                condition=PUBLISHED,
            ),
            pgtrigger.Protect(name="published_notices_stay", operation=pgtrigger.Delete, condition=PUBLISHED),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The public page."""
        return reverse("publicity:notice", args=[self.season.code, self.number])

    @property
    def is_published(self):
        """已发布: sealed for good."""
        return self.published_at is not None

    @property
    def is_closed(self):
        """已办结."""
        return self.closed_at is not None

    @property
    def last_day(self):
        """The Beijing day of the closing moment."""
        return beijing(self.closes_at).date()

    @property
    def opens_at(self):
        """The first moment of the first day."""
        return at_time(self.opens_on, time.min)


class NoticeName(models.Model):
    """公示名单中的一人: name, unit and post as printed, in the frozen order."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="names", verbose_name="公示")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="notice_names", verbose_name="申报"
    )
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("姓名", max_length=60)
    unit_name = models.CharField("工作单位", max_length=120)
    post = models.CharField("岗位（职务）", max_length=60)
    state = models.CharField("状态", max_length=20, choices=NameState, default=NameState.SHOWN)

    class Meta:
        verbose_name = verbose_name_plural = "公示人选"
        ordering = ("notice", "position")
        constraints = [
            models.UniqueConstraint(name="one_row_per_name", fields=["notice", "nomination"]),
            models.UniqueConstraint(
                name="one_name_per_position",
                fields=["notice", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_lists_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.Delete
                | pgtrigger.UpdateOf("notice_id", "nomination_id", "position", "name", "unit_name", "post"),
                func=LIST_IS_SEALED,
            )
        ]

    def __str__(self):
        return self.name
