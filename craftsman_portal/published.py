"""公开文件 where no nginx stands in front: the same files with the same headers (ops/nginx.conf, location /published/)."""

import mimetypes
from hashlib import sha256

from django.http import Http404, HttpResponse
from django.utils.http import quote_etag
from django.views.decorators.http import condition, require_safe

from common import published

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"
)
FRESH = "public, max-age=60"  # a notice may be annotated at any minute
FOR_EVER = "public, max-age=31536000, immutable"


def _whole(path):
    return f"{path}index.html" if path.endswith("/") else path


def _mark(request, path):
    content = published.read(_whole(path)) if published.is_path(_whole(path)) else None
    return None if content is None else quote_etag(sha256(content).hexdigest()[:32])


@require_safe
@condition(etag_func=_mark)
def file(request, path):
    """One published file."""
    whole = _whole(path)
    content = published.read(whole) if published.is_path(whole) else None
    if content is None:
        raise Http404
    kind = mimetypes.guess_type(whole)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = FOR_EVER if whole.startswith(f"{published.STYLES}/") else FRESH
    response["Content-Security-Policy"] = POLICY
    return response
