"""批量佐证材料: upload, progress, preview, confirmation."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.pages import page_of
from intake import naming, queries, rules
from intake.actions import papers
from intake.forms import ConfirmForm, PapersForm
from intake.progress import progress_of
from intake.states import BatchState, PaperOutcome
from intake.views.doors import for_clerks, found_papers, progress_answer, trail_to
from intake.views.lists import KINDS
from seasons.states import Indicator

OUTCOME_KINDS = {
    PaperOutcome.MATCHED: "done",
    PaperOutcome.PRESENT: "",
    PaperOutcome.UNMATCHED: "stopped",
    PaperOutcome.AMBIGUOUS: "stopped",
    PaperOutcome.REFUSED: "stopped",
}


@for_clerks
@require_http_methods(["GET", "HEAD", "POST"])
def index(request):
    """命名规则, upload, and the bundles there are."""
    bodies = rules.bodies_of(request.user)
    form = PapersForm(request.POST or None, request.FILES or None, bodies=bodies, initial={"body": bodies[0]})
    if request.method == "POST" and form.is_valid():
        batch = papers.receive(form.cleaned_data["uploads"], by=request.user, body=form.cleaned_data["body"])
        return redirect(batch)
    page = page_of(queries.papers_of(request.user), request.GET.get("page"))
    for batch in page.object_list:
        batch.kind = KINDS.get(batch.state, "")
    context = {
        "title": "批量佐证材料",
        "lead": "按文件名归入各件申报：命名、上传核对、确认归入。",
        "trail": [*trail_to(("批量佐证材料", ""))],
        "form": form,
        "refusal": rules.refuse_papers(request.user, bodies[0]),
        "page": page,
        "indicators": [*(indicator.label for indicator in Indicator), naming.WHOLE],
    }
    return render(request, "intake/papers.html", context)


@for_clerks
@never_cache
@require_safe
def batch(request, pk):
    """One bundle: what belongs where, and what does not."""
    one = found_papers(request, pk)
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in PaperOutcome.values else ""
    counts = queries.counted(one)
    rows = queries.paper_rows(one, outcome)
    page = page_of(rows, request.GET.get("page"))
    for row in page.object_list:
        row.kind = OUTCOME_KINDS[row.outcome]
    here = one.get_absolute_url()
    context = {
        "title": one.original_name,
        "lead": f"{one.organisation}　{one.rulebook.season.label}",
        "trail": trail_to(("批量佐证材料", reverse("intake:papers")), (one.original_name, "")),
        "batch": one,
        "kind": KINDS.get(one.state, ""),
        "progress": progress_of(one) if one.is_at_work else None,
        "page": page,
        "figures": [
            (word.label, counts.get(word, 0), "", f"{here}?outcome={word}#rows" if counts.get(word) else "")
            for word in PaperOutcome
        ],
        "shows_rows": one.state in (BatchState.CHECKED, BatchState.STORED),
        "refusals": {
            "discard": rules.refuse_discarding(request.user, one),
            "confirm": rules.refuse_attaching(request.user, one, counts.get(PaperOutcome.MATCHED, 0)),
        },
    }
    return render(request, "intake/papers_batch.html", context)


@for_clerks
@never_cache
@require_safe
def progress(request, pk):
    """Polled by js/progress.js."""
    one = found_papers(request, pk)
    return JsonResponse(progress_answer(one, progress_of(one)))


@for_clerks
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, pk):
    """确认归入."""
    one = found_papers(request, pk)
    counts = queries.counted(one)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":
        papers.confirm(one, by=request.user)
        messages.success(request, "已确认，后台正在归入。")
        return redirect(one)
    left = sum(counts.values()) - counts.get(PaperOutcome.MATCHED, 0)
    refusal = rules.refuse_attaching(request.user, one, counts.get(PaperOutcome.MATCHED, 0))
    context = {
        "title": "确认归入",
        "trail": trail_to((one.original_name, one.get_absolute_url()), ("确认归入", "")),
        "what": f"将“{one.original_name}”中的文件归入各件申报，作为佐证材料。",
        "count": f"归入{counts.get(PaperOutcome.MATCHED, 0)}个文件，另有{left}个不归入。",
        "consequences": ["归入后材料有变动的申报，须重新作出真实性承诺。", "归入后，上传的压缩包随即清除。"],
        "act": "确认归入",
        "url": reverse("intake:papers_confirm", args=[one.pk]),
        "back": one.get_absolute_url(),
        "kind": "primary",
        "form": form,
        "refusal": refusal,
    }
    return render(request, "confirm.html", context, status=refusal.status if refusal else 200)


@for_clerks
@require_POST
def discard(request, pk):
    """放弃."""
    one = papers.discard(found_papers(request, pk), by=request.user)
    messages.success(request, f"已放弃“{one.original_name}”，上传的文件已清除。")
    return redirect("intake:papers")
