"""工作簿: a list as .xlsx, row by row, with bounded memory whatever its length.

Whatever people have written is a text cell, never a formula and never a link; a number that identifies something
is text too, so that no spreadsheet rounds it.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from common.dates import beijing, moment_words
from exports import watermark
from exports.sheets import Column, Kind, Secret, Table

CREATOR = "上海工匠选树平台"
MOST_CHARACTERS = 32_000  # of one cell; the format's own limit is 32,767
A4, A3 = 9, 8
PICTURES = {A4: (980, 600), A3: (1440, 920)}
NARROW = {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.6}
FORMATS = {
    Kind.TEXT: {"num_format": "@"},
    Kind.LONG: {"num_format": "@", "text_wrap": True},
    Kind.WHOLE: {"num_format": "0"},
    Kind.DECIMAL: {"num_format": "General"},
    Kind.DAY: {"num_format": 'yyyy"年"m"月"d"日"', "align": "left"},
}


@dataclass
class Cover:
    """What the file says of itself."""

    title: str
    number: str
    scope: str
    asked_by: str
    body: str
    asked_at: datetime.datetime
    is_unmasked: bool = False
    reason: str = ""
    hides: str = ""
    is_large: bool = False

    @property
    def trace(self) -> str:
        """Who, when and under which number."""
        return f"{self.asked_by}　{moment_words(self.asked_at)}　{self.number}"


@dataclass
class Written:
    """What came of the writing."""

    rows: int = 0
    revealed: int = 0
    tables: list[str] = field(default_factory=list)


def write(target, cover: Cover, tables: Iterable[Table], *, step: Callable[[int], None]) -> Written:
    """Write the file to a path; ``step`` is told the number of rows after each."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(target), options)
    book.set_properties({"title": cover.title, "author": CREATOR, "comments": cover.number})
    writer = _Writer(book, cover, step)
    if cover.is_unmasked:
        writer.explain()
    for table in tables:
        writer.put(table)
    if not cover.is_unmasked:
        writer.explain()
    book.close()
    return writer.written


class _Writer:
    """One workbook under way."""

    def __init__(self, book, cover, step):
        self.book, self.cover, self.step, self.written = book, cover, step, Written()
        body = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "border": 1, "border_color": "#B8B0A2"}
        self.formats = {kind: book.add_format(body | form) for kind, form in FORMATS.items()}
        self.head = book.add_format(body | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#EFEAE0"})
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "valign": "vcenter"})
        self.note = book.add_format({"font_name": "宋体", "font_size": 9, "font_color": "#5A544B", "valign": "vcenter"})
        self.plain = book.add_format({"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"})

    def put(self, table: Table) -> None:
        """One table: title, note, headings, then the rows as they come."""
        sheet = self._page(table.title)
        for at, column in enumerate(table.columns):
            sheet.set_column(at, at, column.width)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, f"{self.cover.title}　{self.cover.scope}"[:MOST_CHARACTERS], self.title)
        sheet.write_string(1, 0, f"{self._about()}　{table.note}".strip(), self.note)
        sheet.set_row(2, 32)
        for at, column in enumerate(table.columns):
            sheet.write_string(2, at, column.heading, self.head)
        sheet.freeze_panes(3, table.frozen)
        sheet.repeat_rows(0, 2)
        last = 2
        for last, row in enumerate(table.rows, start=3):
            self._row(sheet, last, table.columns, row)
            self.written.rows += 1
            self.step(self.written.rows)
        if last > 2:
            sheet.autofilter(2, 0, last, len(table.columns) - 1)
            sheet.print_area(0, 0, last, len(table.columns) - 1)
        self.written.tables.append(table.title)

    def explain(self) -> None:
        """说明: what this file is, and what is expected of whoever holds it."""
        sheet, cover = self._page("说明"), self.cover
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 90)
        sheet.write_string(0, 0, f"{cover.title}　说明", self.title)
        kept = "请妥善保管，不得转发无关人员，用毕即删。"
        numbers = f"已遮蔽：{cover.hides}只显示首尾数位。" if cover.hides else "不含证件号码、手机号。"
        if cover.is_unmasked:
            numbers = f"含完整的{cover.hides}，仅限您有权逐件查看的人选；其余仍为遮蔽显示。"
        lines = [
            ("导出编号", cover.number),
            ("范围", cover.scope),
            ("导出人", f"{cover.asked_by}（{cover.body}）" if cover.body else cover.asked_by),
            ("申请时间", moment_words(cover.asked_at)),
            ("个人信息", numbers),
            *([("导出理由", cover.reason)] if cover.is_unmasked else []),
            ("保管要求", f"本文件含个人信息，导出与领取均已写入台账。{kept}"),
        ]
        for at, (word, words) in enumerate(lines, start=2):
            sheet.write_string(at, 0, word, self.plain)
            sheet.write_string(at, 1, words[:MOST_CHARACTERS], self.plain)

    def _page(self, name):
        sheet = self.book.add_worksheet(name)
        paper = A3 if self.cover.is_large else A4
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**NARROW)
        trace = self.cover.trace.replace("&", "&&")
        if self.cover.is_unmasked:
            width, height = PICTURES[paper]
            mark = watermark.picture(
                f"{self.cover.asked_by} {beijing(self.cover.asked_at):%Y-%m-%d %H:%M} {self.cover.number}",
                width=width,
                height=height,
            )
            options = {"image_center": "watermark.png", "image_data_center": mark}
            sheet.set_header(f"&L&9内部资料，含个人信息&C&G&R&9{trace}", options)
        else:
            sheet.set_header(f"&R&9{trace}")
        sheet.set_footer(f"&L&9{trace}&C&9第 &P 页，共 &N 页")
        return sheet

    def _about(self):
        shown = "含完整号码，注意保管" if self.cover.is_unmasked else ("号码已遮蔽" if self.cover.hides else "")
        return f"导出：{self.cover.trace}　{shown}".strip()

    def _row(self, sheet, at, columns: tuple[Column, ...], row) -> None:
        revealed = False
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            if isinstance(value, Secret):
                shown = self.cover.is_unmasked and value.may_be_seen and bool(value.full)
                revealed, value = revealed or shown, value.full if shown else value.mask(value.full)
            self._cell(sheet, at, place, column.kind, value)
        self.written.revealed += revealed

    def _cell(self, sheet, at, place, kind, value) -> None:
        form = self.formats[kind]
        if value is None or value == "":
            sheet.write_blank(at, place, None, form)
        elif kind == Kind.DAY:
            sheet.write_datetime(at, place, value, form)
        elif kind in (Kind.WHOLE, Kind.DECIMAL):
            sheet.write_number(at, place, value, form)
        else:
            sheet.write_string(at, place, str(value)[:MOST_CHARACTERS], form)
