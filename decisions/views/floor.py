"""The secretary's work while a sitting goes on: who comes and goes, and the agenda."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from common.refusals import insist
from decisions import actions, queries, rules
from decisions.forms import ComingForm, MatterForm, SettledForm
from decisions.views.sittings import found_for, page_for


@login_required
@require_POST
def arrive(request, pk):
    """表决开始后到会."""
    found = found_for(request, pk)
    insist(rules.refuse_office(request.user))
    members = [one for one in queries.members_of(found) if not one.is_present]
    form = ComingForm(request.POST, members=members)
    if not form.is_valid():
        return page_for(request, found, coming_form=form, status=400)
    seat = actions.arrive(found, form.cleaned_data["member"], by=request.user)
    messages.success(request, f"已登记{seat.user}到会，可以参加表决。")
    return redirect(found)


@login_required
@require_POST
def leave(request, pk):
    """离会."""
    found = found_for(request, pk)
    insist(rules.refuse_office(request.user))
    members = [one for one in queries.members_of(found) if one.is_present]
    form = ComingForm(request.POST, members=members, prefix="going")
    if not form.is_valid():
        return page_for(request, found, going_form=form, status=400)
    seat = actions.leave(found, form.cleaned_data["member"], by=request.user)
    messages.success(request, f"已登记{seat.user}离会，已投的票有效。")
    return redirect(found)


@login_required
@require_POST
def add_matter(request, pk):
    """增列议程."""
    found = found_for(request, pk)
    insist(rules.refuse_agenda(request.user, found))
    form = MatterForm(request.POST)
    if not form.is_valid():
        return page_for(request, found, matter_form=form, status=400)
    item = actions.add_matter(found, by=request.user, **form.cleaned_data)
    messages.success(request, f"已增列议程：{item.title}。")
    return redirect(found)


@login_required
@require_POST
def drop_matter(request, pk, item_pk):
    """移出议程."""
    found = found_for(request, pk)
    actions.drop_matter(get_object_or_404(found.agenda, pk=item_pk), by=request.user)
    messages.success(request, "该事项已移出议程。")
    return redirect(found)


@login_required
@require_POST
def settle_matter(request, pk, item_pk):
    """登记议定情况."""
    found = found_for(request, pk)
    insist(rules.refuse_agenda(request.user, found))
    item = get_object_or_404(found.agenda, pk=item_pk)
    form = SettledForm(request.POST)
    if not form.is_valid():
        messages.error(request, "议定情况未保存：不得超过2000字。")
        return redirect(found)
    actions.settle_matter(item, by=request.user, **form.cleaned_data)
    messages.success(request, "议定情况已登记，将载入会议纪要。")
    return redirect(found)
