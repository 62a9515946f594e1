"""资格审核台: the queue, one dossier beside its checklist, and the acts of a screener."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.states import Role
from common import clock
from common.dates import ago_words, day_words, today
from common.pages import addresses_of, page_of
from ledger.queries import trace_of
from nominations import dossier, queries
from nominations.actions import screening as actions
from nominations.forms.screening import ChecklistForm, QueueFilter
from nominations.queries import screening
from nominations.rules import refuse_revealing
from nominations.rules import screening as rules
from nominations.states import Channel
from nominations.views.exceptions import decision_rows
from nominations.views.sheet import contents_of

CHANNEL_WORDS = dict(Channel.choices)
READERS = (Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION)


@login_required
@require_safe
def queue(request):
    """待审申报, the oldest first."""
    _readers_only(request.user)
    filters = QueueFilter(request.GET)
    chosen = dict(filters.cleaned_data) if filters.is_valid() else {}
    order = request.GET.get("order", "")
    filed = screening.queue(request.user, now_claimed=chosen.pop("claimed", ""), order=order, **chosen)
    page = page_of(screening.rows_of(filed), request.GET.get("page"), known_count=filed.count())
    address, now = addresses_of("nominations:screen"), clock.now()
    for row in page.object_list:
        row["url"] = address(row["number"])
        row["body_word"] = row["filing_body__short_name"] or row["filing_body__name"] or "本人直接报送"
        row["channel_word"] = CHANNEL_WORDS[row["channel"]]
        row["special_words"] = screening.special_words(row)
        row["since_words"] = ago_words(row["submitted_at"], now)
    return render(
        request,
        "nominations/screening/queue.html",
        {
            "filters": filters,
            "order": order or "submitted",
            "page": page,
            "trail": [("资格审核", "")],
        },
    )


@login_required
@require_safe
def banned(request):
    """在办申报中的禁报对象: the review office finds and disqualifies; supervision reads along."""
    if not request.user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION):
        raise Http404
    rows = screening.banned_under_way(today()).order_by("number")
    return render(
        request,
        "nominations/screening/banned.html",
        {"page": page_of(rows, request.GET.get("page")), "trail": [("在办申报中的禁报对象", "")]},
    )


@login_required
@require_safe
def screen(request, number):
    """The dossier on the left, the checklist on the right."""
    nomination = _readable(request.user, number)
    lines = screening.checklist(nomination)
    return _page(request, nomination, lines, ChecklistForm(lines=lines, nomination=nomination))


@login_required
@require_POST
def note_lines(request, number):
    """保存逐项审核."""
    nomination = _readable(request.user, number)
    lines = screening.checklist(nomination)
    form = ChecklistForm(request.POST, lines=lines, nomination=nomination)
    if not form.is_valid():
        return _page(request, nomination, lines, form)
    actions.note_lines(nomination, by=request.user, lines=form.findings())
    messages.success(request, f"{nomination.name}的审核结论已保存。")
    return redirect(f"{reverse('nominations:screen', args=[number])}#judgement")


@login_required
@require_POST
def claim(request, number):
    """领办."""
    nomination = actions.claim(_readable(request.user, number), by=request.user)
    messages.success(request, f"您已领办{nomination.name}的资格审核。")
    return redirect("nominations:screen", number)


@login_required
@require_POST
def release(request, number):
    """放回."""
    reason = request.POST.get("reason", "")
    nomination = actions.release(_readable(request.user, number), by=request.user, reason=reason)
    messages.success(request, f"{nomination.name}已放回待领办。")
    return redirect("nominations:screening")


@login_required
@require_POST
def verify_dual(request, number):
    """核验双师资质."""
    nomination = actions.verify_dual(_readable(request.user, number), by=request.user)
    messages.success(request, f"{nomination.name}的双师资质已核验。")
    return redirect(f"{reverse('nominations:screen', args=[number])}#judgement")


@login_required
@require_POST
def admit(request, number):
    """通过资格审核."""
    nomination = actions.admit(_readable(request.user, number), by=request.user)
    messages.success(request, f"{nomination.name}已通过资格审核。")
    return redirect(_mine())


@login_required
@require_POST
def send_back(request, number):
    """退回补正."""
    reason, sections = request.POST.get("reason", ""), request.POST.getlist("sections")
    nomination = actions.send_back(_readable(request.user, number), by=request.user, reason=reason, sections=sections)
    messages.success(request, f"{nomination.name}已退回补正，期限为{day_words(nomination.correction_due)}。")
    return redirect(_mine())


@login_required
@require_POST
def decline(request, number):
    """不予受理."""
    reason = request.POST.get("reason", "")
    nomination = actions.decline(_readable(request.user, number), by=request.user, reason=reason)
    messages.success(request, f"{nomination.name}已按不予受理办理。")
    return redirect(_mine())


@login_required
@require_POST
def resubmit(request, number):
    """补正后重新报送, by the nominator."""
    nomination = get_object_or_404(queries.visible_to(request.user), number=number)
    nomination = actions.resubmit(nomination, by=request.user)
    messages.success(request, f"{nomination.name}的补正材料已重新报送。")
    return redirect(nomination)


def _readers_only(user):
    if not user.holds(*READERS):
        raise Http404


def _readable(user, number):
    _readers_only(user)
    seen = queries.visible_to(user).select_related(
        "season", "rulebook", "drafting_body", "filing_body", "industry", "screener", "drafted_by"
    )
    return get_object_or_404(seen, number=number)


def _mine():
    return f"{reverse('nominations:screening')}?claimed={screening.MINE}"


def _page(request, nomination, lines, form):
    now = clock.now()
    return render(
        request,
        "nominations/screening/screen.html",
        contents_of(nomination)
        | {
            "endorsements": queries.endorsements_of(nomination),
            "may_reveal": refuse_revealing(request.user, nomination, reason="asked") is None,
            "form": form,
            "rows": form.rows(),
            "exception_rows": decision_rows(nomination),
            "lines": lines,
            "sections": dossier.sections_of(nomination),
            "refusals": rules.grounds_against(request.user, nomination, lines, now=now),
            "trace": trace_of(nomination),
            "trail": [("资格审核", reverse("nominations:screening")), (nomination.name, "")],
        },
    )
