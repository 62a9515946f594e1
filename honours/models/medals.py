"""上海市五一劳动奖章: a separate recommendation with its own outcome (沪工总经〔2015〕260号 三(五))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.states import Role
from honours.models.honours import Honour
from honours.states import MEDAL_DECIDED, MedalState, OpinionAnswer
from nominations.states import Scan
from publicity.models.papers import KeptPaper

MEDAL_IS_DECIDED = """
    IF EXISTS (SELECT 1 FROM honours_medalrecommendation
                WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.medal_id ELSE OLD.medal_id END)
                  AND state <> 'asking') THEN
        RAISE EXCEPTION '推荐与否已经决定，条件和部门意见不得改动' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def _kept_once_decided():
    return pgtrigger.Trigger(
        name="kept_once_decided",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=MEDAL_IS_DECIDED,
    )


class MedalRecommendation(models.Model):
    """上海市五一劳动奖章推荐: who meets the conditions and on which basis, what the departments say, and the decision.

    Never automatic: one person proposes, another decides, and the medal itself is granted elsewhere, by its own document.
    """

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="medal", verbose_name="荣誉")
    basis = models.TextField("推荐依据")
    state = models.CharField("进程", max_length=20, choices=MedalState, default=MedalState.ASKING)
    document_number = models.CharField("授予文号", max_length=60, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="拟推荐人"
    )
    proposed_at = models.DateTimeField("拟推荐时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="决定人",
    )
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    reason = models.TextField("决定的理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "五一劳动奖章推荐"
        constraints = [
            models.CheckConstraint(
                name="a_granted_medal_has_its_document",
                condition=~models.Q(state=MedalState.GRANTED) | ~models.Q(document_number=""),
            ),
            models.CheckConstraint(
                name="two_people_recommend_a_medal",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                violation_error_message="拟推荐与决定推荐须由不同的人办理。",
            ),
            models.CheckConstraint(
                name="a_medal_not_recommended_says_why",
                condition=~models.Q(state=MedalState.DECLINED) | ~models.Q(reason=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_settled_medal_stays",
                operation=pgtrigger.UpdateOf("basis", "state", "document_number", "decided_by_id", "reason"),
                condition=pgtrigger.Q(old__state__in=MEDAL_DECIDED),
            ),
            pgtrigger.Protect(name="medals_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.honour}"


class MedalCondition(models.Model):
    """推荐条件 of the season's rulebook, as it was asked: met or not, and on which basis."""

    medal = models.ForeignKey(
        MedalRecommendation, on_delete=models.PROTECT, related_name="conditions", verbose_name="推荐"
    )
    position = models.PositiveSmallIntegerField("次序")
    condition = models.CharField("条件", max_length=200)
    is_met = models.BooleanField("达到")
    basis = models.CharField("依据", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "奖章推荐条件"
        ordering = ("medal", "position")
        constraints = [models.UniqueConstraint(name="one_medal_condition_per_position", fields=["medal", "position"])]
        triggers = [_kept_once_decided()]

    def __str__(self):
        return self.condition


class MedalOpinion(models.Model):
    """征求意见: asked of a department by letter, answered by letter."""

    medal = models.ForeignKey(
        MedalRecommendation, on_delete=models.PROTECT, related_name="opinions", verbose_name="推荐"
    )
    department = models.CharField("部门", max_length=60)
    asked_on = models.DateField("征求日期")
    answer = models.CharField("答复", max_length=20, choices=OpinionAnswer, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    note = models.CharField("内容", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记人",
    )

    class Meta:
        verbose_name = verbose_name_plural = "部门意见"
        ordering = ("medal", "pk")
        constraints = [
            models.UniqueConstraint(name="one_opinion_per_department", fields=["medal", "department"]),
            models.CheckConstraint(
                name="an_answer_has_its_day",
                condition=models.Q(answer="") | models.Q(answered_on__isnull=False, recorded_by__isnull=False),
            ),
        ]
        triggers = [_kept_once_decided()]

    def __str__(self):
        return self.department

    def get_absolute_url(self):
        """The recommendation it was asked for."""
        certificate = self.medal.honour.certificate
        assert certificate is not None, "named with a certificate"
        return reverse("honours:medal", args=[certificate.serial])


class MedalLetter(KeptPaper):
    """复函扫描件: the letter in which a department answered."""

    folder = "medals"
    keeper = Role.REVIEW_OFFICE

    opinion = models.OneToOneField(
        MedalOpinion, on_delete=models.PROTECT, related_name="letter", verbose_name="部门意见"
    )

    class Meta:
        verbose_name = verbose_name_plural = "部门复函"
        indexes = [models.Index(fields=["id"], name="medal_letters_to_scan", condition=models.Q(scan=Scan.WAITING))]

    def __str__(self):
        return f"{self.opinion}复函"

    @property
    def about(self):
        """The opinion it bears out."""
        return self.opinion

    @property
    def name(self):
        """What it is called when it is handed out."""
        return f"{self}.{self.ending.lstrip('.')}"
