"""本人与单位: what is held against them, their statement, the finding, their appeal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.dates import plain_day_words
from common.pages import page_of
from common.refusals import insist
from findings.actions import appeals
from findings.actions import cases as acts
from findings.forms import AppealForm, StatementForm
from findings.queries import cases
from findings.rules import cases as rules
from findings.rules import findings as deciding
from findings.states import CaseState, StatementWay
from honours.views.doors import found_or_404

TRAIL = "核查告知与申诉"


@login_required
@require_safe
def own(request):
    """Everything this person has been told of."""
    page = page_of(cases.told_to(request.user), request.GET.get("page"))
    return render(request, "findings/own.html", {"title": TRAIL, "trail": [(TRAIL, "")], "page": page})


@login_required
@require_safe
def own_case(request, pk):
    """One matter: told, heard, decided, appealed."""
    return _page(request, _found(request, pk))


@login_required
@require_POST
def state(request, pk):
    """提交陈述申辩."""
    subject = _found(request, pk)
    insist(rules.refuse_stating(request.user, subject, way=StatementWay.ACCOUNT))
    form = StatementForm(request.POST, parties=rules.parties_of(request.user, subject))
    if not form.is_valid():
        return _page(request, subject, statement_form=form, status=400)
    acts.state(subject, way=StatementWay.ACCOUNT, **form.cleaned_data, by=request.user, now=clock.now())
    messages.success(request, "陈述和申辩已提交，核查人已收到通知。")
    return redirect(subject)


@login_required
@require_POST
def appeal(request, pk):
    """提出申诉."""
    subject = _found(request, pk)
    finding = found_or_404(_finding(subject), "对这件申报没有认定。")
    insist(deciding.refuse_appealing(request.user, finding, on_paper=False, now=clock.now()))
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, appeal_form=form, status=400)
    made = appeals.file_appeal(finding, text=form.cleaned_data["text"], by=request.user, now=clock.now())
    messages.success(request, f"申诉已提出，复核期限为{plain_day_words(made.due_on)}。")
    return redirect(subject)


def _found(request, pk):
    return found_or_404(cases.told_to(request.user).filter(pk=pk).first(), "没有这件事项，或它不在您的办理范围内。")


def _finding(subject):
    return subject.case.findings.filter(nomination=subject.nomination).select_related("appeal").first()


def _stage(case, finding):
    """How far it has come, as the page is headed."""
    if finding is not None:
        return "认定已撤销" if finding.overturned_at else "认定决定"
    return {CaseState.HEARING: "拟认定告知", CaseState.CLEARED: "不予认定"}.get(case.state, "未予认定")


def _page(request, subject, *, status=200, **forms):
    now = clock.now()
    case, finding = subject.case, _finding(subject)
    parties = rules.parties_of(request.user, subject)
    appeal = getattr(finding, "appeal", None)
    context = {
        "title": f"{_stage(case, finding)}：{subject.nomination.name}",
        "trail": [(TRAIL, reverse("findings:own")), (case.reference, "")],
        "subject": subject,
        "case": case,
        "facts": [
            ("案号", case.reference),
            ("所涉申报", f"{subject.nomination.name}（{subject.nomination.number}）"),
            ("进程", case.get_state_display()),
            ("拟认定事由", case.get_ground_display()),
            ("告知时间", plain_day_words(case.told_at)),
            ("陈述申辩期限", f"{plain_day_words(case.respond_by)}（含当日）"),
        ],
        "statements": subject.statements.all(),
        "stating": rules.refuse_stating(request.user, subject, way=StatementWay.ACCOUNT),
        "statement_form": StatementForm(initial={"party": parties[-1]}, parties=parties),
        "finding": finding,
        "bans": list(finding.bans.all()) if finding else [],
        "appeal": appeal,
        "restored": appeal is not None and hasattr(appeal, "restoration"),
        "appealing": deciding.refuse_appealing(request.user, finding, on_paper=False, now=now) if finding else None,
        "appeal_form": AppealForm(),
        **forms,
    }
    return render(request, "findings/own_case.html", context, status=status)
