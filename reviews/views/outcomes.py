"""评审结果: the office looks through the comments and releases; those who nominated read, print and export."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from common.pages import page_of
from common.refusals import insist
from reviews import actions
from reviews.actions.releases import original_of
from reviews.forms import SearchForm
from reviews.forms.outcomes import RedactionForm, ReleaseForm
from reviews.onward import onward_of
from reviews.queries import outcomes as queries
from reviews.queries.rankings import confirmed_in
from reviews.queries.veil import hidden_from
from reviews.rules import outcomes as rules
from reviews.rules.office import refuse_others
from reviews.views.interviews import OFFICE, round_at
from reviews.views.printed_outcome import outcome_pdf

RESULTS = ("评审结果", "/reviews/results/")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release(request, pk):
    """发布: the comments of the round to look through, and the act that opens the outcome."""
    round = round_at(request, pk)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.release_outcomes(round, by=request.user, **form.cleaned_data)
        messages.success(request, "评审结果已经发布，推荐单位和自荐人均已函告。")
        return redirect("reviews:release", pk)
    released = queries.release_of(round)
    filters = SearchForm(request.GET or None)
    words = filters.cleaned_data["q"] if filters.is_bound and filters.is_valid() else ""
    comments = queries.comments_listed(round, hidden=hidden_from(request.user, round.season), words=words)
    return render(
        request,
        "reviews/release.html",
        {
            "title": "发布评审结果",
            "round": round,
            "release": released,
            "form": form,
            "filters": filters,
            "page": page_of(comments if round.closed_at else [], request.GET.get("page", 1)),
            "refusal": rules.refuse_release(
                request.user, round, is_confirmed=confirmed_in(round), is_released=released is not None
            ),
            "may_redact": released is None and refuse_others(request.user, "遮盖评语") is None,
            "trail": [OFFICE, ("发布评审结果", "")],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def redact(request, pk, sheet, criterion):
    """遮盖 one comment, or take the redaction off; who wrote it is not shown here either."""
    round = round_at(request, pk)
    found = get_object_or_404(queries.sheet_of(round, sheet, hidden=hidden_from(request.user, round.season)))
    line = round.plan.criteria().filter(pk=criterion).first()
    if line is None and criterion:
        raise Http404("评分表中没有这一项。")
    original = original_of(found, line)
    copy = found.redactions.filter(criterion=line).first()
    initial = {"text": copy.text if copy else original, "reason": copy.reason if copy else ""}
    form = RedactionForm(request.POST or None, initial=initial)
    if request.method == "POST":
        insist(refuse_others(request.user, "遮盖评语"))
        if "restore" in request.POST:
            actions.restore(round, found, criterion=line, by=request.user)
            messages.success(request, "已取消遮盖，评语将按原文公布。")
            return redirect("reviews:release", pk)
        if form.is_valid():
            actions.redact(round, found, criterion=line, by=request.user, **form.cleaned_data)
            messages.success(request, "已保存公布用的文字，原评分表不变。")
            return redirect("reviews:release", pk)
    return render(
        request,
        "reviews/redact.html",
        {
            "title": "遮盖评语",
            "lead": f"{found.assignment.nomination}，{line.name if line else queries.OVERALL}",
            "original": original,
            "copy": copy,
            "form": form,
            "back": reverse("reviews:release", args=[pk]),
            "refusal": refuse_others(request.user, "遮盖评语"),
            "trail": [OFFICE, ("发布评审结果", reverse("reviews:release", args=[pk])), ("遮盖评语", "")],
        },
        status=422 if form.is_bound else 200,
    )


@require_safe
@login_required
def results(request):
    """评审结果 of one's own candidates, round by round."""
    insist(rules.refuse_own_outcomes(request.user))
    return render(
        request,
        "reviews/results.html",
        {
            "title": "评审结果",
            "page": page_of(queries.visible_to(request.user), request.GET.get("page", 1)),
            "trail": [("评审结果", "")],
        },
    )


def _line_at(request, pk, number):
    insist(rules.refuse_own_outcomes(request.user))
    return get_object_or_404(queries.own_outcome(request.user, pk, number))


@require_safe
@login_required
def result(request, pk, number):
    """One candidate's outcome: whether he goes on, the score if it was released, the comments without their hands."""
    line = _line_at(request, pk, number)
    return render(
        request,
        "reviews/result.html",
        {
            "title": line.nomination.name,
            "line": line,
            "facts": facts_of(line),
            "comments": queries.comments_of([line]).get(line.pk, []),
            "trail": [RESULTS, (line.nomination.name, "")],
        },
    )


def facts_of(line):
    """What a slip says besides the comments."""
    release, onward = line.ranking.round.release, onward_of(line.ranking.round.plan)
    facts = [
        ("轮次", f"{line.ranking.round}"),
        ("申报编号", line.nomination.number),
        ("工作单位", line.nomination.unit_name),
        ("结果", onward.goes if line.is_shortlisted else onward.stays),
    ]
    if release.shows_score:
        facts += [("前轮得分", f"{line.earlier:.2f}")] if line.earlier is not None else []
        facts += [
            ("评审得分", f"{line.panel_score:.2f}"),
            ("双师型加分", f"{line.bonus:.2f}"),
            ("总分", f"{line.total:.2f}"),
        ]
        facts += [("有效评分", f"{line.scores_given}个")]
    return facts


@require_safe
@login_required
def slip(request, pk, number):
    """结果告知单 on paper."""
    line = _line_at(request, pk, number)
    answer = HttpResponse(
        outcome_pdf(line, facts_of(line), queries.comments_of([line]).get(line.pk, [])), content_type="application/pdf"
    )
    name = f"{line.ranking.round.season.code} {line.ranking.round.name}结果 {line.nomination.number}.pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["Cache-Control"] = "private, no-store"
    return answer
