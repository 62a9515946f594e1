"""证书: one A4 sheet to be framed (沪工总经〔2015〕260号 三(五): 授予荣誉称号，颁发证书).

``press`` turns plain words into the bytes of a PDF and knows nothing of the database. The same context gives the
same bytes, so a certificate pressed twice is the same certificate.
"""

import datetime
import math
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from common.dates import formal_day_words
from common.refusals import Refusal, insist
from printing import fonts
from printing.press import press as press_page
from printing.press import qr_mark

TEMPLATE_DIR = Path(settings.BASE_DIR) / "templates" / "certificates"
PDF_VARIANT = "pdf/a-3u"  # for the archive: everything embedded, all text readable
STYLESHEET = "certificate.css"
REACH, LEAN = 2 * math.sqrt(3), math.sqrt(3) / 4  # the handles of a curve that is one whole wave, as high as its swing


@dataclass(frozen=True)
class CertificateContext:
    """Everything a certificate says."""

    name: str
    honour_title: str
    season_label: str
    serial: str
    resolved_on: datetime.date
    resolution_number: str
    issuing_body: str
    verify_url: str
    verify_code: str

    @property
    def printed(self) -> str:
        """All text from outside that will stand on the sheet, for the glyph check."""
        return "".join(part for part in astuple(self) if isinstance(part, str))


def refuse_pressing(context: CertificateContext) -> Refusal | None:
    """A certificate with a character missing from the fonts is not pressed."""
    return fonts.refuse_unprintable(context.printed, "压制")


def press(context: CertificateContext) -> bytes:
    """The PDF of one certificate; Refused where a character cannot be printed."""
    insist(refuse_pressing(context))
    page = certificate_html(context)
    return press_page(page, templates=TEMPLATE_DIR, stylesheet=STYLESHEET, variant=PDF_VARIANT)


def certificate_html(context: CertificateContext) -> str:
    """The sheet before it is pressed."""
    return render_to_string(
        "certificates/certificate.html",
        {
            "certificate": context,
            "resolved_on": formal_day_words(context.resolved_on),
            "name_size": name_size(context.name),
            "qr": qr_mark(context.verify_url),
            "ornament": ornament(),
            "corners": ("first", "second", "third", "fourth"),
        },
    )


def name_size(name: str) -> str:
    """Which size a name is set in, so that it stands on one line: the longest real ones are set smaller."""
    for longest, size in ((4, "large"), (8, "middle"), (12, "small"), (20, "long")):
        if len(name) <= longest:
            return size
    return "longest"


@dataclass(frozen=True)
class Ornament:
    """Path data in millimetres: the plait around the sheet, a corner's flower, the rosette behind the words."""

    plait: tuple[str, ...]
    flower: tuple[str, ...]
    rosette: tuple[str, ...]


@lru_cache(maxsize=1)
def ornament() -> Ornament:
    """扭索纹: lines drawn by formula, like the work of a rose-turning lathe.

    A whole wave is one curve: drawn point by point these lines would take as long as the rest of the sheet.
    """
    return Ornament(
        plait=tuple(_plait(shift / 3) for shift in (-1, 0, 1)),
        flower=tuple(_flower(petals=5, radius=1.15, swing=0.75, shift=shift / 2) for shift in range(2)),
        rosette=tuple(_rosette(petals=24, radius=43, swing=9, shift=shift / 6) for shift in range(6)),
    )


def _plait(shift: float) -> str:
    """Waves along the four sides, on the middle line of the band; their shifted ends lie behind the corner flowers."""
    left, top, width, height, swing = 11.85, 11.85, 273.3, 186.3, 1.9
    sides = (
        (left, top, 1, 0, width, 44),
        (left + width, top, 0, 1, height, 30),
        (left + width, top + height, -1, 0, width, 44),
        (left, top + height, 0, -1, height, 30),
    )
    drawn = []
    for x, y, dx, dy, length, waves in sides:
        long, far = length / waves, REACH * swing
        for number in range(waves):
            begin = long * (number + shift)
            if number == 0:
                out = begin + long * LEAN
                drawn.append(f"M{_at(x + dx * begin, y + dy * begin)}")
                drawn.append(f"C{_at(x + dx * out - dy * far, y + dy * out + dx * far)} ")
            else:
                drawn.append("S")  # goes on as the wave before came in
            back, end = begin + long * (1 - LEAN), begin + long
            drawn.append(f"{_at(x + dx * back + dy * far, y + dy * back - dx * far)} ")
            drawn.append(_at(x + dx * end, y + dy * end))
    return "".join(drawn)


def _rosette(*, petals: int, radius: float, swing: float, shift: float) -> str:
    """One line around the origin: a circle that swings out and in once for each petal, a curve each."""
    wide, far = 2 * math.pi / petals, REACH * swing
    drawn = [f"M{_polar(radius, wide * shift)}"]
    for number in range(petals):
        begin = wide * (number + shift)
        drawn.append(f"C{_polar(radius + far, begin + wide * LEAN)} {_polar(radius - far, begin + wide * (1 - LEAN))} ")
        drawn.append(_polar(radius, begin + wide))
    return "".join(drawn) + "Z"


def _flower(*, petals: int, radius: float, swing: float, shift: float) -> str:
    """The same with few petals, too wide for one curve: one for the way out, one for the way in."""
    half = math.pi / petals
    start = 2 * half * shift
    drawn = [f"M{_polar(radius, start)}"]
    for number in range(2 * petals):
        peak = radius + (2 * swing if number % 2 == 0 else -2 * swing)
        drawn.append(f"Q{_polar(peak, start + half * (number + 0.5))} {_polar(radius, start + half * (number + 1))}")
    return "".join(drawn) + "Z"


def _polar(far: float, angle: float) -> str:
    return _at(far * math.cos(angle), far * math.sin(angle))


def _at(x: float, y: float) -> str:
    return f"{x:.2f} {y:.2f}"
