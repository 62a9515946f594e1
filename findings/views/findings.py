"""查实认定: the list, the form, the page that says exactly what the finding will do, the finding."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import plain_day_words, today
from common.pages import page_of
from common.refusals import insist
from findings import wording
from findings.actions.findings import find_fraud
from findings.forms import CaseForm, ConfirmedFinding, FindingFilter, FindingForm
from findings.queries import cases, findings
from findings.rules import findings as rules
from honours.rules.naming import OFFICE, may_read
from honours.views.doors import found_or_404, only_for
from ledger.queries import trace_of

TRAIL = "查实认定"


@only_for(may_read)
@require_safe
def register(request):
    """The findings made, and the way to a new one by the nomination's number."""
    filters = FindingFilter(request.GET)
    case = CaseForm(request.GET if "number" in request.GET else None)
    if case.is_valid():
        if cases.nomination_for(request.user, case.cleaned_data["number"]):
            return redirect("findings:find", case.cleaned_data["number"])
        case.add_error("number", "没有这件申报，或它尚未报送市总。请核对申报编号。")
    words = filters.cleaned_data["words"] if filters.is_valid() else ""
    return render(
        request,
        "findings/register.html",
        {
            "title": TRAIL,
            "trail": [(TRAIL, "")],
            "filters": filters,
            "case": case,
            "page": page_of(findings.findings(words=words), request.GET.get("page")),
            "acts": request.user.holds(*OFFICE),
        },
    )


@only_for(may_read)
@require_safe
def finding(request, number):
    """One finding with its bans and its trace."""
    nomination = found_or_404(cases.nomination_for(request.user, number), "没有这件申报。")
    made = found_or_404(getattr(nomination, "finding", None), "这件申报没有查实认定。")
    bans = [
        (
            f"{ban.subject_name}（{ban.get_subject_kind_display()}）",
            f"至{plain_day_words(ban.until)}（含当日）",
            reverse("sanctions:ban", args=[ban.pk]),
        )
        for ban in made.bans.all()
    ]
    return render(
        request,
        "findings/finding.html",
        {
            "title": f"查实认定：{nomination.name}",
            "trail": [(TRAIL, reverse("findings:register")), (nomination.name, "")],
            "finding": made,
            "facts": [
                ("申报", f"{nomination.name}（{nomination.number}）", nomination.get_absolute_url()),
                ("进程", nomination.get_state_display()),
                ("事由", made.get_ground_display()),
                ("决定文号", made.decision_number),
                ("查实之日", plain_day_words(made.found_on)),
                *[(f"禁报：{whom}", until, url) for whom, until, url in bans],
            ],
            "trace": trace_of(nomination, most=10),
        },
    )


@only_for(may_read)
@require_safe
def find(request, number):
    """The form of a finding, with what the nomination is."""
    return _form(request, _nomination(request, number), FindingForm())


@only_for(may_read)
@require_POST
def confirm(request, number):
    """What the finding will do; and, confirmed, the finding."""
    nomination = _nomination(request, number)
    insist(rules.refuse_looking_into(request.user, nomination))
    form = FindingForm(request.POST)
    if not form.is_valid():
        return _form(request, nomination, form)
    if "confirmed" not in request.POST:
        return _confirmation(request, nomination, form)
    made = find_fraud(nomination, **form.cleaned_data, by=request.user, now=clock.now())
    messages.success(request, f"{made.decision_number}已办结。")
    return redirect("findings:finding", number)


def _nomination(request, number):
    return found_or_404(cases.nomination_for(request.user, number), "没有这件申报，或它不在您的办理范围内。")


def _form(request, nomination, form):
    return render(
        request,
        "findings/find.html",
        {
            "title": f"查实认定：{nomination.name}",
            "trail": [(TRAIL, reverse("findings:register")), (nomination.name, "")],
            "nomination": nomination,
            "form": form,
            "facts": [
                ("申报", f"{nomination.name}（{nomination.number}）", nomination.get_absolute_url()),
                ("工作单位", nomination.unit_name),
                ("进程", nomination.get_state_display()),
                ("禁报年限", f"{nomination.rulebook.ban_years} 年（沪工总经〔2015〕260号 五(三)）"),
            ],
            "refusal": rules.refuse_looking_into(request.user, nomination),
        },
    )


def _confirmation(request, nomination, form):
    said = form.cleaned_data
    bans = {"ban_person": said["ban_person"], "ban_unit": said["ban_unit"]}
    return render(
        request,
        "findings/find_confirm.html",
        {
            "title": f"查实认定：{nomination.name}",
            "trail": [
                (TRAIL, reverse("findings:register")),
                (nomination.name, reverse("findings:find", args=[nomination.number])),
                ("核对", ""),
            ],
            "what": f"依据{said['decision_number']}，认定{nomination.name}（{nomination.number}）"
            f"{dict(form.fields['ground'].choices)[said['ground']]}。",
            "consequences": wording.consequences_of(cases.case_of(nomination), **bans, on=today(clock.now())),
            "url": reverse("findings:find_confirm", args=[nomination.number]),
            "back": reverse("findings:find", args=[nomination.number]),
            "form": ConfirmedFinding(initial=said),
            "refusal": rules.refuse_finding(
                request.user,
                nomination,
                **bans,
                facts=said["facts"],
                heard=said["heard"],
                decision_number=said["decision_number"],
            ),
        },
    )
