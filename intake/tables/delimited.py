"""CSV: UTF-8 with or without its mark, or GB18030; one table, so 业绩 are not part of it."""

import csv
import io

from intake.states import Table
from intake.tables.sheets import HEAD_WITHIN, MOST_ROWS, Read, Unreadable, sheet_of, too_many

DELIMITERS = ",\t;"
LONGEST_CELL = 200_000


def read_delimited(content, *, people_columns):
    """The rows of a CSV file; every cell is text."""
    text = _decoded(content)
    remarks = ["CSV 文件不含业绩和模板版本；业绩请用 XLSX 模板导入，或在申报材料中填写。"]
    return Read(sheet_of(Table.PEOPLE, _grid(text), people_columns, remarks=remarks), remarks=remarks)


def _decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("文件的编码是 UTF-16，请另存为“CSV UTF-8”后重新上传。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文件的编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”后重新上传。")


def _grid(text):
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    grid, filled = [], 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            grid.append(row)
            filled += any(cell.strip() for cell in row)
    except csv.Error as error:
        raise Unreadable(
            f"第{len(grid) + 1}行无法读取，可能缺少引号或单元格过长，请用表格软件打开检查后另存。"
        ) from error
    if filled > MOST_ROWS + HEAD_WITHIN:
        raise Unreadable(too_many(Table.PEOPLE, filled - 1))
    return grid
