"""导出: asking, one's own exports, the one fetch, and the register for supervision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import page_of
from common.refusals import insist
from exports import actions, queries, rules
from exports.forms import AskForm, ReasonForm, RegisterFilters
from exports.sheets import offered
from exports.states import UNDER_WAY, State

CONTENT = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip": "application/zip"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request, kind):
    """What would be exported, and the button that asks for it."""
    sheet = offered().get(kind)
    if sheet is None:
        raise Http404("没有这种名册。")
    asked = sheet.read(request.GET)
    form = _form_of(sheet, request)
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form is not None and (form.is_unmasked or sheet.wants_reason) else ""
        unmasked = form is not None and form.is_unmasked
        export = actions.ask(sheet, asked, by=request.user, unmasked=unmasked, reason=reason)
        messages.success(request, f"{export.title}（{export.number}）已开始生成，生成后在本页领取。")
        return redirect("exports:own")
    rows = sheet.count(request.user, asked) if rules.may_ask(request.user, sheet) else 0
    refusal = rules.refuse_asking(request.user, sheet, rows=rows, waiting=queries.waiting(request.user).count())
    if refusal is not None and refusal.ground == "not_yours":
        insist(refusal)
    refusal = refusal or rules.refuse_by_room(request.user, sheet, asked)
    context = {
        "title": f"导出{sheet.title}",
        "trail": [("我的导出", reverse("exports:own")), (sheet.title, "")],
        "sheet": sheet,
        "scope": sheet.words(asked),
        "rows": rows,
        "form": form,
        "refusal": refusal,
        "others": [
            (one.title, reverse("exports:ask", args=[one.key]) + query_of(asked))
            for one in offered().values()
            if one.key != kind and one.read is sheet.read and rules.may_ask(request.user, one)
        ],
    }
    return render(request, "exports/ask.html", context)


@login_required
@require_safe
def own(request):
    """我的导出."""
    page = page_of(queries.own(request.user), request.GET.get("page"))
    for export in page.object_list:
        export.unit = _unit_of(export)
        export.can_be_fetched = export.state == State.READY
        export.again = _again(request.user, export)
    sheets = [one for one in offered().values() if rules.may_ask(request.user, one)]
    context = {
        "title": "我的导出",
        "lead": "每份文件只能由本人领取一次，逾期自动清理；申请与领取均写入台账。",
        "trail": [("我的导出", "")],
        "page": page,
        "going": next((export for export in page.object_list if export.state in UNDER_WAY), None),
        "sheets": [(one.title, reverse("exports:ask", args=[one.key]), one.lead) for one in sheets],
    }
    return render(request, "exports/own.html", context)


@login_required
@never_cache
@require_safe
def progress(request, token):
    """Polled by js/progress.js."""
    export = _own_or_404(request, token)
    return JsonResponse(
        {
            "done": export.done,
            "total": export.total,
            "word": export.progress_words,
            "finished": export.state not in UNDER_WAY,
        }
    )


@login_required
@require_POST
def fetch(request, token):
    """领取: the file itself, once."""
    export = actions.fetch(_own_or_404(request, token), by=request.user)
    suffix = export.file.name.rpartition(".")[2]
    name = f"{export.title} {export.number}.{suffix}"
    response = FileResponse(export.file.open("rb"), as_attachment=True, filename=name, content_type=CONTENT[suffix])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_safe
def register(request):
    """导出登记, for supervision."""
    insist(rules.refuse_register(request.user))
    filters = RegisterFilters(request.GET)
    filters.is_valid()
    page = page_of(queries.register(**filters.asked()), request.GET.get("page"))
    for export in page.object_list:
        export.unit = _unit_of(export)
    context = {
        "title": "导出登记",
        "lead": "谁在何时以何理由导出了什么；此处只看登记，不能取得文件。",
        "trail": [("导出登记", "")],
        "filters": filters,
        "page": page,
    }
    return render(request, "exports/register.html", context)


def query_of(asked):
    """The filters as the tail of an address."""
    kept = {name: value for name, value in asked.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def _form_of(sheet, request):
    """What is to be said with the asking; nothing for most lists and people."""
    written = request.POST if request.method == "POST" else None
    if sheet.wants_reason:
        return ReasonForm(written)
    return AskForm(written) if request.user.holds(*sheet.shown_in_full_to) else None


def _unit_of(export):
    sheet = offered().get(export.kind)
    return sheet.unit if sheet else "人"


def _own_or_404(request, token):
    export = queries.own(request.user).filter(token=token).first()
    if export is None:
        raise Http404("没有这份导出，或它不是您申请的。")
    return export


def _again(user, export):
    sheet = offered().get(export.kind)
    if sheet is None or not rules.may_ask(user, sheet) or export.state in (*UNDER_WAY, State.READY):
        return ""
    return reverse("exports:ask", args=[export.kind]) + query_of(export.asked)
