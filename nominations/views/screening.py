"""资格审核台: the queue, one dossier beside its checklist, and the acts of a screener."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.states import Role
from common import clock
from common.dates import ago_words, clock_words, today
from common.pages import addresses_of, page_of
from ledger.queries import trace_of
from nominations import dossier, queries
from nominations.actions import screening as actions
from nominations.forms.screening import ChecklistForm, QueueFilter
from nominations.queries import bans, screening
from nominations.queries import queue as waiting
from nominations.queries.ties import hands_of_rows, ties_of
from nominations.queries.twins import told_of
from nominations.rules import checking, refuse_revealing
from nominations.rules import screening as rules
from nominations.rules.bulk import MOST
from nominations.rules.corrections import refuse_extending_at_all
from nominations.rules.employer import refuse_asking_employer
from nominations.rules.recusal import recusal
from nominations.states import BulkKind, Channel, Standing, State
from nominations.views.changes import latest_changes
from nominations.views.exceptions import decision_rows
from nominations.views.paper_pane import SHOWN
from nominations.views.sheet import contents_of

CHANNEL_WORDS = dict(Channel.choices)
READERS = (Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION)


@login_required
@require_safe
def queue(request):
    """待审申报, the oldest first: who holds what since when, and what the reader must stand aside from."""
    readers_only(request.user)
    filters, chosen, order, found = asked_of(request)
    page = page_of(waiting.rows_of(found), request.GET.get("page"), known_count=_count(chosen, filters, found))
    address, now, rows = addresses_of("nominations:screen"), clock.now(), list(page.object_list)
    ties = ties_of(request.user)
    for row, hands in zip(rows, hands_of_rows(rows, ties), strict=True):
        row["url"] = address(row["number"])
        row["body_word"] = row["filing_body__short_name"] or row["filing_body__name"] or "本人直接报送"
        row["channel_word"] = CHANNEL_WORDS[row["channel"]]
        row["special_words"] = waiting.special_words(row)
        row["since_words"] = ago_words(row["submitted_at"], now)
        row["held_words"] = _held_words(row, now)
        row["recusal"] = recusal(ties, hands, on=today(now))
    page.object_list = rows
    return render(
        request,
        "nominations/screening/queue.html",
        {
            "filters": filters,
            "order": order or "submitted",
            "page": page,
            "is_correcting": chosen.get("stage") == waiting.CORRECTING,
            "kept": [(name, value) for name, value in request.GET.items() if name not in ("page", "number") and value],
            "kinds": _kinds(request.user),
            "at_once": min(MOST, page.paginator.count),
            "may_choose": request.user.holds(Role.SCREENER, Role.REVIEW_OFFICE),
            "trail": [("资格审核", "")],
        },
    )


def asked_of(request):
    """The filters of the address, and the queue they give."""
    filters = QueueFilter(request.GET, held=waiting.held(request.user), tallies=waiting.tallies())
    chosen = {key: value for key, value in filters.cleaned_data.items() if value} if filters.is_valid() else {}
    order = request.GET.get("order", "")
    return filters, chosen, order, waiting.queue(request.user, chosen=chosen, order=order)


def _count(chosen, filters, found):
    return found.count() if chosen else filters.held.total


def _held_words(row, now):
    if row["screener__full_name"] is None:
        return "待领办"
    return f"{row['screener__full_name']}，{ago_words(row['claimed_at'], now)}领办"


def _kinds(user):
    kinds = BulkKind.choices if user.holds(Role.SCREENER) else [(BulkKind.RELEASE.value, BulkKind.RELEASE.label)]
    return kinds if user.holds(Role.SCREENER, Role.REVIEW_OFFICE) else []


@login_required
@require_safe
def banned(request):
    """在办申报中的禁报对象: the review office finds and disqualifies; supervision reads along."""
    if not request.user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION):
        raise Http404
    rows = bans.banned_under_way(today()).order_by("number")
    return render(
        request,
        "nominations/screening/banned.html",
        {"page": page_of(rows, request.GET.get("page")), "trail": [("在办申报中的禁报对象", "")]},
    )


@login_required
@require_safe
def screen(request, number):
    """The dossier on the left, the checklist on the right."""
    nomination = readable(request.user, number)
    lines = screening.checklist(nomination)
    return _page(request, nomination, lines, ChecklistForm(lines=lines, nomination=nomination))


@login_required
@require_POST
def note_lines(request, number):
    """保存逐项审核; asked by a script, line by line, the answer says what was kept and what is still wanting."""
    nomination = readable(request.user, number)
    lines = screening.checklist(nomination)
    form = ChecklistForm(request.POST, lines=lines, nomination=nomination)
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid() and not by_script:
        return _page(request, nomination, lines, form)
    nomination = actions.note_lines(nomination, by=request.user, lines=form.findings())
    if by_script:
        return _told(request, number, form)
    messages.success(request, f"{nomination.name}的审核结论已保存。")
    return redirect(f"{reverse('nominations:screen', args=[number])}#judgement")


def _told(request, number, form):
    """What the page changes after one line was kept."""
    nomination, now = readable(request.user, number), clock.now()
    lines = screening.checklist(nomination)
    refusals = rules.grounds_against(request.user, nomination, lines, now=now)
    context = {"nomination": nomination, "refusals": refusals}
    return JsonResponse(
        {
            "kept": [key.value for key in form.findings()],
            "word": f"{clock_words(now)}已保存",
            "faults": {name.removeprefix("reason_"): told[0] for name, told in form.errors.items()},
            "open": sum(not line.is_decided for line in lines),
            "conclusion": render_to_string("nominations/screening/_conclusion.html", context, request=request),
        }
    )


@login_required
@require_POST
def claim(request, number):
    """领办."""
    nomination = actions.claim(readable(request.user, number), by=request.user)
    messages.success(request, f"您已领办{nomination.name}的资格审核。")
    return redirect("nominations:screen", number)


@login_required
@require_POST
def release(request, number):
    """放回."""
    reason = request.POST.get("reason", "")
    nomination = actions.release(readable(request.user, number), by=request.user, reason=reason)
    messages.success(request, f"{nomination.name}已放回待领办。")
    return redirect("nominations:screening")


@login_required
@require_POST
def verify_dual(request, number):
    """核验双师资质."""
    nomination = actions.verify_dual(readable(request.user, number), by=request.user)
    messages.success(request, f"{nomination.name}的双师资质已核验。")
    return redirect(f"{reverse('nominations:screen', args=[number])}#judgement")


@login_required
@require_POST
def resubmit(request, number):
    """补正后重新报送, by the nominator."""
    nomination = get_object_or_404(queries.visible_to(request.user), number=number)
    nomination = actions.resubmit(nomination, by=request.user)
    messages.success(request, f"{nomination.name}的补正材料已重新报送。")
    return redirect(nomination)


def readers_only(user):
    """The desk exists for screeners, the review office and supervision."""
    if not user.holds(*READERS):
        raise Http404


def readable(user, number):
    """A filed dossier at the screening desk."""
    readers_only(user)
    seen = queries.visible_to(user).select_related(
        "season", "rulebook", "drafting_body", "filing_body", "industry", "screener", "drafted_by"
    )
    return get_object_or_404(seen, number=number)


def mine():
    """Where the day's work is."""
    return f"{reverse('nominations:screening')}?claimed={waiting.MINE}"


def decision_rows_of(user, nomination):
    """Every conclusion so far, with what this person could still do about it."""
    words = "理由待填"
    rows = []
    for one in screening.decisions_of(nomination):
        checks = checking.refuse_rejection(user, one, nomination, reason=words)
        undoes = checking.refuse_undoing(user, one, nomination, reason=words)
        rows.append(
            {
                "decision": one,
                "titles": dossier.titles_of(nomination, one.sections),
                "checks": one.standing == Standing.PROPOSED,
                "check_refusal": checks,
                "may_undo": undoes is None,
            }
        )
    return rows


def _beside(contents):
    """The links of the papers open them here, beside the checklist."""
    beside = {
        reverse("nominations:evidence", args=[paper.token]): f"?paper={paper.token}#file"
        for paper in contents["nomination"].evidence.all()
    }
    papers = [*contents["other_papers"], *(row for one in contents["statements"] for row in one["papers"])]
    for row in papers:
        row["url"] = beside.get(row["url"], row["url"])
    contents["unscanned"] = not settings.CLAMAV_ADDRESS
    return contents


def _paper_shown(request, nomination):
    """The paper opened beside the checklist, where the address names one of this dossier."""
    token = request.GET.get("paper", "")
    return next((paper for paper in nomination.evidence.all() if token and paper.token == token), None)


def _page(request, nomination, lines, form):
    now = clock.now()
    is_mine = nomination.screener_id == request.user.pk and nomination.state == State.SUBMITTED
    before, after = waiting.neighbours(request.user, nomination) if is_mine else ("", "")
    contents = _beside(contents_of(nomination))
    paper = _paper_shown(request, nomination)
    decisions = decision_rows_of(request.user, nomination)
    return render(
        request,
        "nominations/screening/screen.html",
        contents
        | latest_changes(nomination)
        | {
            "before": before,
            "after": after,
            "paper": paper,
            "paper_is_shown": paper is not None and paper.content_kind in SHOWN,
            "decisions": decisions,
            "awaits_check": any(row["checks"] for row in decisions),
            "may_extend": refuse_extending_at_all(request.user, nomination) is None,
            "open_lines": sum(not line.is_decided for line in lines),
            "takes_from_others": rules.may_put_back_for_others(request.user, nomination),
            "endorsements": queries.endorsements_of(nomination),
            "may_reveal": refuse_revealing(request.user, nomination, reason="asked") is None,
            "form": form,
            "rows": form.rows(),
            "exception_rows": decision_rows(nomination),
            "told": told_of(nomination),
            "may_ask_employer": refuse_asking_employer(request.user, nomination) is None,
            "lines": lines,
            "refusals": rules.grounds_against(request.user, nomination, lines, now=now),
            "trace": trace_of(nomination),
            "trail": [("资格审核", reverse("nominations:screening")), (nomination.name, "")],
        },
    )
