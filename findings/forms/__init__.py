"""Forms of this room, by noun."""

from findings.forms.findings import CaseForm, ConfirmedFinding, FindingFilter, FindingForm

__all__ = ["CaseForm", "ConfirmedFinding", "FindingFilter", "FindingForm"]
