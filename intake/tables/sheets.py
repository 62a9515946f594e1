"""名单: what every way of reading gives: sheets of rows of cells under known heads, or why nothing can be read."""

from dataclasses import dataclass, field
from typing import Any

from intake.columns import plain
from intake.states import Table

MOST_ROWS = 10_000
HEAD_WITHIN = 10  # a title may stand above the heads
HELP_SHEET, CHOICES_SHEET, FAULTS_SHEET = "填写说明", "选项", "错误清单"
OUR_SHEETS = {HELP_SHEET, CHOICES_SHEET, FAULTS_SHEET, *Table.labels}
VERSION_WORD = "模板版本"


class Unreadable(Exception):
    """The file as a whole cannot be taken; ``faults`` are the sentences for the person."""

    def __init__(self, *faults):
        super().__init__("；".join(faults))
        self.faults = list(faults)


@dataclass
class Row:
    """One row: its number in the sheet, its cells by column key, and what is wrong with cells as such."""

    place: int
    cells: dict[str, Any]
    faults: dict[str, str] = field(default_factory=dict)
    is_hidden: bool = False


@dataclass
class Sheet:
    """One sheet: which column stands where, and its rows that are not blank."""

    table: Table
    head: dict[str, int]  # the place of each known column
    head_place: int
    rows: list[Row]


@dataclass
class Read:
    """Everything that was read of a file."""

    people: Sheet
    achievements: Sheet | None = None
    remarks: list[str] = field(default_factory=list)
    version: str = ""


def letter(place):
    """The letter of a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_of(table, grid, columns, *, remarks, odd=None):
    """A grid of cells under the heads of known columns; ``odd`` tells of cells and rows what their values do not."""
    head_place = _head_place(grid, columns, table)
    head, twice, unknown = {}, [], []
    by_label = {plain(column.label): column for column in columns}
    for place, value in enumerate(grid[head_place]):
        words = str(value) if value is not None else ""
        column = by_label.get(plain(words))
        if column is None:
            unknown += [words.strip()] if plain(words) else []
        elif column.key in head:
            twice.append(
                f"“{table.label}”表中“{column.label}”一栏出现了两次（{letter(head[column.key])}列和{letter(place)}列），请删去一栏。"
            )
        else:
            head[column.key] = place
    lacking = [column.label for column in columns if column.is_needed and column.key not in head]
    if lacking:
        twice.append(f"“{table.label}”表缺少必填的栏目：{'、'.join(lacking)}，请对照模板补上。")
    if twice:
        raise Unreadable(*twice)
    if unknown:
        remarks.append(f"“{table.label}”表中不认识的栏目没有读取：{'、'.join(unknown[:20])}。")
    left_out = [column.label for column in columns if column.key not in head]
    if left_out:
        remarks.append(f"“{table.label}”表没有下列栏目，已有内容不受影响：{'、'.join(left_out)}。")
    sheet = Sheet(table, head, head_place + 1, _rows(grid, head_place, head, odd))
    if len(sheet.rows) > MOST_ROWS:
        raise Unreadable(too_many(table, len(sheet.rows)))
    return sheet


def too_many(table, rows):
    """How many rows there are, and how many may be."""
    return f"“{table.label}”表共{rows}行，超过{MOST_ROWS}行的上限，请拆成几个文件分别导入。"


def _head_place(grid, columns, table):
    needed = {plain(column.label) for column in columns if column.is_needed}
    for place, cells in enumerate(grid[:HEAD_WITHIN]):
        if len(needed & {plain(str(value)) for value in cells if value is not None}) * 2 >= len(needed):
            return place
    heads = "、".join(column.label for column in columns if column.is_needed)
    raise Unreadable(
        f"“{table.label}”表前{HEAD_WITHIN}行中没有找到表头（{heads}等栏目），请下载模板，把内容填入模板后重新上传。"
    )


def _rows(grid, head_place, head, odd):
    rows = []
    for place, cells in enumerate(grid[head_place + 1 :], start=head_place + 2):
        found = {key: cells[at] for key, at in head.items() if at < len(cells)}
        faults = odd.faults_of(place, head) if odd else {}
        if faults or any(value is not None and str(value).strip() for value in found.values()):
            rows.append(Row(place, found, faults, bool(odd) and place in odd.hidden_rows))
    return rows
