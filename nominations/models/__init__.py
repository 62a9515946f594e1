"""申报: the nomination, its dossier, and what was found of it."""

from nominations.models.copies import WorkingCopy
from nominations.models.dossier import Achievement, Consent, Evidence, Statement, evidence_path
from nominations.models.exceptions import ExceptionRequest
from nominations.models.holds import BanHold
from nominations.models.invitations import Invitation
from nominations.models.nomination import Nomination
from nominations.models.opinions import Endorsement, ScreeningLine
from nominations.models.printed import PrintedForm
from nominations.models.purges import PurgedFile
from nominations.models.ranked import RankedListScan
from nominations.models.reminders import ClosingReminder
from nominations.models.revisions import Revision, RevisionPaper
from nominations.models.screening import BulkAct, BulkResult, CorrectionReminder, ScreeningDecision
from nominations.models.twins import Merger, TwinInquiry
from nominations.models.unsuitable import UnsuitableExpert
from nominations.models.workplace import WorkplaceNotice

__all__ = [
    "Achievement",
    "BanHold",
    "BulkAct",
    "BulkResult",
    "ClosingReminder",
    "Consent",
    "CorrectionReminder",
    "Endorsement",
    "Evidence",
    "ExceptionRequest",
    "Invitation",
    "Merger",
    "Nomination",
    "PrintedForm",
    "PurgedFile",
    "RankedListScan",
    "Revision",
    "RevisionPaper",
    "ScreeningDecision",
    "ScreeningLine",
    "Statement",
    "TwinInquiry",
    "UnsuitableExpert",
    "WorkplaceNotice",
    "WorkingCopy",
    "evidence_path",
]
