"""申报名册: only the columns the list prints, the same number of queries at ten rows and at thousands."""

from django.db.models import Q

from nominations.queries.doors import visible_to
from seasons.models import Season
from standards.person_names import normalised_name

COLUMNS = (
    "number",
    "name",
    "unit_name",
    "post",
    "channel",
    "state",
    "state_since",
    "filing_body__short_name",
    "filing_body__name",
)
ORDERS = {
    "number": "number",
    "name": "name",
    "unit": "unit_name",
    "since": "state_since",
}


def visible_in_full(user):
    """What a person may see, with what a dossier's page prints of it."""
    return visible_to(user).select_related(
        "season",
        "rulebook",
        "drafting_body",
        "filing_body",
        "at_body",
        "industry",
        "district",
        "drafted_by",
        "candidate",
    )


def listed(user, *, season=None, state="", channel="", body="", words=""):
    """What the filters leave of what a person may see; counted without the columns of the list."""
    found = visible_to(user)
    if season is not None:
        found = found.filter(season=season)
    if state:
        found = found.filter(state=state)
    if channel:
        found = found.filter(channel=channel)
    if body:
        found = found.filter(Q(filing_body__name__icontains=body) | Q(filing_body__short_name__icontains=body))
    if words:
        found = found.filter(
            Q(name__icontains=normalised_name(words))
            | Q(number__startswith=words.strip())
            | Q(unit_name__icontains=words.strip())
        )
    return found


def rows_of(found, order):
    """Rows of the list as plain mappings, in order."""
    down, key = ("-", order[1:]) if order.startswith("-") else ("", order)
    return found.order_by(down + ORDERS.get(key, "number"), "-pk").values(*COLUMNS)


def seasons_to_choose():
    """Seasons for the filter, the latest first."""
    return Season.objects.order_by("-code").only("code", "label", "is_current")
