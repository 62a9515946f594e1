"""佐证材料: handed out only through the door of the dossier it belongs to."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common import stores
from common.files import Kind
from common.properties import without_properties
from common.refusals import insist
from nominations import actions, queries, rules
from nominations.forms.evidence import ReplacementForm
from nominations.queries.twins import kept_with
from nominations.views.doors import trail_to

_CONTENT_TYPES = {kind.name.lower(): kind.content_type for kind in Kind}


def found_paper(request, token):
    """The file of this name, where the person may see its nomination."""
    evidence = queries.paper_at(token)
    if evidence is None:
        raise Http404("没有这份材料，或它不在您的办理范围内。")
    visible = queries.visible_to(request.user)
    if not visible.filter(Q(pk=evidence.nomination_id) | Q(pk__in=kept_with(evidence).values("pk"))).exists():
        raise Http404("没有这份材料，或它不在您的办理范围内。")
    return evidence


def handed_out(evidence, *, to, name="", is_stripped=False):
    """The bytes, past the scan's door, as a file to be saved; nginx sends them from the local disk where it stands in front.

    A store's own addresses are never given away: whoever has one needs no door any more. With ``is_stripped`` a copy is
    handed out that says nothing of who made the file (盲评).
    """
    insist(rules.refuse_opening(to, evidence))
    if is_stripped:
        kind = next(one for one in Kind if one.name.lower() == evidence.content_kind)
        response = HttpResponse(without_properties(_opened(evidence), kind))
    elif settings.X_ACCEL_REDIRECT:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"/protected/{evidence.file.name}"
    else:
        response = FileResponse(_opened(evidence))
    response["Content-Type"] = _CONTENT_TYPES.get(evidence.content_kind, "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name or evidence.original_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _opened(evidence):
    """Fetched from the store before the first byte is sent, so that a store that is away is told as such."""
    storage, path = evidence.file.storage, evidence.file.name
    with stores.reached(lost="文件没有取到"):
        if not storage.exists(path):
            raise Http404("文件不在存储中，请与市总工会评审办公室联系。")
        opened = storage.open(path, "rb")
        opened.seek(0)
        return opened


@require_safe
@login_required
def download(request, token):
    """下载."""
    return handed_out(found_paper(request, token), to=request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def replace(request, token):
    """替换: title and indicator stay."""
    evidence = found_paper(request, token)
    nomination = evidence.nomination
    insist(rules.refuse_removal(request.user, evidence))
    form = ReplacementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.replace(evidence, by=request.user, upload=form.cleaned_data["upload"])
        messages.success(request, f"已替换“{evidence.title}”。")
        return redirect("nominations:section", nomination.number, "evidence")
    back = reverse("nominations:section", args=[nomination.number, "evidence"])
    context = {
        "title": f"替换“{evidence.title}”",
        "lead": f"现为 {evidence.original_name}。替换后原文件不再保留；名称和对应方面不变。",
        "trail": trail_to(nomination, ("佐证材料", back), ("替换", "")),
        "form": form,
        "back": back,
    }
    return render(request, "nominations/replace.html", context)


@require_POST
@login_required
def detach(request, token):
    """移除."""
    evidence = found_paper(request, token)
    nomination = actions.detach(evidence, by=request.user)
    messages.success(request, f"已移除“{evidence.title}”。")
    return redirect("nominations:section", nomination.number, "evidence")
