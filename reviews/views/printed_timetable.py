"""One group's timetable on paper: 门牌版 for the door, 会务版 for the office with the members and room to sign."""

from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from common import clock
from common.dates import moment_words, today
from common.refusals import insist
from printing import fonts
from printing.press import press
from reviews.queries import interviews as queries

PAPER = {
    "templates": Path(settings.BASE_DIR) / "templates" / "papers",
    "stylesheet": "timetable.css",
    "wait": 15.0,  # seconds a request stands behind other papers in the press
}


def timetable_pdf(round, group, *, use, hidden=frozenset()) -> bytes:
    """The bytes of the paper; the turns hidden from the reader are not on it, and the order is counted over the rest."""
    found = next(one for one in queries.groups_of(group.timetable, hidden=hidden) if one.pk == group.pk)
    members = [seat.member for seat in found.members if seat.left_at is None]
    numbered = list(enumerate(found.turns, start=1))
    context = {
        "round": round,
        "group": group,
        "is_for_door": use == "door",
        "days": [(day, list(turns)) for day, turns in groupby(numbered, key=lambda row: today(row[1].starts_at))],
        "members": members,
        "printed_at": moment_words(clock.now()),
    }
    words = [*(one.nomination.name for one in found.turns), *(one.user.full_name for one in members)]
    insist(fonts.refuse_unprintable("".join([*words, group.place, round.name]), "打印"))
    return press(render_to_string("papers/timetable.html", context), **PAPER)
