"""Files that a rule has released: by nginx where it stands in front, else by the portal itself."""

from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse


def handed_over(stored, name):
    """The file under the name it came with, always to be saved, never shown inside the portal."""
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
