"""异议案卷 leaves the house with a reason, made by the worker, and without the objector (三(四) 社会公示)."""

import io

import pytest
from openpyxl import load_workbook

from common.refusals import Refused
from exports import actions as exporting
from exports.sheets import offered
from ledger.models import Entry
from publicity import actions
from tests.moments import IN_NOTICE


def ask(by, case, reason="提交督查。"):
    """Ask for the file of one case."""
    sheet = offered()["publicity.docket"]
    return exporting.ask(sheet, sheet.read({"case": str(case.pk)}), by=by, reason=reason, now=IN_NOTICE)


@pytest.mark.parametrize("who", ["publicity_officer", "supervision", "review_office"])
def test_the_file_holds_the_whole_case_and_nobody_who_objected(request, heard, inquiry, review_office, who):
    actions.add_note(inquiry, content="已调取专利登记。", by=review_office, now=IN_NOTICE)
    actions.reveal_objector(inquiry, reason="联系取证", by=review_office, now=IN_NOTICE)
    actions.conclude_inquiry(
        inquiry, finding="rejected", report="已核对。", reply="经核查不属实。", by=review_office, now=IN_NOTICE
    )
    made = exporting.make_export(ask(request.getfixturevalue(who), inquiry).pk, now=IN_NOTICE)
    with made.file.open("rb") as content:
        book = load_workbook(io.BytesIO(content.read()))
    said = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    for words in ("所报专利与本人无关", "已调取专利登记。", "专利为本人所有。", "经核查不属实。", "联系取证", "已密封"):
        assert words in said
    assert "钱实名" not in said and "13900000000" not in said and inquiry.receipt not in said
    assert Entry.objects.get(act="export.asked").reason == "提交督查。"


@pytest.mark.parametrize(
    ("who", "reason", "ground"),
    [
        ("publicity_officer", " ", "no_reason"),
        ("secretary", "提交督查。", "not_yours"),
        ("review_office", "提交督查。", "nothing"),
    ],
    ids=["without a reason", "another office", "not the inquirer"],
)
def test_the_file_is_refused(request, objection, who, reason, ground):
    with pytest.raises(Refused) as refused:
        ask(request.getfixturevalue(who), objection, reason)
    assert refused.value.ground == ground
