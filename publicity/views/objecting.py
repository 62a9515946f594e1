"""异议 as the public makes and follows it: without an account, by the number of a receipt (沪工总经〔2015〕260号 三(四))."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common import clock
from common.refusals import insist
from publicity import actions, queries, rules, wording
from publicity.forms import ObjectionForm, ReceiptForm, SecondLookForm, SupplementForm


@never_cache
@require_http_methods(["GET", "POST"])
def object_(request, season_code, number):
    """提出异议: the same form sent twice leads to the same receipt."""
    now = clock.now()
    found = get_object_or_404(queries.published(), season__code=season_code, number=number)
    form = ObjectionForm(
        request.POST or None,
        request.FILES or None,
        notice=found,
        initial={"name": request.GET.get("name"), "kind": "person"},
    )
    refusal = rules.refuse_window(found, now=now)
    if request.method == "POST" and form.is_valid():
        words = form.words()
        refusal = rules.refuse_letter(
            found,
            words["objector_kind"],
            words["objector_name"],
            words["objector_contact"],
            words["content"],
            how_many=len(words["uploads"]),
        )
        if refusal is None:
            objection = actions.object_to(form.cleaned_data["name"], **words, now=now)
            return redirect("publicity:receipt", objection.receipt)
    context = {
        "notice": found,
        "form": form,
        "title": "提出异议",
        "refusal": refusal,
        "window": rules.refuse_window(found, now=now),
        "lost": bool(request.FILES),
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
    return _receipt_page(request, held(receipt))


@never_cache
@require_POST
def supplement(request, receipt):
    """补充材料."""
    found = held(receipt)
    insist(rules.refuse_supplement(found, complete=False))
    form = SupplementForm(request.POST, request.FILES)
    refusal = None
    if form.is_valid():
        given = form.cleaned_data
        refusal = rules.refuse_supplement(found, content=given["content"], how_many=len(given["uploads"]))
        if refusal is None:
            actions.supplement(found, **given)
            messages.success(request, "补充材料已收到，与原异议一并办理。")
            return redirect("publicity:receipt", found.receipt)
    return _receipt_page(request, found, supplement_form=form, supplement_refusal=refusal, status=400)


@never_cache
@require_POST
def second_look(request, receipt):
    """申请复核."""
    found = held(receipt)
    insist(rules.refuse_asking_second_look(found, now=clock.now(), complete=False))
    form = SecondLookForm(request.POST)
    if form.is_valid():
        actions.ask_second_look(found, **form.cleaned_data)
        messages.success(request, "复核申请已收到，由未经办此件的人员办理。")
        return redirect("publicity:receipt", found.receipt)
    return _receipt_page(request, found, look_form=form, status=400)


def held(receipt):
    """The case of a receipt, if there is such a number."""
    found = queries.by_receipt(receipt)
    if found is None:
        raise Http404
    return found


def _receipt_page(request, found, *, status=200, **forms):
    now = clock.now()
    context = {
        "objection": found,
        "title": "异议办理进度",
        "address": request.build_absolute_uri(reverse("publicity:receipt", args=[found.receipt])),
        "where_to_go": wording.where_to_go(found),
        "papers": [one for one in found.papers.all() if one.source == "objector"],
        "look": getattr(found, "second_look", None),
        "anew": getattr(found, "inquired_anew", None),
        "supplementing": rules.refuse_supplement(found, complete=False),
        "asking": rules.refuse_asking_second_look(found, now=now, complete=False),
        "last_day": rules.last_day_to_ask(found),
        "supplement_form": SupplementForm(),
        "look_form": SecondLookForm(),
        **forms,
    }
    return render(request, "publicity/receipt.html", context, status=status)
