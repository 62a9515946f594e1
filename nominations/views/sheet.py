"""一件申报: the dossier as a sheet, for reading, for printing, and for the acts that may follow."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.states import Role
from common import clock
from ledger.queries import trace_of
from nominations import actions, dossier, queries, rules
from nominations.achievement_kinds import in_order
from nominations.deadlines import deadline_of
from nominations.forms.acts import ReasonForm
from nominations.queries.invitations import latest_of
from nominations.queries.purges import day_of
from nominations.queries.twins import number_warnings
from nominations.road import kind_of, road_of
from nominations.rules.purging import refuse_copy
from nominations.rules.standing import is_drafting_side, may_take_away
from nominations.states import EDITABLE, Answer, Channel
from nominations.views.acts import acts_for
from nominations.views.doors import countdown_of, found, trail_to
from nominations.views.facts import facts_of, papers_by_indicator, photo_of, section_rows, statements_of
from nominations.views.printed import papers_of
from nominations.views.twins import mergers_of


def contents_of(nomination):
    """What a sheet prints, wherever it is printed: the review and screening pages show the same."""
    queries.with_dossier(nomination)
    papers = papers_by_indicator(nomination)
    return {
        "nomination": nomination,
        "facts": facts_of(nomination),
        "statements": statements_of(nomination, papers),
        "photo": photo_of(nomination),
        "other_papers": papers.get("", []),
        "achievements": in_order(nomination.achievements.all()),
        "mergers": mergers_of(nomination),
    }


def _association_words(nomination):
    """经社团自荐: how the association has answered."""
    if nomination.channel != Channel.SELF:
        return ""
    if nomination.filing_body is None:
        return "报送途径：直接向市总工会自荐。"
    asked = latest_of(nomination)
    if asked is None or asked.answer == Answer.ACCEPTED:
        return f"报送途径：经{nomination.filing_body}自荐，对方已接受。"
    if asked.answer:
        return f"{nomination.filing_body}未接受您经由其自荐：{asked.answer_reason}"
    return f"已请求经{nomination.filing_body}自荐，等待对方答复；接受之后才能推荐。"


@require_safe
@login_required
def show(request, number):
    """The dossier, where it stands, and what can be done about it."""
    now, nomination = clock.now(), found(request, number)
    is_ours = is_drafting_side(request.user, nomination) and nomination.state in EDITABLE
    contents = contents_of(nomination)
    kept = queries.sections_with_copies(nomination, by=request.user) if is_ours else {}
    sections = section_rows(nomination, kept) if is_ours else []
    context = (
        contents
        | countdown_of(nomination, now)
        | {
            "title": nomination.name,
            "trail": [("申报", reverse("nominations:list")), (nomination.number, "")],
            "state_kind": kind_of(nomination.state),
            "road": road_of(nomination),
            "association_words": _association_words(nomination) if is_ours else "",
            "number_warnings": number_warnings(nomination) if is_ours else [],
            "acts": acts_for(request.user, nomination, now=now),
            "sections": sections,
            "done": sum(one["progress"] == dossier.DONE for one in sections),
            "endorsements": nomination.endorsements.all(),
            "papers": papers_of(nomination) if nomination.printed_forms.exists() else None,
            "trace": trace_of(nomination, most=20),
            "purge_on": day_of(nomination),
            "may_copy": refuse_copy(request.user, nomination) is None,
            "may_consent": rules.refuse_withdrawing_consent(request.user, nomination) is None,
            "revision": queries.latest_revision(nomination),
            "may_take_away": nomination.submitted_at is not None
            and (may_take_away(request.user, nomination) or request.user.holds(Role.SUPERVISION)),
            "may_reveal": rules.refuse_revealing(request.user, nomination, reason="asked") is None,
            "may_screen": nomination.submitted_at is not None
            and request.user.holds(Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION),
        }
    )
    return render(request, "nominations/show.html", context)


@require_safe
@login_required
def countdown(request, number):
    """截止倒计时 for a page that slept: the server's moment and the closing one."""
    deadline = deadline_of(found(request, number), clock.now())
    return JsonResponse(deadline.as_plain() if deadline else {})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reveal(request, number):
    """完整证件号码: asked with a reason, shown once in the answer, kept by no browser."""
    nomination = found(request, number)
    form = ReasonForm(request.POST or None, label="查看的理由", hint="每次查看都写入台账，本人和监督人员可以查到。")
    told = None
    if request.method == "POST" and form.is_valid():
        told = actions.reveal(nomination, by=request.user, reason=form.cleaned_data["reason"])
    context = {
        "title": "查看完整证件号码",
        "trail": trail_to(nomination, ("查看完整证件号码", "")),
        "nomination": nomination,
        "form": form,
        "told": told,
        "refusal": rules.refuse_revealing(request.user, nomination, reason="asked"),
        **countdown_of(nomination, clock.now()),
    }
    response = render(request, "nominations/reveal.html", context)
    response["Cache-Control"] = "no-store"
    return response
