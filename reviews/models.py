"""评审: the committee of a season, who judges what, what they judged, and the ranking made of it."""

import pgtrigger
from django.conf import settings
from django.db import models

from nominations.models import Nomination, Revision
from reviews.states import Category, RecusalGround, RecusalSource, SheetState
from seasons.models import Criterion, Rulebook, Season

CONFLICTED = """
    IF reviews_conflicted(NEW.member_id, NEW.nomination_id, (NEW.assigned_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
        RAISE EXCEPTION '该专家对此件应当回避，不得分派' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ANOTHERS_REVISION = """
    IF NOT EXISTS (
        SELECT 1 FROM nominations_revision WHERE id = NEW.revision_id AND nomination_id = NEW.nomination_id
    ) THEN
        RAISE EXCEPTION '评审依据须为该件申报的材料版本' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
ROUND_CLOSED = """
    IF EXISTS (
        SELECT 1 FROM reviews_assignment a JOIN reviews_round r ON r.id = a.round_id
         WHERE a.id = NEW.assignment_id AND (r.closed_at IS NOT NULL OR a.withdrawn_at IS NOT NULL)
    ) THEN
        RAISE EXCEPTION '评审轮次已结束或分派已撤销，评分表不得变更' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
SHEET_LOCKED = """
    IF EXISTS (
        SELECT 1 FROM reviews_scoresheet
         WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.sheet_id ELSE OLD.sheet_id END) AND state <> 'open'
    ) THEN
        RAISE EXCEPTION '评分表已提交，得分不得变更' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF NEW.points > (SELECT maximum FROM seasons_criterion WHERE id = NEW.criterion_id) THEN
        RAISE EXCEPTION '得分超过该项满分' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
RANKING_IS_CONFIRMED = """
    IF EXISTS (
        SELECT 1 FROM reviews_ranking
         WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.ranking_id ELSE OLD.ranking_id END)
           AND confirmed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '排名已经确认，不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class CommitteeMember(models.Model):
    """遴选审核工作委员会委员 of one season, in exactly one of five categories (沪工总经〔2015〕260号 三(四))."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="committee", verbose_name="年度")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="committee_seats", verbose_name="人员"
    )
    category = models.CharField("类别", max_length=20, choices=Category)
    unit_name = models.CharField("工作单位", max_length=120)
    unit_code = models.CharField("单位统一社会信用代码", max_length=18, db_index=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, null=True, blank=True, verbose_name="任职的工会或社团"
    )
    expertise = models.CharField("专业领域", max_length=120, blank=True)
    load_limit = models.PositiveSmallIntegerField("评审件数上限", null=True, blank=True, help_text="留空按细则。")
    pledged_at = models.DateTimeField("签署保密与公正承诺时间", null=True, blank=True, editable=False)
    pledge_version = models.CharField("承诺书版本", max_length=20, blank=True, editable=False)
    stood_down_at = models.DateTimeField("退出委员会时间", null=True, blank=True, editable=False)
    stood_down_because = models.CharField("退出理由", max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "委员"
        ordering = ("season", "category", "pk")
        constraints = [
            models.UniqueConstraint(name="one_seat_per_person_and_season", fields=["season", "user"]),
            models.CheckConstraint(
                name="a_pledge_names_its_text",
                condition=models.Q(pledged_at__isnull=True) | ~models.Q(pledge_version=""),
            ),
            models.CheckConstraint(
                name="standing_down_says_why",
                condition=models.Q(stood_down_at__isnull=True) | ~models.Q(stood_down_because=""),
            ),
        ]

    def __str__(self):
        return f"{self.user}（{self.get_category_display()}）"


class PastEmployer(models.Model):
    """委员近年任职单位, within the rulebook's years: a conflict like the present one."""

    member = models.ForeignKey(
        CommitteeMember, on_delete=models.CASCADE, related_name="past_employers", verbose_name="委员"
    )
    unit_name = models.CharField("单位", max_length=120)
    unit_code = models.CharField("统一社会信用代码", max_length=18, db_index=True)
    until = models.DateField("离任日期")

    class Meta:
        verbose_name = verbose_name_plural = "近年任职单位"

    def __str__(self):
        return self.unit_name


class Recusal(models.Model):
    """回避: this member has nothing to do with this nomination. A recused pair has no score; it is never a zero."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="recusals", verbose_name="委员")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="recusals", verbose_name="申报")
    source = models.CharField("来源", max_length=20, choices=RecusalSource)
    ground = models.CharField("事由", max_length=20, choices=RecusalGround)
    explanation = models.CharField("说明", max_length=300)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "回避"
        constraints = [models.UniqueConstraint(name="one_recusal_per_pair", fields=["member", "nomination"])]

    def __str__(self):
        return f"{self.member} 回避 {self.nomination}"


class Round(models.Model):
    """评审轮次: opened by the review office, closed before the ranking is made."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="rounds", verbose_name="年度")
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+", verbose_name="适用细则")
    number = models.PositiveSmallIntegerField("轮次", default=1)
    name = models.CharField("名称", max_length=60, default="专家评审")
    seed = models.CharField("抽签种子", max_length=64, blank=True)
    opened_at = models.DateTimeField("开始时间")
    drawn_at = models.DateTimeField("分派时间", null=True, blank=True)
    due_on = models.DateField("评分截止日期")
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评审轮次"
        constraints = [models.UniqueConstraint(name="one_round_per_number", fields=["season", "number"])]
        triggers = [
            pgtrigger.Protect(
                name="a_closed_round_stays_closed",
                operation=pgtrigger.UpdateOf("closed_at"),
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.season} {self.name}"


class Assignment(models.Model):
    """分派: this member judges this nomination as one revision of its dossier says it.

    The database refuses a conflicted pair whatever the way it comes, and a revision of somebody else's dossier.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assignments", verbose_name="轮次")
    member = models.ForeignKey(
        CommitteeMember, on_delete=models.PROTECT, related_name="assignments", verbose_name="委员"
    )
    nomination = models.ForeignKey(
        Nomination, on_delete=models.PROTECT, related_name="assignments", verbose_name="申报"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评审依据"
    )
    assigned_at = models.DateTimeField("分派时间")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_because = models.CharField("撤销理由", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "分派"
        constraints = [
            models.UniqueConstraint(name="nobody_judges_one_nomination_twice", fields=["round", "member", "nomination"])
        ]
        indexes = [
            models.Index(fields=["member", "withdrawn_at"], name="assignments_by_member"),
            models.Index(
                fields=["round", "nomination"],
                name="assignments_standing",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_conflicted_judges", when=pgtrigger.Before, operation=pgtrigger.Insert, func=CONFLICTED
            ),
            pgtrigger.Trigger(
                name="judged_by_its_own_revision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("revision_id", "nomination_id"),
                condition=pgtrigger.Q(new__revision__isnull=False),
                func=ANOTHERS_REVISION,
            ),
        ]

    def __str__(self):
        return f"{self.nomination} → {self.member}"


class ScoreSheet(models.Model):
    """评分表: one member's judgement of one nomination; submitting locks it. ``total`` is out of 100, exact."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="sheet", verbose_name="分派")
    state = models.CharField("状态", max_length=20, choices=SheetState, default=SheetState.OPEN)
    total = models.DecimalField("得分", max_digits=7, decimal_places=4, null=True, blank=True)
    comment = models.TextField("总评", blank=True)
    abstain_reason = models.CharField("弃权理由", max_length=300, blank=True)
    saved_at = models.DateTimeField("最近保存", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    session = models.CharField("会话", max_length=64, blank=True)
    device = models.CharField("设备", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评分表"
        constraints = [
            models.CheckConstraint(
                name="a_submitted_sheet_has_a_total",
                condition=~models.Q(state=SheetState.SUBMITTED)
                | models.Q(total__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_abstention_says_why_and_has_no_total",
                condition=~models.Q(state=SheetState.ABSTAINED)
                | (models.Q(total__isnull=True) & ~models.Q(abstain_reason="")),
            ),
            models.CheckConstraint(
                name="totals_are_out_of_a_hundred",
                condition=models.Q(total__isnull=True) | models.Q(total__gte=0, total__lte=100),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="submitted_sheets_are_locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=[SheetState.SUBMITTED, SheetState.ABSTAINED]),
            ),
            pgtrigger.Trigger(
                name="closed_rounds_take_no_scores",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ROUND_CLOSED,
            ),
        ]

    def __str__(self):
        return f"{self.assignment}"


class Score(models.Model):
    """得分: one criterion of one sheet."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(
        "得分", max_digits=5, decimal_places=2, null=True, blank=True, help_text="暂存时可空。"
    )
    comment = models.CharField("评语", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "得分"
        constraints = [
            models.UniqueConstraint(name="one_score_per_criterion", fields=["sheet", "criterion"]),
            models.CheckConstraint(name="points_are_not_negative", condition=models.Q(points__gte=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="scores_of_locked_sheets_stand",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SHEET_LOCKED,
            )
        ]

    def __str__(self):
        return f"{self.criterion}：{self.points}"


class Ranking(models.Model):
    """排名快照: made from a closed round; carries the rulebook, the hash of its inputs and the version of the arithmetic."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rankings", verbose_name="轮次")
    made_at = models.DateTimeField("生成时间")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="生成人"
    )
    inputs_hash = models.CharField("输入校验值", max_length=64)
    arithmetic = models.CharField("算法版本", max_length=20)
    shortlist_size = models.PositiveSmallIntegerField("入围人数")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确认人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "排名"
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_confirmed_ranking_per_round", fields=["round"], condition=models.Q(confirmed_at__isnull=False)
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="confirmed_rankings_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.round} 排名"


class RankingLine(models.Model):
    """排名中的一行: the panel's mean, the 双师 bonus apart, their sum and the place.

    ``median`` of the valid scores is kept because it breaks ties (see scoring.py).
    """

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="ranking_lines")
    place = models.PositiveIntegerField("名次")
    panel_score = models.DecimalField("评审得分", max_digits=8, decimal_places=4)
    bonus = models.DecimalField("双师型加分", max_digits=5, decimal_places=2)
    total = models.DecimalField("总分", max_digits=8, decimal_places=4)
    median = models.DecimalField("中位分", max_digits=8, decimal_places=4)
    scores_counted = models.PositiveSmallIntegerField("计入的有效分")
    scores_given = models.PositiveSmallIntegerField("有效分")
    is_shortlisted = models.BooleanField("入围")

    class Meta:
        verbose_name = verbose_name_plural = "排名行"
        ordering = ("ranking", "place", "nomination__number")
        constraints = [models.UniqueConstraint(name="one_line_per_nomination", fields=["ranking", "nomination"])]
        triggers = [
            pgtrigger.Trigger(
                name="confirmed_lines_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=RANKING_IS_CONFIRMED,
            )
        ]

    def __str__(self):
        return f"{self.place} {self.nomination}"
