"""A season with its rulebook."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from seasons.models import AwardItem, Criterion, Industry, Outlet, RoundPlan, Rulebook, Season
from seasons.states import AwardKind, Indicator
from tests.moments import CLOSING, OPENING, beijing


class SeasonFactory(DjangoModelFactory):
    """The current season."""

    class Meta:
        model = Season

    label = "2026年度"
    code = "2026"
    is_current = True


class RulebookFactory(DjangoModelFactory):
    """Notice before approval, five scores a file, ten names at most; not issued yet (see issued)."""

    class Meta:
        model = Rulebook

    season = factory.SubFactory(SeasonFactory)
    edition = 1
    title = "2026年度上海工匠选树实施细则"
    document_number = "沪工总经〔2026〕12号"
    submission_opens_at = OPENING
    submission_closes_at = CLOSING
    quota = 10

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Columns of the one round may be given with those of the rulebook (scores_per_nomination=3)."""
        names = {field.name for field in RoundPlan._meta.fields} - {field.name for field in Rulebook._meta.fields}
        planned = {name: kwargs.pop(name) for name in names & kwargs.keys()}
        rulebook = super()._create(model_class, *args, **kwargs)
        RoundPlan.objects.create(rulebook=rulebook, **{"position": 1} | planned)
        return rulebook


def issued(rulebook, *, at=None):
    """The rulebook with its rows, frozen."""
    for position, indicator in enumerate(Indicator, start=1):
        Criterion.objects.create(
            rulebook=rulebook,
            indicator=indicator,
            name=indicator.label,
            guidance=f"对照{indicator.label}评价。",
            weight=Decimal(25),
            position=position,
        )
    for position, name in enumerate(
        ["解放日报", "劳动报", "东方网", "上海工会网", "上海工会发布", "上海工会官方微信"], start=1
    ):
        Outlet.objects.create(rulebook=rulebook, name=name, position=position)
    for position, (kind, name) in enumerate(
        [(AwardKind.CERTIFICATE, "证书"), (AwardKind.PLAQUE, "奖牌"), (AwardKind.MONEY, "一次性奖金")], start=1
    ):
        AwardItem.objects.create(rulebook=rulebook, kind=kind, name=name, position=position)
    for position, name in enumerate(["先进制造业", "现代服务业", "战略性新兴产业", "传统工艺"], start=1):
        Industry.objects.create(rulebook=rulebook, name=name, position=position, is_focus=position < 4)
    rulebook.issued_at = at or beijing(2026, 3, 20)
    rulebook.save()
    return rulebook
