"""What the public reads without signing in, and the form by which it objects (沪工总经〔2015〕260号 三(四))."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from common import clock
from common.pages import page_of
from publicity import actions, gazette, queries, rules, wording
from publicity.forms import ObjectionForm, ReceiptForm

A_MINUTE = 60


@require_GET
def notices(request):
    """社会公示: all that was ever published, the latest first."""
    page = page_of(queries.listed(queries.published()), request.GET.get("page"))
    return _cached(request, render(request, "publicity/notices.html", {"page": page, "now": clock.now()}))


@require_GET
def notice(request, season_code, number):
    """One notice: words, dates, list, seal, and how to object."""
    now = clock.now()
    found = _published(season_code, number)
    context = gazette.words_of(found, now=now) | {
        "title": found.title,
        "refusal": rules.refuse_window(found, now=now),
        "address": gazette.public_address(found),
        "copy": queries.artefacts.copy_of(found),
        "folder": gazette.address_of(found),
    }
    return _cached(request, render(request, "publicity/notice.html", context))


@never_cache
@require_http_methods(["GET", "POST"])
def object_(request, season_code, number):
    """提出异议: the same form sent twice leads to the same receipt."""
    now = clock.now()
    found = _published(season_code, number)
    form = ObjectionForm(
        request.POST or None,
        request.FILES or None,
        notice=found,
        initial={"name": request.GET.get("name"), "kind": "person"},
    )
    refusal = rules.refuse_window(found, now=now)
    if request.method == "POST" and form.is_valid():
        refusal = rules.refuse_objector(
            found,
            kind=form.cleaned_data["kind"],
            name=form.cleaned_data["objector_name"],
            contact=form.cleaned_data["objector_contact"],
            content=form.cleaned_data["content"],
            how_many=len(form.cleaned_data["uploads"]),
        )
        if refusal is None:
            objection = actions.object_to(form.cleaned_data["name"], **form.words(), now=now)
            return redirect("publicity:receipt", objection.receipt)
    context = {
        "notice": found,
        "form": form,
        "title": "提出异议",
        "refusal": refusal,
        "window": rules.refuse_window(found, now=now),
        "period": wording.period_words(found),
    }
    return render(request, "publicity/object.html", context)


@never_cache
@require_GET
def look_up(request):
    """查询异议办理进度 by the receipt number."""
    form = ReceiptForm(request.GET or None)
    if form.is_valid():
        if queries.by_receipt(form.cleaned_data["receipt"]):
            return redirect("publicity:receipt", form.cleaned_data["receipt"])
        form.add_error("receipt", "没有这个受理编号，请对照提出异议时页面显示的编号核对。")
    return render(request, "publicity/look_up.html", {"form": form, "title": "查询异议办理进度"})


@never_cache
@require_GET
def receipt(request, receipt):
    """What the holder of the number may know: where the case stands, and the answer."""
    found = queries.by_receipt(receipt)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("publicity:receipt", args=[found.receipt]))
    return render(request, "publicity/receipt.html", {"objection": found, "title": "异议办理进度", "address": address})


def _published(season_code, number):
    return get_object_or_404(queries.published(), season__code=season_code, number=number)


def _cached(request, response):
    """A whole city may read it: strangers share a copy for a minute, people signed in get their own."""
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=A_MINUTE)
    return response
