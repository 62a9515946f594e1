"""名单与版记: the two things in a paper that are tables."""

from printing.official.papers import PARTS, NameTable
from printing.official.word.elements import element, in_order
from printing.official.word.lines import add_line, add_run


def add_table(document, block: NameTable):
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
            add_run(cell.paragraphs[0], word)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(156 * width / PARTS)
    add_line(document, "", "校验文字")  # Word wants a paragraph after a table; a low one


def _whole_row(row, *, is_head):
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))


def add_imprint(document, paper):
    """版记: a table at the foot of the last page, thick outer rules and a thin one between (7.4)."""
    lines = [f"抄送：{paper.copies}。"] if paper.copies else []
    if not lines and not paper.printed_by:
        return
    from docx.shared import Mm

    add_line(
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
    properties.append(element("w:tblpPr", **place))
    properties.append(element("w:tblW", w=str(round(156 / 25.4 * 1440)), type="dxa"))
    borders = element("w:tblBorders")
    for side, size in (("top", 8), ("bottom", 8), ("insideH", 6)):
        borders.append(element(f"w:{side}", val="single", sz=str(size), space="0", color="000000"))
    properties.append(borders)
    in_order(properties)
    add_line(document, "", "校验文字")


def _line_in(cell, text):
    line = cell.paragraphs[0]
    line.style = "版记"
    add_run(line, text)
    return line
