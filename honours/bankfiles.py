"""交银行的文件: lines written the way a bank's layout wants them; the same lines under the same layout give the same bytes.

Pure: a layout is a plain dictionary as a batch keeps it, a line a plain mapping. Amounts are Decimal and are written with two
places; in a workbook every cell is text, so that no spreadsheet rounds an account.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from honours.states import ColumnSource, LayoutKind

CENT = Decimal("0.01")
NEWLINE = "\r\n"
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a workbook says when it was made; ours says the same every time
ENDINGS = {LayoutKind.XLSX: "xlsx", LayoutKind.DELIMITED: "csv", LayoutKind.FIXED: "txt"}


class Unwritable(Exception):
    """A line that does not fit the layout; ``str()`` is the sentence for the person."""


@dataclass(frozen=True)
class Written:
    """One file: its bytes, and what its control line says."""

    name: str
    content: bytes
    rows: int
    net: Decimal

    @property
    def sha256(self) -> str:
        """The checksum."""
        return hashlib.sha256(self.content).hexdigest()


def digest_of(layout: Mapping, lines: Sequence[Mapping]) -> str:
    """内容校验值: over the layout and every line, so that nothing can change between the two signatures."""
    plain = json.dumps([layout, list(lines)], ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def files_of(layout: Mapping, lines: Sequence[Mapping], *, batch: str, on: date) -> list[Written]:
    """Every file of a batch: as many as the layout's largest number of rows asks for."""
    most = layout["most_rows"]
    parts = [lines[start : start + most] for start in range(0, len(lines), most)]
    kind = LayoutKind(layout["kind"])
    written = []
    for place, part in enumerate(parts, start=1):
        net = sum((line["amount"] for line in part), Decimal("0.00"))
        turn = f"-{place}" if len(parts) > 1 else ""
        content = _WRITERS[kind](layout, list(_grid(layout, part, net=net, batch=batch, on=on)))
        written.append(Written(f"{batch}{turn}.{ENDINGS[kind]}", content, len(part), net))
    return written


def _grid(layout, lines, *, net, batch, on) -> Iterator[list[str]]:
    day = f"{on:%Y%m%d}"
    said = {
        "{笔数}": str(len(lines)),
        "{金额}": f"{net.quantize(CENT)}",
        "{金额分}": str(int(net * 100)),
        "{批次}": batch,
        "{日期}": day,
    }
    if layout["header_line"]:
        yield _filled(layout["header_line"], said)
    if layout["has_headings"]:
        yield [column["heading"] for column in layout["columns"]]
    for place, line in enumerate(lines, start=1):
        yield [_cell(column, line, place, day) for column in layout["columns"]]
    if layout["footer_line"]:
        yield _filled(layout["footer_line"], said)


def _filled(words, said):
    for token, value in said.items():
        words = words.replace(token, value)
    return words.split("|")


def _cell(column, line, place, day):
    source = column["source"]
    if source == ColumnSource.SEQUENCE:
        return str(place)
    if source == ColumnSource.FIXED:
        return column["text"]
    if source == ColumnSource.DAY:
        return day
    if source == ColumnSource.AMOUNT:
        return f"{line['amount'].quantize(CENT)}"
    if source == ColumnSource.CENTS:
        return str(int(line["amount"] * 100))
    return line[source]


def _workbook(layout, grid) -> bytes:
    import xlsxwriter

    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("代发")
    for row, cells in enumerate(grid):
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell, text)
    sheet.set_column(0, max(len(cells) for cells in grid) - 1, 24, text)
    book.close()
    return kept.getvalue()


def _delimited(layout, grid) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=layout["delimiter"], lineterminator=NEWLINE).writerows(grid)
    return _encoded(layout, out.getvalue())


def _fixed(layout, grid) -> bytes:
    """Each column as many bytes wide as the bank counts them; sums stand to the right, everything else to the left."""
    widths = [(column["width"], column["source"], column["heading"]) for column in layout["columns"]]
    lines_end = len(grid) - bool(layout["footer_line"])
    out = []
    for row, cells in enumerate(grid):
        is_line = bool(layout["header_line"]) <= row < lines_end
        if not is_line:
            out.append(_encoded(layout, "".join(cells)))
            continue
        out.append(b"".join(_padded(layout, cell, *width) for cell, width in zip(cells, widths, strict=True)))
    return b"".join(line + NEWLINE.encode() for line in out)


def _padded(layout, cell, width, source, heading):
    content = _encoded(layout, cell)
    if len(content) > width:
        raise Unwritable(f"“{heading}”一栏定长 {width} 字节，容不下 {len(content)} 字节的内容。")
    right = source in (ColumnSource.AMOUNT, ColumnSource.CENTS, ColumnSource.SEQUENCE)
    return content.rjust(width) if right else content.ljust(width)


def _encoded(layout, text) -> bytes:
    return text.encode(layout["encoding"])


_WRITERS = {LayoutKind.XLSX: _workbook, LayoutKind.DELIMITED: _delimited, LayoutKind.FIXED: _fixed}
