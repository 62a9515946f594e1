"""单独同意: read, given, withdrawn; withdrawing is as near as giving and says first what it does (个人信息保护法 第十五条)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nominations import actions, consents, rules
from nominations.forms.acts import ConsentForm
from nominations.queries.consents import consents_of
from nominations.states import Channel, ConsentKind, State
from nominations.views.doors import found, trail_to
from nominations.views.writing import page_of


def section(request, nomination, one, now):
    """同意与承诺: each purpose with the text that was agreed to, and everything given and withdrawn before."""
    is_own = rules.is_candidate(request.user, nomination)
    every = list(consents_of(nomination))
    standing = {row.kind: row for row in every if row.withdrawn_at is None}
    rows = [_row(nomination, kind, standing.get(kind), is_own) for kind in ConsentKind if _is_asked(nomination, kind)]
    return page_of(
        request,
        nomination,
        one,
        "promises",
        rows=rows,
        is_own=is_own,
        past=[_told(row) for row in every if row.withdrawn_at is not None],
        declaration=consents.DECLARATION,
        declare_url=reverse("nominations:declare", args=[nomination.number]),
        is_ours=rules.refuse_withdrawing_consent(request.user, nomination) is None,
        refusal=None,
        declaring=rules.refuse_declaration(request.user, nomination),
    )


def _is_asked(nomination, kind):
    """The bank account after naming only; the employer of a self-nominee only."""
    if kind == ConsentKind.EMPLOYER:
        return nomination.channel == Channel.SELF
    return kind != ConsentKind.BANK or nomination.state == State.HONOURED


def _row(nomination, kind, given, is_own):
    url = reverse("nominations:consent", args=[nomination.number, kind.value])
    return {
        "kind": kind.value,
        "title": kind.label,
        "text": consents.text_of(kind, given.text_version) if given else consents.TEXTS[kind],
        "is_required": kind in consents.REQUIRED,
        "given": given,
        "is_outdated": bool(given) and given.text_version != consents.VERSION,
        "url": url,
        "asked_first": "" if is_own else url,  # a clerk is asked for the signed paper
        "back": reverse("nominations:withdraw_consent", args=[nomination.number, kind.value]),
    }


def _told(row):
    return {"row": row, "text": consents.text_of(row.kind, row.text_version)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def consent(request, number, kind):
    """同意: by the person with one press; by a clerk from a signed paper, whose scan may be kept."""
    nomination, kind = found(request, number), ConsentKind(kind)
    refusal = rules.refuse_consent(request.user, nomination, kind)
    form = ConsentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (refusal is not None or form.is_valid()):
        upload = form.cleaned_data["upload"] if form.is_valid() else None
        actions.consent(nomination, kind, by=request.user, upload=upload)
        messages.success(request, f"已登记“{kind.label}”的单独同意。")
        return redirect("nominations:section", nomination.number, "promises")
    context = {
        "title": f"登记单独同意：{kind.label}",
        "trail": trail_to(nomination, ("单独同意", "")),
        "nomination": nomination,
        "text": consents.TEXTS[kind],
        "version": consents.VERSION,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "nominations/consent.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw_consent(request, number, kind):
    """撤回同意: the page says what it does, the press does it."""
    nomination, kind = found(request, number), ConsentKind(kind)
    if request.method == "POST":
        nomination = actions.withdraw_consent(nomination, kind, by=request.user)
        messages.success(request, f"已撤回“{kind.label}”的单独同意。")
        return redirect("nominations:section", nomination.number, "promises")
    refusal = rules.refuse_withdrawing_consent(request.user, nomination)
    context = {
        "title": f"撤回同意：{kind.label}",
        "trail": trail_to(nomination, ("撤回同意", "")),
        "what": f"将撤回{nomination.name}（编号{nomination.number}）“{kind.label}”的单独同意。",
        "consequences": consents.effects_of_withdrawing(nomination, kind),
        "act": "撤回同意",
        "kind": "danger",
        "url": request.path,
        "back": reverse("nominations:section", args=[nomination.number, "promises"]),
        "refusal": refusal,
    }
    return render(request, "confirm.html", context, status=refusal.status if refusal else 200)
