"""下载: a file that was made on the spot, saved under a Chinese name."""

import mimetypes
from urllib.parse import quote

from django.http import HttpResponse


def made_file(content: bytes, name: str) -> HttpResponse:
    """To be saved, never shown inside the portal and kept by no cache."""
    response = HttpResponse(content, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response
