"""命名 and what follows it: honour, certificate, award items, award money (沪工总经〔2015〕260号 三(五)、五(三))."""

from honours.models.awards import AwardIssue
from honours.models.banks import TOKENS, Bank, BankLayout, LayoutColumn, ReturnColumn
from honours.models.batches import BankFile, PaymentAttempt, PaymentBatch
from honours.models.certificates import Certificate
from honours.models.changes import HonourChange
from honours.models.honours import DISHONOURED, Honour, HonouredNomination
from honours.models.medals import MedalCondition, MedalLetter, MedalOpinion, MedalRecommendation
from honours.models.payments import PAYMENT_OFF_ITS_ROAD, Payment, SeasonTax
from honours.models.recoveries import Recovery
from honours.models.refunds import Refund
from honours.models.replacements import Replacement, ReplacementProof
from honours.models.returns import BankReturn, PaymentConflict, ReturnLine
from honours.models.status_lists import StatusList

__all__ = [
    "AwardIssue",
    "Bank",
    "BankFile",
    "BankLayout",
    "BankReturn",
    "Certificate",
    "DISHONOURED",
    "Honour",
    "HonourChange",
    "HonouredNomination",
    "LayoutColumn",
    "MedalCondition",
    "MedalLetter",
    "MedalOpinion",
    "MedalRecommendation",
    "PAYMENT_OFF_ITS_ROAD",
    "Payment",
    "PaymentAttempt",
    "PaymentBatch",
    "PaymentConflict",
    "Recovery",
    "Refund",
    "Replacement",
    "ReplacementProof",
    "ReturnColumn",
    "ReturnLine",
    "SeasonTax",
    "StatusList",
    "TOKENS",
]
