"""批量导入的页面: what a clerk sees at each step, with and without a script."""

import io

import openpyxl
import pytest
from django.urls import reverse

from intake import columns
from intake.actions import lists
from intake.models import ImportBatch
from nominations import dossier
from nominations.models import Nomination
from nominations.states import Channel
from tests.intake.lists import PEOPLE, checked, people, person, upload, workbook
from tests.moments import IN_WINDOW, beijing


@pytest.fixture
def page(client, clerk):
    """The works' clerk at a browser."""
    client.force_login(clerk)
    return lambda name, *args, **query: client.get(reverse(f"intake:{name}", args=args), query).content.decode()


@pytest.fixture
def workbook_of(client, clerk):
    """What a download opens as."""
    client.force_login(clerk)
    return lambda name, *args: openpyxl.load_workbook(
        io.BytesIO(client.get(reverse(f"intake:{name}", args=args)).content)
    )


@pytest.fixture
def check(rulebook, clerk, works_union):
    return lambda rows: checked(workbook(rulebook, rows), by=clerk, body=works_union)


def test_the_template_has_a_column_for_every_field_of_the_dossier(rulebook):
    keys = {column.key for column in columns.people_columns(rulebook, Channel.UNIT)}
    fields = {
        name
        for section in dossier.sections_of(Nomination(rulebook=rulebook, channel=Channel.UNIT))
        for name in section.fields
    }

    assert fields <= keys
    assert {f"{columns.STATEMENT}{name}" for name in ("expertise", "skill", "leadership", "contribution")} <= keys


def test_the_template_keeps_numbers_as_text_and_offers_the_choices(rulebook, workbook_of):
    book = workbook_of("template")
    sheet = book[PEOPLE]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}

    assert sheet.freeze_panes == "B2" and book["选项"].sheet_state == "hidden"
    assert sheet.column_dimensions["A"].width > 10
    asked = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert f"{heads['行业']}2" in asked and f"{heads['证件类别*']}2" in asked
    assert book["填写说明"]["B2"].value == columns.version_of(rulebook, Channel.UNIT)


def test_the_sample_has_twelve_people_and_three_wrong_rows(rulebook, client, clerk, works_union):
    client.force_login(clerk)
    batch = checked(client.get(reverse("intake:sample")).content, by=clerk, body=works_union)

    assert (batch.new_rows, batch.refused_rows - batch.rows.filter(table="achievements").count()) == (9, 3)


def test_while_a_worker_is_at_it_the_page_shows_progress_and_a_link_to_refresh(rulebook, clerk, works_union, page):
    batch = lists.receive(upload(workbook(rulebook, people(1))), by=clerk, body=works_union, now=IN_WINDOW)

    text = page("batch", batch.pk)
    assert "刷新进度" in text and reverse("intake:progress", args=[batch.pk]) in text


def test_the_preview_shows_what_changes_and_masks_numbers(check, clerk, page):
    batch = check([person(901)])
    lists.confirm(batch, by=clerk, now=IN_WINDOW)
    lists.store(batch.pk)
    batch = check([person(901, post="首席车工", phone="13911112222")])

    text = page("batch", batch.pk, outcome="changed")
    assert "<del>车工班组长</del>" in text and "<ins>首席车工</ins>" in text
    assert "139****2222" in text and "13911112222" not in text


def test_the_faults_of_a_row_stand_on_the_page_and_the_act_says_why_not(check, page):
    text = page("batch", check([*people(2), person(903, phone="1380000")]).pk)

    assert "手机号应为11位数字" in text
    assert "名单中有1行不能导入" in text


def test_hidden_rows_ask_for_a_tick(check, clerk, client):
    batch = check(people(1))
    ImportBatch.objects.update(hidden_rows=1)
    client.force_login(clerk)
    address = reverse("intake:confirm", args=[batch.pk])

    assert "已核对，一并导入" in client.get(address).content.decode()
    assert client.post(address).status_code == 409
    assert client.post(address, {"with_hidden": "on"}).status_code == 302


def test_fifty_rows_stand_on_a_page(check, page):
    assert page("batch", check(people(51)).pk).count("<tr>") == 51


def test_a_list_waits_on_the_desk_until_it_is_confirmed(check, client, clerk):
    check(people(1))
    client.force_login(clerk)

    assert "批量导入名单待办理" in client.get(reverse("desks:desk")).content.decode()


def test_nobody_of_another_body_finds_the_list(check, client, pudong_clerk):
    batch = check(people(1))
    client.force_login(pudong_clerk)

    assert client.get(reverse("intake:batch", args=[batch.pk])).status_code == 404


def test_after_the_days_of_keeping_the_page_says_so(check, page):
    batch = check(people(1))
    lists.expire(now=beijing(2026, 4, 23))

    assert "已清除" in page("batch", batch.pk)
