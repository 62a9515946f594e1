"""名册：推荐汇总表、一览表、推荐排序表、统计表；范围同本人可见，格式不毁号码，内容不成公式."""

import datetime
import io
import zipfile

import pytest

from exports.models import Export
from exports.sheets import offered
from nominations.models import Achievement, Endorsement, Nomination
from nominations.states import AchievementKind, Sex, SkillLevel, State, TitleLevel
from tests.exports.conftest import SUMMARY, rewritten, rows_of
from tests.factories import at_state
from tests.moments import IN_WINDOW

FORMULAS = ["=1+1", "+8613800000000", "-1", "@SUM(A1)", '=HYPERLINK("http://x")']


@pytest.fixture
def summary(asked, opened):
    """The rows of 推荐汇总表 as somebody gets them."""

    def rows(by, **more):
        return rows_of(opened(asked(by, **more))["推荐汇总表"])

    return rows


def test_each_gets_what_each_may_see(summary, filed, xuhui_clerk, association_clerk, review_office):
    assert [len(summary(one)) for one in (xuhui_clerk, association_clerk, review_office)] == [3, 1, 4]
    assert {row["申报编号"] for row in summary(association_clerk)} == {filed[3].number}


def test_numbers_are_masked_unless_asked_for(summary, filed, xuhui_clerk):
    row = summary(xuhui_clerk)[0]

    assert row["证件号码"] == f"{filed[0].identity_number[:2]}{'*' * 13}{filed[0].identity_number[-3:]}"
    assert row["手机号"] == "138****1234"


def test_asked_for_with_a_reason_they_are_text_and_whole(summary, filed, xuhui_clerk):
    rows = summary(xuhui_clerk, unmasked=True, reason="制作工作证")

    assert [row["证件号码"] for row in rows] == [one.identity_number for one in filed[:3]]
    assert {row["统一社会信用代码"] for row in rows} == {filed[0].unit_code}


def test_even_in_full_only_those_one_may_see_one_by_one_are_shown(summary, filed, screener):
    Nomination.objects.filter(pk=filed[0].pk).update(screener=screener)
    rows = summary(screener, unmasked=True, reason="核对证件")

    assert ["*" in row["证件号码"] for row in rows] == [False, True, True, True]
    assert Export.objects.get().revealed == 1


def test_a_file_in_full_says_on_every_page_whose_it_is(asked, opened, xuhui_clerk):
    export = asked(xuhui_clerk, unmasked=True, reason="制作工作证")
    book = opened(export)

    assert book.sheetnames == ["说明", "推荐汇总表"]
    said = {row[0]: row[1] for row in book["说明"].iter_rows(min_row=3, values_only=True)}
    assert (said["导出编号"], said["导出理由"]) == (export.number, "制作工作证")
    for sheet in book:
        assert "郑晓岚" in sheet.oddHeader.right.text
        assert export.number in sheet.oddFooter.left.text
    with export.file.open("rb") as content:
        names = zipfile.ZipFile(io.BytesIO(content.read())).namelist()
    assert [name for name in names if name.startswith("xl/media/")]


def test_a_masked_file_bears_no_picture(asked, xuhui_clerk):
    with asked(xuhui_clerk).file.open("rb") as content:
        names = zipfile.ZipFile(io.BytesIO(content.read())).namelist()

    assert not [name for name in names if name.startswith("xl/media/")]


@pytest.mark.parametrize("words", FORMULAS)
def test_what_people_write_never_becomes_a_formula(asked, opened, filed, xuhui_clerk, words):
    rewritten(filed[0], post=words, unit_name=words)
    sheet = opened(asked(xuhui_clerk))["推荐汇总表"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == words]

    assert [(cell.data_type, cell.number_format) for cell in cells] == [("s", "@")] * 2
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_days_are_days_and_the_page_is_set_up_for_paper(asked, opened, filed, xuhui_clerk):
    sheet = opened(asked(xuhui_clerk))["推荐汇总表"]
    born = next(cell for row in sheet.iter_rows(min_row=4) for cell in row if cell.is_date)

    assert born.value == datetime.datetime.fromisoformat("1980-01-01")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D4", "$1:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert opened(asked(xuhui_clerk, "nominations.overview"))["一览表"].page_setup.paperSize == 9


def test_the_ranked_list_follows_the_filing_bodys_order(asked, opened, filed, xuhui_clerk, xuhui_endorser, xuhui_union):
    for nomination, rank in zip(filed[:2], (2, 1), strict=True):
        at_state(nomination, State.RECOMMENDED, submitted_at=None)
        Endorsement.objects.create(
            nomination=nomination,
            season=nomination.season,
            organisation=xuhui_union,
            by=xuhui_endorser,
            at=IN_WINDOW,
            is_endorsed=True,
            opinion="同意",
            rank=rank,
        )
        at_state(nomination, State.SUBMITTED)
    rows = rows_of(opened(asked(xuhui_clerk, "nominations.ranking"))["推荐排序表"])

    assert [row["申报编号"] for row in rows] == [filed[1].number, filed[0].number, filed[2].number]
    assert [row["本单位排序"] for row in rows] == [1, 2, None]


def test_the_overview_holds_no_number_of_a_person(asked, opened, filed, xuhui_clerk):
    book = opened(asked(xuhui_clerk, "nominations.overview"))
    text = str([row for sheet in book for row in sheet.iter_rows(values_only=True)])

    assert filed[0].identity_number not in text
    assert "138" not in text


def test_the_statistics_count_what_the_office_publishes(asked, opened, filed, review_office):
    columns = {"skill_level": SkillLevel.TECHNICIAN, "title_level": TitleLevel.INTERMEDIATE, "sex": Sex.FEMALE}
    rewritten(filed[0], **columns, birth_date="1990-01-01")
    at_state(filed[3], State.DRAFT)
    Achievement.objects.create(nomination=filed[3], kind=AchievementKind.INVENTION, title="一种夹具")
    at_state(filed[3], State.SUBMITTED)
    book = opened(asked(review_office, "nominations.statistics"))
    figures = {row["指标"]: row for row in rows_of(book["按推荐途径"])}
    unions = {row["报送单位"]: row for row in rows_of(book["按报送单位"])}

    assert (figures["人数"]["合计"], figures["人数"]["单位推荐"], figures["人数"]["社团推荐"]) == (4, 3, 1)
    assert (figures["女"]["合计"], figures["女"]["占比（%）"], figures["双师型"]["合计"]) == (1, 25, 1)
    assert figures["发明专利"]["社团推荐"] == 1
    assert (unions["徐汇区总工会"]["人数"], unions["徐汇区总工会"]["双师型"], unions["合计"]["人数"]) == (3, 1, 4)
    assert unions["徐汇区总工会"]["最大年龄"] - unions["徐汇区总工会"]["最小年龄"] == 10


def test_every_list_has_its_heading_and_its_roles():
    for sheet in offered().values():
        assert sheet.title
        assert sheet.roles
        assert set(sheet.shown_in_full_to) <= set(sheet.roles)
        assert bool(sheet.hides) == bool(sheet.shown_in_full_to)
    assert SUMMARY in offered()
