"""推荐审批表 on paper: print it, see which papers still stand, find the dossier of a paper in hand."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.refusals import insist
from nominations.actions.papers import upload_form_scan
from nominations.actions.printing import print_form
from nominations.forms.printing import CodeForm, PrintForm, ScanForm
from nominations.queries.printed import code_now, printing_at, printings_of, scans_of
from nominations.rules.papers import refuse_form_scan, refuse_scan_at_all
from nominations.rules.printing import refuse_printing
from nominations.views.doors import countdown_of, found, trail_to
from nominations.views.facts import paper_row
from nominations.views.paper import pdf_of

TITLE = "推荐审批表（纸质）"


def papers_of(nomination):
    """What the dossier's pages say of the papers printed of it: the code now, the printings, whether any is void."""
    printings = list(printings_of(nomination))
    code = code_now(nomination)
    void = list(dict.fromkeys(one.code for one in printings if one.code != code))
    return {
        "code": code,
        "printings": [(one, one.code == code) for one in printings],
        "void": void,
        "is_stale": bool(printings) and printings[0].code != code,
        "scans": [
            {"scan": scan, "row": paper_row(scan), "stands": scan.printed_form.code == code}
            for scan in scans_of(nomination)
        ],
    }


@require_safe
@login_required
def printed(request, number):
    """The papers of one dossier."""
    nomination = found(request, number)
    return _page(request, nomination)


def section(request, nomination, one, now):
    """The same page, where the rulebook makes the stamped form a section of the dossier."""
    return upload_scan(request, nomination.number) if request.method == "POST" else _page(request, nomination)


def _may_show(user, nomination):
    return refuse_printing(user, nomination, shows_numbers=True) is None


def _page(request, nomination, form=None, scan_form=None, refusal=None):
    papers = papers_of(nomination)
    latest = papers["printings"][0][0].code if papers["printings"] else ""
    context = {
        "title": TITLE,
        "lead": f"{nomination.name}　编号 {nomination.number}",
        "trail": trail_to(nomination, (TITLE, "")),
        "nomination": nomination,
        "form": form or PrintForm(may_show_numbers=_may_show(request.user, nomination)),
        "scan_form": scan_form or ScanForm(initial={"code": latest}),
        "scan_refusal": refuse_scan_at_all(request.user, nomination),
        "scan_why": refusal,
        "papers": papers,
        "refusal": refuse_printing(request.user, nomination),
        "asked": request.GET.get("code", ""),
        **countdown_of(nomination, clock.now()),
    }
    status = refusal.status if refusal else 200
    return render(request, "nominations/printed.html", context, status=status)


@require_POST
@login_required
def print_pdf(request, number):
    """The PDF, pressed in the request: what a dossier may hold keeps it near two seconds (decision 0009)."""
    nomination = found(request, number)
    insist(refuse_printing(request.user, nomination))
    form = PrintForm(request.POST, may_show_numbers=_may_show(request.user, nomination))
    if not form.is_valid():
        return _page(request, nomination, form)
    made = print_form(nomination, by=request.user, now=clock.now(), **form.cleaned_data)
    response = HttpResponse(pdf_of(nomination, made), content_type="application/pdf")
    name = f"{nomination.number} 推荐审批表 {made.code} {made.get_size_display()}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def upload_scan(request, number):
    """盖章扫描件: against the code that stands on the paper; what is wrong is told beside its field."""
    nomination = found(request, number)
    insist(refuse_scan_at_all(request.user, nomination))
    form, refusal = ScanForm(request.POST, request.FILES), None
    if form.is_valid():
        refusal = refuse_form_scan(request.user, nomination, form.cleaned_data["code"])
        if refusal is None:
            upload_form_scan(nomination, by=request.user, now=clock.now(), **form.cleaned_data)
            messages.success(request, "已收到盖章的推荐审批表，版本码与现有材料一致。")
            return redirect("nominations:print", number)
    return _page(request, nomination, scan_form=form, refusal=refusal)


@require_safe
@login_required
def by_code(request):
    """核对版本码: typed from a paper in hand."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        if printing_at(request.user, form.cleaned_data["code"]):
            return redirect("nominations:form_code", form.cleaned_data["code"])
        form.add_error("code", "没有印过这个版本码的推荐审批表，或它不在您的办理范围内。")
    context = {
        "title": "核对版本码",
        "trail": [("申报", reverse("nominations:list")), ("核对版本码", "")],
        "form": form,
    }
    return render(request, "nominations/by_code.html", context)


@require_safe
@login_required
def form_code(request, code):
    """Where the QR code leads: to the dossier's papers, for whoever may see the dossier."""
    made = printing_at(request.user, code)
    if made is None:
        raise Http404("没有印过这个版本码的推荐审批表，或它不在您的办理范围内。")
    return redirect(f"{reverse('nominations:print', args=[made.nomination.number])}?code={made.code}")
