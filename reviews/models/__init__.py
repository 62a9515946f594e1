"""评审: the committee of a season, who judges what, what they judged, and the ranking made of it."""

from reviews.models.assignments import Assignment
from reviews.models.committee import CommitteeMember
from reviews.models.confirmations import Confirmation
from reviews.models.copies import SheetCopy
from reviews.models.declarations import MemberField, MemberTie, MemberTrade, PastEmployer
from reviews.models.deliberations import Deliberation, DeliberationPost, FurtherScore, Voice
from reviews.models.draws import Draw
from reviews.models.entrants import Entrant
from reviews.models.former import FormerSheet
from reviews.models.interviews import GroupSeat, InterviewGroup, InterviewSlot, Timetable
from reviews.models.outcomes import CommentRedaction, OutcomeRelease
from reviews.models.pledges import SignedPledge
from reviews.models.rankings import Ranking, RankingExpert, RankingLine
from reviews.models.recusals import NamingDecision, Recusal, StaffRecusal
from reviews.models.reminders import ScoringReminder
from reviews.models.reserves import Reserve
from reviews.models.rounds import Round, RoundExtension
from reviews.models.sheets import Score, ScoreSheet

__all__ = [
    "Assignment",
    "CommentRedaction",
    "CommitteeMember",
    "Deliberation",
    "DeliberationPost",
    "Draw",
    "Entrant",
    "FurtherScore",
    "MemberField",
    "MemberTie",
    "MemberTrade",
    "GroupSeat",
    "InterviewGroup",
    "InterviewSlot",
    "OutcomeRelease",
    "FormerSheet",
    "Confirmation",
    "NamingDecision",
    "PastEmployer",
    "Ranking",
    "RankingExpert",
    "RankingLine",
    "Recusal",
    "Reserve",
    "Round",
    "RoundExtension",
    "Score",
    "ScoreSheet",
    "SignedPledge",
    "ScoringReminder",
    "Timetable",
    "SheetCopy",
    "StaffRecusal",
    "Voice",
]
