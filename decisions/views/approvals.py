"""After the resolution: approvals that lapse, reserves who move up."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from decisions import actions
from decisions.views.sittings import found_for


@login_required
@require_POST
def lapse(request, pk, item_pk):
    """登记审定失效."""
    found = found_for(request, pk)
    item = actions.lapse(get_object_or_404(found.roster, pk=item_pk), by=request.user)
    messages.success(request, f"已登记{item.seen['name']}的审定失效，须另行提请会议审议。")
    return redirect(found)


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
