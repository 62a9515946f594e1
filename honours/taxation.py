"""奖金的税 (个人所得税法 第二条第一款第九项、第三条第三项、第四条、第九条、第十二条): arithmetic, and the day of the return.

Three treatments, chosen by finance once a season:

* 免税: the award is what arrives.
* 偶然所得: 20 % of the award is withheld.
* 单位承担: the award is what arrives, so the income is the award grossed up, ``award / (1 - 20 %)``, rounded to the cent, and
  the tax is the difference. 5000 元 arrive, 6250 元 are the income, 1250 元 are the tax, and 1250 is 20 % of 6250.

>>> amounts(Decimal("5000.00"), TaxTreatment.BORNE)
(Decimal('6250.00'), Decimal('1250.00'), Decimal('5000.00'))
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from seasons.states import TaxTreatment

INCIDENTAL_RATE = Decimal("0.20")  # 个人所得税法 第三条第三项：偶然所得
CENT = Decimal("0.01")
RETURN_DUE_DAY = 15  # 个人所得税法 第十四条：次月十五日内


def amounts(award: Decimal, treatment: str) -> tuple[Decimal, Decimal, Decimal]:
    """(应发, 税款, 实发) in yuan."""
    if treatment == TaxTreatment.EXEMPT:
        return award, Decimal("0.00"), award
    if treatment == TaxTreatment.INCIDENTAL:
        tax = (award * INCIDENTAL_RATE).quantize(CENT, ROUND_HALF_UP)
        return award, tax, award - tax
    if treatment == TaxTreatment.BORNE:
        gross = (award / (1 - INCIDENTAL_RATE)).quantize(CENT, ROUND_HALF_UP)
        return gross, gross - award, award
    raise ValueError("the tax is undecided")


def due_on(month: date) -> date:
    """申报期限 of what was paid in a month: the fifteenth of the next."""
    year, turn = divmod(month.year * 12 + month.month, 12)
    return date(year, turn + 1, RETURN_DUE_DAY)
