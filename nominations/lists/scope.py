"""范围: which nominations a list is of. The filters are those of the list page, read from the same address."""

from nominations import queries
from nominations.forms.listing import filters_of
from nominations.states import Channel, State
from seasons.models import Season
from seasons.queries import current_season


def read(query):
    """The filters as plain words; the season is named even where the address leaves it out."""
    asked = filters_of(query)
    del asked["order"]
    codes = {season.code for season in queries.seasons_to_choose()}
    code = query.get("season", "")
    current = current_season()
    asked["season"] = code if code in codes else (current.code if current else "")
    return asked


def words(asked):
    """The filters as people read them."""
    season = season_of(asked)
    said = [season.label if season else "各年度"]
    if asked.get("state"):
        said.append(f"进程：{State(asked['state']).label}")
    if asked.get("channel"):
        said.append(f"途径：{Channel(asked['channel']).label}")
    if asked.get("body"):
        said.append(f"报送单位含“{asked['body']}”")
    if asked.get("words"):
        said.append(f"姓名、编号或单位含“{asked['words']}”")
    return "，".join(said)


def season_of(asked):
    """The season, or None."""
    return Season.objects.filter(code=asked.get("season", "")).first()


def found(user, asked):
    """What the filters leave of what this person may see."""
    filters = {name: asked.get(name, "") for name in ("state", "channel", "body", "words")}
    return queries.listed(user, season=season_of(asked), **filters)


def count(user, asked):
    """How many."""
    return found(user, asked).count()
