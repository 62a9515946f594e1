"""公文的 Word 文件: real styles, tables and page numbers, so that the office may go on working on it.

The archive is written anew with fixed times, so that the same paper gives the same bytes.
"""

import io

from common.refusals import insist
from printing.official.papers import Heading, NameTable, Paper, attachment_mark, refuse_pressing, title_lines
from printing.official.word.lines import add_line, add_paragraph, indent, ruled
from printing.official.word.pages import set_up, with_fixed_times
from printing.official.word.styles import HEADINGS, LINE
from printing.official.word.tables import add_imprint, add_table


def press_docx(paper: Paper) -> bytes:
    """The .docx of a paper; Refused where a character cannot be printed."""
    insist(refuse_pressing(paper))
    from docx import Document

    document = Document()
    set_up(document, paper)
    _write(document, paper)
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def _write(document, paper):
    if paper.issuer:
        add_line(document, paper.issuer, "发文机关标志", points=min(48, 430 // len(paper.issuer)))
        ruled(add_line(document, paper.number, "发文字号"))
    for number, line in enumerate(lines := title_lines(paper.title), start=1):
        add_line(document, line, "公文标题", after=None if number == len(lines) else 0)
    if paper.number and not paper.issuer:
        add_line(document, paper.number, "标题下文号")
    if paper.addressee:
        add_line(document, f"{paper.addressee}：", "主送机关")
    _blocks(document, paper.body)
    _keep_with_next(document, paper)
    if paper.attachment_lines:
        add_line(document, "", "公文正文").paragraph_format.keep_with_next = True
    for number, line in enumerate(paper.attachment_lines):
        add_line(
            document, f"附件：{line}" if number == 0 else f"　　　{line}", "附件说明"
        ).paragraph_format.keep_with_next = True
    sign(document, paper)
    if paper.contact:
        add_line(document, f"（{paper.contact}）", "附注")
    for number, attachment in enumerate(paper.attachments, start=1):
        mark = add_line(document, attachment_mark(paper, number), "附件标识")
        mark.paragraph_format.page_break_before = True
        for place, line in enumerate(lines := title_lines(attachment.title), start=1):
            add_line(document, line, "附件标题", after=None if place == len(lines) else 0)
        _blocks(document, attachment.blocks)
    for number, line in enumerate(paper.small_print):
        add_line(document, line, "校验文字", before=LINE if number == 0 else None)
    add_imprint(document, paper)


def _blocks(document, blocks):
    for block in blocks:
        if isinstance(block, Heading):
            add_line(document, block.text, HEADINGS[block.level])
        elif isinstance(block, NameTable):
            add_table(document, block)
        else:
            add_paragraph(document, block)


def _keep_with_next(document, paper):
    """No page may hold the signature alone (此页无正文): the last words of the text go with it."""
    if paper.body and not isinstance(paper.body[-1], NameTable):
        document.paragraphs[-1].paragraph_format.keep_with_next = True


def sign(document, paper):
    """署名、日期: the date four characters from the right edge, the signatory centred above it (7.3.6.1)."""
    dated = sum(0.5 if one.isascii() else 1 for one in paper.dated_words)
    shift = max(0, (dated - len(paper.signatory)) / 2)
    if paper.signatory:
        signatory = add_line(document, paper.signatory, "署名", before=2 * LINE)
        indent(signatory, right=round((4 + shift) * 100))
        signatory.paragraph_format.keep_with_next = bool(paper.dated_words)
    if paper.dated_words:
        date = add_line(document, paper.dated_words, "署名", before=None if paper.signatory else 2 * LINE)
        date.paragraph_format.keep_with_next = bool(paper.contact)
        indent(date, right=round((4 + max(0, (len(paper.signatory) - dated) / 2)) * 100))
