"""命名: honour, certificate, award items, award money (沪工总经〔2015〕260号 三(五)); finding and revocation (五(三))."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from decisions.models import Resolution
from honours.states import GONE, PAYMENT_ROAD, Ground, MedalState, PaymentState
from nominations.models import Nomination
from privacy.fields import EncryptedTextField
from sanctions.models import Ban
from seasons.models import AwardItem, Season
from seasons.states import TaxTreatment

# asked at the commit, of the state in which the nomination stands by then
DISHONOURED = """
    SELECT state INTO NEW.state FROM nominations_nomination WHERE id = NEW.id;
    IF NEW.state = 'honoured' AND NOT EXISTS (
        SELECT 1 FROM honours_honour WHERE nomination_id = NEW.id AND revoked_at IS NULL
    ) THEN
        RAISE EXCEPTION '没有命名记录，不得列为已命名' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'revoked' AND NOT EXISTS (
        SELECT 1 FROM honours_honour h JOIN honours_certificate c ON c.honour_id = h.id
         WHERE h.nomination_id = NEW.id AND h.revoked_at IS NOT NULL AND c.revoked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '荣誉和证书没有一并撤销，不得列为已撤销' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
PAYMENT_OFF_ITS_ROAD = """
    IF NOT (OLD.state || '>' || NEW.state = ANY (ARRAY[%s])) THEN
        RAISE EXCEPTION '奖金进程不能由 %% 变为 %%', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
""" % ", ".join(f"'{source}>{target}'" for source, target in PAYMENT_ROAD)


class Honour(models.Model):
    """荣誉: one person named 上海工匠 by a resolution. Name, unit and post are written down as they were on that day."""

    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="honour_record", verbose_name="申报"
    )
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="honours", verbose_name="年度")
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="honours", verbose_name="审定决议"
    )
    title = models.CharField("荣誉称号", max_length=60, default="上海工匠")
    name = models.CharField("姓名", max_length=60)
    unit_name = models.CharField("工作单位", max_length=120)
    post = models.CharField("岗位（职务）", max_length=60)
    district_name = models.CharField("区、局（产业）", max_length=120, blank=True)
    industry_name = models.CharField("行业", max_length=60, blank=True)
    named_on = models.DateField("命名日期")
    named_at = models.DateTimeField("命名时间")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ("season", "pk")
        indexes = [models.Index(fields=["season", "named_on"], name="honours_by_season")]
        triggers = [
            pgtrigger.Protect(name="honours_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="what_was_conferred_stays",
                operation=pgtrigger.UpdateOf(
                    "nomination_id",
                    "season_id",
                    "resolution_id",
                    "title",
                    "name",
                    "unit_name",
                    "post",
                    "district_name",
                    "industry_name",
                    "named_on",
                ),
            ),
            pgtrigger.Protect(
                name="a_revoked_honour_stays_revoked",
                operation=pgtrigger.UpdateOf("revoked_at"),
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.season}{self.title}）"

    @property
    def is_standing(self):
        """Not revoked."""
        return self.revoked_at is None


class Certificate(models.Model):
    """证书: owed when the honour is made, pressed exactly once by the worker; data and bytes are frozen then.

    ``serial`` is without gaps in a season; ``code`` is the unguessable word of the public verification address.
    """

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="certificate", verbose_name="荣誉")
    serial = models.CharField("证书编号", max_length=30, unique=True)
    code = models.CharField("查验码", max_length=32, unique=True)
    context = models.JSONField("证书内容", default=dict)
    owed_at = models.DateTimeField("待制证时间")
    pressed_at = models.DateTimeField("制证时间", null=True, blank=True)
    file = models.FileField("文件", upload_to="certificates/", max_length=200, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    problem = models.CharField("未能制证的原因", max_length=300, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "证书"
        ordering = ("serial",)
        constraints = [
            models.CheckConstraint(
                name="a_pressed_certificate_has_its_bytes",
                condition=models.Q(pressed_at__isnull=True) | (~models.Q(sha256="") & ~models.Q(file="")),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="pressed_bytes_stay",
                operation=pgtrigger.UpdateOf("serial", "code", "context", "file", "sha256", "pressed_at"),
                condition=pgtrigger.Q(old__pressed_at__isnull=False),
            ),
            pgtrigger.Protect(name="certificates_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_revoked_certificate_stays_revoked",
                operation=pgtrigger.UpdateOf("revoked_at"),
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.serial

    def get_absolute_url(self):
        """The public verification page."""
        return reverse("honours:verify_code", args=[self.code])


class SeasonTax(models.Model):
    """奖金税务处理: chosen by finance once a season; while undecided nothing is paid."""

    season = models.OneToOneField(Season, on_delete=models.PROTECT, related_name="award_tax", verbose_name="年度")
    treatment = models.CharField("税务处理", max_length=20, choices=TaxTreatment, default=TaxTreatment.UNDECIDED)
    basis = models.CharField("依据", max_length=300, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="确定人",
    )
    chosen_at = models.DateTimeField("确定时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "奖金税务处理"
        constraints = [
            models.CheckConstraint(
                name="a_chosen_treatment_has_its_basis",
                condition=models.Q(treatment=TaxTreatment.UNDECIDED) | ~models.Q(basis=""),
                violation_error_message="确定税务处理须写明依据。",
            )
        ]

    def __str__(self):
        return f"{self.season} {self.get_treatment_display()}"


class Payment(models.Model):
    """一次性奖金: one per honour, ever. Amounts in yuan, exact; the account is encrypted and asked only after naming."""

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="payment", verbose_name="荣誉")
    state = models.CharField("进程", max_length=20, choices=PaymentState, default=PaymentState.OPEN)
    gross = models.DecimalField("奖金（元）", max_digits=10, decimal_places=2)
    tax = models.DecimalField("代扣税款（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    net = models.DecimalField("实发（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    account_name = EncryptedTextField("户名", blank=True)
    bank_name = models.CharField("开户银行", max_length=120, blank=True)
    bank_account = EncryptedTextField("账号", blank=True)
    consented_at = models.DateTimeField("同意提供账户信息时间", null=True, blank=True)
    opened_at = models.DateTimeField("立项时间")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="编制人",
    )
    prepared_at = models.DateTimeField("编制时间", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复核放款人",
    )
    released_at = models.DateTimeField("放款时间", null=True, blank=True)
    paid_at = models.DateTimeField("发放时间", null=True, blank=True)
    bank_reference = models.CharField("银行流水号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    held_from = models.CharField("暂缓前的进程", max_length=20, choices=PaymentState, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "奖金"
        ordering = ("honour",)
        constraints = [
            models.CheckConstraint(
                name="net_is_gross_less_tax",
                condition=models.Q(net__isnull=True) | models.Q(net=models.F("gross") - models.F("tax")),
            ),
            models.CheckConstraint(
                name="money_leaves_with_an_amount",
                condition=~models.Q(state__in=[PaymentState.PREPARED, PaymentState.RELEASED, PaymentState.PAID])
                | models.Q(net__isnull=False, tax__isnull=False),
            ),
            models.CheckConstraint(
                name="two_people_release_money",
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("prepared_by")),
                violation_error_message="编制人与复核放款人不得为同一人。",
            ),
            models.CheckConstraint(
                name="paid_money_has_a_reference",
                condition=~models.Q(state=PaymentState.PAID)
                | (models.Q(paid_at__isnull=False) & ~models.Q(bank_reference="")),
            ),
            models.CheckConstraint(
                name="money_leaves_by_two_people",
                condition=~models.Q(state__in=GONE)
                | models.Q(prepared_by__isnull=False, released_by__isnull=False, consented_at__isnull=False),
            ),
            models.CheckConstraint(
                name="held_money_knows_where_it_stood",
                condition=~models.Q(state=PaymentState.HELD) | ~models.Q(held_from=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="payments_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="payments_keep_to_their_road",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=PAYMENT_OFF_ITS_ROAD,
            ),
            pgtrigger.Protect(
                name="released_amounts_stay",
                operation=pgtrigger.UpdateOf("gross", "tax", "net"),
                condition=pgtrigger.Q(old__state__in=[*GONE, PaymentState.RECOVERING, PaymentState.RECOVERED])
                & (
                    pgtrigger.Q(old__gross__df=pgtrigger.F("new__gross"))
                    | pgtrigger.Q(old__tax__df=pgtrigger.F("new__tax"))
                    | pgtrigger.Q(old__net__df=pgtrigger.F("new__net"))
                ),
            ),
        ]

    def __str__(self):
        return f"{self.honour} {self.gross}元"


class AwardIssue(models.Model):
    """奖励发放登记: one award item of one craftsman, handed over and, after a revocation, returned."""

    honour = models.ForeignKey(Honour, on_delete=models.PROTECT, related_name="award_issues", verbose_name="荣誉")
    award_item = models.ForeignKey(AwardItem, on_delete=models.PROTECT, related_name="+", verbose_name="事项")
    handed_over_on = models.DateField("发放日期", null=True, blank=True)
    handed_to = models.CharField("领取人", max_length=60, blank=True)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办人",
    )
    recalled_at = models.DateTimeField("要求交回时间", null=True, blank=True)
    returned_on = models.DateField("交回日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "奖励发放"
        ordering = ("honour", "award_item__position")
        constraints = [
            models.UniqueConstraint(name="one_issue_per_award_item", fields=["honour", "award_item"]),
            models.CheckConstraint(
                name="what_is_returned_was_handed_over",
                condition=models.Q(returned_on__isnull=True) | models.Q(handed_over_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_handed_over_has_a_receiver",
                condition=models.Q(handed_over_on__isnull=True)
                | (~models.Q(handed_to="") & models.Q(handed_by__isnull=False)),
            ),
        ]
        triggers = [pgtrigger.Protect(name="award_issues_are_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self):
        return f"{self.honour} {self.award_item}"


class MedalRecommendation(models.Model):
    """上海市五一劳动奖章推荐: a separate recommendation with its basis, for those who meet its conditions; never automatic."""

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="medal", verbose_name="荣誉")
    basis = models.TextField("推荐依据")
    state = models.CharField("结果", max_length=20, choices=MedalState, default=MedalState.PROPOSED)
    document_number = models.CharField("授予文号", max_length=60, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="推荐人"
    )
    proposed_at = models.DateTimeField("推荐时间")

    class Meta:
        verbose_name = verbose_name_plural = "五一劳动奖章推荐"
        constraints = [
            models.CheckConstraint(
                name="a_granted_medal_has_its_document",
                condition=~models.Q(state=MedalState.GRANTED) | ~models.Q(document_number=""),
            )
        ]

    def __str__(self):
        return f"{self.honour}"


class FraudFinding(models.Model):
    """查实认定: cancels the year's nomination or revokes the honour, and bans the person, the unit or both (五(三)).

    One decision may name several people; each has a finding of his own.
    """

    nomination = models.OneToOneField(
        Nomination, on_delete=models.PROTECT, related_name="fraud_finding", verbose_name="申报"
    )
    ground = models.CharField("事由", max_length=20, choices=Ground)
    facts = models.TextField("查实情况")
    heard = models.TextField("当事人陈述和申辩")
    decision_number = models.CharField("决定文号", max_length=60, db_index=True)
    found_on = models.DateField("查实之日")
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="办理人"
    )
    found_at = models.DateTimeField("办理时间")
    bans = models.ManyToManyField(Ban, related_name="findings", verbose_name="禁报")

    class Meta:
        verbose_name = verbose_name_plural = "查实认定"
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="a_finding_rests_on_facts_a_hearing_and_a_decision",
                condition=~models.Q(facts="") & ~models.Q(heard="") & ~models.Q(decision_number=""),
            )
        ]
        triggers = [pgtrigger.Protect(name="findings_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.decision_number


class HonouredNomination(Nomination):
    """A second face of the nomination that carries this floor's guard: honoured only with an honour, revoked only with it."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "已命名人选"
        triggers = [
            pgtrigger.Trigger(
                name="honoured_only_with_an_honour",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Q(new__state__in=["honoured", "revoked"]),
                func=DISHONOURED,
                timing=pgtrigger.Deferred,
            )
        ]
