"""The registers of objections: for the publicity officer, the inquirer and supervision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import clock
from common.dates import today
from common.pages import page_of
from common.refusals import insist
from publicity import actions, queries, rules
from publicity.forms import InquiryForm, ObjectionFilters, RefusalForm, RegistrationForm
from publicity.states import ObjectionState
from publicity.views.cases import TRAIL, case_page, found_case
from seasons import queries as seasons

SEALED = "异议人的身份已密封，只有承办该件的核查人可以查看，每次查看均留痕。"


@login_required
@require_GET
def docket(request):
    """异议登记簿."""
    return _register(request, leads=False, title="异议", lead=SEALED)


@login_required
@require_GET
def leads(request):
    """匿名线索登记簿: apart from the objections, and holding nobody by themselves."""
    lead = "匿名线索单独登记，不使人选暂缓；经受理转为核查的，该人选方才暂缓。"
    return _register(request, leads=True, title="匿名线索", lead=lead)


@login_required
@require_http_methods(["GET", "POST"])
def register(request):
    """登记来信、来电、来访."""
    insist(rules.refuse_office(request.user))
    now = clock.now()
    form = RegistrationForm(request.POST or None, request.FILES or None, names=queries.names_on_notice())
    refusal = None
    if request.method == "POST" and form.is_valid():
        name, words = form.cleaned_data["name"], form.words()
        refusal = rules.refuse_registering(
            request.user, name, way=words["way"], received_at=words["received_at"], now=now
        ) or rules.refuse_letter(
            name.notice,
            words["objector_kind"],
            words["objector_name"],
            words["objector_contact"],
            words["content"],
            how_many=len(words["uploads"]),
        )
        if refusal is None:
            objection = actions.register(name, **words, by=request.user, now=now)
            messages.success(request, f"已登记，异议人身份即行密封。受理编号：{objection.receipt}，请告知异议人。")
            return redirect(objection)
    context = {"title": "登记来信、来电、来访", "trail": [TRAIL, ("登记", "")], "form": form, "refusal": refusal}
    return render(request, "publicity/register.html", context)


@login_required
@require_GET
def objection(request, pk):
    """One objection."""
    return case_page(request, found_case(request, pk))


@login_required
@require_POST
def refuse(request, pk):
    """不予受理."""
    found = found_case(request, pk)
    insist(rules.refuse_answering(request.user, found))
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, refusal_form=form, status=400)
    actions.refuse_objection(found, by=request.user, **form.cleaned_data)
    messages.success(request, "已作出不予受理的决定，异议人可凭受理编号查看理由。")
    return redirect(found)


@login_required
@require_POST
def inquire(request, pk):
    """受理并核查."""
    found = found_case(request, pk)
    insist(rules.refuse_answering(request.user, found))
    form = InquiryForm(request.POST, people=rules.assignees_for(found, request.user))
    if not form.is_valid():
        return case_page(request, found, inquiry_form=form, status=400)
    actions.open_inquiry(found, assignee=form.cleaned_data["assignee"], by=request.user)
    messages.success(request, f"已受理并交{form.cleaned_data['assignee']}核查，该人选暂缓，其他人选不受影响。")
    return redirect(found)


def _register(request, *, leads, title, lead):
    insist(rules.refuse_reading(request.user))
    day = today(clock.now())
    filters = ObjectionFilters(request.GET or None, seasons=seasons.seasons_listed())
    seen = queries.in_register(queries.objections_visible_to(request.user), leads=leads)
    objections = filters.narrowed(queries.due_first(seen.defer("content", "report")), day)
    counts = queries.counts_of(seen, day)
    figures = [(state.label, counts[state.value], "", f"?state={state.value}") for state in ObjectionState]
    figures.append(("已逾期", counts["overdue"], "", "?late=yes"))
    page = page_of(objections, request.GET.get("page"))
    context = {
        "title": title,
        "lead": lead,
        "trail": [(title, "")],
        "filters": filters,
        "figures": figures,
        "page": page,
        "day": day,
        "leads": leads,
        "register": rules.refuse_office(request.user) is None and not leads,
        "others": reverse("publicity:objections" if leads else "publicity:leads"),
    }
    return render(request, "publicity/docket.html", context)
