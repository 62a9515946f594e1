"""举报: what anybody may send without signing in, and follow by the receipt number."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from common import clock
from findings.actions import reports
from findings.forms import ReceiptForm, ReportForm
from findings.queries import cases
from findings.rules import cases as rules


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    """提出举报: the same form sent twice leads to the same receipt."""
    book = rules.rulebook()
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        anonymous=book is None or book.anonymous_reports,
        initial={"about": request.GET.get("about", "")[:200]},
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refusal = rules.refuse_reporter(
            kind=said["kind"],
            name=said["name"],
            contact=said["contact"],
            content=said["content"],
            how_many=len(said["uploads"]),
        )
        if refusal is None:
            made = reports.report(**said, now=clock.now())
            return redirect("findings:receipt", made.receipt)
    return render(request, "findings/report.html", {"title": "举报", "form": form, "refusal": refusal})


@never_cache
@require_safe
def look_up(request):
    """查询举报办理进度 by the receipt number."""
    form = ReceiptForm(request.GET or None)
    if form.is_valid():
        if cases.by_receipt(form.cleaned_data["receipt"]):
            return redirect("findings:receipt", form.cleaned_data["receipt"])
        form.add_error("receipt", "没有这个受理编号，请对照提出举报时页面显示的编号核对。")
    return render(request, "findings/look_up.html", {"form": form, "title": "查询举报办理进度"})


@never_cache
@require_safe
def receipt(request, receipt):
    """What the holder of the number may know: where the case stands, and why it was not taken up."""
    found = cases.by_receipt(receipt)
    if found is None:
        raise Http404("没有这个受理编号。")
    address = request.build_absolute_uri(reverse("findings:receipt", args=[found.receipt]))
    context = {"report": found, "case": found.case, "title": "举报办理进度", "address": address}
    return render(request, "findings/receipt.html", context)
