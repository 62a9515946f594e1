"""命名 and what follows it: honour, certificate, award items, award money (沪工总经〔2015〕260号 三(五)、五(三))."""

from honours.models.awards import AwardIssue
from honours.models.certificates import Certificate
from honours.models.honours import DISHONOURED, Honour, HonouredNomination
from honours.models.medals import MedalCondition, MedalOpinion, MedalRecommendation
from honours.models.payments import PAYMENT_OFF_ITS_ROAD, Payment, SeasonTax
from honours.models.replacements import Replacement
from honours.models.status_lists import StatusList

__all__ = [
    "AwardIssue",
    "Certificate",
    "DISHONOURED",
    "Honour",
    "HonouredNomination",
    "MedalCondition",
    "MedalOpinion",
    "MedalRecommendation",
    "PAYMENT_OFF_ITS_ROAD",
    "Payment",
    "Replacement",
    "SeasonTax",
    "StatusList",
]
