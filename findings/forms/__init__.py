"""Forms of this room, by noun."""

from findings.forms.appeals import AppealDecisionForm, AppealForm
from findings.forms.bans import BanBesidesForm
from findings.forms.cases import (
    ClearForm,
    DeclineForm,
    DocketFilters,
    InquiryClosingForm,
    OpenForm,
    PaperForm,
    StatementForm,
    StatementOnPaperForm,
    TakeUpForm,
    TellForm,
)
from findings.forms.findings import DecisionForm, FindingFilter
from findings.forms.reports import ReceiptForm, ReportForm

__all__ = [
    "AppealDecisionForm",
    "AppealForm",
    "BanBesidesForm",
    "ClearForm",
    "DecisionForm",
    "DeclineForm",
    "DocketFilters",
    "FindingFilter",
    "InquiryClosingForm",
    "OpenForm",
    "PaperForm",
    "ReceiptForm",
    "ReportForm",
    "StatementForm",
    "StatementOnPaperForm",
    "TakeUpForm",
    "TellForm",
]
