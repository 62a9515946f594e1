"""破格申请: asked on the dossier's own page, decided beside the checklist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.states import Role
from common.refusals import insist
from nominations import actions, queries, rules
from nominations.forms.exceptions import ExceptionForm
from nominations.forms.screening import DecisionForm
from nominations.models import ExceptionRequest
from nominations.rules.screening import refuse_deciding_exception
from nominations.views.doors import found


def section_page(request, nomination, now):
    """What the section prints, or the answer to a request that was taken."""
    refusal = rules.refuse_asking_exception(request.user, nomination)
    form = ExceptionForm(request.POST or None, request.FILES or None, papers=queries.papers_of(nomination))
    if request.method == "POST" and refusal is None and form.is_valid():
        refusal = rules.refuse_asking_exception(request.user, nomination, condition=form.asked()["condition"])
        if refusal is None:
            asked = _ask(request, nomination, form, now)
            messages.success(request, f"已提出破格申请：{asked}。")
            return redirect(request.path)
        form.add_error("condition", str(refusal))
        refusal = None
    requests = [
        {"request": asked, "url": reverse("nominations:drop_exception", args=[nomination.number, asked.pk])}
        for asked in nomination.exception_requests.all()
    ]
    return {"form": form, "requests": requests, "refusal": refusal}


@transaction.atomic
def _ask(request, nomination, form, now):
    papers = list(form.cleaned_data["papers"])
    if upload := form.cleaned_data["upload"]:
        title = f"破格申请佐证：{upload.name}"[:120]
        papers.append(
            actions.attach(nomination, by=request.user, upload=upload, title=title, section="exception", now=now)
        )
    return actions.ask_exception(nomination, by=request.user, papers=papers, now=now, **form.asked())


@require_POST
@login_required
def drop(request, number, key):
    """撤下一项."""
    asked = get_object_or_404(ExceptionRequest, nomination=found(request, number), pk=key)
    actions.drop_exception(asked, by=request.user)
    messages.success(request, "已撤下此项破格申请。")
    return redirect("nominations:section", number, "exception")


@require_POST
@login_required
def decide(request, number, key):
    """决定一项, by the screener who has the dossier."""
    if not request.user.holds(Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION):
        raise Http404
    asked = get_object_or_404(ExceptionRequest, nomination=found(request, number), pk=key)
    insist(refuse_deciding_exception(request.user, asked, reason="理由待填"))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请选择决定并写明理由，此项尚未保存。")
        return redirect(_judgement(number))
    asked = actions.decide_exception(asked, by=request.user, **form.cleaned_data)
    messages.success(request, f"已决定：{asked}，{asked.get_decision_display()}。")
    return redirect(_judgement(number))


def decision_rows(nomination):
    """What the screening page prints of each request."""
    return [
        {
            "request": asked,
            "is_stale": asked.decided_at is not None and not asked.is_decided_for(nomination),
            "form": DecisionForm(
                prefix="",
                initial={"decision": asked.decision, "reason": asked.decision_reason},
                auto_id=f"exception-{asked.pk}-%s",
            ),
            "url": reverse("nominations:decide_exception", args=[nomination.number, asked.pk]),
        }
        for asked in nomination.exception_requests.all()
    ]


def _judgement(number):
    return f"{reverse('nominations:screen', args=[number])}#judgement"
