"""证书 (沪工总经〔2015〕260号 三(五)): one framed sheet, every character of it printable, the same bytes each time."""

import datetime
import io
import re
import subprocess
from dataclasses import replace

import pytest
import segno
from django.core.exceptions import ImproperlyConfigured
from pypdf import PdfReader

from common.refusals import Refused
from honours.certificates import (
    STYLESHEET,
    TEMPLATE_DIR,
    CertificateContext,
    certificate_html,
    name_size,
    ornament,
    press,
    refuse_pressing,
)
from printing import fonts
from printing.press import parts, qr_mark

SHEET = CertificateContext(
    name="王芳",
    honour_title="上海工匠",
    season_label="2026年度",
    serial="SHGJ-2026-0001",
    resolved_on=datetime.date(2026, 12, 18),
    resolution_number="沪工总决〔2026〕118号",
    issuing_body="上海市总工会",
    verify_url="https://portal.example.org/verify/7Q4MX2KDP9RTB6HA",
    verify_code="7Q4M-X2KD-P9RT-B6HA",
)
LONGEST = "古丽米热·阿卜杜热合曼·阿卜力米提"
NAMES = ["王芳", "欧阳明远", LONGEST, "𬭎䶮㛃𠅤", "Jean-Luc O'Neil", "阿" * 50]
IN_BABELSTONE_ONLY, IN_HANAZONO_ONLY, IN_NO_FACE = "𨴕", "𦻴", "𱅿"


def pressed(**changes):
    return press(replace(SHEET, **changes))


def opened(pdf):
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf):
    """The text of a PDF as another program reads it, without line breaks and spaces."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s", "", done.stdout.decode())


def fonts_in(pdf):
    """Base font name → whether its programme is embedded."""
    found = {}
    for font in opened(pdf).pages[0]["/Resources"]["/Font"].values():
        descendant = font["/DescendantFonts"][0]
        found[descendant["/BaseFont"].partition("+")[2]] = "/FontFile2" in descendant["/FontDescriptor"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_certificate_is_one_sheet_of_a4_laid_across(name):
    pages = opened(pressed(name=name)).pages
    assert len(pages) == 1
    assert [round(side / 72 * 25.4) for side in pages[0].mediabox[2:]] == [297, 210]


@pytest.mark.parametrize("name", NAMES)
def test_it_says_whom_it_honours_for_what_by_whom_and_when(name):
    said = words_of(pressed(name=name))
    wanted = ["荣誉证书", "2026年度", "授予", name.replace(" ", ""), "同志", "“上海工匠”荣誉称号", "上海市总工会"]
    wanted += ["二〇二六年十二月十八日", "SHGJ-2026-0001", "沪工总决〔2026〕118号", "7Q4M-X2KD-P9RT-B6HA"]
    assert [words for words in wanted if words not in said] == []


def test_the_name_stands_between_award_and_comrade():
    assert f"授予{LONGEST}同志" in words_of(pressed(name=LONGEST))


def test_every_font_is_embedded_and_the_name_is_set_in_kai():
    assert fonts_in(pressed()) == {"Portal-Title-Bold": True, "Portal-Kai": True}


def test_characters_beyond_kai_are_taken_from_the_faces_behind_it():
    found = fonts_in(pressed(name=IN_BABELSTONE_ONLY + IN_HANAZONO_ONLY))
    assert {"BabelStone-Han", "HanaMinB-Medium"} <= found.keys()
    assert all(found.values())


def test_the_same_certificate_pressed_twice_has_the_same_bytes():
    assert pressed() == pressed()
    assert pressed() != pressed(serial="SHGJ-2026-0002")


def test_a_character_in_no_face_is_refused_by_name_and_code_point():
    with pytest.raises(Refused, match=r"“𱅿”（U\+3117F）") as caught:
        pressed(name=f"王{IN_NO_FACE}")
    assert caught.value.ground == "glyph_missing"


@pytest.mark.parametrize("part", ["name", "issuing_body", "resolution_number", "season_label", "honour_title"])
def test_every_part_of_the_sheet_is_asked_for_missing_glyphs(part):
    assert refuse_pressing(SHEET) is None
    assert refuse_pressing(replace(SHEET, **{part: f"王{IN_NO_FACE}"})).ground == "glyph_missing"


def test_missing_glyphs_are_named_once_each():
    assert fonts.missing_glyphs(f"王{IN_NO_FACE}芳{IN_NO_FACE}\ue000") == [IN_NO_FACE, "\ue000"]
    assert fonts.missing_glyphs("𬭎䶮㛃𠅤·〇〔2026〕“上海工匠”") == []


def test_the_fixed_words_of_the_sheet_have_all_their_glyphs():
    page = certificate_html(SHEET)
    body = re.sub(r"<[^>]+>", "", page[page.index("<body>") :])
    assert fonts.missing_glyphs(re.sub(r"\s", "", body)) == []


def test_the_mark_holds_the_verification_address():
    """The dark squares on the sheet are those of the QR code of the address, row by row."""
    drawn = re.search(r'd="([^"]+)"', qr_mark(SHEET.verify_url)).group(1)
    dark, x, y = set(), 0, 0.0
    for step, words in re.findall(r"([Mmh])([^Mmh]*)", drawn):
        numbers = [float(word) for word in words.replace(",", " ").split()]
        if step == "h":
            dark |= {(x + along, int(y)) for along in range(int(numbers[0]))}
            x += int(numbers[0])
        else:
            x, y = (int(numbers[0]), numbers[1]) if step == "M" else (x + int(numbers[0]), y + numbers[1])
    matrix = segno.make(SHEET.verify_url, error="m", boost_error=False, mask=3).matrix
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert qr_mark(SHEET.verify_url) in certificate_html(SHEET)


def test_the_file_names_itself_its_author_and_its_language():
    pdf = opened(pressed())
    assert (pdf.metadata.title, pdf.metadata.author) == ("荣誉证书 2026年度 上海工匠 王芳", "上海市总工会")
    assert pdf.trailer["/Root"]["/Lang"] == "zh-CN"
    assert b"pdfaid" in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_words_from_outside_are_words_and_never_markup():
    page = certificate_html(replace(SHEET, name="<img src=x>"))
    assert "<img" not in page
    assert "&lt;img src=x&gt;" in page


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///etc/hostname", "file:///srv/../etc/hostname"]
)
def test_pressing_opens_no_address_but_its_own_templates(address):
    _, _, fetcher = parts(TEMPLATE_DIR, STYLESHEET)
    with pytest.raises(ValueError, match="may not open"):
        fetcher.fetch(address)


def test_longer_names_are_set_smaller():
    assert [name_size("王" * n) for n in (2, 4, 5, 8, 12, 17, 20, 21)] == [
        *("large", "large", "middle", "middle", "small", "long", "long", "longest")
    ]


def test_the_ornament_keeps_to_its_band():
    ends = r"(?:M|[CS][\d. ]+? [\d.]+ )([\d.]+) ([\d.]+)(?=[CSM]|$)"
    places = [tuple(map(float, pair)) for line in ornament().plait for pair in re.findall(ends, line)]
    assert len(places) == 3 * 4 + 3 * 2 * (44 + 30)  # where each side begins, and the end of each wave
    assert all(9.3 <= x <= 287.7 and 9.3 <= y <= 200.7 for x, y in places)


def test_a_machine_without_the_font_is_told_which_package_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FONT_ROOTS", (tmp_path,))
    fonts.faces.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="apt-get install fonts-lxgw-wenkai"):
        fonts.faces()


def test_the_cut_face_is_made_once_and_kept(settings, tmp_path):
    settings.FONTS_DIR = tmp_path
    fonts.faces.cache_clear()
    first = fonts.faces().title
    made = first.stat().st_mtime_ns
    fonts.faces.cache_clear()
    assert (fonts.faces().title, first.stat().st_mtime_ns) == (first, made)
    assert sorted(path.name.partition("-")[0] for path in tmp_path.iterdir()) == ["PortalKai", "PortalTitle"]
    fonts.faces.cache_clear()
