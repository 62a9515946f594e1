"""奖金税务处理: chosen once a season with its basis; corrected when an award is taken back (个人所得税法 第二、三、四、九条)."""

from django.db import transaction

from common import clock
from common.refusals import insist
from honours.models import Payment, SeasonTax
from honours.queries import records
from honours.rules import taxes as rules
from honours.states import BEFORE_IT_LEAVES
from honours.taxation import amounts
from ledger.actions import record
from seasons.models import Season
from seasons.states import TaxTreatment


@transaction.atomic
def choose_tax(season, *, treatment, basis, by, now=None):
    """确定税务处理: once a season, with its basis; the amounts of the season's awards follow from it."""
    Season.objects.select_for_update().get(pk=season.pk)
    season_tax = records.tax_of(season)
    insist(rules.refuse_tax_choice(by, season_tax))
    season_tax = season_tax or SeasonTax(season=season)
    season_tax.treatment, season_tax.basis = treatment, basis
    season_tax.chosen_by, season_tax.chosen_at = by, now or clock.now()
    season_tax.full_clean()
    season_tax.save()
    for payment in records.locked_payments(
        Payment.objects.filter(honour__season=season, state__in=BEFORE_IT_LEAVES).values("pk")
    ):
        payment.gross, payment.tax, payment.net = amounts(award_of(payment.honour), treatment)
        payment.save(update_fields=["gross", "tax", "net"])
    record("payment.tax_chosen", by=by, on=season, at=now, treatment=treatment, reason=basis)
    return season_tax


def award_of(honour):
    """The amount the season's rulebook grants."""
    return honour.nomination.rulebook.award_amount


def open_payment(honour, *, now):
    """立项: one payment with the honour, for naming; its amounts are known as soon as the tax is chosen."""
    award = award_of(honour)
    season_tax = records.tax_of(honour.season)
    if season_tax is None or season_tax.treatment == TaxTreatment.UNDECIDED:
        return Payment.objects.create(honour=honour, gross=award, opened_at=now)
    gross, tax, net = amounts(award, season_tax.treatment)
    return Payment.objects.create(honour=honour, gross=gross, tax=tax, net=net, opened_at=now)


@transaction.atomic
def note_tax_correction(payment, *, on, reference, by, now=None):
    """登记税款更正: the return of the month was corrected after the award was taken back."""
    [payment] = records.locked_payments([payment.pk])
    insist(rules.refuse_tax_correction(by, payment))
    payment.tax_corrected_on, payment.tax_correction = on, reference.strip()[:120]
    payment.save(update_fields=["tax_corrected_on", "tax_correction"])
    record("payment.tax_corrected", by=by, on=payment, at=now, reference=payment.tax_correction, corrected_on=str(on))
    return payment
