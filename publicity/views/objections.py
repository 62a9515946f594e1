"""The docket of objections: for the publicity officer, the inquirer and supervision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from common import clock
from common.pages import page_of
from common.refusals import insist
from ledger.queries import trace_of
from publicity import actions, queries, rules
from publicity.forms import ConclusionForm, InquiryForm, ObjectionFilters, RefusalForm
from publicity.views.downloads import handed_over

TRAIL = ("异议", "/publicity/objections/")


@login_required
@require_GET
def docket(request):
    """异议登记簿."""
    insist(rules.refuse_reading(request.user))
    filters = ObjectionFilters(request.GET or None)
    objections = queries.objections_visible_to(request.user).defer("content", "report")
    if filters.is_valid():
        if filters.cleaned_data["state"]:
            objections = objections.filter(state=filters.cleaned_data["state"])
        if filters.cleaned_data["name"]:
            objections = objections.filter(notice_name__name__icontains=filters.cleaned_data["name"])
    context = {
        "title": "异议",
        "lead": "异议人的身份已密封，只有承办该件的核查人可以查看，每次查看均留痕。",
        "trail": [("异议", "")],
        "filters": filters,
        "page": page_of(objections, request.GET.get("page")),
        "now": clock.now(),
    }
    return render(request, "publicity/docket.html", context)


@login_required
@require_GET
def objection(request, pk):
    """One objection."""
    return _page(request, _found(request, pk))


@login_required
@require_POST
def refuse(request, pk):
    """不予受理."""
    found = _found(request, pk)
    insist(rules.refuse_answering(request.user, found))
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, found, refusal_form=form, status=400)
    actions.refuse_objection(found, by=request.user, **form.cleaned_data)
    messages.success(request, "已作出不予受理的决定，异议人可凭受理编号查看理由。")
    return redirect(found)


@login_required
@require_POST
def inquire(request, pk):
    """受理并核查."""
    found = _found(request, pk)
    insist(rules.refuse_answering(request.user, found))
    form = InquiryForm(request.POST, people=rules.assignees_for(found))
    if not form.is_valid():
        return _page(request, found, inquiry_form=form, status=400)
    actions.open_inquiry(found, assignee=form.cleaned_data["assignee"], by=request.user)
    messages.success(request, f"已受理并交{form.cleaned_data['assignee']}核查，该人选暂缓，其他人选不受影响。")
    return redirect(found)


@login_required
@require_POST
def conclude(request, pk):
    """核查结论."""
    found = _found(request, pk)
    insist(rules.refuse_conclusion(request.user, found, complete=False))
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, conclusion_form=form, status=400)
    actions.conclude_inquiry(found, by=request.user, **form.cleaned_data)
    messages.success(request, "核查已办结，答复已对异议人公开。")
    return redirect(found)


@login_required
@require_POST
def reveal(request, pk):
    """查看异议人身份: shown once, on the answer to this very request."""
    found = _found(request, pk)
    name, contact = actions.reveal_objector(found, by=request.user)
    return _page(request, found, revealed={"name": name or "匿名", "contact": contact or "未留"})


@login_required
@require_POST
def evidence(request, pk):
    """调阅证据材料."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    return handed_over(actions.reveal_evidence(paper, by=request.user), paper.name)


def _found(request, pk):
    return get_object_or_404(queries.objections_visible_to(request.user), pk=pk)


def _page(request, found, *, status=200, **forms):
    people = rules.assignees_for(found) if rules.refuse_answering(request.user, found) is None else []
    papers = list(queries.papers_visible_to(request.user).filter(objection=found))
    for paper in papers:
        paper.opening = rules.refuse_opening(paper)
    context = {
        "papers": papers,
        "title": f"对{found.notice_name.name}的异议",
        "trail": [TRAIL, (found.notice_name.name, "")],
        "objection": found,
        "answering": rules.refuse_answering(request.user, found),
        "concluding": rules.refuse_conclusion(request.user, found, complete=False),
        "revealing": rules.refuse_reveal(request.user, found),
        "refusal_form": RefusalForm(),
        "inquiry_form": InquiryForm(people=people),
        "conclusion_form": ConclusionForm(),
        "people": people,
        "others": reverse("publicity:managed", args=[found.notice_name.notice_id]),
        "trace": trace_of(found),
        **forms,
    }
    return render(request, "publicity/objection.html", context, status=status)
