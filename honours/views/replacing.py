"""换发、补发证书: asked for by the craftsman's side or the office, decided by the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common import clock
from common.dates import moment_words
from common.downloads import handed_over
from common.pages import page_of
from common.refusals import insist
from honours.actions import replacing as actions
from honours.forms import REPLACEMENT_COURSES, AskReplacementForm, DecideReplacementForm
from honours.queries import replacing as queries
from honours.queries.own import certificates_visible_to
from honours.rules import naming
from honours.rules import replacing as rules
from honours.views.doors import filters_of, found_or_404, only_for, season_or_404
from ledger.actions import record
from publicity.rules.papers import refuse_opening

TRAIL = "换发、补发"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, serial):
    """申请换发."""
    visible = certificates_visible_to(request.user).filter(serial=serial)
    certificate = found_or_404(
        visible.select_related("honour__season", "honour__nomination").first(),
        "没有这件证书，或它不在您的办理范围内。",
    )
    honour, refusal = certificate.honour, rules.refuse_asking(request.user, certificate)
    back = _back(request.user, honour)
    present_name = certificate.context.get("name", honour.name)
    form = AskReplacementForm(request.POST or None, request.FILES or None, present_name=present_name)
    if request.method == "POST":
        insist(refusal)
        if form.is_valid():
            actions.ask(certificate, **form.cleaned_data, by=request.user, now=clock.now())
            messages.success(request, "申请已提交，由评审办公室另一人审批，结果函告。")
            return redirect(back)
    return render(
        request,
        "honours/ask_replacement.html",
        {
            "title": "申请换发证书",
            "trail": [(honour.name, back), ("申请换发证书", "")],
            "certificate": certificate,
            "present_name": present_name,
            "form": form,
            "refusal": refusal,
            "back": back,
        },
    )


def _back(user, honour):
    if naming.may_read(user):
        return f"{reverse('honours:certificates')}?season={honour.season.code}"
    return reverse("honours:own", args=[honour.nomination.number])


@only_for(naming.may_read)
@require_safe
def register(request):
    """换发、补发申请, those to be decided first."""
    season = season_or_404(request.GET.get("season", ""))
    filters = filters_of(request, season, courses=REPLACEMENT_COURSES.items())
    return render(
        request,
        "honours/replacements.html",
        {
            "title": f"{season}证书换发、补发",
            "trail": [("证书", f"{reverse('honours:certificates')}?season={season.code}"), (TRAIL, "")],
            "filters": filters,
            "page": page_of(queries.replacements(season, **filters.asked), request.GET.get("page")),
        },
    )


@only_for(naming.may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, key):
    """One request: what is asked, the proof, the decision."""
    replacement = _found(key)
    refusal = rules.refuse_deciding(request.user, replacement)
    form = DecideReplacementForm(request.POST or None)
    if request.method == "POST":
        insist(refusal)
        if form.is_valid():
            return _decided(request, replacement, **form.cleaned_data)
    honour = replacement.certificate.honour
    register_url = f"{reverse('honours:replacements')}?season={honour.season.code}"
    return render(
        request,
        "honours/replacement.html",
        {
            "title": f"{honour.name}：{replacement.get_kind_display()}",
            "trail": [(TRAIL, register_url), (honour.name, "")],
            "replacement": replacement,
            "facts": _facts(replacement),
            "form": form,
            "refusal": refusal,
            "acts": request.user.holds(*naming.OFFICE),
        },
    )


def _decided(request, replacement, *, outcome, opinion):
    if outcome == "grant":
        current = actions.grant(replacement, opinion=opinion, by=request.user, now=clock.now())
        messages.success(request, f"已准予，新证书编号 {current.serial}，由后台制作；原证书显示已换发。")
    else:
        actions.decline(replacement, opinion=opinion, by=request.user, now=clock.now())
        messages.success(request, "未准予，原证书继续有效；已函告申请人和本人。")
    return redirect("honours:replacement", replacement.pk)


def _facts(replacement):
    certificate = replacement.certificate
    facts = [
        ("进程", replacement.get_state_display()),
        ("原证书", certificate.serial, reverse("honours:certificate", args=[certificate.serial])),
        ("证书所载姓名", certificate.context.get("name", "")),
        ("事由", replacement.get_kind_display()),
    ]
    if replacement.new_name:
        facts.append(("变更后的姓名", replacement.new_name))
    facts += [
        ("情况说明", replacement.reason),
        _proof_fact(replacement),
        ("申请", f"{replacement.asked_by.full_name}，{moment_words(replacement.asked_at)}"),
    ]
    if replacement.decided_by:
        facts.append(("审批", f"{replacement.decided_by.full_name}，{moment_words(replacement.decided_at)}"))
        facts.append(("审批意见", replacement.opinion))
    if following := getattr(certificate, "replaced_by", None):
        facts.append(("新证书", following.serial, reverse("honours:certificate", args=[following.serial])))
    return facts


def _proof_fact(replacement):
    refusal = refuse_opening(replacement.proof)
    if refusal:
        return ("证明材料", refusal.message)
    return ("证明材料", replacement.proof.name, reverse("honours:replacement_proof", args=[replacement.pk]))


@only_for(naming.may_read)
@require_safe
def proof(request, key):
    """证明材料, to be saved; each look is on the ledger."""
    replacement = _found(key)
    kept = replacement.proof
    insist(refuse_opening(kept))
    record("replacement.proof_seen", by=request.user, on=replacement.certificate, at=clock.now())
    return handed_over(kept.file, kept.name)


def _found(key):
    return found_or_404(queries.replacement(key), "没有这件申请。")
