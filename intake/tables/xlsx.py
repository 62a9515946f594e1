"""XLSX: the values by python-calamine; what values do not tell (formulas, merged cells, hidden rows) from the sheet itself.

A workbook is a zip of XML: it is measured before it is unpacked, scanned before it is laid out in memory, and nothing in it
is followed or computed.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from posixpath import join, normpath

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse
from python_calamine import CalamineError, load_workbook

from common import documents
from intake.states import Table
from intake.tables.sheets import (
    HEAD_WITHIN,
    HELP_SHEET,
    MOST_ROWS,
    OUR_SHEETS,
    VERSION_WORD,
    Read,
    Unreadable,
    letter,
    sheet_of,
    too_many,
)

MOST_COLUMNS = 300
LAST_ROW = 5 * MOST_ROWS  # blank rows may stand between, within reason
DAMAGED = "该工作簿已损坏，无法打开，请用表格软件另存为 XLSX 后重新上传。"
# what a zip that is not whole comes up as, depending on where it is broken
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    ValueError,
    EOFError,
    OSError,
    RuntimeError,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class Odd:
    """What the values of a sheet do not tell."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filled_rows: int = 0
    last_row: int = 0
    last_column: int = 0
    _merged_by_row: dict[int, list] = field(default_factory=dict)

    def faults_of(self, place, head):
        """Faults of a row's cells as such, by column key."""
        found = {}
        for key, at in head.items():
            if (place, at) in self.formulas:
                found[key] = "单元格中是公式，不作计算，请复制后选择性粘贴为“值”。"
            elif (place, at) in self.errors:
                found[key] = "单元格中是错误值（如 #N/A），请改正。"
        for _, first, _, last in self._merged_by_row.get(place, ()):
            found |= {
                key: "单元格是合并的，无法确定属于哪一行，请取消合并后逐行填写。"
                for key, at in head.items()
                if first <= at <= last
            }
        return found

    def keep_merged(self, reference):
        """A merged range, looked up by row later; one that spans the whole sheet counts for the rows that are used."""
        area = _area(reference)
        if area:
            self.merged.append(area)

    def settle(self):
        """Once everything is scanned."""
        for area in self.merged:
            for row in range(area[0], min(area[2], self.last_row) + 1):
                self._merged_by_row.setdefault(row, []).append(area)


def read_workbook(content, *, people_columns, achievement_columns):
    """Both sheets of a workbook, with remarks on what was left aside."""
    parts = _opened(content)
    listed, remarks = _sheets(parts), []
    people = _chosen(listed)
    with parts:
        odd = {one.name: _scanned(parts, one.path) for one in (people, listed.get(Table.ACHIEVEMENTS.label)) if one}
    _measure(Table.PEOPLE, odd[people.name])
    remarks += _remarks(parts, listed, people, odd[people.name])
    workbook = _laid_out(content)
    sheet = sheet_of(Table.PEOPLE, _grid(workbook, people.name), people_columns, remarks=remarks, odd=odd[people.name])
    found = Read(sheet, remarks=remarks, version=_version(workbook, listed))
    other = listed.get(Table.ACHIEVEMENTS.label)
    if other is not None and other.name != people.name:
        _measure(Table.ACHIEVEMENTS, odd[other.name])
        grid = _grid(workbook, other.name)
        if any(str(value).strip() for row in grid for value in row if value is not None):
            found.achievements = sheet_of(
                Table.ACHIEVEMENTS, grid, achievement_columns, remarks=remarks, odd=odd[other.name]
            )
    return found


@dataclass(frozen=True)
class _Listed:
    name: str
    path: str
    is_hidden: bool


def _opened(content):
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
        measure_parts(parts, len(content))
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error
    return parts


def measure_parts(parts, size):
    """解压上限: unfolded piece by piece and thrown away, so that a header that lies is found out too."""
    members = parts.infolist()
    limit = max(
        documents.MAX_UNPACKED_BYTES // 20, min(documents.MAX_UNPACKED_BYTES, documents.MAX_UNPACKED_RATIO * size)
    )
    if len(members) > documents.MAX_ZIP_MEMBERS or sum(one.file_size for one in members) > limit:
        raise Unreadable("该文件展开后异常庞大，不予接收，请用表格软件另存后重新上传。")
    for one in members:
        if one.filename.endswith((".xml", ".rels")):
            with parts.open(one) as part:
                if b"<!DOCTYPE" in part.read(4096):
                    raise Unreadable("该工作簿含有文档类型声明，不予接收，请用表格软件另存为 XLSX 后重新上传。")
                while part.read(1 << 20):
                    pass


def _sheets(parts):
    try:
        root = fromstring(parts.read("xl/workbook.xml"))
        relations = fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError, DefusedXmlException, *BROKEN) as error:
        raise Unreadable(DAMAGED) from error
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    listed = {}
    for one in root.iter():
        if _local(one.tag) == "sheet":
            target = targets.get(one.get(_RELATION) or one.get(_RELATION_STRICT), "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            name = one.get("name", "")
            listed[name] = _Listed(name, path, one.get("state", "visible") != "visible")
    return listed


def _chosen(listed):
    named = listed.get(Table.PEOPLE.label)
    others = [one for one in listed.values() if not one.is_hidden and one.name not in OUR_SHEETS]
    if named is None and len(others) == 1:
        return others[0]
    if named is None:
        raise Unreadable(f"没有找到名为“{Table.PEOPLE.label}”的工作表，请在模板中填写后上传。")
    if named.is_hidden:
        raise Unreadable(f"工作表“{named.name}”是隐藏的，请取消隐藏、核对内容后重新上传。")
    return named


def _scanned(parts, path):
    odd, row, column = Odd(), 0, -1
    try:
        with parts.open(path) as part:
            for event, element in iterparse(part, events=("start", "end")):
                name = _local(element.tag)
                if event == "start":
                    if name == "row":
                        row, column = _whole(element.get("r"), row + 1), -1
                        if element.get("hidden") in ("1", "true"):
                            odd.hidden_rows.add(row)
                    elif name == "c":
                        at = _cell(element.get("r", ""))
                        column = at[1] if at else column + 1
                elif name in ("v", "is"):
                    _note_value(odd, row, column)
                elif name == "f":
                    odd.formulas.add((row, column))
                    _note_value(odd, row, column)
                elif name == "c":
                    if element.get("t") == "e":
                        odd.errors.add((row, column))
                    element.clear()
                elif name == "row":
                    element.clear()
                elif name == "mergeCell":
                    odd.keep_merged(element.get("ref", ""))
                elif name == "col" and element.get("hidden") in ("1", "true"):
                    first, last = _whole(element.get("min"), 1), _whole(element.get("max"), 1)
                    odd.hidden_columns |= set(range(first - 1, min(last, MOST_COLUMNS)))
    except (KeyError, ParseError, DefusedXmlException, *BROKEN) as error:
        raise Unreadable(DAMAGED) from error
    odd.settle()
    return odd


def _note_value(odd, row, column):
    odd.filled_rows += row != odd.last_row
    odd.last_row = row
    odd.last_column = max(odd.last_column, column)


def _measure(table, odd):
    if odd.filled_rows > MOST_ROWS + HEAD_WITHIN:
        raise Unreadable(too_many(table, odd.filled_rows - 1))
    if odd.last_row > LAST_ROW or odd.last_column >= MOST_COLUMNS:
        raise Unreadable(
            f"“{table.label}”表在{letter(odd.last_column)}列、第{odd.last_row}行还有内容，离名单太远，请删去名单以外的内容。"
        )


def _remarks(parts, listed, people, odd):
    found = []
    others = [one.name for one in listed.values() if one.name not in (*OUR_SHEETS, people.name)]
    hidden = [one.name for one in listed.values() if one.is_hidden and one.name not in OUR_SHEETS]
    if hidden:
        found.append(f"隐藏的工作表没有读取：{'、'.join(hidden[:10])}。")
    shown = [name for name in others if name not in hidden]
    if shown:
        found.append(f"其他工作表没有读取：{'、'.join(shown[:10])}。")
    if any(name.startswith("xl/externalLinks/") for name in parts.namelist()):
        found.append("工作簿含有指向其他文件的链接，没有打开；只读取本文件中的内容。")
    if odd.hidden_columns:
        found.append(f"隐藏的列也已读取：{'、'.join(letter(place) for place in sorted(odd.hidden_columns)[:20])}列。")
    return found


def _laid_out(content):
    return _told_plainly(lambda: load_workbook(io.BytesIO(content)))


def _grid(workbook, name):
    return _told_plainly(lambda: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _told_plainly(reading):
    """A workbook that breaks the reader, in whatever way, is to the person a damaged one."""
    try:
        return reading()
    except CalamineError as error:
        raise Unreadable(DAMAGED) from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # what a fault inside the library comes up as
            raise
        raise Unreadable(DAMAGED) from panic


def _version(workbook, listed):
    if HELP_SHEET not in listed:
        return ""
    for row in _grid(workbook, HELP_SHEET)[:HEAD_WITHIN]:
        if len(row) > 1 and row[0] == VERSION_WORD:
            return str(row[1]).strip()
    return ""


def _local(tag):
    return tag.rpartition("}")[2]


def _whole(text, default):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


def _cell(reference):
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4 and digits and len(digits) < 8):
        return None
    column = 0
    for one in letters.upper():
        column = column * 26 + ord(one) - 64
    return int(digits), column - 1


def _area(reference):
    first, _, last = reference.partition(":")
    start, end = _cell(first), _cell(last or first)
    return (start[0], start[1], end[0], end[1]) if start and end else None
