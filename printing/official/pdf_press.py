"""公文的 PDF 文件: the page of templates/official/ pressed by WeasyPrint, in free fonts, for the archive (PDF/A-3u)."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from common.refusals import insist
from printing.official.papers import Heading, NameTable, Paper, attachment_mark, refuse_pressing, title_lines
from printing.press import press

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "official"
VARIANT = "pdf/a-3u"
LONGEST_MARK = 20  # characters of a red heading; the longer, the smaller (official.css)


def press_pdf(paper: Paper, *, wait: float = -1) -> bytes:
    """The PDF of a paper; Refused where a character cannot be printed, or others are printing for longer than ``wait``."""
    insist(refuse_pressing(paper))
    return press(paper_html(paper), templates=TEMPLATES, stylesheet="official.css", variant=VARIANT, wait=wait)


def paper_html(paper: Paper) -> str:
    """The paper before it is pressed."""
    context = {
        "paper": paper,
        "title_lines": title_lines(paper.title),
        "mark_length": min(max(len(paper.issuer), 8), LONGEST_MARK),
        "body": [_told(one) for one in paper.body],
        "attachments": [
            {
                "mark": attachment_mark(paper, number),
                "title_lines": title_lines(one.title),
                "blocks": [_told(block) for block in one.blocks],
            }
            for number, one in enumerate(paper.attachments, start=1)
        ],
    }
    return render_to_string("official/paper.html", context)


def _told(block):
    kind = "heading" if isinstance(block, Heading) else "table" if isinstance(block, NameTable) else "paragraph"
    return {"kind": kind, "block": block}
