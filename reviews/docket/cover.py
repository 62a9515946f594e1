"""封面: what the package holds and how anybody can check it, as a PDF in Chinese."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from printing.press import press
from reviews.docket.case import Case

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "docket"


def cover_page(case: Case, listed: list[dict]) -> bytes:
    """The PDF; the digests it prints are those of the papers behind it."""
    papers = [{"name": one["文件名"], "about": one["内容"], "digest": one["SHA-256"]} for one in listed]
    page = render_to_string("docket/cover.html", {"cover": case.cover, "season": case.season, "papers": papers})
    return press(page, templates=TEMPLATES, stylesheet="cover.css")
