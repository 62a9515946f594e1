"""奖金税务处理 (个人所得税法 第二条、第三条、第四条): chosen once a season, and never while undecided."""

from common.refusals import Refusal
from honours.rules.payments import not_in, refuse_not_finance
from honours.states import PaymentState
from seasons.states import TaxTreatment


def refuse_tax_choice(user, season_tax) -> Refusal | None:
    """Chosen once a season, before the first payment is prepared."""
    if refusal := refuse_not_finance(user):
        return refusal
    if season_tax is not None and season_tax.treatment != TaxTreatment.UNDECIDED:
        return Refusal(
            "already_handled",
            f"本年度奖金税务处理已经确定为“{season_tax.get_treatment_display()}”，不能更改。",
            "依据有变的，请以书面更正留存，由下一年度起执行。",
            status=409,
        )
    return None


def tax_is_undecided(season_tax) -> Refusal | None:
    """未确定税务处理."""
    if season_tax is None or season_tax.treatment == TaxTreatment.UNDECIDED:
        return Refusal(
            "tax_undecided",
            "本年度奖金的税务处理尚未确定，不能编制。",
            "请先在奖金页面确定税务处理及依据。",
            status=409,
        )
    return None


def refuse_tax_correction(user, payment) -> Refusal | None:
    """更正税款: what was withheld or borne on an award that is being taken back, once."""
    return (
        refuse_not_finance(user)
        or not_in(payment, (PaymentState.RECOVERING, PaymentState.RECOVERED), "更正税款")
        or _no_tax(payment)
        or _corrected(payment)
    )


def _no_tax(payment):
    if payment.tax:
        return None
    return Refusal("no_tax", f"{payment.honour.name}的奖金没有税款，无须更正。", "无须办理。", status=409)


def _corrected(payment):
    if payment.tax_corrected_on is None:
        return None
    return Refusal("already_handled", f"{payment.honour.name}的税款已经更正。", "无须再办。", status=409)
