"""印制: a page and its stylesheet become the bytes of a PDF; the same page gives the same bytes.

One font configuration serves a process for its whole life, for a second one would cost its memory. Pango's configuration
is shared by all threads, so pages are pressed one after the other; whoever may not wait long says how long.
"""

import gc
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from common.refusals import Refusal, Refused
from printing import fonts

QR_MASK = 3  # given: trying all eight for the prettiest takes longer than everything else before the pressing

_pressing = threading.Lock()


def press(page: str, *, templates: Path, stylesheet: str, variant: str | None = None, wait: float = -1) -> bytes:
    """The PDF of a page; Refused where others are being pressed for longer than ``wait`` seconds."""
    with _turn(wait):
        return _laid_out(page, templates, stylesheet).write_pdf(pdf_variant=variant)


def leaves_of(page: str, *, templates: Path, stylesheet: str, wait: float = -1) -> int:
    """How many leaves a page runs to; layout only, nothing is written."""
    with _turn(wait):
        return len(_laid_out(page, templates, stylesheet).pages)


def _laid_out(page, templates, stylesheet):
    sheet, font_configuration, fetcher = parts(templates, stylesheet)
    from weasyprint import HTML

    html = HTML(string=page, base_url=templates.as_uri() + "/", url_fetcher=fetcher)
    return html.render(stylesheets=[sheet], font_config=font_configuration)


@contextmanager
def _turn(wait):
    if not _pressing.acquire(timeout=wait):
        raise Refused(Refusal("press_is_busy", "正在打印的人较多，本次未能生成。", "请过一分钟再打印。", status=503))
    try:
        yield
    finally:
        _pressing.release()


@cache
def parts(templates: Path, stylesheet: str):
    """Stylesheet, font configuration and fetcher of one kind of paper, made once in a worker's life."""
    from weasyprint import CSS
    from weasyprint.urls import URLFetcher

    class LocalFetcher(URLFetcher):
        """Opens the paper's own templates, and no other address."""

        def fetch(self, url, headers=None):
            """Refuse whatever lies elsewhere."""
            from urllib.parse import unquote, urlsplit

            address = urlsplit(url)
            if address.scheme == "data":  # a picture that stands in the page itself
                return super().fetch(url, headers)
            path = Path(unquote(address.path)).resolve()
            if address.scheme != "file" or not path.is_relative_to(templates.resolve()):
                raise ValueError(f"a paper may not open {url}")
            return super().fetch(url, headers)

    fetcher = LocalFetcher()
    font_configuration = _font_configuration()
    sheet = CSS(filename=templates / stylesheet, url_fetcher=fetcher, font_config=font_configuration)
    gc.collect()
    gc.freeze()  # what is loaded by now stays loaded: later collections need not walk it again
    return sheet, font_configuration, fetcher


@cache
def _font_configuration():
    from weasyprint.text.fonts import FontConfiguration

    fonts.let_fontconfig_know()
    return FontConfiguration()


def qr_mark(url: str) -> str:
    """The QR code of an address, as inline SVG; a reader takes any mask."""
    import segno

    return segno.make(url, error="m", boost_error=False, mask=QR_MASK).svg_inline(
        scale=1, border=0, dark="#2b2320", omitsize=True, svgclass=None, lineclass=None
    )
