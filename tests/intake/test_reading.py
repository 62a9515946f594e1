"""读取名单: whatever a file holds, it gives rows or told faults; nothing is guessed, nothing is followed."""

import datetime
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from intake import cells, columns
from intake.tables.delimited import read_delimited
from intake.tables.sheets import Unreadable
from intake.tables.xlsx import read_workbook
from nominations.states import Channel
from tests.factories.numbers import identity_number
from tests.intake.lists import ACHIEVEMENTS, PEOPLE, at, checked, delimited, edited, people, person, read_of, workbook

FILES = Path(__file__).parent / "files"
SAVED_BY = ("openpyxl", "libreoffice")


def content(name):
    return (FILES / name).read_bytes()


def texts(read, rulebook):
    """Rows as words by column key."""
    of_table = {column.key: column for column in columns.people_columns(rulebook, Channel.UNIT)}
    return [{key: cells.read(of_table[key], value) for key, value in row.cells.items()} for row in read.people.rows]


@pytest.mark.parametrize(
    "name", [*(f"{program}.xlsx" for program in SAVED_BY), "libreoffice.csv", "libreoffice-gb18030.csv"]
)
def test_a_list_reads_the_same_whichever_program_saved_it(rulebook, name):
    rows = texts(read_of(rulebook, content(name), name), rulebook)

    assert [row["identity_number"].text for row in rows] == [identity_number(serial) for serial in range(901, 913)]
    assert [row["name"].text for row in rows[4:6]] == ["古丽米热·阿卜杜热合曼", "陈𬭎"]
    assert {row["birth_date"].text for row in rows} == {"1980-01-01"}
    assert not [row for row in rows if any(one.fault for one in row.values())]


@pytest.mark.parametrize("program", SAVED_BY)
def test_achievements_stand_on_their_own_sheet(rulebook, program):
    read = read_of(rulebook, content(f"{program}.xlsx"))

    assert [row.cells["title"] for row in read.achievements.rows] == ["技能竞赛", "车削法"]


@pytest.mark.parametrize("program", SAVED_BY)
def test_days_counted_from_1904_are_the_same_days(rulebook, program):
    row = texts(read_of(rulebook, content(f"{program}-1904.xlsx")), rulebook)[0]

    assert row["birth_date"].text == "1980-01-01"


@pytest.fixture(params=SAVED_BY)
def traps(request, rulebook, clerk, works_union):
    """(the checked batch, what was said of a row's cells)."""
    batch = checked(content(f"{request.param}-traps.xlsx"), by=clerk, body=works_union)
    rows = {row.place: row for row in batch.rows.all()}

    def said(place):
        return json.loads(rows[place].content)

    return batch, said


@pytest.mark.parametrize(
    ("place", "label", "words"),
    [
        (2, "证件号码", "超过15位，末尾几位已被表格软件改成0，无法还原"),
        (3, "岗位（职务）", "公式"),
        (4, "工作单位", "合并"),
        (5, "工作单位", "合并"),
        (8, "工作年限", "应为整数"),
        (12, "岗位（职务）", "请改为一行"),
    ],
)
def test_a_trap_is_refused_with_row_and_column(traps, place, label, words):
    _, said = traps

    assert words in dict(said(place)["faults"])[label]


def test_what_can_be_read_for_certain_is_read(traps):
    _, said = traps

    assert [said(place)["faults"] for place in (6, 7, 9, 10, 11)] == [[]] * 5
    assert said(10)["name"] == "赵铁柱"


def test_an_error_value_is_refused(traps):
    _, said = traps

    assert dict(said(13)["faults"])["单位统一社会信用代码"]


def test_short_numbers_in_number_cells_are_remarked_on(traps):
    _, said = traps

    assert ["手机号存成了数值" in remark for remark in said(9)["remarks"]] == [True, False]
    assert "原号码以0开头的" in said(9)["remarks"][1]


def test_hidden_rows_columns_and_sheets_are_told(traps):
    batch, said = traps

    assert (batch.hidden_rows, said(6)["hidden"], said(7)["hidden"]) == (1, True, False)
    assert any("隐藏的列" in sentence for sentence in batch.sentences)
    assert any("备查" in sentence for sentence in batch.sentences)


# --- heads ---------------------------------------------------------------------------------------------------------


def refusals(rulebook, data, name="名单.xlsx"):
    with pytest.raises(Unreadable) as unreadable:
        read_of(rulebook, data, name)
    return "".join(unreadable.value.faults)


def test_columns_may_change_places_and_a_title_may_stand_above(rulebook):
    def change(book):
        sheet = book[PEOPLE]
        sheet.move_range(f"A1:A{sheet.max_row}", cols=sheet.max_column)
        sheet.insert_rows(1, 2)
        sheet["B1"] = "徐汇区推荐名单"

    read = read_of(rulebook, edited(workbook(rulebook, people(2)), change))

    assert [(row.place, row.cells["name"]) for row in read.people.rows] == [(4, "赵钢柱"), (5, "赵铜柱")]


def test_a_head_that_stands_twice_is_refused_with_both_columns(rulebook):
    def change(book):
        at(book[PEOPLE], "手机号", 1).value = "姓名"

    assert "“姓名”一栏出现了两次（A列和" in refusals(rulebook, edited(workbook(rulebook, people(1)), change))


def test_a_needed_column_that_is_missing_is_named(rulebook):
    def change(book):
        at(book[PEOPLE], "工作单位", 1).value = "备注"

    assert "缺少必填的栏目：工作单位" in refusals(rulebook, edited(workbook(rulebook, people(1)), change))


def test_a_file_without_heads_is_refused(rulebook):
    assert "没有找到表头" in refusals(rulebook, "甲,乙\n1,2\n".encode(), "名单.csv")


def test_unknown_columns_are_told_and_left(rulebook):
    def change(book):
        book[PEOPLE].cell(row=1, column=book[PEOPLE].max_column + 1, value="备注")

    read = read_of(rulebook, edited(workbook(rulebook, people(1)), change))
    assert "“申报人选”表中不认识的栏目没有读取：备注。" in read.remarks


def test_blank_rows_between_do_not_shift_the_numbers(rulebook):
    rows = [*people(1), {}, {}, person(905)]

    assert [row.place for row in read_of(rulebook, workbook(rulebook, rows)).people.rows] == [2, 5]


def test_an_outdated_template_is_told_and_another_seasons_is_refused(rulebook):
    def older(version):
        def change(book):
            book["填写说明"]["B2"] = version

        return edited(workbook(rulebook, people(1)), change)

    assert "已不是现行版本" in read_of(rulebook, older("2026-1-00000000")).remarks[0]
    assert "不是2026年度的" in refusals(rulebook, older("2025-1-00000000"))


def test_the_people_may_stand_on_the_only_sheet_whatever_its_name(rulebook):
    def change(book):
        book[PEOPLE].title = "Sheet1"
        del book[ACHIEVEMENTS]

    assert len(read_of(rulebook, edited(workbook(rulebook, people(1)), change)).people.rows) == 1


def test_a_hidden_list_is_not_read_by_accident(rulebook):
    def change(book):
        book.create_sheet("封面")
        book.active = book["封面"]
        book[PEOPLE].sheet_state = "hidden"

    assert "是隐藏的" in refusals(rulebook, edited(workbook(rulebook, people(1)), change))


# --- sizes, bombs, links ---------------------------------------------------------------------------------------------


def test_ten_thousand_and_one_rows_are_refused_with_their_number(rulebook):
    rows = [{"name": "赵铁柱"}] * 10_001

    assert "共10001行，超过10000行的上限" in refusals(rulebook, workbook(rulebook, rows))
    assert "共10001行" in refusals(rulebook, delimited(rulebook, rows), "名单.csv")


def repacked(data, *, also=(), replaced=()):
    """The workbook with members added or replaced."""
    held, replaced = io.BytesIO(), dict(replaced)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, replaced.get(member.filename, old.read(member)))
        for name, bytes_ in also:
            new.writestr(name, bytes_)
    return held.getvalue()


def test_a_bomb_is_refused_before_it_unfolds(rulebook):
    bomb = repacked(workbook(rulebook, people(1)), also=[("xl/media/x.xml", b"0" * 60_000_000)])

    assert "展开后异常庞大" in refusals(rulebook, bomb)


def test_a_cell_at_the_end_of_the_world_does_not_fill_the_memory(rulebook):
    def change(book):
        book[PEOPLE].cell(row=1_048_576, column=1, value="x")

    assert "离名单太远" in refusals(rulebook, edited(workbook(rulebook, people(1)), change))


def test_formatting_down_to_the_last_row_is_no_content(rulebook):
    def change(book):
        book[PEOPLE].cell(row=1_048_576, column=1).number_format = "@"

    assert len(read_of(rulebook, edited(workbook(rulebook, people(1)), change)).people.rows) == 1


def test_entities_are_refused(rulebook):
    data = workbook(rulebook, people(1))
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><worksheet>&a;</worksheet>'

    assert "文档类型声明" in refusals(rulebook, repacked(data, replaced=[("xl/worksheets/sheet1.xml", evil)]))


def test_macros_are_refused(rulebook):
    assert "含有宏" in refusals(rulebook, repacked(workbook(rulebook, people(1)), also=[("xl/vbaProject.bin", b"x")]))


def test_links_to_other_files_are_not_followed_and_told(rulebook):
    link = ("xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    assert any(
        "没有打开" in one for one in read_of(rulebook, repacked(workbook(rulebook, people(1)), also=[link])).remarks
    )


def test_a_name_that_lies_about_its_content_is_told(rulebook):
    assert "文件名与内容不符" in refusals(rulebook, workbook(rulebook, people(1)), "名单.csv")
    assert "旧版 Office 文档" in refusals(rulebook, b"\xd0\xcf\x11\xe0" + b"0" * 600, "名单.xls")


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_the_usual_encodings(rulebook, encoding, delimiter):
    read = read_of(rulebook, delimited(rulebook, [person(901, name="陈𬭎")], encoding, delimiter), "名单.csv")

    assert [row.cells["name"] for row in read.people.rows] == ["陈𬭎"]


def test_another_encoding_is_told(rulebook):
    assert "UTF-16" in refusals(rulebook, delimited(rulebook, people(1), "utf-16"), "名单.csv")


# --- any content -----------------------------------------------------------------------------------------------------

ANY_CELL = st.one_of(
    st.none(),
    st.text(max_size=60),
    st.text(alphabet="0123456789.-/年月日Ee+% ０１２", max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
QUICK = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@pytest.fixture
def of_table(rulebook):
    return columns.people_columns(rulebook, Channel.UNIT)


@QUICK
@given(value=ANY_CELL)
@example(value=3.10104198001010017e17)
@example(value=float("nan"))
@example(value=10**400)
@example(value="2026-02-30")
def test_any_cell_gives_words_or_a_fault(of_table, value):
    for column in of_table:
        found = cells.read(column, value)

        assert not (found.text and found.fault)
        assert cells.is_blank(value) or found.text or found.fault


@QUICK
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode), has_head=st.booleans())
def test_any_bytes_give_rows_or_told_faults_as_csv(rulebook, of_table, data, has_head):
    head = ",".join(column.label for column in of_table).encode() + b"\n" if has_head else b""
    try:
        read_delimited(head + data, people_columns=of_table)
    except Unreadable as unreadable:
        assert unreadable.faults


@settings(QUICK, max_examples=60)
@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_any_damage_to_a_workbook_gives_rows_or_told_faults(rulebook, of_table, changes):
    data = bytearray(content("openpyxl.xlsx"))
    for where, byte in changes:
        data[min(int(where * len(data)), len(data) - 1)] = byte
    try:
        read_workbook(bytes(data), people_columns=of_table, achievement_columns=columns.achievement_columns(rulebook))
    except Unreadable as unreadable:
        assert unreadable.faults


def test_a_day_is_read_in_the_spellings_of_an_office(of_table):
    born = next(column for column in of_table if column.key == "birth_date")
    spellings = [
        "1980-01-31",
        "1980/1/31",
        "1980.1.31",
        "1980年1月31日",
        "１９８０年１月３１日",
        "19800131",
        " 1980-01-31 00:00:00 ",
    ]
    spellings += [19800131.0, datetime.date(1980, 1, 31), datetime.datetime(1980, 1, 31)]

    assert {cells.read(born, one).text for one in spellings} == {"1980-01-31"}


@pytest.mark.parametrize("value", ["01/02/1980", "80-1-31", 29251, "一九八〇年", "1980-13-01", datetime.time(1)])
def test_a_day_that_cannot_be_told_for_certain_is_refused(of_table, value):
    born = next(column for column in of_table if column.key == "birth_date")

    assert cells.read(born, value).fault
