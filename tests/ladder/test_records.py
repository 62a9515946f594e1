"""各局（产业）可开展“工匠”选树；“区局（产业）工匠→上海工匠→大国工匠”阶梯 (沪工总经〔2015〕260号 五(一)；沪工总基〔2026〕60号 二)."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from accounts.states import Role
from common.refusals import Refused
from ladder import actions, queries, workbook
from ladder.models import HonourRecord
from ladder.states import Conferred, RecordState, Rung
from ledger.models import Entry
from tests.conftest import someone
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}
NUMBER = "11010519491231002X"
OTHER = "440524188001010014"


def ground(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def words(**changed):
    """徐汇工匠 of 2024, as the document says."""
    return {
        "identity_number": NUMBER,
        "name": "王建国",
        "unit_name": "徐汇机电厂",
        "rung": Rung.DISTRICT,
        "title": "徐汇工匠",
        "conferred": Conferred.TITLE,
        "issuing_body": "徐汇区总工会",
        "year": "2024",
        "document_number": "徐总工〔2024〕1号",
    } | changed


@pytest.fixture
def district_clerk(xuhui_union):
    """徐汇区总工会经办人."""
    return someone("周区办", Role.UNION_CLERK, xuhui_union)


@pytest.fixture
def registered(district_clerk, xuhui_union):
    """Registered by the district, not verified yet."""
    return actions.register(by=district_clerk, body=xuhui_union, **words(), **AT)


@pytest.fixture
def verified(registered, review_office):
    """Verified by the office."""
    [record] = actions.verify_all([registered], by=review_office, **AT)
    return record


def test_a_district_registers_its_own_and_the_office_verifies(verified, review_office):
    assert (verified.state, verified.verified_by) == (RecordState.VERIFIED, review_office)
    assert list(Entry.objects.filter(act__startswith="ladder.").values_list("act", flat=True)) == [
        "ladder.registered",
        "ladder.verified",
    ]


def test_the_number_is_not_kept(registered):
    kept = [str(value) for value in HonourRecord.objects.filter(pk=registered.pk).values_list().get()]

    assert not any(NUMBER in value for value in kept)


@pytest.mark.parametrize("rung", [Rung.CITY, Rung.DELTA, Rung.NATION])
def test_higher_rungs_are_the_offices(district_clerk, xuhui_union, review_office, rung):
    assert ground(actions.register, by=district_clerk, body=xuhui_union, **words(rung=rung)) == "other_rung"
    assert actions.register(by=review_office, **words(rung=rung)).rung == rung


def test_nobody_registers_for_another_district(district_clerk, pudong_union):
    assert ground(actions.register, by=district_clerk, body=pudong_union, **words()) == "other_body"


@pytest.mark.parametrize("role", ["clerk", "finance", "supervision"])
def test_others_do_not_register(role, request):
    assert ground(actions.register, by=request.getfixturevalue(role), **words()) == "not_a_registrar"


def test_one_honour_of_one_person_is_on_record_once(registered, review_office):
    assert ground(actions.register, by=review_office, **words(name="王　建国")) == "on_record_already"

    actions.strike(registered, reason="姓名有误。", by=review_office, **AT)
    assert actions.register(by=review_office, **words()).state == RecordState.REGISTERED


def test_who_registered_does_not_verify(review_office):
    own = actions.register(by=review_office, **words(), **AT)

    assert ground(actions.verify_all, [own], by=review_office, **AT) == "second_part"


def test_nothing_is_verified_without_its_document(district_clerk, xuhui_union, review_office, registered):
    bare = actions.register(by=district_clerk, body=xuhui_union, **words(year="2023", document_number=""), **AT)

    assert ground(actions.verify_all, [registered, bare], by=review_office, **AT) == "no_document"
    assert HonourRecord.objects.filter(state=RecordState.VERIFIED).count() == 0


def test_a_revoked_honour_stays_on_record_and_leaves_the_count(verified, review_office):
    assert ground(actions.revoke, verified, reason=" ", by=review_office, **AT) == "no_reason"
    assert queries.pyramid()[Rung.DISTRICT] == 1

    actions.revoke(verified, reason="徐总工〔2025〕9号撤销。", by=review_office, **AT)
    assert queries.pyramid()[Rung.DISTRICT] == 0
    assert [one.state for one in queries.climb(verified.identity_hash)] == [RecordState.REVOKED]


def test_the_climb_joins_the_rungs_of_one_person_whatever_the_spelling(verified, review_office, municipal):
    nation = actions.register(
        by=review_office,
        **words(rung=Rung.NATION, title="大国工匠", year="2025", name="王建囯", identity_number=NUMBER),
    )
    nominee = actions.register(by=review_office, **words(conferred=Conferred.NOMINEE, year="2021"))
    colleague = someone("陆同事", Role.REVIEW_OFFICE, municipal)
    actions.verify_all([nation, nominee], by=colleague, **AT)

    assert [one.year for one in queries.climb(verified.identity_hash)] == ["2021", "2024", "2025"]
    assert queries.pyramid() == {"district": 1, "city": 0, "delta": 0, "nation": 1}  # a nominee holds no title


def test_the_database_keeps_verified_words(verified):
    with pytest.raises(ProgrammingError, match="title"), transaction.atomic():
        HonourRecord.objects.filter(pk=verified.pk).update(title="改")
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        HonourRecord.objects.filter(pk=verified.pk).update(verified_by=verified.registered_by)


# --- lists -----------------------------------------------------------------------------------------------------------


def filled(*rows):
    """The template with rows."""
    book = openpyxl.load_workbook(BytesIO(workbook.template()))
    for place, row in enumerate(rows, start=2):
        for column, (name, _) in enumerate(workbook.columns(), start=1):
            book.active.cell(place, column, row[name])
    buffer = BytesIO()
    book.save(buffer)
    return ContentFile(buffer.getvalue(), "名单.xlsx")


def as_written(**changed):
    """A row as people fill it in: choices by their words."""
    return words(rung="区局（产业）工匠", conferred="授予称号", **changed)


def test_a_list_is_registered_whole(client, district_clerk):
    client.force_login(district_clerk)

    answer = client.post(
        reverse("ladder:upload"), {"upload": filled(as_written(), as_written(name="李明", identity_number=OTHER))}
    )
    assert answer.status_code == 302
    assert set(HonourRecord.objects.values_list("name", "rung")) == {("王建国", "district"), ("李明", "district")}


def test_a_list_with_one_fault_is_not_registered_at_all(client, district_clerk):
    client.force_login(district_clerk)

    answer = client.post(
        reverse("ladder:upload"), {"upload": filled(as_written(), as_written(identity_number="110105194912310021"))}
    )
    assert answer.status_code == 422 and "第3行 证件号码" in answer.text
    assert not HonourRecord.objects.exists()


def test_digits_that_a_spreadsheet_destroyed_are_refused_with_their_row():
    with pytest.raises(workbook.Unreadable, match="第2行"):
        workbook.judged(filled(as_written(identity_number=110105194912310000)))


def test_a_clerk_sees_the_records_of_his_own_body(client, registered, review_office):
    actions.register(by=review_office, **words(name="赵他区", identity_number=OTHER))
    client.force_login(registered.registered_by)

    page = client.get(reverse("ladder:register")).text
    assert "王建国" in page and "赵他区" not in page
