"""Lists of invented people, and workbooks and CSV files made of them."""

import csv
import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from intake import columns
from intake.actions import lists
from intake.tables.reading import read
from intake.tables.template import template
from nominations.states import Channel
from tests.factories.numbers import credit_code, identity_number
from tests.moments import IN_WINDOW

PEOPLE, ACHIEVEMENTS = "申报人选", "业绩"


def person(serial, **changes):
    """One row in words, by column key."""
    row = {
        "name": f"赵{'铁钢铜银金'[serial % 5]}柱",
        "document_kind": "居民身份证",
        "identity_number": identity_number(serial),
        "phone": "13800001234",
        "is_union_member": "是",
        "unit_name": "上海第一机床厂有限公司",
        "unit_code": credit_code(7),
        "industry": "先进制造业",
        "post": "车工班组长",
        "work_years": "20",
        "line_years": "18",
        "statement.skill": "技术过硬。",
    }
    return row | changes


def people(count, first=901):
    """So many of them."""
    return [person(serial) for serial in range(first, first + count)]


def workbook(rulebook, rows, achievements=()):
    """The template with rows in it."""
    return template(rulebook, Channel.UNIT, people=rows, achievements=achievements)


def edited(content, change):
    """The same workbook after somebody has worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def at(sheet, label, row):
    """The cell of a column in a row."""
    heads = [columns.plain(str(cell.value or "")) for cell in sheet[1]]
    return sheet.cell(row=row, column=heads.index(columns.plain(label)) + 1)


def delimited(rulebook, rows, encoding="utf-8-sig", delimiter=","):
    """The same as CSV."""
    of_table = columns.people_columns(rulebook, Channel.UNIT)
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter)
    writer.writerow([column.label for column in of_table])
    writer.writerows([[row.get(column.key, "") for column in of_table] for row in rows])
    return held.getvalue().encode(encoding)


def upload(content, name="名单.xlsx"):
    """What a browser sends."""
    return SimpleUploadedFile(name, content)


def checked(content, *, by, body, name="名单.xlsx", now=IN_WINDOW):
    """Received and checked, as a worker would."""
    batch = lists.receive(upload(content, name), by=by, body=body, now=now)
    return lists.check(batch.pk, now=now)


def read_of(rulebook, content, name="名单.xlsx"):
    """What is read of a file."""
    return read(content, name, rulebook=rulebook, channel=Channel.UNIT)
