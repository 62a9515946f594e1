"""核查重复: the office's list of requests, and one request with what can be done about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Role
from common import clock
from common.dates import moment_words, today
from common.pages import page_of
from common.refusals import insist
from nominations.actions import twins as actions
from nominations.forms.twins import MergeForm, TwinForm
from nominations.models import TwinInquiry
from nominations.queries import twins
from nominations.road import kind_of
from nominations.rules import refuse_change
from nominations.rules import twins as rules
from nominations.states import AchievementKind
from nominations.views.doors import countdown_of, found, trail_to
from nominations.views.facts import paper_row
from privacy.hashing import keyed_hash
from seasons.queries import current_season
from seasons.states import Indicator

READERS = (Role.REVIEW_OFFICE, Role.SUPERVISION)


@require_safe
@login_required
def index(request):
    """Requests of the season, those that wait first."""
    _readers_only(request.user)
    season = current_season()
    rows = twins.inquiries(season=season, is_open=False)
    context = {
        "title": "核查重复",
        "lead": "同一人选本年度只能有一件申报。后来的一方不知道前一件的途径和单位，只能请评审办公室核查。",
        "trail": [("核查重复", "")],
        "page": page_of(rows, request.GET.get("page")),
    }
    return render(request, "nominations/twins.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def twin(request, key):
    """One request: both nominations as far as the office must know them, and the acts."""
    _readers_only(request.user)
    inquiry = get_object_or_404(TwinInquiry.objects.select_related("asked_by", "body", "own", "season"), pk=key)
    others = list(twins.nominations_of(inquiry.season_id, inquiry.identity_hash))
    pair = _pair(inquiry, others)
    form = MergeForm(request.POST or None, pair=pair) if pair else None
    if request.method == "POST" and form is not None and form.is_valid():
        kept, merged = form.chosen()
        given = form.cleaned_data
        merger = actions.merge(kept, merged, by=request.user, reason=given["reason"], take=given["take"])
        messages.success(request, f"已并件：{merger}，双方经办人已函告。")
        return redirect(inquiry)
    context = {
        "title": f"核查重复：{inquiry.name}",
        "trail": [("核查重复", reverse("nominations:twins")), (inquiry.name, "")],
        "inquiry": inquiry,
        "facts": [
            ("请求人", inquiry.asked_by.full_name),
            ("请求单位", inquiry.body.name if inquiry.body else "自荐人本人"),
            ("请求时间", moment_words(inquiry.asked_at)),
            ("所填姓名", inquiry.name),
            ("所填工作单位", inquiry.unit_name),
        ],
        "rows": [_row(request.user, one) for one in ([inquiry.own] if inquiry.own else []) + others],
        "form": form,
        "merging": rules.refuse_merging(request.user, *pair, reason="待填") if pair else None,
        "answering": rules.refuse_answering(request.user, inquiry, answer="待填"),
    }
    return render(request, "nominations/twin.html", context)


@require_POST
@login_required
def answer(request, key):
    """答复."""
    _readers_only(request.user)
    inquiry = get_object_or_404(TwinInquiry, pk=key)
    actions.answer_twin(inquiry, by=request.user, answer=request.POST.get("reason", ""))
    messages.success(request, "已答复请求人。")
    return redirect(inquiry)


@require_POST
@login_required
def free(request, key, number):
    """准予另行申报."""
    _readers_only(request.user)
    inquiry = get_object_or_404(TwinInquiry, pk=key)
    freed = twins.nominations_of(inquiry.season_id, inquiry.identity_hash).filter(number=number).first()
    if freed is None:
        raise Http404("没有这件申报。")
    actions.free_person(freed, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"已准予{freed.name}本年度另行申报一次。")
    return redirect(inquiry)


def _pair(inquiry, found):
    """The dossier of the one who asks and the one that stands in its way."""
    standing = [one for one in found if one.state in rules.MERGEABLE]
    own = inquiry.own
    if own is not None and own.state in rules.MERGEABLE and standing and own.pk != standing[-1].pk:
        return [standing[-1], own]
    return []


def _row(user, nomination):
    refusal = rules.refuse_freeing(user, nomination, reason="待填")
    return {
        "nomination": nomination,
        "kind": kind_of(nomination.state),
        "body": nomination.drafting_body or nomination.filing_body or "本人",
        "may_free": refusal is None,
    }


def _readers_only(user):
    if not user.holds(*READERS):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request, number):
    """请求核查重复: a number that was corrected, and now is refused because somebody has the person already."""
    nomination, now = found(request, number), clock.now()
    insist(refuse_change(request.user, nomination))
    form, refusal = TwinForm(request.POST or None, today=today(now), kind=nomination.document_kind), None
    if request.method == "POST" and form.is_valid():
        asked = {"identity_hash": keyed_hash("identity", form.cleaned_data["identity_number"]), "own": nomination}
        refusal = rules.refuse_asking(request.user, nomination.rulebook, **asked)
        if refusal is None:
            named = {"name": nomination.name, "unit_name": nomination.unit_name}
            actions.ask_about_twin(by=request.user, rulebook=nomination.rulebook, now=now, **asked, **named)
            messages.success(request, "已请评审办公室核查，办理后将函告您。")
            return redirect(nomination)
    context = {
        "title": "请求核查重复",
        "trail": trail_to(nomination, ("请求核查重复", "")),
        "nomination": nomination,
        "form": form,
        "refusal": refusal,
        **countdown_of(nomination, now),
    }
    return render(request, "nominations/ask_about_twin.html", context, status=refusal.status if refusal else 200)


def mergers_of(nomination):
    """并入材料 as a sheet prints it: what was taken over, and from which nomination."""
    return [
        {
            "merger": one,
            "statements": [(Indicator(key).label, text) for key, text in one.statements.items()],
            "achievements": [
                f"{AchievementKind(row['kind']).label}：{row['title']}" for row in one.achievements if row.get("title")
            ],
            "papers": [paper_row(paper) for paper in one.papers.all()],
        }
        for one in twins.mergers_into(nomination)
    ]
