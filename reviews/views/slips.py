"""承诺书的签署件: the text as it was signed, with its version and moment, as a PDF."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from common.dates import moment_words
from printing.press import press

PAPER = {"templates": Path(settings.BASE_DIR) / "templates" / "papers", "stylesheet": "form.css", "wait": 15.0}


def pledge_slip(signed) -> bytes:
    """The bytes of one slip."""
    page = render_to_string("papers/pledge.html", {"signed": signed, "signed_on": moment_words(signed.signed_at)})
    return press(page, **PAPER)
