"""模板: the workbook a list is filled into, drawn up for a season's rulebook from the columns of the dossier."""

import io

import xlsxwriter

from intake import columns
from intake.states import Table
from intake.tables.sheets import CHOICES_SHEET, HELP_SHEET, MOST_ROWS, VERSION_WORD, letter

WIDTHS = {"long": 40, "choice": 16, "yes_no": 12, "whole": 12, "day": 14, "text": 20}
WAYS = {
    "text": "文字",
    "long": "文字，可以换行",
    "choice": "从下拉列表中选择",
    "yes_no": "是 或 否",
    "whole": "整数",
    "day": "日期，如 1980-01-31 或 1980年1月31日",
}
ADVICE = (
    "一人一行；表头所在的行不要改动，各栏可以调换次序，不用的栏可以删去（必填的除外）。",
    "证件号码、代码、电话、证书编号各栏已设为文本格式，请勿改为数值：表格软件只保留15位，末尾几位会变成0，无法还原。",
    "不填的单元格：新增的按未填处理，已有草稿的保留原内容；要清空某一项，请在申报材料中修改。",
    "本单位已为同一人起草、尚可修改的申报，按证件号码对应，导入后作修改；其余一律新增草稿。",
    "“业绩”表每行一项，以证件号码对应人选；填写后整体替换该人选已有的业绩，不填则不动。",
    "公式请先粘贴为值；合并的单元格请取消合并；隐藏的行在确认前须另行核对。",
    f"每张表最多{MOST_ROWS}行。先检查、后确认：有一行不能导入时，全部不导入，改正后重新上传。",
)
SAMPLES = {
    "name": "古丽米热·阿卜杜热合曼",
    "document_kind": "居民身份证",
    "identity_number": "11010519491231002X",
    "ethnicity": "维吾尔族",
    "native_place": "上海",
    "phone": "13800000000",
    "union_name": "上海样例机床有限公司工会",
    "unit_name": "上海样例机床有限公司",
    "unit_code": "91350100M000100Y43",
    "post": "车工班组长",
    "trade": "数控车工",
    "work_years": "20",
    "line_years": "18",
    "title": "上海市职工技能竞赛数控车工项目",
    "year": "2024",
}


def template(rulebook, channel, *, people=(), achievements=()):
    """The bytes of the workbook; ``people`` and ``achievements`` are rows of words by column key, for a sample."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "批量导入模板", "comments": columns.version_of(rulebook, channel)})
    looks = _looks(book)
    tables = (
        (Table.PEOPLE, columns.people_columns(rulebook, channel), people),
        (Table.ACHIEVEMENTS, columns.achievement_columns(rulebook), achievements),
    )
    sheets = {table: book.add_worksheet(table.label) for table, _, _ in tables}
    _help(book.add_worksheet(HELP_SHEET), rulebook, channel, tables, looks)
    choices = _choices(book.add_worksheet(CHOICES_SHEET), tables)
    for table, of_table, rows in tables:
        _fill_in(sheets[table], of_table, rows, looks, choices[table])
    book.get_worksheet_by_name(CHOICES_SHEET).hide()
    book.close()
    return held.getvalue()


def _looks(book):
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#C9C2B4"}
    return {
        "needed": book.add_format(head | {"bg_color": "#F6DDD8"}),
        "asked": book.add_format(head | {"bg_color": "#F3EEE2"}),
        "other": book.add_format(head | {"bg_color": "#F7F6F3"}),
        "cell": book.add_format({"num_format": "@", "valign": "top"}),
        "long": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "help": book.add_format({"valign": "top", "text_wrap": True}),
    }


def _fill_in(sheet, of_table, rows, looks, ranges):
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 36)
    for place, column in enumerate(of_table):
        look = "needed" if column.is_needed else "asked" if column.is_asked else "other"
        sheet.write_string(0, place, column.label + ("*" if column.is_needed else ""), looks[look])
        sheet.set_column(place, place, WIDTHS[column.kind], looks["long" if column.kind == "long" else "cell"])
        if place in ranges:
            sheet.data_validation(
                1,
                place,
                MOST_ROWS,
                place,
                {
                    "validate": "list",
                    "source": ranges[place],
                    "error_title": "不在可选范围内",
                    "error_message": "请从下拉列表中选择。",
                },
            )
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(of_table):
            if row.get(column.key):
                look = looks["long" if column.kind == "long" else "cell"]
                sheet.write_string(number, place, row[column.key], look)


def _choices(sheet, tables):
    """The lists behind the drop-downs, one column each; where each stands."""
    ranges, at = {}, 0
    for table, of_table, _ in tables:
        ranges[table] = {}
        for place, column in enumerate(of_table):
            if column.choices:
                for number, (_, words) in enumerate(column.choices):
                    sheet.write_string(number, at, words)
                ranges[table][place] = f"={CHOICES_SHEET}!${letter(at)}$1:${letter(at)}${len(column.choices)}"
                at += 1
    return ranges


def _help(sheet, rulebook, channel, tables, looks):
    sheet.set_column(0, 0, 26, looks["help"])
    sheet.set_column(1, 1, 14, looks["help"])
    sheet.set_column(2, 2, 24, looks["help"])
    sheet.set_column(3, 4, 40, looks["help"])
    sheet.write_string(0, 0, f"{rulebook.season.label}上海工匠申报批量导入：填写说明", looks["title"])
    sheet.write_string(1, 0, VERSION_WORD)
    sheet.write_string(1, 1, columns.version_of(rulebook, channel))
    for row, words in enumerate(ADVICE, start=3):
        sheet.merge_range(row, 0, row, 4, words, looks["help"])
        sheet.set_row(row, 32)
    row = 4 + len(ADVICE)
    for table, of_table, _ in tables:
        sheet.write_string(row, 0, f"“{table.label}”表", looks["title"])
        for place, words in enumerate(("栏目", "是否必填", "怎样填", "说明", "样例（均为虚构）")):
            sheet.write_string(row + 1, place, words, looks["asked"])
        for number, column in enumerate(of_table, start=row + 2):
            for place, words in enumerate(_help_of(column)):
                sheet.write_string(number, place, words)
        row += len(of_table) + 3


def _help_of(column):
    needed = "必填" if column.is_needed else "推荐前须填" if column.is_asked else "选填"
    way = WAYS[column.kind] + (f"，最多{column.limit}字" if column.limit else "")
    words = "、".join(words for _, words in column.choices[:30])
    return column.label, needed, way, column.hint or words, SAMPLES.get(column.key, "")
