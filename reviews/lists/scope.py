"""Which round a list is of: named in the address, else the latest of the current season."""

from common import clock
from reviews.queries import rounds
from reviews.queries.veil import hidden_from
from seasons.queries import current_season


def read(query) -> dict[str, str]:
    """The round's number within the current season."""
    asked = query.get("round", "")
    return {"round": asked} if asked.isdecimal() and len(asked) < 4 else {}


def round_of(asked):
    """The round that is meant, or nothing."""
    found = rounds.rounds_of(current_season())
    return (found.filter(number=asked["round"]) if asked.get("round") else found).first()


def words(asked) -> str:
    """范围 in words."""
    round = round_of(asked)
    return f"{round}，不含导出人须回避的申报" if round else "尚无评审轮次"


def veil(user, asked):
    """The round, what is hidden of it from this person, and now."""
    round = round_of(asked)
    return round, hidden_from(user, round.season) if round else set(), clock.now()
