"""版面: margins, the grid of 22 lines and 28 characters, page numbers (GB/T 9704-2012 5, 7.5), and the archive."""

import io
import zipfile

from printing.official.word.elements import element, in_order, name_of
from printing.official.word.styles import CHARACTER, LINE, write_styles

GRID = round((156 / 25.4 * 72 / 28 - CHARACTER) * 4096)  # what a cell of 28 on a line is narrower than its character


def set_up(document, paper):
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    for grid in section._sectPr.findall(name_of("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(element("w:docGrid", type="linesAndChars", linePitch=str(LINE), charSpace=str(GRID)))
    write_styles(document)
    document.settings.odd_and_even_pages_header_footer = True
    number_pages(section.footer, "right")
    number_pages(section.even_page_footer, "left")
    without_thumbnail(document)
    put_properties(document, paper)


def number_pages(footer, side):
    """— 1 — in 4号 宋体, one character in from the outer edge (7.5)."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = "页码"
    properties = line._p.get_or_add_pPr()
    properties.append(element("w:ind", **{f"{side}Chars": "100", side: "280"}))
    properties.append(element("w:jc", val=side))
    in_order(properties)
    line.add_run("— ")
    for kind, words in (("begin", None), (None, " PAGE "), ("separate", None), ("text", "1"), ("end", None)):
        run = line.add_run(words if kind == "text" else "")
        if kind is None:
            instruction = element("w:instrText")
            instruction.text = words
            run._r.append(instruction)
        elif kind != "text":
            run._r.append(element("w:fldChar", fldCharType=kind))
    line.add_run(" —")


def without_thumbnail(document):
    """The empty document brings a picture of itself."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def put_properties(document, paper):
    import datetime

    words = document.core_properties
    words.title, words.author, words.language = paper.title.replace("\n", ""), paper.signatory, "zh-CN"
    words.comments = words.last_modified_by = ""
    words.subject = paper.number
    day = paper.dated or datetime.date(2012, 7, 1)
    words.created = words.modified = datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, not a moment


def with_fixed_times(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, made.read(name))
    return out.getvalue()
