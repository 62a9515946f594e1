"""经手: who voted on a nomination, for the separation of duties (nominations.parts)."""

from decisions.models import Vote
from nominations.parts import APPROVE, rows_of


def taken(nominations):
    """审定: whoever cast a vote on it, however he voted; for ``everybody_in``."""
    votes = Vote.objects.filter(roster_item__nomination__in=nominations)
    return [rows_of(APPROVE, votes, "roster_item__nomination_id", "member__user_id")]
