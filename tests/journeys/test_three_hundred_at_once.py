"""批量导入: a district's clerk brings three hundred people, twelve of them wrong, and gets to zero."""

import io

import openpyxl
import pytest
from celery import current_app

from intake.models import ImportBatch, PaperBatch
from intake.states import BatchState
from nominations.models import Evidence, Nomination
from rehearsal.dossiers import evidence_pdf
from tests.intake.lists import PEOPLE, at, people
from tests.journeys.conftest import TELEPHONE
from tests.workers import until, workers

pytestmark = [pytest.mark.browser, pytest.mark.worker]
LABELS = {
    "name": "姓名",
    "document_kind": "证件类别",
    "identity_number": "证件号码",
    "phone": "手机号",
    "is_union_member": "工会会员",
    "unit_name": "工作单位",
    "unit_code": "单位统一社会信用代码",
    "industry": "行业",
    "post": "岗位（职务）",
    "work_years": "工作年限",
    "line_years": "一线工作年限",
}
# what a clerk gets wrong: row, column, what stands there
WRONG = [
    (9, "证件号码", "310104198001010"),
    (30, "证件号码", 310104198001010017),
    (51, "证件号码", ""),
    (72, "姓名", "赵"),
    (93, "手机号", "1380000"),
    (114, "行业", "采矿"),
    (135, "工作年限", "二十"),
    (156, "一线工作年限", "40"),
    (177, "单位统一社会信用代码", "91310104000000000X"),
    (198, "工作单位", ""),
    (219, "岗位（职务）", '="车工"&"班长"'),
    (240, "证件类别", "护照"),
]
SOON = 90


@pytest.fixture
def worker(transactional_db, tmp_path):
    """A worker beside the portal."""
    with current_app.connection_for_write() as connection:
        connection.default_channel.client.delete("celery", "unacked", "unacked_index")
    with workers(tmp_path, "only") as (one,):
        yield one.start()


def filled(template):
    """The template as the clerk has filled it in, and the right words for what is wrong."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet = book[PEOPLE]
    columns = {key: at(sheet, label, 1).column for key, label in LABELS.items()}
    for row, person in enumerate(people(300, first=1), start=2):
        for key, column in columns.items():
            sheet.cell(row=row, column=column, value=person[key])
    right = {}
    for row, label, words in WRONG:
        cell = at(sheet, label, row)
        right[row, label], cell.value = cell.value, words
        cell.number_format = "General"
    return saved(book), right


def saved(book):
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def uploads(person, content):
    person.open("intake:index")
    person.fill(upload={"name": "徐汇区名单.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    person.press("上传检查")
    person.page.wait_for_selector("#rows", timeout=SOON * 1000)
    return ImportBatch.objects.first()


def test_three_hundred_people_twelve_of_them_wrong(open_season, xuhui_clerk, browser_of, worker):
    open_season()
    clerk = browser_of(xuhui_clerk)
    clerk.open("nominations:list")
    clerk.press("批量导入").reads("一、下载模板")
    content, right = filled(clerk.receives("intake:template"))
    batch = uploads(clerk, content)
    clerk.reads("名单中有12行不能导入，整份名单均未导入。", "末尾几位已被表格软件改成0")
    assert (batch.new_rows, batch.refused_rows, Nomination.objects.count()) == (288, 12, 0)

    marked = openpyxl.load_workbook(io.BytesIO(clerk.receives("intake:marked", batch.pk)))
    faults = list(marked["错误清单"].iter_rows(min_row=2, values_only=True))
    assert [fault[1] for fault in faults] == [row for row, _, _ in WRONG]
    for _, row, _, label, *_ in faults:
        cell = at(marked[PEOPLE], label, row)
        assert cell.comment is not None
        cell.value, cell.number_format = right[row, label], "@"

    batch = uploads(clerk, saved(marked))
    assert (batch.new_rows, batch.refused_rows) == (300, 0)
    clerk.press("确认导入").reads("新增300件，修改0件，另有0行不变。").press("确认导入")
    clerk.page.wait_for_selector("text=导入的申报", timeout=SOON * 1000)
    clerk.reads("新增300件", "上传的文件已清除").press("查看草稿").reads("300")
    assert sorted(Nomination.objects.values_list("number", flat=True)) == [f"2026{n:05d}" for n in range(1, 301)]


def test_on_a_telephone_a_sample_is_tried_and_mended(open_season, clerk, browser_of, worker):
    open_season()
    works = browser_of(clerk, TELEPHONE)
    works.open("intake:index")
    batch = uploads(works, works.receives("intake:sample"))
    works.reads("不能导入", "政治面貌")
    assert batch.refused_rows == 3

    book = openpyxl.load_workbook(io.BytesIO(works.receives("intake:sample")))
    for row in (12, 9, 6):
        book[PEOPLE].delete_rows(row)
    del book["业绩"]
    batch = uploads(works, saved(book))
    assert (batch.new_rows, batch.refused_rows) == (9, 0)
    works.press("确认导入").press("确认导入")
    works.page.wait_for_selector("text=导入的申报", timeout=SOON * 1000)
    works.reads("古丽米热·阿卜杜热合曼", "202600009")


def test_papers_find_their_dossiers_by_name(open_season, draft, clerk, browser_of, worker):
    works = browser_of(clerk)
    works.open("intake:papers")
    files = [
        {"name": f"{draft.number}_高超技能_证书{n}.pdf", "mimeType": "application/pdf", "buffer": evidence_pdf(n)}
        for n in (1, 2)
    ]
    works.page.locator("#id_uploads").set_input_files([*files, files[0] | {"name": "没有编号.pdf"}])
    works.press("上传核对")
    works.page.wait_for_selector("#rows", timeout=SOON * 1000)
    works.reads("可以归入", "文件名不符合").press("确认归入").reads("归入2个文件，另有1个不归入。").press("确认归入")
    until(lambda: PaperBatch.objects.get().state == BatchState.STORED, seconds=SOON)

    assert Evidence.objects.filter(nomination=draft, title__startswith="证书").count() == 2
