"""认定 and 不予认定: the page that says exactly what the decision will do, and the decision."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.rules import refuse_unproved
from common import clock
from common.dates import plain_day_words, today
from common.refusals import insist
from findings import wording
from findings.actions import bans
from findings.actions import cases as acts
from findings.actions import findings as finding
from findings.forms import BanBesidesForm, ClearForm, DecisionForm
from findings.queries import cases
from findings.rules import findings as rules
from findings.rules.standing import may_read
from findings.views.cases import TRAIL, found, page
from honours.views.doors import only_for


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, pk):
    """What the finding will do to each; and, confirmed, the finding. Whoever comes back here starts at the case."""
    here = found(request, pk)
    if request.method != "POST":
        return redirect(here)
    subjects = cases.subjects_of(here)
    insist(rules.refuse_deciding_now(request.user, here, subjects, now=clock.now()))
    form = DecisionForm(request.POST, case=here)
    if not form.is_valid():
        return page(request, here, decision_form=form, status=400)
    if "confirmed" not in request.POST:
        return _confirmation(request, here, subjects, form)
    made = finding.decide(here, **form.words(), by=request.user, now=clock.now())
    messages.success(request, f"{made[0].decision_number}已办结，认定{len(made)}人。")
    return redirect(here)


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request, pk):
    """不予认定; whoever comes back here starts at the case."""
    here = found(request, pk)
    if request.method != "POST":
        return redirect(here)
    insist(rules.refuse_deciding_now(request.user, here, cases.subjects_of(here), now=clock.now()))
    form = ClearForm(request.POST)
    if not form.is_valid():
        return page(request, here, clear_form=form, status=400)
    acts.clear(here, **form.cleaned_data, by=request.user, now=clock.now())
    messages.success(request, "已决定不予认定，已函告当事人。")
    return redirect(here)


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def ban_besides(request, pk):
    """另行决定的禁报: the ban's own form, prefilled by the case; the two then name each other."""
    here = found(request, pk)
    subjects, now = cases.subjects_of(here), clock.now()
    refusal = rules.refuse_banning_besides(request.user, here, subjects)
    insist(refusal)
    form = BanBesidesForm(
        request.POST or None,
        case=here,
        nominating=cases.nominating_bodies(subjects),
        asked=request.GET.get("of", ""),
    )
    if request.method == "POST" and form.is_valid():
        ban = bans.impose_besides(here, **form.words(), by=request.user, now=now)
        messages.success(request, f"对{ban.subject_name}的禁报已登记，至{plain_day_words(ban.until)}（含当日）。")
        return redirect("sanctions:ban", ban.pk)
    context = {
        "title": "另行决定的禁报",
        "lead": f"以案件{here.reference}为据，登记对推荐单位或评审专家另行作出的禁报决定；决定文号不同于认定的文号。",
        "trail": [(TRAIL, reverse("findings:docket")), (here.reference, here.get_absolute_url()), ("禁报", "")],
        "form": form,
        "back": here.get_absolute_url(),
        "refusal": refuse_unproved(request.user, now=now),
    }
    return render(request, "sanctions/impose.html", context)


def _confirmation(request, here, subjects, form):
    said, now = form.words(), clock.now()
    chosen = [one for one in subjects if one.pk in said["found"]]
    whom = [
        (
            str(one),
            wording.consequences_of(
                cases.touched_by(one.nomination),
                bans_person=here.bans_person,
                bans_unit=here.bans_unit,
                on=today(now),
                return_by=said["return_by"],
            ),
        )
        for one in chosen
    ]
    context = {
        "title": f"核对认定：{here.reference}",
        "trail": [(TRAIL, reverse("findings:docket")), (here.reference, here.get_absolute_url()), ("核对", "")],
        "what": f"依据{said['decision_number']}，对{len(chosen)}人作出认定，事由：{here.get_ground_display()}。",
        "whom": whom,
        "closing": wording.CLOSING,
        "url": reverse("findings:decide", args=[here.pk]),
        "back": here.get_absolute_url(),
        "hidden": [
            ("decision_number", said["decision_number"]),
            ("return_by", said["return_by"].isoformat() if said["return_by"] else ""),
            *[("found", pk) for pk in sorted(said["found"])],
            ("confirmed", "1"),
        ],
        "refusal": rules.refuse_finding(
            request.user,
            here,
            subjects,
            found=chosen,
            decision_number=said["decision_number"],
            return_by=said["return_by"],
            now=now,
        ),
    }
    return render(request, "findings/decide.html", context)
