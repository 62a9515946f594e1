"""核查 step by step: what the inquirer and the office do with a case under inquiry, and the statement asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.downloads import handed_over
from common.refusals import insist
from publicity import actions, queries, rules
from publicity.forms import (
    ConclusionForm,
    ExtensionForm,
    NoteForm,
    QuestionForm,
    ReassignmentForm,
    SecondLookAnswerForm,
    StatementForm,
)
from publicity.views.cases import case_page, found_case


@login_required
@require_POST
def note(request, pk):
    """核查记录."""
    found = found_case(request, pk)
    insist(rules.refuse_note(request.user, found, complete=False))
    form = NoteForm(request.POST, request.FILES)
    if not form.is_valid():
        return case_page(request, found, note_form=form, status=400)
    actions.add_note(found, by=request.user, **form.cleaned_data)
    messages.success(request, "核查记录已保存。")
    return redirect(found)


@login_required
@require_POST
def question(request, pk):
    """请作陈述."""
    found = found_case(request, pk)
    insist(rules.refuse_asking_statement(request.user, found, complete=False))
    form = QuestionForm(request.POST)
    refusal = None
    if form.is_valid():
        whole = queries.with_identity(pk)
        refusal = rules.refuse_asking_statement(request.user, whole, **form.cleaned_data)
        if refusal is None:
            actions.ask_statement(found, by=request.user, **form.cleaned_data)
            messages.success(request, "已请候选人和推荐、报送单位陈述，期限见“陈述”。")
            return redirect(found)
    return case_page(request, found, question_form=form, question_refusal=refusal, status=400)


@login_required
@require_POST
def extend(request, pk):
    """延长核查期限."""
    found = found_case(request, pk)
    insist(rules.refuse_office(request.user))
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, extension_form=form, status=400)
    actions.extend_inquiry(found, by=request.user, **form.cleaned_data)
    messages.success(request, "核查期限已延长，核查人已收到函告，异议人可在进度页看到。")
    return redirect(found)


@login_required
@require_POST
def step_back(request, pk):
    """请求回避."""
    found = found_case(request, pk)
    actions.step_back(found, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, "已请求回避，待公示专员改派。")
    return redirect(found)


@login_required
@require_POST
def reassign(request, pk):
    """改派核查人."""
    found = found_case(request, pk)
    insist(rules.refuse_reassigning(request.user, found, complete=False))
    form = ReassignmentForm(request.POST, people=rules.assignees_for(found, request.user))
    if not form.is_valid():
        return case_page(request, found, reassignment_form=form, status=400)
    actions.reassign(found, by=request.user, **form.cleaned_data)
    messages.success(request, f"已改派{form.cleaned_data['assignee']}核查，原核查人不能再查看密封内容。")
    return redirect(found)


@login_required
@require_POST
def conclude(request, pk):
    """核查结论."""
    found = found_case(request, pk)
    insist(rules.refuse_conclusion(request.user, found, complete=False))
    form = ConclusionForm(request.POST)
    refusal = None
    if form.is_valid():
        whole = queries.with_identity(pk)
        refusal = rules.refuse_conclusion(request.user, whole, **form.cleaned_data)
        if refusal is None:
            actions.conclude_inquiry(found, by=request.user, **form.cleaned_data)
            messages.success(request, "核查已办结，答复已对异议人公开。")
            return redirect(found)
    return case_page(request, found, conclusion_form=form, conclusion_refusal=refusal, status=400)


@login_required
@require_POST
def reveal(request, pk):
    """查看异议人身份: shown once, on the answer to this very request."""
    found = found_case(request, pk)
    name, contact = actions.reveal_objector(found, by=request.user, reason=request.POST.get("reason", ""))
    return case_page(request, found, revealed={"name": name or "匿名", "contact": contact or "未留"})


@login_required
@require_POST
def evidence(request, pk):
    """调阅材料."""
    paper = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    stored = actions.reveal_evidence(paper, by=request.user, reason=request.POST.get("reason", ""))
    return handed_over(stored, paper.name)


@login_required
@require_http_methods(["GET", "POST"])
def statement(request, pk):
    """陈述 of the candidate or the nominating body: the question is all that stands on the page."""
    found = get_object_or_404(queries.statements_visible_to(request.user), pk=pk)
    refusal = rules.refuse_statement(request.user, found, complete=False)
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.make_statement(found, by=request.user, **form.cleaned_data)
        messages.success(request, "陈述已提交核查人，核查结论另行函告。")
        return redirect(found)
    name = found.objection.notice_name
    context = {
        "title": f"就{name.name}有关情况陈述",
        "trail": [("陈述", "")],
        "statement": found,
        "name": name,
        "refusal": refusal,
        "form": form,
    }
    return render(request, "publicity/statement.html", context)


@login_required
@require_POST
def answer_second_look(request, pk):
    """答复复核."""
    found = found_case(request, pk)
    look = get_object_or_404(queries.second_looks_of(found))
    insist(rules.refuse_answering_second_look(request.user, look, complete=False))
    form = SecondLookAnswerForm(request.POST, people=rules.assignees_for(found, request.user))
    if not form.is_valid():
        return case_page(request, found, look_form=form, status=400)
    actions.answer_second_look(look, by=request.user, **form.cleaned_data)
    messages.success(request, "复核已答复，异议人可凭受理编号查看。")
    return redirect(found)
