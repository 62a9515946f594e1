"""下载: a file that was made on the spot, saved under a Chinese name."""

import mimetypes
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse


def made_file(content: bytes, name: str) -> HttpResponse:
    """To be saved, never shown inside the portal and kept by no cache."""
    response = HttpResponse(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def handed_over(stored, name):
    """A file of the store that a rule has released, always to be saved, never shown inside the portal."""
    if not stored:
        raise Http404
    disposition = f"attachment; filename*=UTF-8''{quote(name or '材料')}"
    if settings.X_ACCEL_REDIRECT:
        response = HttpResponse(content_type="application/octet-stream")
        response["X-Accel-Redirect"] = f"/protected/{quote(stored.name)}"
    else:
        response = FileResponse(stored.open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "private, no-store"
    return response
