"""查实认定: the register, one finding with its bans, its appeal and its trace."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.dates import plain_day_words, today
from common.pages import page_of
from common.refusals import insist
from findings.actions import appeals
from findings.forms import AppealDecisionForm, AppealForm, FindingFilter
from findings.queries import findings as queries
from findings.rules import findings as rules
from findings.rules.standing import may_read, refuse_not_office
from honours.views.doors import found_or_404, only_for
from ledger.queries import trace_of

TRAIL = "查实认定"


@only_for(may_read)
@require_safe
def register(request):
    """The findings made."""
    filters = FindingFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    page = page_of(queries.findings(**asked), request.GET.get("page"))
    context = {"title": TRAIL, "trail": [(TRAIL, "")], "filters": filters, "page": page}
    return render(request, "findings/register.html", context)


@only_for(may_read)
@require_safe
def finding(request, pk):
    """One finding."""
    return _page(request, _found(pk))


@only_for(may_read)
@require_POST
def appeal_on_paper(request, pk):
    """登记书面申诉."""
    made = _found(pk)
    insist(rules.refuse_appealing(request.user, made, on_paper=True, now=clock.now()))
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, made, appeal_form=form, status=400)
    appeals.file_appeal(made, text=form.cleaned_data["text"], on_paper=True, by=request.user, now=clock.now())
    messages.success(request, "申诉已登记。")
    return redirect(made)


@only_for(may_read)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """复核决定; whoever comes back here starts at the finding."""
    made = _found(pk)
    if request.method != "POST":
        return redirect(made)
    insist(refuse_not_office(request.user))
    appeal = getattr(made, "appeal", None)
    if appeal is None:
        return redirect(made)
    insist(rules.refuse_reviewing_now(request.user, appeal, now=clock.now()))
    form = AppealDecisionForm(request.POST, finding=made)
    if not form.is_valid():
        return _page(request, made, review_form=form, status=400)
    decided = appeals.decide_appeal(appeal, **form.words(), by=request.user, now=clock.now())
    messages.success(request, f"{decided.decision_number}已办结：{decided.get_state_display()}。")
    return redirect(made)


def _found(pk):
    return found_or_404(queries.findings().filter(pk=pk).first(), "没有这项认定。")


def _page(request, made, *, status=200, **forms):
    appeal = getattr(made, "appeal", None)
    nomination = made.nomination
    context = {
        "title": f"查实认定：{nomination.name}",
        "trail": [(TRAIL, reverse("findings:register")), (nomination.name, "")],
        "finding": made,
        "appeal": appeal,
        "restored": appeal is not None and hasattr(appeal, "restoration"),
        "facts": [
            ("案件", made.case.reference, made.case.get_absolute_url()),
            ("申报", f"{nomination.name}（{nomination.number}）", nomination.get_absolute_url()),
            ("进程", nomination.get_state_display()),
            ("事由", made.get_ground_display()),
            ("依据", made.basis),
            ("决定文号", made.decision_number),
            ("查实之日", plain_day_words(made.found_on)),
            ("作出认定", made.found_by.full_name),
            ("交回期限", plain_day_words(made.return_by) if made.return_by else ""),
            ("申诉期限", f"{plain_day_words(made.appeal_until)}（含当日）"),
            *[
                (
                    f"禁报：{ban.subject_name}（{ban.get_subject_kind_display()}）",
                    "已解除" if ban.lifted_at else f"至{plain_day_words(ban.until)}（含当日）",
                    reverse("sanctions:ban", args=[ban.pk]),
                )
                for ban in made.bans.all()
            ],
        ],
        "appealing": rules.refuse_appealing(request.user, made, on_paper=True, now=clock.now()),
        "reviewing": rules.refuse_reviewing_now(request.user, appeal, now=clock.now()) if appeal else None,
        "other_ban": queries.ban_besides(made, on=today(clock.now())) if appeal and not appeal.decided_at else None,
        "appeal_form": AppealForm(),
        "review_form": AppealDecisionForm(finding=made),
        "trace": trace_of(nomination, most=10),
        **forms,
    }
    return render(request, "findings/finding.html", context, status=status)
