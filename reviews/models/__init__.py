"""评审: the committee of a season, who judges what, what they judged, and the ranking made of it."""

from reviews.models.assignments import Assignment
from reviews.models.committee import CommitteeMember, PastEmployer
from reviews.models.entrants import Entrant
from reviews.models.rankings import Ranking, RankingLine
from reviews.models.recusals import Recusal
from reviews.models.rounds import Round
from reviews.models.sheets import Score, ScoreSheet

__all__ = [
    "Assignment",
    "CommitteeMember",
    "Entrant",
    "PastEmployer",
    "Ranking",
    "RankingLine",
    "Recusal",
    "Round",
    "Score",
    "ScoreSheet",
]
