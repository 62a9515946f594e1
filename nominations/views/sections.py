"""填写材料: one page a section, the papers, the promise and the consents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common import clock
from nominations import actions, consents, dossier, rules
from nominations.forms.dossier import EvidenceForm
from nominations.states import ConsentKind, State
from nominations.views import exceptions, printed, workplace
from nominations.views.doors import found, section_or_404
from nominations.views.facts import papers_by_indicator
from nominations.views.writing import page_of, written
from seasons.states import Indicator


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def section(request, number, key):
    """One section: what is wrong is told beside its field, and what was typed stays."""
    nomination = found(request, number)
    one = section_or_404(nomination, key)
    return _PAGES.get(key, written)(request, nomination, one, clock.now())


def _evidence(request, nomination, one, now):
    form = EvidenceForm(request.POST or None, request.FILES or None)
    refusal = rules.refuse_attachment(request.user, nomination)
    if request.method == "POST" and form.is_valid() and refusal is None:
        actions.attach(nomination, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, f"已上传“{form.cleaned_data['title']}”。")
        return redirect(request.path)
    may_change = rules.refuse_change(request.user, nomination, one.key) is None
    papers = papers_by_indicator(nomination, removable=may_change)
    groups = [(indicator.label, papers.get(indicator, []), f"evidence-{indicator.value}") for indicator in Indicator]
    groups += [("整份申报", papers[""], "evidence-whole")] if "" in papers else []
    return page_of(request, nomination, one, "evidence", form=form, groups=groups, refusal=refusal)


def _promises(request, nomination, one, now):
    standing = dossier.standing_consents(nomination)
    rows = [
        {
            "kind": kind.value,
            "title": kind.label,
            "text": consents.TEXTS[kind],
            "is_required": kind in consents.REQUIRED,
            "is_given": kind in standing,
            "url": reverse("nominations:consent", args=[nomination.number, kind.value]),
            "back": reverse("nominations:withdraw_consent", args=[nomination.number, kind.value]),
        }
        for kind in ConsentKind
        if kind != ConsentKind.BANK or nomination.state == State.HONOURED
    ]
    return page_of(
        request,
        nomination,
        one,
        "promises",
        rows=rows,
        declaration=consents.DECLARATION,
        declare_url=reverse("nominations:declare", args=[nomination.number]),
        is_ours=rules.refuse_withdrawing_consent(request.user, nomination) is None,
        refusal=None,
        declaring=rules.refuse_declaration(request.user, nomination),
    )


def _exception(request, nomination, one, now):
    told = exceptions.section_page(request, nomination, now)
    return page_of(request, nomination, one, "exceptions", **told) if isinstance(told, dict) else told


_PAGES = {
    "evidence": _evidence,
    "promises": _promises,
    "exception": _exception,
    "notice": workplace.section,
    "form": printed.section,
}


@require_POST
@login_required
def declare(request, number):
    """真实性承诺."""
    nomination = actions.declare(found(request, number), by=request.user)
    messages.success(request, "已作出真实性承诺。承诺后修改材料的，须重新承诺。")
    return redirect("nominations:section", nomination.number, "promises")


@require_POST
@login_required
def consent(request, number, kind):
    """单独同意."""
    nomination = found(request, number)
    actions.consent(nomination, ConsentKind(kind), by=request.user)
    messages.success(request, f"已登记“{ConsentKind(kind).label}”的单独同意。")
    return redirect("nominations:section", nomination.number, "promises")


@require_POST
@login_required
def withdraw_consent(request, number, kind):
    """撤回同意."""
    nomination = found(request, number)
    actions.withdraw_consent(nomination, ConsentKind(kind), by=request.user)
    messages.success(request, f"已撤回“{ConsentKind(kind).label}”的单独同意。")
    return redirect("nominations:section", nomination.number, "promises")
