"""The expert's own pages."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from common.pages import addresses_of, page_of
from common.refusals import insist
from nominations.views.papers import handed_out
from reviews import actions
from reviews import pledge as pledge_text
from reviews.forms import QueueFilters
from reviews.queries import committee, confirmations, dossiers, sheets
from reviews.rules import sheets as rules
from reviews.rules.invitations import refuse_pledge, refuse_uninvited
from reviews.states import SheetState
from seasons.queries import current_season

QUEUE = ("我的评审", "/reviews/")
STATE_WORDS = dict(SheetState.choices)
STATE_KINDS = {SheetState.OPEN: "waiting", SheetState.SUBMITTED: "done", SheetState.ABSTAINED: "stopped"}


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
    if confirmations.to_declare(seat) is not None:
        return redirect("reviews:candidates")
    filters = QueueFilters(request.GET or None)
    state = filters.cleaned_data["state"] if filters.is_bound and filters.is_valid() else ""
    progress = sheets.own_progress(request.user, season)
    counts = {"": "total", "open": "waiting", "draft": "drafts", "submitted": "submitted", "abstained": "abstained"}
    rows = sheets.rows_of(sheets.queue(request.user, season, state))
    page = page_of(rows, request.GET.get("page", 1), known_count=progress[counts[state]])
    address = addresses_of("reviews:sheet")
    for row in page.object_list:
        row["url"] = address(row["pk"])
        is_draft = row["state"] == SheetState.OPEN and row["saved_at"]
        row["state_word"] = "已存草稿" if is_draft else STATE_WORDS[row["state"]]
        row["state_kind"] = "going" if is_draft else STATE_KINDS[row["state"]]
    return render(
        request,
        "reviews/queue.html",
        {
            "page": page,
            "filters": filters,
            "progress": progress,
            "done": progress["total"] - progress["waiting"],
            "figures": [
                ("待评分", progress["waiting"], "", "?state=open"),
                ("其中已存草稿", progress["drafts"], "", "?state=draft"),
                ("已提交", progress["submitted"], "", "?state=submitted"),
                ("弃权", progress["abstained"], "", "?state=abstained"),
            ],
            "following": _following(page.object_list, progress["waiting"]),
            "is_blind": any(row["is_blind"] for row in page.object_list),
            "season": season,
        },
    )


def _following(rows, waiting) -> str:
    """Where to go on: the first open file of the page, else the list of the open ones."""
    if not waiting:
        return ""
    return next((row["url"] for row in rows if row["state"] == SheetState.OPEN), "?state=open")


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


@require_safe
@login_required
def evidence(request, token):
    """佐证材料 of a file the person judges now; nobody else's door, and a file name that names nobody.

    In a blind round the copy handed out says nothing of who made it either.
    """
    paper = get_object_or_404(dossiers.evidence_for(request.user, token))
    if code := dossiers.blind_name(request.user, paper):
        return handed_out(paper, to=request.user, name=f"{code}.{paper.content_kind}", is_stripped=True)
    return handed_out(paper, to=request.user, name=f"佐证材料-{paper.token[:6]}.{paper.content_kind}")
