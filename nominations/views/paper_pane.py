"""材料就地查看: a paper shown beside the checklist, through the same door as its download."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_safe

from nominations.views.papers import found_paper, handed_out

# what a browser shows without running anything of it; all else is only downloaded
SHOWN = ("pdf", "jpeg", "png")
PICTURES = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; frame-ancestors 'self'"
# the browser's own reader of PDF does not open within a sandbox
PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


@require_safe
@login_required
def show_paper(request, token):
    """就地查看: only within a page of this portal."""
    evidence = found_paper(request, token)
    if evidence.content_kind not in SHOWN:
        raise Http404("这种格式的材料只能下载后查看。")
    response = handed_out(evidence, to=request.user)
    response["Content-Disposition"] = response["Content-Disposition"].replace("attachment", "inline", 1)
    response["Content-Security-Policy"] = PDF if evidence.content_kind == "pdf" else PICTURES
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
