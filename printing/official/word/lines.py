"""行: the words of a paper under the name of their style, runs in a face that has them."""

import unicodedata

from printing.official.papers import Paragraph
from printing.official.word.elements import RARE_FACE, element, in_order, put_faces
from printing.official.word.styles import CHARACTER, HEI, RED


def add_paragraph(document, block: Paragraph):
    for number, text in enumerate(block.text.splitlines()):
        line = document.add_paragraph(style="出席人员" if block.hangs else "公文正文")
        if block.lead and number == 0:
            add_run(line, block.lead, face=HEI)
        add_run(line, text)


def add_line(document, text, style, *, points=None, before=None, after=None):
    from docx.shared import Pt, Twips

    line = document.add_paragraph(style=style)
    for run in add_run(line, text):
        if points:
            run.font.size = Pt(points)
    if before is not None:
        line.paragraph_format.space_before = Twips(before)
    if after is not None:
        line.paragraph_format.space_after = Twips(after)
    return line


def add_run(line, text, *, face=""):
    """The words as runs, those beyond the first plane in a face that has them."""
    runs = []
    for is_rare, part in _parted(text):
        run = line.add_run(part)
        if is_rare or face:
            put_faces(run._element.get_or_add_rPr(), RARE_FACE if is_rare else face)
        runs.append(run)
    return runs


def _parted(text):
    parts: list[tuple[bool, str]] = []
    for one in text:
        is_rare = ord(one) > 0xFFFF or 0x3400 <= ord(one) <= 0x4DBF
        if unicodedata.combining(one) and parts:
            is_rare = parts[-1][0]
        if parts and parts[-1][0] == is_rare:
            parts[-1] = (is_rare, parts[-1][1] + one)
        else:
            parts.append((is_rare, one))
    return parts


def indent(line, *, right):
    properties = line._p.get_or_add_pPr()
    properties.append(element("w:ind", rightChars=str(right), right=str(round(right * CHARACTER / 5))))
    in_order(properties)


def ruled(line):
    """The red rule below the number (7.2.7)."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="16", space="8", color=RED))
    properties = line._p.get_or_add_pPr()
    properties.append(borders)
    in_order(properties)
