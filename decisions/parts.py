"""经手: who voted on a nomination, for the separation of duties (nominations.parts)."""

from decisions.models import Vote
from nominations.parts import APPROVE


def taken(nominations):
    """审定: whoever cast a vote on it, however he voted; as rows of part, nomination and account."""
    votes = Vote.objects.filter(roster_item__nomination__in=nominations)
    return [(APPROVE, *row) for row in votes.values_list("roster_item__nomination_id", "member__user_id")]
