"""审定: the chair office (主席办公会) resolves the final names (沪工总经〔2015〕260号 三(四))."""

from decisions.models.agenda import AgendaItem
from decisions.models.guards import ROSTER_IS_SEALED, SITTING_IS_OVER, UNRESOLVED, VOTING_IS_OVER
from decisions.models.resolutions import Resolution, ResolvedNomination
from decisions.models.signed_scans import SignedScan
from decisions.models.sittings import RosterItem, Sitting, SittingMember
from decisions.models.votes import BallotBox, Vote, VoteRecusal

__all__ = [
    "AgendaItem",
    "BallotBox",
    "ROSTER_IS_SEALED",
    "Resolution",
    "ResolvedNomination",
    "RosterItem",
    "SITTING_IS_OVER",
    "SignedScan",
    "Sitting",
    "SittingMember",
    "UNRESOLVED",
    "VOTING_IS_OVER",
    "Vote",
    "VoteRecusal",
]
