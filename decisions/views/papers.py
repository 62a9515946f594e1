"""决议与会议纪要 as papers to be read and printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from common.dates import formal_day_words
from common.downloads import handed_over, made_file
from common.refusals import insist
from decisions import actions, counting, queries, rules
from decisions.forms import SignedScanForm
from decisions.papers import minutes_paper, resolution_paper
from decisions.queries import signed_scans
from decisions.states import SignedPaper
from decisions.views.sittings import TRAIL
from printing.official import press_docx, press_pdf

AT_MOST = 20  # seconds a reader waits while others are printing


@login_required
@require_GET
def resolution(request, pk):
    """审定决议, in the layout of an official paper."""
    return _resolution_page(request, get_object_or_404(queries.resolutions_visible_to(request.user), sitting=pk))


@login_required
@require_POST
def keep_scan(request, pk):
    """上传签发扫描件."""
    found = get_object_or_404(queries.resolutions_visible_to(request.user), sitting=pk)
    return _kept(request, found, SignedPaper.RESOLUTION, _resolution_page)


@login_required
@require_GET
def signed_scan(request, pk):
    """签发扫描件, for those who read the resolution."""
    found = get_object_or_404(queries.resolutions_visible_to(request.user), sitting=pk)
    return _handed_out(request, found, SignedPaper.RESOLUTION)


@login_required
@require_POST
def keep_minutes_scan(request, pk):
    """上传会议纪要签发扫描件."""
    return _kept(request, _closed(request, pk).resolution, SignedPaper.MINUTES, _minutes_page)


@login_required
@require_GET
def signed_minutes(request, pk):
    """会议纪要签发扫描件, for those who read the whole of the minutes."""
    return _handed_out(request, _closed(request, pk).resolution, SignedPaper.MINUTES)


def _closed(request, pk):
    """The sitting that resolved, where this reader may see it."""
    return get_object_or_404(
        queries.visible_to(request.user).select_related("resolution"), pk=pk, closed_at__isnull=False
    )


def _kept(request, resolution, paper, page):
    insist(rules.refuse_another_scan(request.user, resolution, paper))
    form = SignedScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, resolution, form=form, status=400)
    scan = actions.keep_signed_scan(resolution, paper=paper, by=request.user, **form.cleaned_data)
    messages.success(request, f"{resolution.number}的{scan.get_paper_display()}签发扫描件已入卷。")
    return redirect(scan)


def _handed_out(request, resolution, paper):
    scan = signed_scans.standing(resolution, paper)
    if scan is None:
        raise Http404
    insist(rules.refuse_handing_out(request.user, scan))
    return handed_over(scan.file, scan.name)


def _signed(request, resolution, paper, form):
    """What the part about the scan says to this reader."""
    signed = signed_scans.standing(resolution, paper)
    return {
        "scan": signed,
        "veiled": rules.refuse_the_whole(request.user, resolution, paper),
        "refusal": rules.refuse_handing_out(request.user, signed) if signed else None,
        "infected": None if signed else signed_scans.infected(resolution, paper),
        "form": None if rules.refuse_another_scan(request.user, resolution, paper) else form or SignedScanForm(),
    }


def _resolution_page(request, found, *, form=None, status=200):
    pk = found.sitting_id
    context = {
        "title": "审定决议",
        "trail": [TRAIL, (found.number, "")],
        "resolution": found,
        "sitting": found.sitting,
        "paragraphs": found.text.split("\n"),
        "dated": formal_day_words(found.resolved_on),
        "may_read_sitting": queries.visible_to(request.user).filter(pk=pk).exists(),
        "signed": _signed(request, found, SignedPaper.RESOLUTION, form),
    }
    return render(request, "decisions/resolution.html", context, status=status)


@login_required
@require_GET
def minutes(request, pk):
    """会议纪要: who sat, who withdrew, and how each name was voted on, in numbers."""
    return _minutes_page(request, _closed(request, pk).resolution)


def _minutes_page(request, resolution, *, form=None, status=200):
    sitting = resolution.sitting
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
        "signed": _signed(request, resolution, SignedPaper.MINUTES, form),
    }
    return render(request, "decisions/minutes.html", context, status=status)


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
    sitting = _closed(request, pk)
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
