"""佐证材料: handed out only through the door of the dossier it belongs to."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from common.files import Kind
from nominations import actions, queries
from nominations.queries.twins import kept_with

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


def handed_out(evidence):
    """The bytes under their original name; nginx sends them where it stands in front."""
    if settings.X_ACCEL_REDIRECT:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"/protected/{evidence.file.name}"
    elif not evidence.file.storage.exists(evidence.file.name):
        raise Http404("文件不在存储中，请与市总工会评审办公室联系。")
    else:
        response = FileResponse(evidence.file.open("rb"))
    response["Content-Type"] = _CONTENT_TYPES.get(evidence.content_kind, "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, evidence.original_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_required
def download(request, token):
    """下载."""
    return handed_out(found_paper(request, token))


@require_POST
@login_required
def detach(request, token):
    """移除."""
    evidence = found_paper(request, token)
    nomination = actions.detach(evidence, by=request.user)
    messages.success(request, f"已移除“{evidence.title}”。")
    return redirect("nominations:section", nomination.number, "evidence")
