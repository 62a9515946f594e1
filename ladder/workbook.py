"""名单工作簿: the template, and the rows of a filled one brought to the words the form takes.

Nothing is guessed: a number of which a spreadsheet has destroyed the last digits is refused with its row.
"""

import io

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from common import files
from ladder.forms import RecordForm

MAX_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2000
MOST_DIGITS = 15  # a spreadsheet keeps fifteen digits of a number
SHEET = "荣誉记录"


class Unreadable(Exception):
    """The list as a whole cannot be taken; the words are for the person."""


def columns():
    """(field, heading) in the order of the form."""
    return [(name, field.label) for name, field in RecordForm().fields.items()]


def template() -> bytes:
    """The empty list, every cell a text, choices to choose from."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bg_color": "#EEECE6"})
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 0)
    for place, (name, heading) in enumerate(columns()):
        sheet.set_column(place, place, 22, text)
        sheet.write_string(0, place, heading, head)
        choices = getattr(RecordForm().fields[name], "choices", None)
        if choices:
            allowed = {"validate": "list", "source": [words for _, words in choices]}
            sheet.data_validation(1, place, MOST_ROWS, place, allowed)
    book.close()
    return buffer.getvalue()


def read(upload) -> list[tuple[int, dict[str, str]]]:
    """The filled rows with their numbers, as the form takes them, or Unreadable."""
    files.inspect(upload, accepted=(files.Kind.XLSX,), max_bytes=MAX_BYTES)
    upload.seek(0)
    try:
        grid = CalamineWorkbook.from_filelike(io.BytesIO(upload.read())).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError) as error:
        raise Unreadable("这份工作簿无法读取，请用表格软件另存为 XLSX 后重新上传。") from error
    heads = [str(cell).strip() for cell in grid[0]] if grid else []
    missing = [heading for _, heading in columns() if heading not in heads]
    if missing:
        raise Unreadable(f"第1行缺少栏目：{'、'.join(missing)}。请用本页的模板填写。")
    rows = [(place, cells) for place, cells in enumerate(grid[1:], start=2) if any(str(cell).strip() for cell in cells)]
    if not rows:
        raise Unreadable("名单中没有一行内容，请填写后重新上传。")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"名单有{len(rows)}行，一次最多{MOST_ROWS}行，请分次上传。")
    places = {name: heads.index(heading) for name, heading in columns()}
    return [(place, {name: _words(place, cells[at]) for name, at in places.items()}) for place, cells in rows]


def judged(upload, *, bodies=()) -> tuple[list[dict], list[str]]:
    """The cleaned rows, and the faults as sentences with their row numbers."""
    kept, faults = [], []
    for place, cells in read(upload):
        form = RecordForm(_by_value(cells), bodies=bodies)
        if form.is_valid():
            kept.append(form.cleaned_data)
        else:
            faults += [
                f"第{place}行 {form.fields[name].label}：{sentence}"
                for name, sentences in form.errors.items()
                for sentence in sentences
            ]
    return kept, faults


def _by_value(cells):
    """People write the words of a choice, the form takes its value."""
    fields = RecordForm().fields
    found = dict(cells)
    for name, field in fields.items():
        by_words = {words: value for value, words in getattr(field, "choices", ())}
        found[name] = by_words.get(cells[name], cells[name])
    return found


def _words(place, cell):
    if isinstance(cell, bool):
        raise Unreadable(f"第{place}行有逻辑值，请把单元格设为文本格式后重新填写。")
    if isinstance(cell, float | int):
        if abs(cell) >= 10**MOST_DIGITS:
            raise Unreadable(
                f"第{place}行有号码存成了数值，超过{MOST_DIGITS}位的末尾已被表格软件改成0，无法还原，"
                "请把单元格设为文本格式后重新填写完整号码。"
            )
        return str(int(cell)) if float(cell).is_integer() else str(cell)
    return str(cell).strip()
