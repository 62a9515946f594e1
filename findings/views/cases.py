"""The docket of cases: for the review office; supervision reads."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import today
from common.downloads import handed_over
from common.pages import page_of
from common.refusals import insist
from findings.actions import cases as acts
from findings.actions import reports
from findings.forms import (
    ClearForm,
    DecisionForm,
    DeclineForm,
    DocketFilters,
    InquiryClosingForm,
    OpenForm,
    PaperForm,
    StatementOnPaperForm,
    TakeUpForm,
    TellForm,
)
from findings.models import CasePaper, CaseSubject
from findings.queries import cases
from findings.rules import cases as rules
from findings.rules import findings as deciding
from findings.rules.standing import may_read, refuse_not_office
from findings.states import BASIS, CaseState, StatementWay
from honours.views.doors import found_or_404, only_for
from ledger.queries import trace_of

TRAIL = "查实案件"


@only_for(may_read)
@require_safe
def docket(request):
    """案件登记簿."""
    filters = DocketFilters(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    listed = cases.docket(
        request.user,
        state=asked.get("state", ""),
        source=asked.get("source", ""),
        words=asked.get("words", ""),
        mine=bool(asked.get("mine")),
    )
    context = {
        "title": TRAIL,
        "trail": [(TRAIL, "")],
        "filters": filters,
        "page": page_of(listed, request.GET.get("page")),
        "acts": refuse_not_office(request.user) is None,
        "today": today(clock.now()),
    }
    return render(request, "findings/docket.html", context)


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request):
    """登记线索."""
    refusal = rules.refuse_opening(request.user, complete=False)
    if request.method == "POST":
        insist(refusal)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = reports.open_case(**form.cleaned_data, by=request.user, now=clock.now())
        messages.success(request, f"已登记，案号{made.reference}。")
        return redirect(made)
    context = {
        "title": "登记线索",
        "trail": [(TRAIL, reverse("findings:docket")), ("登记线索", "")],
        "form": form,
        "refusal": refusal,
    }
    return render(request, "findings/open.html", context)


@only_for(may_read)
@require_safe
def case(request, pk):
    """One case with everything that can be done on it now."""
    return page(request, found(request, pk))


@only_for(may_read)
@require_POST
def decline(request, pk):
    """不予立案."""
    told = "已作出不予立案的决定，举报人可凭受理编号查看理由。"
    form = DeclineForm(request.POST)
    return _step(request, pk, rules.refuse_screening, {"decline_form": form}, acts.decline, told)


@only_for(may_read)
@require_POST
def take_up(request, pk):
    """立案核查."""
    form = TakeUpForm(request.POST)
    return _step(request, pk, rules.refuse_screening, {"take_up_form": form}, acts.take_up, "已立案，已函告核查人。")


@only_for(may_read)
@require_POST
def papers(request, pk):
    """存入核查材料."""
    form = PaperForm(request.POST, request.FILES)
    return _step(request, pk, rules.refuse_inquirer, {"paper_form": form}, reports.add_papers, "材料已存入。")


@only_for(may_read)
@require_POST
def reveal(request, pk):
    """查看举报人身份: shown once, on the answer to this very request."""
    here = found(request, pk)
    insist(rules.refuse_seeing_sealed(request.user, here))
    found_or_404(getattr(here, "public_report", None), "这件案件不是由举报而来。")
    name, contact = reports.reveal_reporter(here, by=request.user, now=clock.now())
    return page(request, here, revealed={"name": name or "匿名", "contact": contact or "未留"})


@only_for(may_read)
@require_POST
def paper(request, pk):
    """调阅案件材料."""
    asked = found_or_404(CasePaper.objects.select_related("case").filter(pk=pk).first(), "没有这份材料。")
    return handed_over(reports.reveal_paper(asked, by=request.user, now=clock.now()), asked.name)


@only_for(may_read)
@require_POST
def tell(request, pk):
    """拟认定告知."""
    told = "已告知当事人拟认定的事项，等待陈述和申辩。"
    return _step(request, pk, rules.refuse_inquirer, {"tell_form": TellForm(request.POST)}, acts.tell, told)


@only_for(may_read)
@require_POST
def close(request, pk):
    """查无实据，办结."""
    form = InquiryClosingForm(request.POST, auto_id="closing_%s")
    told = "核查已办结，不予认定。"
    return _step(request, pk, rules.refuse_inquirer, {"closing_form": form}, acts.close_inquiry, told)


@only_for(may_read)
@require_POST
def state_on_paper(request, pk):
    """登记书面陈述."""
    subject = found_or_404(CaseSubject.objects.select_related("case", "nomination").filter(pk=pk).first(), "没有此人。")
    insist(rules.refuse_stating(request.user, subject, way=StatementWay.PAPER))
    form = StatementOnPaperForm(request.POST, auto_id=f"said_{pk}_%s")
    if not form.is_valid():
        return page(request, found(request, subject.case_id), said={pk: form}, status=400)
    acts.state(subject, **form.cleaned_data, by=request.user, now=clock.now())
    messages.success(request, "陈述和申辩已登记。")
    return redirect(subject.case)


def _step(request, pk, refuse, forms, act, told):
    """One step of a case: asked first, with what was typed shown again where it falls short; then taken."""
    here, [form] = found(request, pk), forms.values()
    insist(refuse(request.user, here))
    if not form.is_valid():
        return page(request, here, status=400, **forms)
    act(here, **form.cleaned_data, by=request.user, now=clock.now())
    messages.success(request, told)
    return redirect(here)


def found(request, pk):
    """The case, or the page that says it is not there."""
    return found_or_404(cases.visible_to(request.user).filter(pk=pk).first(), "没有这件案件。")


def page(request, here, *, said=None, status=200, **forms):
    """The case's page; every form is there only for whoever may use it. ``said``: a statement that fell short, by subject."""
    now, user = clock.now(), request.user
    subjects = cases.subjects_of(here)
    made = {one.nomination_id: one for one in here.findings.all()}
    for subject in subjects:
        subject.made = made.get(subject.nomination_id)
        subject.short = (said or {}).get(subject.pk)
        subject.form = subject.short or StatementOnPaperForm(auto_id=f"said_{subject.pk}_%s")
    kept = cases.papers_of(here)
    for one in kept:
        one.opening = rules.refuse_opening_paper(user, one)
    inquiring = rules.refuse_inquirer(user, here)
    context = {
        "title": f"{here.reference}：{here.about}",
        "trail": [(TRAIL, reverse("findings:docket")), (here.reference, "")],
        "case": here,
        "basis": BASIS.get(here.ground, ""),
        "subjects": subjects,
        "papers": kept,
        "is_report": hasattr(here, "public_report"),
        "screening": rules.refuse_screening(user, here),
        "inquiring": inquiring,
        "sealed": rules.refuse_seeing_sealed(user, here),
        "stating": user.pk == here.assignee_id and here.state == CaseState.HEARING,
        "deciding": deciding.refuse_deciding_now(user, here, subjects, now=now)
        if here.state == CaseState.HEARING
        else None,
        "bans": list(here.further_bans.all()),
        "banning": deciding.refuse_banning_besides(user, here, subjects) if here.state == CaseState.FOUND else None,
        "nominating": cases.nominating_bodies(subjects) if here.state == CaseState.FOUND else [],
        "decline_form": DeclineForm(),
        "take_up_form": TakeUpForm(initial={"nominations": "\n".join(one.nomination.number for one in subjects)}),
        "paper_form": PaperForm(),
        "tell_form": TellForm(),
        "closing_form": InquiryClosingForm(auto_id="closing_%s"),
        "decision_form": DecisionForm(case=here, initial={"found": [one.pk for one in subjects]}),
        "clear_form": ClearForm(auto_id="clear_%s"),
        "trace": trace_of(here, most=20),
        **forms,
    }
    return render(request, "findings/case.html", context, status=status)
