"""请求回避的专家: a section of the dossier that only its own side reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations import actions
from nominations.forms.unsuitable import UnsuitableForm
from nominations.models import UnsuitableExpert
from nominations.rules.unsuitable import may_read_unsuitable, refuse_dropping_expert, refuse_naming_expert
from nominations.views.doors import found
from nominations.views.writing import page_of


def section(request, nomination, one, now):
    """The experts named so far, and the form for another."""
    if not may_read_unsuitable(request.user, nomination):
        raise Http404
    named = list(nomination.unsuitable_experts.all())
    refusal = refuse_naming_expert(request.user, nomination, named=len(named))
    form = UnsuitableForm(request.POST or None)
    if request.method == "POST" and refusal is None and form.is_valid():
        if any(
            (row.name, row.unit_name) == (form.cleaned_data["name"], form.cleaned_data["unit_name"]) for row in named
        ):
            form.add_error("name", "这位专家已经写在名单中。")
        else:
            added = actions.name_unsuitable(nomination, by=request.user, now=now, **form.cleaned_data)
            messages.success(request, f"已请求{added.name}回避。")
            return redirect(request.path)
    rows = [
        {"named": row, "url": reverse("nominations:drop_unsuitable", args=[nomination.number, row.pk])} for row in named
    ]
    return page_of(
        request,
        nomination,
        one,
        "unsuitable",
        form=form,
        rows=rows,
        most=nomination.rulebook.unsuitable_experts,
        refusal=refusal,
        may_drop=refuse_dropping_expert(request.user, nomination) is None,
        status=200 if refusal is not None and refusal.ground == "enough_named" and request.method == "GET" else None,
    )


@require_POST
@login_required
def drop(request, number, key):
    """撤下一位."""
    nomination = found(request, number)
    if not may_read_unsuitable(request.user, nomination):
        raise Http404
    actions.drop_unsuitable(get_object_or_404(UnsuitableExpert, nomination=nomination, pk=key), by=request.user)
    messages.success(request, "已撤下。")
    return redirect("nominations:section", number, "unsuitable")
