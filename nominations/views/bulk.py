"""批量办理: shown with count and names before, reported one by one after, undone with a reason."""

import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.states import Role
from common import clock
from common.pages import page_of
from nominations.actions import bulk as actions
from nominations.forms.acts import ReasonForm
from nominations.forms.screening import BulkForm
from nominations.queries import bulk as queries
from nominations.rules import bulk as rules
from nominations.states import BulkKind
from nominations.views.screening import asked_of, readers_only

CONSEQUENCES = {
    BulkKind.CLAIM: "领办后由您一人审核；尚未填写结论的，可以撤销。",
    BulkKind.RELEASE: "放回后其他审核人可以领办；已填写的结论保留。",
    BulkKind.ADMIT: "逐件通过并函告；评审开始前可以撤销。要求第二人复核的年度，逐件提出待复核。",
    BulkKind.RETURN: "逐件退回并函告，各件的决定文本按其不符合的条件生成；推荐方动手修改之前可以撤销。",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def many(request):
    """What will happen to which files, and which cannot and why; then, once, what was asked."""
    readers_only(request.user)
    now, asked = clock.now(), request.POST if request.method == "POST" else request.GET
    if asked.get("kind") not in BulkKind.values:
        return _without_kind(request)
    kind = BulkKind(asked["kind"])
    numbers, left_out = _chosen(request, asked)
    found, seen = queries.files(numbers[: rules.MOST], now=now)
    form = BulkForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        is_for_others=not request.user.holds(Role.SCREENER),
    )
    if request.method == "POST" and form.is_valid():
        return _asked(request, kind, found, form.cleaned_data.get("words", ""))
    told = [(one, rules.refuse_one_of_many(kind, request.user, one, words="理由待填", seen=seen)) for one in found]
    can = [one for one, refusal in told if refusal is None]
    refusal = rules.refuse_bulk(request.user, kind, len(can))
    context = {
        "kind": kind,
        "can": can,
        "cannot": [(one, refusal) for one, refusal in told if refusal is not None],
        "left_out": left_out,
        "most": rules.MOST,
        "form": form,
        "refusal": refusal,
        "token": asked.get("token") or secrets.token_urlsafe(32),
        "consequence": CONSEQUENCES[kind],
        "trail": [("资格审核", reverse("nominations:screening")), (f"批量{kind.label}", "")],
    }
    return render(request, "nominations/screening/bulk.html", context, status=refusal.status if refusal else 200)


def _without_kind(request):
    """An address without an act leads to the queue; a form without one has chosen nothing."""
    if request.method == "POST":
        actions.ask_many(BulkKind.CLAIM, [], by=request.user, token="")
    return redirect("nominations:screening")


def _chosen(request, asked):
    """(numbers, how many of the filter are left for another time)."""
    if request.method == "POST" or "everything" not in request.GET:
        return asked.getlist("number"), 0
    found = asked_of(request)[-1]
    return list(found.values_list("number", flat=True)[: rules.MOST]), max(found.count() - rules.MOST, 0)


def _asked(request, kind, found, words):
    token = request.POST.get("token", "")[:43] or secrets.token_urlsafe(32)
    act, _ = actions.ask_many(kind, found, by=request.user, token=token, words=words)
    if len(found) <= actions.AT_ONCE:
        actions.carry_out(act)
    return redirect(act)


@require_safe
@login_required
def listed(request):
    """批量办理记录."""
    readers_only(request.user)
    page = page_of(queries.counted(queries.of(request.user)), request.GET.get("page"))
    trail = [("资格审核", reverse("nominations:screening")), ("批量办理记录", "")]
    return render(request, "nominations/screening/bulk_list.html", {"page": page, "trail": trail})


@require_safe
@login_required
def report(request, token):
    """One bulk act and what came of each file."""
    act = _act(request, token)
    refusal = rules.refuse_bulk_undo(request.user, act, reason="理由待填")
    done, total = queries.progress_of(act)
    context = {
        "act": act,
        "results": queries.results_of(act),
        "done": done,
        "total": total,
        "undo_refusal": refusal,
        "form": ReasonForm(label="撤销的理由", hint="理由写入台账，并写入更正函。"),
        "trail": [
            ("资格审核", reverse("nominations:screening")),
            ("批量办理记录", reverse("nominations:bulk_list")),
            (f"批量{act.get_kind_display()}", ""),
        ],
    }
    return render(request, "nominations/screening/bulk_report.html", context)


@require_safe
@login_required
def progress(request, token):
    """How far it is, for the bar on the page."""
    act = _act(request, token)
    done, total = queries.progress_of(act)
    return JsonResponse({"done": done, "total": total, "finished": not act.is_under_way})


@require_POST
@login_required
def undo(request, token):
    """撤销."""
    act = actions.ask_undo(_act(request, token), by=request.user, reason=request.POST.get("reason", ""))
    if act.results.count() <= actions.AT_ONCE:
        actions.carry_out(act)
        messages.success(request, "已逐件撤销，结果见下表。")
    return redirect(act)


def _act(request, token):
    readers_only(request.user)
    return get_object_or_404(queries.of(request.user), token=token)
