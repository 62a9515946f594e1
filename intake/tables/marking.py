"""标注: the same workbook back with the cells marked, and a sheet that lists the faults with row, column and remedy.

A CSV file, or a workbook that cannot be opened for writing, comes back as a workbook made from its rows.
"""

import io
import warnings

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from intake.states import Table
from intake.tables.sheets import FAULTS_SHEET, Read, letter

HEADS = ("工作表", "行", "列", "栏目", "问题", "怎样改正")
WIDTHS = (14, 8, 8, 24, 60, 44)
FILL = "F6DDD8"
AUTHOR = "批量导入检查"


def marked(content: bytes, read: Read, judged, labels) -> bytes:
    """The workbook with its faults; ``labels`` are the columns' words by table and key."""
    faults = list(_faults(read, judged, labels))
    if content.startswith(b"PK"):
        try:
            return _into_the_same(content, read, faults)
        except Exception:  # a workbook that only another program can write to; its rows can still be given back
            return _made_anew(read, faults, labels)
    return _made_anew(read, faults, labels)


def _faults(read, judged, labels):
    """(sheet, row, place of the column or None, label, sentence)."""
    sheets = {Table.PEOPLE: read.people, Table.ACHIEVEMENTS: read.achievements}
    for one in judged:
        for key, sentence in one.faults:
            yield one.table, one.place, sheets[one.table].head.get(key), labels[one.table].get(key, ""), sentence


def _lines(faults):
    for table, place, at, label, sentence in faults:
        fault, comma, remedy = sentence.rpartition("，请")
        words = (fault + "。", "请" + remedy) if comma else (sentence, "")
        yield table.label, place, letter(at) if at is not None else "", label, *words


def _into_the_same(content, read, faults):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # parts that are left out on writing: drawings, extensions
        book = load_workbook(io.BytesIO(content), keep_links=False)
    names = {Table.PEOPLE: Table.PEOPLE.label, Table.ACHIEVEMENTS: Table.ACHIEVEMENTS.label}
    if names[Table.PEOPLE] not in book.sheetnames:
        names[Table.PEOPLE] = next(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
    fill = PatternFill("solid", fgColor=FILL)
    told = {}
    for table, place, at, _, sentence in faults:
        told.setdefault((table, place, at if at is not None else 0), []).append(sentence)
    for (table, place, at), sentences in told.items():
        cell = book[names[table]].cell(row=place, column=at + 1)
        if hasattr(cell, "fill") and type(cell).__name__ != "MergedCell":
            cell.fill = fill
            cell.comment = Comment("\n".join(sentences), AUTHOR, width=320, height=40 + 60 * len(sentences))
    if FAULTS_SHEET in book.sheetnames:
        del book[FAULTS_SHEET]
    sheet = book.create_sheet(FAULTS_SHEET)
    for place, (words, width) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        sheet.cell(row=1, column=place, value=words).font = Font(bold=True)
        sheet.column_dimensions[letter(place - 1)].width = width
    for number, line in enumerate(_lines(faults), start=2):
        for place, value in enumerate(line, start=1):
            cell = sheet.cell(row=number, column=place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with = is words here, never a formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _made_anew(read, faults, labels):
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#F3EEE2"})
    cell, bad = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bg_color": f"#{FILL}"})
    told = {}
    for table, place, at, _, sentence in faults:
        told.setdefault((table, place, at if at is not None else 0), []).append(sentence)
    for source in (read.people, read.achievements):
        if source is None:
            continue
        sheet = book.add_worksheet(source.table.label)
        sheet.freeze_panes(source.head_place, 1)
        for key, at in source.head.items():
            sheet.write_string(source.head_place - 1, at, labels[source.table][key], head)
            sheet.set_column(at, at, 20)
        for row in source.rows:
            for key, at in source.head.items():
                look = bad if (source.table, row.place, at) in told else cell
                value = row.cells.get(key)
                sheet.write_string(row.place - 1, at, "" if value is None else str(value), look)
        for (table, place, at), sentences in told.items():
            if table == source.table:
                sheet.write_comment(place - 1, at, "\n".join(sentences), {"author": AUTHOR, "x_scale": 2})
    sheet = book.add_worksheet(FAULTS_SHEET)
    for place, (words, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.write_string(0, place, words, head)
        sheet.set_column(place, place, width)
    for number, line in enumerate(_lines(faults), start=1):
        for place, value in enumerate(line):
            sheet.write_string(number, place, str(value))
    sheet.freeze_panes(1, 0)
    book.close()
    return held.getvalue()
