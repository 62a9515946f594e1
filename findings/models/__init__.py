"""查实与撤销: what takes an honour back, and what gives it back (沪工总经〔2015〕260号 五(三))."""

from findings.models.appeals import Appeal, Restoration, RevokedHonour, RevokedNomination
from findings.models.cases import Case, CasePaper, CaseSubject, Report, Statement
from findings.models.findings import Finding

__all__ = [
    "Appeal",
    "Case",
    "CasePaper",
    "CaseSubject",
    "Finding",
    "Report",
    "Restoration",
    "RevokedHonour",
    "RevokedNomination",
    "Statement",
]
