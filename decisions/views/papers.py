"""决议与会议纪要 as papers to be read and printed."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from common.dates import formal_day_words
from common.downloads import made_file
from decisions import counting, queries
from decisions.papers import minutes_paper, resolution_paper
from decisions.views.sittings import TRAIL
from printing.official import press_docx, press_pdf

AT_MOST = 20  # seconds a reader waits while others are printing


@login_required
@require_GET
def resolution(request, pk):
    """审定决议, in the layout of an official paper."""
    found = get_object_or_404(queries.resolutions_visible_to(request.user), sitting=pk)
    context = {
        "title": "审定决议",
        "trail": [TRAIL, (found.number, "")],
        "resolution": found,
        "sitting": found.sitting,
        "paragraphs": found.text.split("\n"),
        "dated": formal_day_words(found.resolved_on),
        "may_read_sitting": queries.visible_to(request.user).filter(pk=pk).exists(),
    }
    return render(request, "decisions/resolution.html", context)


@login_required
@require_GET
def minutes(request, pk):
    """会议纪要: who sat, who withdrew, and how each name was voted on, in numbers."""
    sitting = get_object_or_404(queries.visible_to(request.user), pk=pk, closed_at__isnull=False)
    members = list(queries.members_of(sitting))
    context = {
        "title": "会议纪要",
        "trail": [TRAIL, (f"第{sitting.number}次", sitting.get_absolute_url()), ("会议纪要", "")],
        "sitting": sitting,
        "members": members,
        "moved": [one for one in members if one.arrived_at or one.left_at],
        "agenda": list(queries.agenda_of(sitting)),
        "items": queries.roster_for(request.user, sitting),
        "recusals": list(queries.recusals_listed(sitting)),
        "shares": counting.share_words(sitting.rulebook),
        "dated": formal_day_words(sitting.held_on),
    }
    return render(request, "decisions/minutes.html", context)


@login_required
@require_GET
def resolution_file(request, pk, kind):
    """决议 as PDF or .docx."""
    found = get_object_or_404(queries.resolutions_visible_to(request.user), sitting=pk)
    return _pressed(resolution_paper(found), f"{found.number} 审定决议", kind)


@login_required
@require_GET
def minutes_file(request, pk, kind):
    """会议纪要 as PDF or .docx, each reader's own: a name kept from him stands there as on the page."""
    sitting = get_object_or_404(queries.visible_to(request.user), pk=pk, closed_at__isnull=False)
    paper = minutes_paper(
        sitting,
        members=list(queries.members_of(sitting)),
        items=queries.roster_for(request.user, sitting),
        recusals=list(queries.recusals_listed(sitting)),
        agenda=list(queries.agenda_of(sitting)),
    )
    return _pressed(paper, f"{sitting.resolution.number} 会议纪要", kind)


def _pressed(paper, name, kind):
    content = press_docx(paper) if kind == "docx" else press_pdf(paper, wait=AT_MOST)
    return made_file(content, f"{name}.{kind}")
