"""公文 (GB/T 9704-2012): the same paper as PDF and as .docx, the same bytes each time, nothing unprintable."""

import datetime
import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from common.refusals import Refused
from printing.official import Attachment, Heading, NameTable, Paper, Paragraph, press_docx, press_pdf
from printing.official.papers import title_lines

NAMES = tuple((str(number), "王建国", "上海第一机床厂有限公司", "数控车工") for number in range(1, 41))
LIST = Attachment("2026年度上海工匠名单", (NameTable(("序号", "姓名", "工作单位", "岗位"), NAMES, (1, 2, 4, 3)),))
PAPER = Paper(
    issuer="上海市总工会文件",
    number="沪工总经〔2026〕8号",
    title="上海市总工会关于命名2026年度上海工匠的决定",
    addressee="各区总工会",
    blocks=(Heading(1, "一、名单"), Paragraph("现予命名。", lead="决定："), Heading(2, "（一）其他"), LIST),
    signatory="上海市总工会",
    dated=datetime.date(2026, 9, 7),
    contact="联系电话：021-00000000",
    copies="市人力资源社会保障局",
    printed_by="上海市总工会办公室",
    printed_on=datetime.date(2026, 9, 8),
    small_print=("校验值：0a1b",),
)
RARE = "𠮷野䶮"


@pytest.fixture(scope="module")
def pdf():
    """Read back by another program than the one that wrote it."""
    return PdfReader(io.BytesIO(press_pdf(PAPER)))


@pytest.fixture(scope="module")
def word():
    """Opened as Word would."""
    return Document(io.BytesIO(press_docx(PAPER)))


def words_of(page):
    return re.sub(r"\s", "", page.extract_text())


def lines_of(word):
    return {line.text: line for line in word.paragraphs if line.text}


def test_the_page_is_a4_and_every_part_stands_in_its_order(pdf):
    page = pdf.pages[0].mediabox
    assert (round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) == (210, 297)
    first = words_of(pdf.pages[0])
    parts = ("上海市总工会文件", PAPER.number, "上海市总工会关于命名", "各区总工会：", "一、名单", "决定：现予命名。")
    assert sorted(parts, key=first.index) == list(parts)


def test_the_date_has_no_leading_zeros_and_pages_are_numbered(pdf):
    everything = "".join(words_of(page) for page in pdf.pages)
    assert "2026年9月7日" in everything and "2026年9月8日印发" in everything
    assert all(f"—{number}—" in words_of(page) for number, page in enumerate(pdf.pages, start=1))


def test_the_attachment_begins_a_page_and_its_head_is_repeated(pdf):
    attached = [words_of(page) for page in pdf.pages if "王建国" in page.extract_text()]
    assert len(attached) > 1
    assert attached[0].startswith("附件2026年度上海工匠名单")
    assert all("工作单位" in page for page in attached)


def test_text_stands_on_22_lines_of_28_characters():
    pages = PdfReader(io.BytesIO(press_pdf(Paper(title="标题", blocks=(Paragraph("工" * 3000),))))).pages
    lines = [line for line in pages[1].extract_text().splitlines() if "工" in line]
    assert (len(lines), {len(line) for line in lines}) == (22, {28})


def test_the_pdf_is_for_the_archive(pdf):
    assert b"pdfaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.metadata.title == PAPER.title


def test_the_word_page_has_the_measures_of_the_standard(word):
    section = word.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_words_stand_in_named_styles_with_the_office_faces(word):
    lines = lines_of(word)
    assert lines["一、名单"].style.name == "一级标题"
    assert lines["决定：现予命名。"].style.name == "公文正文"
    for name, face, points in (("公文标题", "方正小标宋简体", 22), ("公文正文", "仿宋_GB2312", 16)):
        style = word.styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == face
        assert style.font.size.pt == points


def test_the_word_list_is_a_table_with_a_repeated_head(word):
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "姓名", "工作单位", "岗位"]
    assert len(table.rows) == 41
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_word_counts_the_pages_itself(word):
    for footer in (word.sections[0].footer, word.sections[0].even_page_footer):
        assert footer.paragraphs[0].text == "— 1 —"
        assert " PAGE " in "".join(one.text for one in footer._element.iter(qn("w:instrText")))


def test_the_attachment_breaks_the_page_in_word(word):
    assert lines_of(word)["附件"].paragraph_format.page_break_before


def test_the_same_paper_gives_the_same_bytes():
    assert press_docx(PAPER) == press_docx(PAPER)
    assert press_pdf(PAPER) == press_pdf(PAPER)


def test_rare_names_are_printed_in_both():
    paper = Paper(title="名单", blocks=(NameTable(("姓名",), ((RARE,), ("阿卜杜热合曼·买买提",))),))
    assert RARE in words_of(PdfReader(io.BytesIO(press_pdf(paper))).pages[0])
    rows = Document(io.BytesIO(press_docx(paper))).tables[0].rows
    assert [row.cells[0].text for row in rows][1:] == [RARE, "阿卜杜热合曼·买买提"]


@pytest.mark.parametrize("press", [press_pdf, press_docx])
def test_a_character_without_a_glyph_is_refused_by_name(press):
    with pytest.raises(Refused, match="U\\+E000") as caught:
        press(Paper(title="名单", blocks=(Paragraph("王\ue000"),)))
    assert caught.value.ground == "glyph_missing"


def test_long_titles_break_before_their_subject():
    assert title_lines("上海市总工会关于命名2026年度上海工匠的决定") == (
        "上海市总工会",
        "关于命名2026年度上海工匠的决定",
    )
    assert title_lines("第一行\n第二行") == ("第一行", "第二行")
    even = title_lines("这是一个没有主题词可以据以断行而又相当长的公文标题样例用来核对断行")
    assert len(even) == 2 and abs(len(even[0]) - len(even[1])) <= 2
