"""Forms of this room, by noun."""

from honours.forms.awards import DayForm, HandOverForm, MedalForm, MedalOutcomeForm
from honours.forms.findings import CaseForm, ConfirmedFinding, FindingFilter, FindingForm
from honours.forms.parts import EVERYTHING, offer, plain
from honours.forms.payments import AccountForm, ChosenPayments, TaxForm, WordsForm
from honours.forms.public import RollFilter, VerifyForm
from honours.forms.registers import AWARD_COURSES, CERTIFICATE_COURSES, MEDAL_COURSES, ConfirmedNames, SeasonFilter

__all__ = [
    "AWARD_COURSES",
    "AccountForm",
    "CERTIFICATE_COURSES",
    "CaseForm",
    "ChosenPayments",
    "ConfirmedFinding",
    "ConfirmedNames",
    "DayForm",
    "EVERYTHING",
    "FindingFilter",
    "FindingForm",
    "HandOverForm",
    "MEDAL_COURSES",
    "MedalForm",
    "MedalOutcomeForm",
    "RollFilter",
    "SeasonFilter",
    "TaxForm",
    "VerifyForm",
    "WordsForm",
    "offer",
    "plain",
]
