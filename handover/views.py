"""移交: a dossier's packages, the office's register of deliveries, and the published schema."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from common.pages import page_of
from common.refusals import insist
from exports.states import UNDER_WAY, State
from handover import actions, endpoint, queries, rules
from handover.forms import DeliveryFilters
from handover.models import Delivery
from handover.states import DeliveryState
from nominations.rules.standing import may_take_away
from nominations.views.doors import found, trail_to

SCHEMAS = Path(__file__).parent / "schemas"


@login_required
@require_safe
def package(request, number):
    """材料包 of one dossier: what is in it, how far it is, who has received it."""
    nomination = found(request, number)
    insist(rules.refuse_reading(request.user, nomination))
    packages = list(queries.packages_of(nomination))
    latest = next((one for one in packages if one.filed_at == nomination.submitted_at), None)
    refusal = rules.refuse_packing(request.user, nomination, latest)
    context = {
        "title": "材料包",
        "trail": trail_to(nomination, ("材料包", "")),
        "nomination": nomination,
        "packages": packages,
        "latest": latest,
        "going": latest if latest and latest.state in UNDER_WAY else None,
        "is_ready": latest is not None and latest.state == State.READY,
        "refusal": refusal,
        "may_take": may_take_away(request.user, nomination),
        "deliveries": queries.deliveries_of(nomination),
        "is_configured": endpoint.is_configured(),
    }
    return render(request, "handover/package.html", context)


@login_required
@require_POST
def pack(request, number):
    """生成材料包."""
    nomination = found(request, number)
    actions.ask_package(nomination, by=request.user)
    messages.success(request, "材料包已开始生成，生成后在本页下载。")
    return redirect("handover:package", number)


@login_required
@never_cache
@require_safe
def progress(request, number):
    """Polled by js/progress.js."""
    nomination = found(request, number)
    insist(rules.refuse_reading(request.user, nomination))
    one = queries.package_of_now(nomination)
    if one is None:
        raise Http404("没有正在生成的材料包。")
    return JsonResponse(
        {"done": one.done, "total": one.total, "word": one.progress_words, "finished": one.state not in UNDER_WAY}
    )


@login_required
@require_POST
def fetch(request, number, token):
    """下载材料包: through the dossier's own door, with a reason."""
    nomination = found(request, number)
    one = queries.package_at(token)
    if one is None or one.nomination_id != nomination.pk:
        raise Http404("没有这个材料包。")
    one = actions.fetch_package(one, by=request.user, reason=request.POST.get("reason", ""))
    name = f"{nomination.number} {nomination.name} 材料包.zip"
    response = FileResponse(one.file.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_safe
def deliveries(request):
    """移交登记."""
    insist(rules.refuse_deliveries(request.user))
    filters = DeliveryFilters(request.GET)
    filters.is_valid()
    page = page_of(queries.deliveries(**filters.asked()), request.GET.get("page"))
    for one in page.object_list:
        one.can_be_sent_again = rules.refuse_again(request.user, one) is None
    found_counts = queries.counts()
    here = reverse("handover:deliveries")
    context = {
        "title": "材料移交",
        "lead": "报送后的材料移交上海职工科技创新网的情况。",
        "trail": [("材料移交", "")],
        "filters": filters,
        "page": page,
        "is_configured": endpoint.is_configured(),
        "host": endpoint.host(),
        "held_back": queries.held_back().count() if endpoint.is_configured() else 0,
        "figures": [
            (state.label, found_counts.get(state, 0), "", f"{here}?state={state.value}")
            for state in DeliveryState
            if state != DeliveryState.SUPERSEDED
        ],
    }
    return render(request, "handover/deliveries.html", context)


@login_required
@require_POST
def again(request, key):
    """重新移交."""
    delivery = actions.hand_over_again(get_object_or_404(Delivery, pk=key), by=request.user)
    messages.success(request, f"{delivery.nomination}的{delivery.get_matter_display()}将重新移交。")
    return redirect("handover:deliveries")


@require_safe
@cache_control(public=True, max_age=3600)
def schema(request, edition):
    """The published schema of 申报材料.json, for everybody."""
    path = SCHEMAS / f"{edition}.json"
    if not path.is_file():
        raise Http404("没有这一版格式说明。")
    text = path.read_text().replace("https://portal.invalid", settings.PUBLIC_ADDRESS)
    return HttpResponse(text, content_type="application/schema+json")
