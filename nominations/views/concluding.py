"""作出结论: the words are read before they go; then the second person, the undoing, and the extension of one correction."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common import clock
from common.dates import day_words
from nominations import conclusions, dossier
from nominations.actions import checking, corrections
from nominations.actions import screening as actions
from nominations.forms.screening import ConclusionForm, ExtensionForm
from nominations.queries import screening
from nominations.rules import corrections as correction_rules
from nominations.rules import screening as rules
from nominations.states import Conclusion, State
from nominations.views.screening import mine, readable

CONSEQUENCES = {
    Conclusion.ADMIT: "通过后提交专家评审；评审开始前可以撤销。",
    Conclusion.RETURN: "期限自次日起按工作日计算，届满未补正的按不予受理办理；推荐方动手修改之前可以撤销。",
    Conclusion.DECLINE: "函告推荐单位和本人后不能在此撤销。",
}
GROUNDS = {Conclusion.ADMIT: "admit", Conclusion.RETURN: "send_back", Conclusion.DECLINE: "decline"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def admit(request, number):
    """通过资格审核."""
    return _conclude(request, number, Conclusion.ADMIT, actions.admit)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send_back(request, number):
    """退回补正."""
    return _conclude(request, number, Conclusion.RETURN, actions.send_back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decline(request, number):
    """不予受理."""
    return _conclude(request, number, Conclusion.DECLINE, actions.decline)


def _conclude(request, number, conclusion, act):
    nomination = readable(request.user, number)
    known, lines = dossier.sections_of(nomination), screening.checklist(nomination)
    text = conclusions.text_of(conclusion, lines)
    asked = {
        "sections": conclusions.sections_to_correct(lines, [one.key for one in known]),
        "seen": conclusions.mark_of(text),
    }
    form = ConclusionForm(
        request.POST if request.method == "POST" else None, conclusion=conclusion, known=known, initial=asked
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "preview" not in request.POST:
            words = {key: given[key] for key in ("reason", "sections") if key in given}
            return _done(request, act(nomination, by=request.user, seen=given["seen"] or None, **words), conclusion)
        titles = dossier.titles_of(nomination, given.get("sections", ()))
        text = conclusions.text_of(conclusion, lines, added=given["reason"], titles=titles)
    return render(
        request,
        "nominations/screening/conclude.html",
        {
            "nomination": nomination,
            "form": form,
            "text": text,
            "act": conclusion.label,
            "consequence": CONSEQUENCES[conclusion],
            "is_proposal": nomination.rulebook.second_check and conclusion != Conclusion.RETURN,
            "kind": "danger" if conclusion == Conclusion.DECLINE else "primary",
            "refusal": rules.grounds_against(request.user, nomination, lines, now=clock.now())[GROUNDS[conclusion]],
            "trail": [
                ("资格审核", reverse("nominations:screening")),
                (nomination.name, reverse("nominations:screen", args=[number])),
                (conclusion.label, ""),
            ],
        },
    )


def _done(request, nomination, conclusion):
    word = {
        State.ADMITTED: "已通过资格审核",
        State.DECLINED: "已按不予受理办理",
        State.SUBMITTED: f"的结论“{conclusion.label}”已提出，待第二人复核",
    }
    if nomination.state == State.CORRECTING:
        word[State.CORRECTING] = f"已退回补正，期限为{day_words(nomination.correction_due)}"
    messages.success(request, f"{nomination.name}{word[nomination.state]}。")
    return redirect(mine())


def _decision(request, number, pk):
    nomination = readable(request.user, number)
    return get_object_or_404(screening.decisions_of(nomination), pk=pk)


@require_POST
@login_required
def confirm(request, number, pk):
    """复核同意."""
    nomination = checking.confirm(_decision(request, number, pk), by=request.user)
    messages.success(request, f"{nomination.name}的结论已复核同意，即时生效。")
    return _beside(number)


@require_POST
@login_required
def reject(request, number, pk):
    """复核不同意."""
    nomination = checking.reject(_decision(request, number, pk), by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{nomination.name}的结论未予同意，已退回审核人。")
    return _beside(number)


@require_POST
@login_required
def undo(request, number, pk):
    """撤销结论."""
    nomination = checking.undo(_decision(request, number, pk), by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, f"{nomination.name}的结论已撤销，恢复审核。")
    return _beside(number)


def _beside(number):
    return HttpResponseRedirect(f"{reverse('nominations:screen', args=[number])}#judgement")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extend_correction(request, number):
    """延长补正期限."""
    nomination = readable(request.user, number)
    refusal = correction_rules.refuse_extending_at_all(request.user, nomination)
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        given = form.cleaned_data if form.is_valid() else {"until": nomination.correction_due, "reason": ""}
        nomination = corrections.extend_correction(nomination, by=request.user, **given)
        messages.success(request, f"{nomination.name}的补正期限延长至{day_words(nomination.correction_due)}。")
        return _beside(number)
    due = day_words(nomination.correction_due) if nomination.correction_due else ""
    context = {
        "title": f"延长补正期限：{nomination.name}",
        "what": f"将延长{nomination.name}（编号{nomination.number}）的补正期限。",
        "consequences": [f"现定期限为{due}（含当日）。" if due else "", "新的期限即时函告推荐单位和本人，并写入台账。"],
        "act": "延长补正期限",
        "kind": "primary",
        "url": request.path,
        "back": f"{reverse('nominations:screen', args=[number])}#judgement",
        "form": form,
        "refusal": refusal,
        "trail": [
            ("资格审核", reverse("nominations:screening")),
            (nomination.name, reverse("nominations:screen", args=[number])),
            ("延长补正期限", ""),
        ],
    }
    return render(request, "confirm.html", context, status=refusal.status if refusal else 200)
