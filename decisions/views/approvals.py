"""After the resolution: approvals that lapse, reserves who move up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common import clock
from decisions import actions, rules
from decisions.queries import approvals
from decisions.views.sittings import ask_first, found_for


@login_required
@require_http_methods(["GET", "POST"])
def lapse(request, pk, item_pk):
    """登记审定失效: what differs and what follows is read first, for it is not taken back."""
    found = found_for(request, pk)
    item = get_object_or_404(found.roster.select_related("nomination"), pk=item_pk)
    if request.method == "POST":
        item = actions.lapse(item, by=request.user)
        messages.success(request, f"已登记{item.seen['name']}的审定失效，须提请主席办公会复议。")
        return redirect(found)
    found_now = approvals.differences_since_approval([item.nomination], clock.now())
    _, differences = found_now.get(item.nomination_id, ({}, []))
    return ask_first(
        request,
        found,
        what=f"将登记{item.nomination.name}的审定失效。",
        consequences=[
            *(f"{word}：会议所见为“{seen}”，现为“{now}”。" for word, seen, now in differences),
            "审定的是会议所见的内容，有变动的不能据原决议命名；其他人选不受影响。",
            "登记后不能撤回。该人选须提请主席办公会复议，复议通过后方可命名。",
            "起草、报送单位和评审办公室、公示专员将收到函告。",
        ],
        act="登记审定失效",
        kind="danger",
        url=reverse("decisions:lapse", args=[pk, item_pk]),
        refusal=rules.refuse_lapse(request.user, item, item.nomination, changed=differences, now=clock.now()),
    )


@login_required
@require_POST
def call_up(request, pk, item_pk):
    """递补."""
    found = found_for(request, pk)
    item = actions.call_up(get_object_or_404(found.roster, pk=item_pk), by=request.user)
    messages.success(
        request, f"已办理{item.nomination.name}的递补，其进程现为“{item.nomination.get_state_display()}”。"
    )
    return redirect(found)


@login_required
@require_POST
def seat_reserve(request, pk, item_pk):
    """递补生效."""
    found = found_for(request, pk)
    item = actions.seat_reserve(get_object_or_404(found.roster, pk=item_pk), by=request.user)
    messages.success(request, f"{item.nomination.name}的递补已生效。")
    return redirect(found)
