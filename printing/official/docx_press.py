"""公文的 Word 文件: real styles, tables and page numbers, so that the office may go on working on it.

Proprietary faces are named first (方正小标宋, 仿宋_GB2312, 黑体, 楷体_GB2312) with what stands in for each where it is not
installed; what a style says is changed in Word once for the whole paper. The archive is written anew with fixed times,
so that the same paper gives the same bytes.
"""

import io
import unicodedata
import zipfile
from dataclasses import dataclass

from common.refusals import insist
from printing.official.papers import (
    PARTS,
    Heading,
    NameTable,
    Paper,
    Paragraph,
    attachment_mark,
    refuse_pressing,
    title_lines,
)

SONG, FANG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
STANDS_IN = {
    SONG: "华文中宋;Noto Serif CJK SC",
    FANG: "仿宋;FangSong;Noto Serif CJK SC",
    HEI: "SimHei;Noto Sans CJK SC",
    KAI: "楷体;KaiTi;LXGW WenKai",
    PLAIN: "SimSun;Noto Serif CJK SC",
}
RARE_FACE = "SimSun-ExtB"  # beyond the first plane, where the office's faces have nothing
RED = "D7000F"
LINE = 579  # twentieths of a point: 225 mm in 22 lines
CHARACTER = 16  # points of 3号
GRID = round((156 / 25.4 * 72 / 28 - CHARACTER) * 4096)  # what a cell of 28 on a line is narrower than its character


@dataclass(frozen=True)
class Style:
    """One named style of the paper: face, size in points, and how its lines stand."""

    name: str
    face: str = FANG
    points: float = CHARACTER
    align: str = "both"
    first: int = 0  # hundredths of a character
    left: int = 0
    right: int = 0
    before: int = 0  # twentieths of a point
    after: int = 0
    line: int = LINE
    outline: int = -1
    colour: str = ""
    keeps_next: bool = False


TEXT = Style("公文正文", first=200)
STYLES = (
    TEXT,
    Style("发文机关标志", SONG, 48, "center", before=1984, line=1100, colour=RED),
    Style("发文字号", align="center", before=2 * LINE, after=2 * LINE),
    Style("公文标题", SONG, 22, "center", after=LINE, line=714, outline=0, keeps_next=True),
    Style("标题下文号", align="center", after=LINE),
    Style("主送机关"),
    Style("一级标题", HEI, first=200, outline=1, keeps_next=True),
    Style("二级标题", KAI, first=200, outline=2, keeps_next=True),
    Style("三级标题", first=200, outline=3, keeps_next=True),
    Style("四级标题", first=200, outline=4, keeps_next=True),
    Style("附件说明", left=500, first=-300),
    Style("署名", align="right"),
    Style("附注", left=200),
    Style("校验文字", points=9, align="left", line=284),
    Style("附件标识", HEI, align="left", after=LINE, keeps_next=True),
    Style("附件标题", SONG, 22, "center", after=LINE, line=714, outline=0, keeps_next=True),
    Style("名单表头", HEI, 14, "center", before=50, after=50, line=400),
    Style("名单文字", points=14, align="center", before=50, after=50, line=400),
    Style("版记", points=14, align="left", left=100, right=100, line=510),
    Style("页码", PLAIN, 14),
)
BY_NAME = {style.name: style for style in STYLES}
HEADINGS = {1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}


def press_docx(paper: Paper) -> bytes:
    """The .docx of a paper; Refused where a character cannot be printed."""
    insist(refuse_pressing(paper))
    from docx import Document

    document = Document()
    _set_up(document, paper)
    _write(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _with_fixed_times(out.getvalue())


def _write(document, paper):
    if paper.issuer:
        _line(document, paper.issuer, "发文机关标志", points=min(48, 430 // len(paper.issuer)))
        _ruled(_line(document, paper.number, "发文字号"))
    for number, line in enumerate(lines := title_lines(paper.title), start=1):
        _line(document, line, "公文标题", after=None if number == len(lines) else 0)
    if paper.number and not paper.issuer:
        _line(document, paper.number, "标题下文号")
    if paper.addressee:
        _line(document, f"{paper.addressee}：", "主送机关")
    _blocks(document, paper.body)
    _keep_with_next(document, paper)
    if paper.attachment_lines:
        _line(document, "", "公文正文").paragraph_format.keep_with_next = True
    for number, line in enumerate(paper.attachment_lines):
        _line(
            document, f"附件：{line}" if number == 0 else f"　　　{line}", "附件说明"
        ).paragraph_format.keep_with_next = True
    _sign(document, paper)
    if paper.contact:
        _line(document, f"（{paper.contact}）", "附注")
    for number, attachment in enumerate(paper.attachments, start=1):
        mark = _line(document, attachment_mark(paper, number), "附件标识")
        mark.paragraph_format.page_break_before = True
        for place, line in enumerate(lines := title_lines(attachment.title), start=1):
            _line(document, line, "附件标题", after=None if place == len(lines) else 0)
        _blocks(document, attachment.blocks)
    for number, line in enumerate(paper.small_print):
        _line(document, line, "校验文字", before=LINE if number == 0 else None)
    _imprint(document, paper)


def _blocks(document, blocks):
    for block in blocks:
        if isinstance(block, Heading):
            _line(document, block.text, HEADINGS[block.level])
        elif isinstance(block, NameTable):
            _table(document, block)
        else:
            _paragraph(document, block)


def _paragraph(document, block: Paragraph):
    for number, text in enumerate(block.text.splitlines()):
        line = document.add_paragraph(style="公文正文")
        if block.lead and number == 0:
            _run(line, block.lead, face=HEI)
        _run(line, text)


def _line(document, text, style, *, points=None, before=None, after=None):
    from docx.shared import Pt, Twips

    line = document.add_paragraph(style=style)
    for run in _run(line, text):
        if points:
            run.font.size = Pt(points)
    if before is not None:
        line.paragraph_format.space_before = Twips(before)
    if after is not None:
        line.paragraph_format.space_after = Twips(after)
    return line


def _run(line, text, *, face=""):
    """The words as runs, those beyond the first plane in a face that has them."""
    runs = []
    for is_rare, part in _parted(text):
        run = line.add_run(part)
        if is_rare or face:
            _faces(run._element.get_or_add_rPr(), RARE_FACE if is_rare else face)
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


def _keep_with_next(document, paper):
    """No page may hold the signature alone (此页无正文): the last words of the text go with it."""
    if paper.body and not isinstance(paper.body[-1], NameTable):
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def _sign(document, paper):
    """署名、日期: the date four characters from the right edge, the signatory centred above it (7.3.6.1)."""
    dated = sum(0.5 if one.isascii() else 1 for one in paper.dated_words)
    shift = max(0, (dated - len(paper.signatory)) / 2)
    if paper.signatory:
        signatory = _line(document, paper.signatory, "署名", before=2 * LINE)
        _indent(signatory, right=round((4 + shift) * 100))
        signatory.paragraph_format.keep_with_next = bool(paper.dated_words)
    if paper.dated_words:
        date = _line(document, paper.dated_words, "署名", before=None if paper.signatory else 2 * LINE)
        date.paragraph_format.keep_with_next = bool(paper.contact)
        _indent(date, right=round((4 + max(0, (len(paper.signatory) - dated) / 2)) * 100))


def _table(document, block: NameTable):
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for words, row, style in [(block.columns, table.rows[0], "名单表头")] + [
        (words, table.add_row(), "名单文字") for words in block.rows
    ]:
        _whole_row(row, is_head=style == "名单表头")
        for cell, word, width in zip(row.cells, words, block.widths, strict=True):
            cell.width = Mm(156 * width / PARTS)
            cell.vertical_alignment = 1
            cell.paragraphs[0].style = style
            _run(cell.paragraphs[0], word)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(156 * width / PARTS)
    _line(document, "", "校验文字")  # Word wants a paragraph after a table; a low one


def _whole_row(row, *, is_head):
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if is_head:
        properties.append(_element("w:tblHeader"))


def _imprint(document, paper):
    """版记: a table at the foot of the last page, thick outer rules and a thin one between (7.4)."""
    lines = [f"抄送：{paper.copies}。"] if paper.copies else []
    if not lines and not paper.printed_by:
        return
    from docx.shared import Mm

    _line(
        document, "", "公文正文"
    )  # where a program knows no tables at the foot of a page, at least apart from the text
    table = document.add_table(rows=0, cols=1)
    for text in lines:
        _line_in(table.add_row().cells[0], text)
    if paper.printed_by:
        cell = table.add_row().cells[0]
        line = _line_in(cell, paper.printed_by)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(156 - 5), 2)
        line.add_run(f"\t{paper.printed_words}")
    table.rows[0].cells[0].width = Mm(156)
    properties = table._tbl.tblPr
    place = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "center", "tblpYSpec": "bottom"}
    properties.append(_element("w:tblpPr", **place))
    properties.append(_element("w:tblW", w=str(round(156 / 25.4 * 1440)), type="dxa"))
    borders = _element("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 6)):
        borders.append(_element(f"w:{side}", val="single", sz=str(size), space="0", color="000000"))
    properties.append(borders)
    _in_order(properties)
    _line(document, "", "校验文字")


def _line_in(cell, text):
    line = cell.paragraphs[0]
    line.style = "版记"
    _run(line, text)
    return line


# --- the page, the styles, the archive ---


def _set_up(document, paper):
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    for grid in section._sectPr.findall(_name("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(_element("w:docGrid", type="linesAndChars", linePitch=str(LINE), charSpace=str(GRID)))
    _defaults(document)
    for style in STYLES:
        _style(document, style)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, "right")
    _page_number(section.even_page_footer, "left")
    _name_stand_ins(document)
    _without_thumbnail(document)
    _properties(document, paper)


def _defaults(document):
    """Every paragraph begins from 3号 仿宋 without the theme of the empty document."""
    from docx.shared import Pt

    properties = document.styles.element.find(f"{_name('w:docDefaults')}/{_name('w:rPrDefault')}/{_name('w:rPr')}")
    for old in properties.findall(_name("w:rFonts")) + properties.findall(_name("w:lang")):
        properties.remove(old)
    _faces(properties, FANG)
    properties.append(_element("w:lang", val="en-US", eastAsia="zh-CN"))
    normal = document.styles["Normal"]
    normal.font.size = Pt(CHARACTER)
    _faces(normal.element.get_or_add_rPr(), FANG)
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)


def _style(document, wanted: Style):
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor, Twips

    style = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(wanted.points)
    if wanted.colour:
        style.font.color.rgb = RGBColor.from_string(wanted.colour)
    _faces(style.element.get_or_add_rPr(), wanted.face)
    kept = style.paragraph_format
    kept.space_before, kept.space_after = Twips(wanted.before), Twips(wanted.after)
    kept.keep_with_next = wanted.keeps_next or None
    kept.widow_control = True
    properties = style.element.get_or_add_pPr()
    for spacing in properties.findall(_name("w:spacing")):
        spacing.set(_name("w:line"), str(wanted.line))
        spacing.set(_name("w:lineRule"), "exact")
    for unwanted in ("w:snapToGrid", "w:autoSpaceDE", "w:autoSpaceDN"):  # exact lines; no gaps around figures
        properties.append(_element(unwanted, val="0"))
    properties.append(_indent_of(wanted))
    properties.append(_element("w:jc", val=wanted.align))
    if wanted.outline >= 0:
        properties.append(_element("w:outlineLvl", val=str(wanted.outline)))
    _in_order(properties)


def _indent_of(style: Style):
    unit = style.points * 20 / 100
    words = {}
    if style.first:
        side = "firstLine" if style.first > 0 else "hanging"
        words |= {f"{side}Chars": str(abs(style.first)), side: str(round(abs(style.first) * unit))}
    for side, size in (("left", style.left), ("right", style.right)):
        if size:
            words |= {f"{side}Chars": str(size), side: str(round(size * unit))}
    return _element("w:ind", **words)


def _indent(line, *, right):
    properties = line._p.get_or_add_pPr()
    properties.append(_element("w:ind", rightChars=str(right), right=str(round(right * CHARACTER / 5))))
    _in_order(properties)


def _page_number(footer, side):
    """— 1 — in 4号 宋体, one character in from the outer edge (7.5)."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.style = "页码"
    properties = line._p.get_or_add_pPr()
    properties.append(_element("w:ind", **{f"{side}Chars": "100", side: "280"}))
    properties.append(_element("w:jc", val=side))
    _in_order(properties)
    line.add_run("— ")
    for kind, words in (("begin", None), (None, " PAGE "), ("separate", None), ("text", "1"), ("end", None)):
        run = line.add_run(words if kind == "text" else "")
        if kind is None:
            instruction = _element("w:instrText")
            instruction.text = words
            run._r.append(instruction)
        elif kind != "text":
            run._r.append(_element("w:fldChar", fldCharType=kind))
    line.add_run(" —")


def _ruled(line):
    """The red rule below the number (7.2.7)."""
    borders = _element("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="16", space="8", color=RED))
    properties = line._p.get_or_add_pPr()
    properties.append(borders)
    _in_order(properties)


def _name_stand_ins(document):
    """fontTable.xml: which face may stand in for one that is not installed."""
    from lxml import etree

    part = next(one for one in document.part.package.iter_parts() if one.partname.endswith("fontTable.xml"))
    table = etree.fromstring(part.blob)
    for face, others in STANDS_IN.items():
        font = etree.SubElement(table, _name("w:font"), {_name("w:name"): face})
        etree.SubElement(font, _name("w:altName"), {_name("w:val"): others})
        etree.SubElement(font, _name("w:charset"), {_name("w:val"): "86"})
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_thumbnail(document):
    """The empty document brings a picture of itself."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _properties(document, paper):
    import datetime

    words = document.core_properties
    words.title, words.author, words.language = paper.title.replace("\n", ""), paper.signatory, "zh-CN"
    words.comments = words.last_modified_by = ""
    words.subject = paper.number
    day = paper.dated or datetime.date(2012, 7, 1)
    words.created = words.modified = datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, not a moment


def _faces(properties, face):
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    latin = RARE_FACE if face == RARE_FACE else LATIN
    words = {"ascii": latin, "hAnsi": latin, "eastAsia": face, "cs": latin, "hint": "eastAsia"}
    properties.insert(0, _element("w:rFonts", **words))


def _name(tag):
    from docx.oxml.ns import qn

    return qn(tag)


def _element(tag, **words):
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in words.items():
        element.set(_name(f"w:{name}"), value)
    return element


_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook",
}


def _in_order(properties):
    """The order that the schema of the format asks for; of two of a kind the later holds."""
    kind = properties.tag.rpartition("}")[2]
    order = _ORDER[kind].split()
    latest = {child.tag: child for child in properties}
    for child in list(properties):
        properties.remove(child)
    for child in sorted(latest.values(), key=lambda one: _place(order, one)):
        properties.append(child)


def _place(order, child):
    name = child.tag.rpartition("}")[2]
    return order.index(name) if name in order else len(order)


def _with_fixed_times(archive: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, made.read(name))
    return out.getvalue()
