"""评审结果告知单: one candidate's outcome on paper, for the body that nominated him."""

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from common.dates import plain_day_words
from common.refusals import insist
from printing import fonts
from printing.press import press
from reviews.views.printed_timetable import PAPER


def outcome_pdf(line, facts, comments) -> bytes:
    """The bytes of the slip; Refused where a character has no glyph."""
    context = {
        "line": line,
        "facts": facts,
        "comments": comments,
        "released_on": plain_day_words(line.ranking.round.release.released_at),
    }
    page = render_to_string("papers/outcome.html", context)
    insist(fonts.refuse_unprintable("".join(strip_tags(page[page.index("<body>") :]).split()), "打印"))
    return press(page, **PAPER)
