"""Forms of this room, by noun."""

from honours.forms.awards import HandOverForm, ReturnForm
from honours.forms.batches import (
    BankForm,
    BankReturnForm,
    LayoutForm,
    PrepareForm,
    RecoveryForm,
    RefundForm,
    SettlementForm,
    TaxCorrectionForm,
)
from honours.forms.medals import MedalDecisionForm, MedalForm, MedalOutcomeForm, OpinionForm
from honours.forms.parts import EVERYTHING, offer, plain
from honours.forms.payments import AccountForm, ChosenPayments, TaxForm, WordsForm
from honours.forms.public import RollFilter, VerifyFileForm, VerifyForm
from honours.forms.registers import AWARD_COURSES, CERTIFICATE_COURSES, MEDAL_COURSES, ConfirmedNames, SeasonFilter
from honours.forms.replacing import REPLACEMENT_COURSES, AskReplacementForm, DecideReplacementForm

__all__ = [
    "AskReplacementForm",
    "DecideReplacementForm",
    "REPLACEMENT_COURSES",
    "AWARD_COURSES",
    "AccountForm",
    "BankForm",
    "BankReturnForm",
    "CERTIFICATE_COURSES",
    "ChosenPayments",
    "ConfirmedNames",
    "EVERYTHING",
    "HandOverForm",
    "MEDAL_COURSES",
    "MedalDecisionForm",
    "LayoutForm",
    "MedalForm",
    "MedalOutcomeForm",
    "OpinionForm",
    "PrepareForm",
    "RecoveryForm",
    "RefundForm",
    "ReturnForm",
    "RollFilter",
    "SeasonFilter",
    "SettlementForm",
    "TaxCorrectionForm",
    "TaxForm",
    "VerifyFileForm",
    "VerifyForm",
    "WordsForm",
    "offer",
    "plain",
]
