"""填写材料: one page a section, the papers, the promise and the consents."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common import clock
from common.dates import today
from nominations import actions, consents, dossier, queries, rules
from nominations.forms.dossier import EvidenceForm, SectionForm, StatementsForm, achievement_rows
from nominations.states import ConsentKind, State
from nominations.views import exceptions
from nominations.views.doors import found, section_or_404, trail_to
from nominations.views.facts import papers_by_indicator
from privacy.hashing import keyed_hash
from seasons.states import Indicator


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def section(request, number, key):
    """One section: what is wrong is told beside its field, and what was typed stays."""
    nomination = found(request, number)
    one = section_or_404(nomination, key)
    return _PAGES.get(key, _columns)(request, nomination, one, clock.now())


def _render(request, nomination, one, template, **context):
    keys = [section.key for section in dossier.sections_of(nomination)]
    place = keys.index(one.key)
    context = {
        "title": one.title,
        "lead": f"{nomination.name}　编号 {nomination.number}",
        "trail": trail_to(nomination, (one.title, "")),
        "nomination": nomination,
        "section": one,
        "refusal": rules.refuse_change(request.user, nomination, one.key),
        "later": reverse("nominations:section", args=[nomination.number, keys[place + 1]])
        if place + 1 < len(keys)
        else "",
    } | context
    refusal = context["refusal"]
    return render(request, f"nominations/{template}.html", context, status=refusal.status if refusal else 200)


def _saved(request, nomination, one):
    """Back to the dossier, or on to the next section where that was asked."""
    messages.success(request, f"“{one.title}”已保存。")
    keys = [section.key for section in dossier.sections_of(nomination)]
    place = keys.index(one.key) + 1
    if "go_on" in request.POST and place < len(keys):
        return redirect("nominations:section", nomination.number, keys[place])
    return redirect("nominations:show", nomination.number)


def _columns(request, nomination, one, now):
    kept = queries.visible_in_full(request.user).get(pk=nomination.pk)
    form = SectionForm(request.POST or None, instance=kept, section=one, today=today(now))
    refusal = rules.refuse_change(request.user, nomination, one.key)
    if request.method == "POST" and form.is_valid():
        refusal = refusal or _refuse_numbers(request.user, nomination, form, now)
        if refusal is None:
            actions.change(nomination, by=request.user, fields=form.cleaned_data, now=now)
            return _saved(request, nomination, one)
    limits = dossier.limits_of(nomination.rulebook)
    fields = [(field, limits.get(field.name)) for field in form.mark_needed()]
    return _render(request, nomination, one, "section", form=form, fields=fields, refusal=refusal)


def _refuse_numbers(user, nomination, form, now):
    """New numbers are asked before the act, so that what was typed stays on the page."""
    given = form.cleaned_data
    identity_hash = (
        keyed_hash("identity", given["identity_number"]) if "identity_number" in given else nomination.identity_hash
    )
    unit_hash = keyed_hash("unit", given["unit_code"]) if "unit_code" in given else nomination.unit_hash
    if (identity_hash, unit_hash) == (nomination.identity_hash, nomination.unit_hash):
        return None
    return rules.refuse_new_numbers(user, nomination, identity_hash, unit_hash, now=now)


def _statements(request, nomination, one, now):
    form = StatementsForm(request.POST or None, nomination=nomination)
    if request.method == "POST" and form.is_valid():
        actions.change(nomination, by=request.user, fields={}, statements=form.cleaned_data, now=now)
        return _saved(request, nomination, one)
    fields = [(field, form.limit) for field in form.mark_needed()]
    return _render(request, nomination, one, "section", form=form, fields=fields)


def _achievements(request, nomination, one, now):
    rows = achievement_rows(request.POST or None, nomination=nomination)
    if request.method == "POST" and rows.is_valid():
        actions.change(nomination, by=request.user, fields={}, achievements=rows.rows(), now=now)
        return _saved(request, nomination, one)
    return _render(request, nomination, one, "achievements", rows=rows)


def _evidence(request, nomination, one, now):
    form = EvidenceForm(request.POST or None, request.FILES or None)
    refusal = rules.refuse_attachment(request.user, nomination)
    if request.method == "POST" and form.is_valid() and refusal is None:
        actions.attach(nomination, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, f"已上传“{form.cleaned_data['title']}”。")
        return redirect(request.path)
    may_change = rules.refuse_change(request.user, nomination, one.key) is None
    papers = papers_by_indicator(nomination, removable=may_change)
    groups = [(indicator.label, papers.get(indicator, [])) for indicator in Indicator]
    groups += [("整份申报", papers[""])] if "" in papers else []
    return _render(request, nomination, one, "evidence", form=form, groups=groups, refusal=refusal)


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
    return _render(
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
    return _render(request, nomination, one, "exceptions", **told) if isinstance(told, dict) else told


_PAGES = {
    "statements": _statements,
    "achievements": _achievements,
    "evidence": _evidence,
    "promises": _promises,
    "exception": _exception,
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
