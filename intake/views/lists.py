"""批量导入名单: template, upload, progress, preview, confirmation."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import clock
from common.files import Kind
from common.pages import page_of
from intake import columns, keeping, queries, rules, sample
from intake.actions import lists
from intake.forms import ConfirmForm, UploadForm
from intake.models import ImportBatch
from intake.progress import progress_of
from intake.states import BatchState, Outcome
from intake.tables.template import template
from intake.views.doors import for_clerks, found_list, progress_answer, trail_to
from seasons.queries import closing_moment, current_season, rulebook_in_force

KINDS = {
    BatchState.CHECKING: "going",
    BatchState.STORING: "going",
    BatchState.CHECKED: "waiting",
    BatchState.STORED: "done",
    BatchState.STALE: "stopped",
    BatchState.UNREADABLE: "stopped",
}
OUTCOME_KINDS = {Outcome.NEW: "done", Outcome.CHANGED: "going", Outcome.SAME: "", Outcome.REFUSED: "stopped"}


@for_clerks
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """下载模板、上传名单, and the lists there are."""
    now, bodies = clock.now(), rules.bodies_of(request.user)
    rulebook = rulebook_in_force(current_season())
    form = UploadForm(request.POST or None, request.FILES or None, bodies=bodies, initial={"body": bodies[0]})
    refusal = rules.refuse_upload(request.user, bodies[0], rulebook, now=now)
    if request.method == "POST" and form.is_valid():
        batch = lists.receive(form.cleaned_data["upload"], by=request.user, body=form.cleaned_data["body"], now=now)
        return redirect(batch)
    context = {
        "title": "批量导入",
        "lead": "一次为多名人选起草申报：填写模板、上传检查、确认导入。",
        "trail": trail_to(),
        "form": form,
        "refusal": refusal,
        "closes": closing_moment(rulebook, bodies[0]) if rulebook else None,
        "keep_days": settings.INTAKE_KEEP_DAYS,
        "page": _with_kinds(page_of(queries.lists_of(request.user), request.GET.get("page"))),
    }
    return render(request, "intake/index.html", context, status=200)


def _with_kinds(page):
    for batch in page.object_list:
        batch.kind = KINDS.get(batch.state, "")
    return page


@for_clerks
@require_safe
def download_template(request):
    """模板, drawn up for the rulebook in force."""
    rulebook, channel, _ = _asked(request)
    return _workbook(template(rulebook, channel), f"{rulebook.season.label}上海工匠批量导入模板.xlsx")


@for_clerks
@require_safe
def download_sample(request):
    """样例: invented people, three rows wrong on purpose."""
    rulebook, channel, body = _asked(request)
    people = sample.people_of(body, columns.people_columns(rulebook, channel))
    content = template(rulebook, channel, people=people, achievements=sample.achievements_of(people))
    return _workbook(content, "批量导入样例（虚构）.xlsx")


def _asked(request):
    body, rulebook = rules.bodies_of(request.user)[0], rulebook_in_force(current_season())
    if rulebook is None:
        raise Http404("本年度实施细则尚未印发，模板随细则生成。")
    return rulebook, rules.channel_of(body), body


def _workbook(content, name):
    response = HttpResponse(content, content_type=Kind.XLSX.content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@for_clerks
@never_cache
@require_safe
def batch(request, pk):
    """One list: how far it is, what was found, what can be done."""
    one = found_list(request, pk)
    outcome = request.GET.get("outcome", "")
    context = {
        "title": one.original_name,
        "lead": f"{one.organisation}　{one.rulebook.season.label}",
        "trail": trail_to((one.original_name, "")),
        "batch": one,
        "kind": KINDS.get(one.state, ""),
        "progress": progress_of(one) if one.is_at_work else None,
    }
    if one.state in (BatchState.CHECKED, BatchState.STALE):
        context |= _preview(request, one, outcome if outcome in Outcome.values else "")
    if one.state == BatchState.STORED:
        context["page"] = page_of(queries.stored_nominations(one), request.GET.get("page"))
    context["refusals"] = {
        "discard": rules.refuse_discarding(request.user, one),
        "anew": rules.refuse_checking_anew(request.user, one),
        "confirm": rules.refuse_confirmation(request.user, one, with_hidden=True),
    }
    return render(request, "intake/batch.html", context)


def _preview(request, one, outcome):
    outcome = outcome or (Outcome.REFUSED if one.refused_rows else "")
    rows = queries.rows_of(one, outcome)
    counts = queries.counted(one)
    page = page_of(
        rows, request.GET.get("page"), known_count=counts.get(outcome, 0) if outcome else sum(counts.values())
    )
    for row in page.object_list:
        row.said = queries.content_of(row)
        row.said["faults"] = [
            ("" if sentence.startswith(label) else label, sentence) for label, sentence in row.said.get("faults", ())
        ]
        row.kind = OUTCOME_KINDS[row.outcome]
    here = reverse("intake:batch", args=[one.pk])
    return {
        "page": page,
        "outcome": outcome,
        "figures": [
            (word.label, counts.get(word, 0), "", f"{here}?outcome={word}#rows" if counts.get(word) else "")
            for word in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.REFUSED)
        ],
    }


@for_clerks
@never_cache
@require_safe
def progress(request, pk):
    """Polled by js/progress.js."""
    one = found_list(request, pk)
    return JsonResponse(progress_answer(one, progress_of(one)))


@for_clerks
@require_safe
def download_marked(request, pk):
    """标注后的工作簿."""
    one = found_list(request, pk)
    if not one.marked:
        raise Http404("这份名单没有标注后的工作簿，或已清除。")
    name = one.original_name.rpartition(".")[0] or one.original_name
    return _workbook(keeping.fetch(one.marked), f"{name}（已标注）.xlsx")


@for_clerks
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, pk):
    """确认导入: says what will happen, to how many, in whose name."""
    one = found_list(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None, hidden_rows=one.hidden_rows)
    if request.method == "POST" and form.is_valid():
        lists.confirm(one, by=request.user, with_hidden=form.cleaned_data.get("with_hidden", False))
        messages.success(request, "已确认，后台正在导入。")
        return redirect(one)
    refusal = rules.refuse_confirmation(request.user, one, with_hidden=True)
    context = {
        "title": "确认导入",
        "trail": trail_to((one.original_name, one.get_absolute_url()), ("确认导入", "")),
        "what": f"将“{one.original_name}”中的名单导入为{one.organisation}的申报草稿。",
        "count": f"新增{one.new_rows}件，修改{one.changed_rows}件，另有{one.same_rows}行不变。",
        "consequences": [
            "导入前再核对一遍：全部导入，或者有变化时全部不导入。",
            f"新增的草稿由{request.user.full_name}经办，编号连续，之后仍须逐件补全佐证材料、同意与承诺，再行推荐。",
            "导入后，上传的文件和检查结果随即清除。",
        ],
        "act": "确认导入",
        "url": reverse("intake:confirm", args=[one.pk]),
        "back": one.get_absolute_url(),
        "kind": "primary",
        "form": form,
        "refusal": refusal,
    }
    return render(request, "confirm.html", context, status=refusal.status if refusal else 200)


@for_clerks
@require_POST
def check_anew(request, pk):
    """重新检查."""
    return redirect(lists.check_anew(found_list(request, pk), by=request.user))


@for_clerks
@require_POST
def discard(request, pk):
    """放弃."""
    one: ImportBatch = lists.discard(found_list(request, pk), by=request.user)
    messages.success(request, f"已放弃“{one.original_name}”，上传的文件和检查结果已清除。")
    return redirect("intake:index")
