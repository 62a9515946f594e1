"""The expert's own pages."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import moment_words, today
from common.pages import addresses_of, page_of
from common.refusals import insist
from nominations.views.changes import changes_shown
from nominations.views.papers import handed_out
from reviews import actions, scoring
from reviews import pledge as pledge_text
from reviews.forms import QueueFilters, SheetForm
from reviews.queries import committee, sheets
from reviews.rules import sheets as rules
from reviews.rules.invitations import refuse_pledge, refuse_uninvited
from reviews.states import SheetState
from seasons.queries import current_season

QUEUE = ("我的评审", "/reviews/")
STATE_WORDS = dict(SheetState.choices)


@require_safe
@login_required
def queue(request):
    """评审列表: one's own files, how far they are done, until when."""
    season = current_season()
    seat = committee.seat_of(request.user, season)
    if seat is None and committee.is_invited(request.user, season):
        return redirect("reviews:mine")
    if seat is not None and not seat.has_pledged:
        return redirect("reviews:pledge")
    insist(rules.refuse_entering(request.user, seat))
    filters = QueueFilters(request.GET or None)
    state = filters.cleaned_data["state"] if filters.is_bound and filters.is_valid() else ""
    progress = sheets.own_progress(request.user, season)
    done = progress["total"] - progress["waiting"]
    known = {"": progress["total"], SheetState.OPEN.value: progress["waiting"], "done": done}[state]
    rows = sheets.rows_of(sheets.queue(request.user, season, state))
    page = page_of(rows, request.GET.get("page", 1), known_count=known)
    address = addresses_of("reviews:sheet")
    for row in page.object_list:
        row["url"] = address(row["pk"])
        is_draft = row["state"] == SheetState.OPEN and row["saved_at"]
        row["state_word"] = "已存草稿" if is_draft else STATE_WORDS[row["state"]]
    return render(
        request,
        "reviews/queue.html",
        {
            "page": page,
            "filters": filters,
            "progress": progress,
            "done": done,
            "season": season,
        },
    )


@login_required
def pledge(request):
    """保密与公正承诺书, in its version of today; whoever has not answered the invitation does that first."""
    seat = committee.own_seat(request.user, current_season())
    insist(refuse_uninvited(seat))
    if not seat.has_accepted:
        return redirect("reviews:mine")
    if request.method == "POST":
        actions.pledge(seat, by=request.user)
        return redirect("reviews:queue")
    return render(
        request,
        "reviews/pledge.html",
        {
            "seat": seat,
            "text": pledge_text.CURRENT,
            "is_signed": seat.has_pledged,
            "is_anew": seat.pledged_at is not None and not seat.has_pledged,
            "refusal": refuse_pledge(request.user, seat),
        },
    )


@login_required
def sheet(request, pk):
    """The file beside the score sheet; posting keeps a draft, or goes on to the confirmation."""
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(clock.now())))
    insist(rules.refuse_reading(request.user, found))
    rulebook = found.assignment.round.rulebook
    criteria = sheets.criteria_of(found.assignment.round)
    written = sheets.scores_of(found)
    form = SheetForm(
        request.POST or None, criteria=criteria, step=rulebook.score_step, written=written, overall=found.comment
    )
    if request.method == "POST" and form.is_valid():
        actions.save_sheet(
            found, by=request.user, points=form.points, comments=form.comments, comment=form.cleaned_data["comment"]
        )
        if "finish" in request.POST:
            return redirect("reviews:submit", pk)
        messages.success(request, "评分草稿已保存，尚未提交。")
        return redirect("reviews:sheet", pk)
    return render(
        request,
        "reviews/sheet.html",
        {
            "sheet": found,
            "dossier": sheets.dossier_of(found.assignment.nomination_id),
            "form": form,
            "rulebook": rulebook,
            "step": f"{rulebook.score_step:f}".rstrip("0").rstrip("."),
            "place": sheets.neighbours(request.user, found),
            "written": facts_of_sheet(found, criteria, written),
            "refusal": rules.refuse_scoring(request.user, found, now=clock.now()),
            "recuse_url": reverse("reviews:declare", args=[found.assignment.nomination.number]),
            "abstain_url": reverse("reviews:abstain", args=[pk]),
            "trail": [QUEUE, (found.assignment.nomination.number, "")],
        },
        status=422 if form.is_bound else 200,
    )


@require_safe
@login_required
def changes(request, pk):
    """评审依据的改动: what the judged revision says otherwise than the first filing, as far as an expert may read it."""
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(clock.now())))
    insist(rules.refuse_reading(request.user, found))
    revisions = sheets.revisions_up_to(found.assignment)
    if not revisions:
        raise Http404("此件没有材料版本。")
    nomination = sheets.dossier_of(found.assignment.nomination_id)
    first, judged = revisions[0], revisions[-1]
    number = found.assignment.nomination.number
    return render(
        request,
        "reviews/changes.html",
        {
            "sheet": found,
            "nomination": nomination,
            "first": first,
            "judged": judged,
            "sections": changes_shown(nomination, sheets.readable_content(first), sheets.readable_content(judged)),
            "trail": [QUEUE, (number, reverse("reviews:sheet", args=[pk])), ("材料改动", "")],
        },
    )


@login_required
def submit(request, pk):
    """Ask once more with all points in view, then lock."""
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(clock.now())))
    if request.method == "POST":
        actions.submit_sheet(
            found,
            by=request.user,
            session=_session_of(request),
            device=request.headers.get("User-Agent", ""),
        )
        following = sheets.neighbours(request.user, found)["next_open"]
        messages.success(request, f"{found.assignment.nomination.name}的评分已提交。")
        return redirect("reviews:sheet", following) if following else redirect("reviews:queue")
    insist(rules.refuse_reading(request.user, found))
    rulebook = found.assignment.round.rulebook
    criteria = sheets.criteria_of(found.assignment.round)
    written = sheets.scores_of(found)
    points = {key: score.points for key, score in written.items()}
    comments = {key: score.comment for key, score in written.items()}
    refusal = rules.refuse_scoring(request.user, found, now=clock.now()) or rules.refuse_incomplete(
        points, comments, criteria, rulebook.comment_below
    )
    lines = {one.pk: scoring.Line(one.maximum, one.weight) for one in criteria}
    return render(
        request,
        "reviews/submit.html",
        {
            "sheet": found,
            "rows": [(one, written.get(one.pk)) for one in criteria],
            "total": None if refusal else scoring.sheet_total(points, lines),
            "refusal": refusal,
            "trail": [QUEUE, (found.assignment.nomination.number, f"/reviews/sheets/{pk}/"), ("提交评分", "")],
        },
    )


@require_POST
@login_required
def abstain(request, pk):
    """弃权."""
    found = get_object_or_404(sheets.sheet_for(request.user, pk, on=today(clock.now())))
    actions.abstain(found, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"您对{found.assignment.nomination.name}的评审已登记为弃权。")
    return redirect("reviews:queue")


@require_safe
@login_required
def evidence(request, token):
    """佐证材料 of a file the person judges now; nobody else's door, and a file name that names nobody."""
    paper = get_object_or_404(sheets.evidence_for(request.user, token))
    return handed_out(paper, to=request.user, name=f"佐证材料-{paper.token[:6]}.{paper.content_kind}")


def facts_of_sheet(sheet, criteria, written):
    """What was handed in, for the locked sheet."""
    facts = [(one.name, written[one.pk].points) for one in criteria if one.pk in written]
    return (
        [*facts, ("加权总分", sheet.total), ("总评", sheet.comment), ("提交时间", moment_words(sheet.submitted_at))]
        if (sheet.submitted_at)
        else facts
    )


def _session_of(request) -> str:
    """Which sign-in it was, without keeping the key that opens it."""
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()
