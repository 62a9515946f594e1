"""公示 and its list: text, dates and names, frozen and hashed when published."""

from datetime import time

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from common.dates import at_time, beijing
from nominations.models import Nomination
from publicity.states import CorrectionKind, NameState
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


CLOSING_MOVES_LATER = """
    IF OLD.closed_at IS NOT NULL OR NEW.closes_at < OLD.closes_at
       OR (NEW.closes_at = OLD.closes_at AND NEW.counted IS DISTINCT FROM OLD.counted) THEN
        RAISE EXCEPTION '已发布公示的截止时间只能顺延，不得提前' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Notice(models.Model):
    """公示: text, list and dates, frozen and hashed when published.

    ``opens_on`` and ``closes_at`` are stored, not recomputed: what was printed is what holds. ``counted`` keeps how the
    clock counted, day by day. Published text and dates may not be edited; only the closing moment moves, and only later
    (公示期顺延, where the calendar has got more days of rest since), while ``sealed_closes_at`` keeps what was printed.

    A correction (更正) is a notice of its own with the next number, which ``corrects`` the former. The former stays readable
    at its address, and names the later one.
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
    sealed_closes_at = models.DateTimeField("发布时的公示截止", null=True, blank=True, editable=False)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="所更正的公示",
    )
    correction_kind = models.CharField("更正类别", max_length=20, choices=CorrectionKind, blank=True)
    correction_reason = models.CharField("更正说明", max_length=500, blank=True)
    outlets_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="刊发所依公示"
    )
    touches_all = models.BooleanField("涉及全部人选", default=False)
    scheduled_for = models.DateTimeField("定时发布", null=True, blank=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="定时人",
    )
    schedule_refusal = models.CharField("未能按时发布的原因", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="one_notice_per_number", fields=["season", "number"]),
            models.CheckConstraint(
                name="a_published_notice_is_hashed",
                condition=models.Q(published_at__isnull=True) | ~models.Q(list_hash=""),
            ),
            models.CheckConstraint(
                name="a_correction_says_of_what_kind_and_why",
                condition=models.Q(corrects__isnull=True, correction_kind="")
                | (models.Q(corrects__isnull=False) & ~models.Q(correction_kind="") & ~models.Q(correction_reason="")),
            ),
            models.CheckConstraint(
                name="a_set_hour_has_somebody_who_set_it",
                condition=models.Q(scheduled_for__isnull=True) | models.Q(scheduled_by__isnull=False),
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
                    "sealed_closes_at",
                    "list_hash",
                    "published_at",
                    "corrects_id",
                    "correction_kind",
                    "correction_reason",
                    "outlets_of_id",
                    "touches_all",
                    "scheduled_for",
                ),
                condition=PUBLISHED,
            ),
            pgtrigger.Trigger(
                name="closing_only_moves_later",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("closes_at", "counted"),
                condition=PUBLISHED,
                func=CLOSING_MOVES_LATER,
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
    def is_correction(self):
        """更正: it stands in the place of a former notice."""
        return self.corrects_id is not None

    @property
    def is_after_closing(self):
        """另行公示: what it corrects was over before it was published."""
        former = self.corrects
        return (
            former is not None and former.is_closed and (not self.is_published or former.closed_at <= self.published_at)
        )

    @property
    def kind_words(self):
        """文字更正, 实质更正, or 另行公示 where the time of the former was over."""
        if self.correction_kind == CorrectionKind.MATERIAL and self.is_after_closing:
            return "另行公示"
        return self.get_correction_kind_display()

    @property
    def replaced_by(self):
        """The published correction that stands in this notice's place, if there is one."""
        later = getattr(self, "corrected_by", None)
        return later if later is not None and later.is_published else None

    @property
    def appears_as(self):
        """Whose record of outlets counts: a slip of the pen is mended without being printed six times again."""
        return self.outlets_of or self

    @property
    def was_late(self):
        """Published after its set hour (定时发布), because nobody was there to do it."""
        return self.is_published and self.scheduled_for is not None and self.minutes_late > 0

    @property
    def minutes_late(self):
        """Whole minutes between the set hour and the real one."""
        return max(0, int((self.published_at - self.scheduled_for).total_seconds() // 60))

    @property
    def last_day(self):
        """The Beijing day of the closing moment."""
        return beijing(self.closes_at).date()

    @property
    def opens_at(self):
        """The first moment of the first day."""
        return at_time(self.opens_on, time.min)


class NoticeName(models.Model):
    """公示名单中的一人: name, unit and post as printed, in the frozen order.

    ``further`` holds the columns that the rulebook adds, by code. In a correction ``is_touched`` marks the names whose time
    begins anew; every other name keeps the ``clock`` of the notice that began its time (none: of this one).
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="names", verbose_name="公示")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="notice_names", verbose_name="申报"
    )
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("姓名", max_length=60)
    unit_name = models.CharField("工作单位", max_length=120)
    post = models.CharField("岗位（职务）", max_length=60)
    further = models.JSONField("另列各栏", default=dict, blank=True)
    is_touched = models.BooleanField("更正涉及", default=False)
    clock = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="计时所依公示"
    )
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
                | pgtrigger.UpdateOf(
                    "notice_id",
                    "nomination_id",
                    "position",
                    "name",
                    "unit_name",
                    "post",
                    "further",
                    "is_touched",
                    "clock_id",
                ),
                func=LIST_IS_SEALED,
            )
        ]

    def __str__(self):
        return self.name

    @property
    def printed_words(self):
        """What the public reads of this person."""
        return (self.name, self.unit_name, self.post, self.further)

    @property
    def running_clock(self):
        """The notice whose opening and closing hold for this name."""
        return self.clock or self.notice
