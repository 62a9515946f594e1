"""申报名册."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.states import CLERKS
from common.dates import plain_day_words
from common.pages import page_of
from nominations import queries
from nominations.forms.listing import filters_of
from nominations.road import kind_of
from nominations.rules.standing import EXPORTERS
from nominations.states import Channel, State
from nominations.views.starting import channels_of

STATES = [(state.value, state.label, kind_of(state)) for state in State]
_STATE_WORDS = {value: (label, kind) for value, label, kind in STATES}
_CHANNEL_WORDS = dict(Channel.choices)
DIRECT = "直接自荐"


@require_safe
@login_required
def index(request):
    """What this person may see of one season, filtered, sorted, fifty a page."""
    seasons = list(queries.seasons_to_choose())
    asked = request.GET.get("season", "")
    season = next((one for one in seasons if one.code == asked), None) or next(
        (one for one in seasons if one.is_current), seasons[0] if seasons else None
    )
    filters = filters_of(request.GET)
    order = filters.pop("order")
    found = queries.listed(request.user, season=season, **filters)
    page = page_of(queries.rows_of(found, order), request.GET.get("page"), known_count=found.count())
    root = reverse("nominations:list")
    for row in page.object_list:
        row["url"] = f"{root}{row['number']}/"
        row["state_word"], row["state_kind"] = _STATE_WORDS[row["state"]]
        row["channel_word"] = _CHANNEL_WORDS[row["channel"]]
        row["since_word"] = plain_day_words(row["state_since"]) if row["state_since"] else "—"
        row["body_word"] = row["filing_body__short_name"] or row["filing_body__name"] or DIRECT
    context = {
        "title": "申报名册",
        "lead": season.label if season else "",
        "trail": [("申报", "")],
        "page": page,
        "may_start": bool(channels_of(request.user)),
        "may_export": request.user.holds(*EXPORTERS),
        "may_import": request.user.holds(*CLERKS),
        "filters": filters,
        "order": order,
        "seasons": seasons,
        "season": season,
        "states": STATES,
        "channels": Channel.choices,
    }
    return render(request, "nominations/list.html", context)
