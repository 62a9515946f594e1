"""批量导入名单 (沪工总经〔2015〕260号 三(三)、五(三)): checked first, then all rows or none."""

import json

import pytest
from django.core.files.storage import default_storage

from common.refusals import Refused
from intake.actions import lists
from intake.models import ImportBatch
from intake.states import BatchState
from ledger.models import Entry
from nominations import actions
from nominations.models import Nomination
from nominations.states import State
from tests.factories import at_state
from tests.factories.numbers import identity_number
from tests.intake.lists import checked, people, person, upload, workbook
from tests.moments import AFTER_CLOSING, IN_WINDOW, beijing


@pytest.fixture
def check(rulebook, clerk, works_union):
    """Rows uploaded by the works' clerk and checked."""
    return lambda rows, achievements=(): checked(workbook(rulebook, rows, achievements), by=clerk, body=works_union)


@pytest.fixture
def store(clerk):
    """Confirmed, and stored as a worker would."""

    def confirmed_and_stored(batch):
        lists.confirm(batch, by=clerk, now=IN_WINDOW)
        return lists.store(batch.pk)

    return confirmed_and_stored


def counts(batch):
    return batch.new_rows, batch.changed_rows, batch.same_rows, batch.refused_rows


def said(batch, place):
    return json.loads(batch.rows.get(table="people", place=place).content)


def faults(batch, place):
    return dict(said(batch, place)["faults"])


def test_new_people_are_told_and_nothing_is_stored(check):
    batch = check(people(3))

    assert (batch.state, counts(batch)) == (BatchState.CHECKED, (3, 0, 0, 0))
    assert Nomination.objects.count() == 0


def test_a_confirmed_list_becomes_drafts_of_the_body_with_numbers_without_gaps(check, store, clerk, works_union):
    batch = store(check(people(3)))

    assert batch.state == BatchState.STORED
    assert list(
        Nomination.objects.order_by("number").values_list("number", "drafted_by", "drafting_body", "state")
    ) == [(f"20260000{number}", clerk.pk, works_union.pk, State.DRAFT) for number in (1, 2, 3)]


def test_what_was_filled_in_stands_in_the_draft(check, store):
    award = {"identity_number": identity_number(901), "kind": "竞赛名次", "title": "技能竞赛", "year": "2024"}
    store(check([person(901)], [award]))

    made = Nomination.objects.get()
    assert (made.industry.name, made.work_years, made.phone, made.is_union_member) == (
        "先进制造业",
        20,
        "13800001234",
        True,
    )
    assert (made.statements.get().text, made.achievements.get().year) == ("技术过硬。", 2024)


def test_each_draft_and_the_list_leave_their_trace(check, store, clerk):
    batch = store(check(people(2)))

    acts = Entry.objects.filter(actor_id=clerk.pk).values_list("act", flat=True)
    assert sorted(acts) == ["import.confirmed", "import.received", "import.stored", *["nomination.started"] * 2]
    assert Entry.objects.get(act="import.stored").subject_id == batch.pk


def test_ones_own_draft_is_changed_and_says_what(check, store):
    store(check([person(901)]))
    batch = check([person(901, post="首席车工", unit_name=""), person(902)])

    assert counts(batch) == (1, 1, 0, 0)
    assert said(batch, 2)["changes"] == [["岗位（职务）", "车工班组长", "首席车工"]]
    store(batch)
    assert Nomination.objects.get(number="202600001").post == "首席车工"


def test_the_same_list_again_changes_nothing(check, store, clerk):
    store(check(people(2)))
    batch = check(people(2))

    assert counts(batch) == (0, 0, 2, 0)
    with pytest.raises(Refused) as refused:
        lists.confirm(batch, by=clerk, now=IN_WINDOW)
    assert refused.value.ground == "nothing_to_do"


def test_one_wrong_row_keeps_the_whole_list_out(check, clerk):
    batch = check([*people(2), person(903, identity_number="310104198001010")])
    with pytest.raises(Refused) as refused:
        lists.confirm(batch, by=clerk, now=IN_WINDOW)

    assert (refused.value.ground, counts(batch)) == ("refused_rows", (2, 0, 0, 1))
    assert "15位身份证号码已停止使用" in faults(batch, 4)["证件号码"]


@pytest.mark.parametrize(
    ("changes", "label", "words"),
    [
        ({"name": ""}, "姓名", "请填写姓名。"),
        ({"document_kind": ""}, "证件类别", "请填写证件类别。"),
        ({"document_kind": "外国人永久居留身份证"}, "证件类别", "所选类别为外国人永久居留身份证"),
        ({"unit_code": "91310104000000000X"}, "单位统一社会信用代码", "校验位不符"),
        ({"phone": "1380000"}, "手机号", "手机号应为11位数字"),
        ({"line_years": "40"}, "一线工作年限", "一线工作年限不应长于工作年限"),
        ({"industry": "采矿"}, "行业", "不在可选范围内"),
        ({"birth_date": "1980/13/1"}, "出生日期", "不是有效的日期"),
        ({"statement.skill": "很" * 2001}, "高超技能", "不超过2000字"),
        ({"summary": "很" * 501}, "事迹简介", "不超过500字"),
        ({"post": "一\n二"}, "岗位（职务）", "请改为一行"),
    ],
)
def test_what_is_wrong_is_told_beside_its_cell(check, changes, label, words):
    batch = check([person(901, **changes)])

    assert batch.refused_rows == 1
    assert words in faults(batch, 2)[label]


def test_the_same_person_twice_in_the_list_is_told_in_both_rows(check):
    batch = check([person(901), person(902), person(901, name="赵另名")])

    assert counts(batch) == (1, 0, 0, 2)
    assert faults(batch, 2)["证件号码"].startswith("与第4行是同一人")


def test_of_somebody_elses_nomination_only_that_there_is_one_is_told(
    check, draft, pudong_clerk, pudong_union, rulebook
):
    content = workbook(rulebook, [person(901, identity_number=draft.identity_number)])
    batch = checked(content, by=pudong_clerk, body=pudong_union)

    sentence = faults(batch, 2)["证件号码"]
    assert "该人选本年度已有申报" in sentence
    assert draft.number not in sentence and draft.drafting_body.name not in sentence


def test_ones_own_that_has_moved_on_cannot_be_changed(check, draft):
    at_state(draft, State.RECOMMENDED)
    batch = check([person(901, identity_number=draft.identity_number)])

    assert batch.refused_rows == 1
    assert "逐级审核" in "".join(faults(batch, 2).values())


def test_achievements_of_nobody_are_told(check):
    batch = check([person(901)], [{"identity_number": identity_number(999), "kind": "竞赛名次", "title": "竞赛"}])

    assert (batch.refused_rows, batch.rows.get(table="achievements").place) == (1, 2)


def test_after_closing_no_list_is_taken(rulebook, clerk, works_union):
    with pytest.raises(Refused) as refused:
        lists.receive(upload(b"x"), by=clerk, body=works_union, now=AFTER_CLOSING)

    assert refused.value.ground == "closed"


def test_only_a_clerk_of_the_body_uploads(rulebook, pudong_clerk, works_union):
    with pytest.raises(Refused) as refused:
        lists.receive(upload(b"x"), by=pudong_clerk, body=works_union, now=IN_WINDOW)

    assert refused.value.ground == "not_yours"


def test_somebody_nominated_since_keeps_the_whole_list_out_and_is_told(
    check, clerk, draft, store, pudong_clerk, pudong_union
):
    batch = check(people(3))
    lists.confirm(batch, by=clerk, now=IN_WINDOW)
    nominate_elsewhere(pudong_clerk, pudong_union, 902)
    batch = lists.store(batch.pk)

    assert (batch.state, Nomination.objects.count()) == (BatchState.STALE, 2)
    assert any(sentence.startswith("第3行：原为“新增”，现为“不能导入”") for sentence in batch.sentences)


def test_a_draft_changed_since_keeps_the_whole_list_out(check, store, clerk):
    store(check([person(901)]))
    batch = check([person(901, post="首席车工"), person(902)])
    lists.confirm(batch, by=clerk, now=IN_WINDOW)
    actions.change(Nomination.objects.get(), by=clerk, fields={"post": "组长"}, now=IN_WINDOW)

    assert lists.store(batch.pk).state == BatchState.STALE
    assert Nomination.objects.get().post == "组长"


def test_a_list_that_fell_through_can_be_checked_anew_and_stored(check, store, clerk, pudong_clerk, pudong_union):
    batch = check([person(901), person(902)])
    lists.confirm(batch, by=clerk, now=IN_WINDOW)
    other = nominate_elsewhere(pudong_clerk, pudong_union, 902)
    lists.store(batch.pk)
    actions.withdraw(other, by=pudong_clerk, reason="误报。", now=IN_WINDOW)
    lists.check_anew(ImportBatch.objects.get(), by=clerk, now=IN_WINDOW)

    assert store(lists.check(batch.pk, now=IN_WINDOW)).state == BatchState.STORED


def test_storing_twice_stores_once(check, store):
    batch = store(check(people(2)))

    assert lists.store(batch.pk) is None
    assert Nomination.objects.count() == 2


def test_the_file_and_what_was_read_of_it_are_cleared_once_stored(check, store, django_capture_on_commit_callbacks):
    batch = check(people(2))
    held = batch.file.name
    with django_capture_on_commit_callbacks(execute=True):
        batch = store(batch)

    assert not batch.file and not default_storage.exists(held)
    assert set(batch.rows.values_list("content", flat=True)) == {""}


def test_the_stored_file_shows_no_number(check):
    batch = check(people(1))
    with batch.file.open("rb") as held:
        content = held.read()

    assert identity_number(901).encode() not in content and b"PK" not in content[:4]


def test_a_list_nobody_confirms_is_cleared_after_its_days(check):
    batch = check(people(1))
    lists.expire(now=beijing(2026, 4, 23))

    batch = ImportBatch.objects.get(pk=batch.pk)
    assert (batch.state, batch.file.name, batch.rows.count()) == (BatchState.EXPIRED, "", 0)


def test_a_list_given_up_is_cleared(check, clerk):
    batch = lists.discard(check(people(1)), by=clerk, now=IN_WINDOW)

    assert (batch.state, batch.rows.count(), batch.told) == (BatchState.DISCARDED, 0, "")


def test_a_file_that_cannot_be_read_says_why(rulebook, clerk, works_union):
    batch = checked(b"PK\x03\x04 no zip", by=clerk, body=works_union)

    assert (batch.state, len(batch.sentences)) == (BatchState.UNREADABLE, 1)


def nominate_elsewhere(clerk, union, serial):
    """Another union's clerk drafts the same person."""
    row = person(serial)
    return actions.start(
        by=clerk,
        channel="unit",
        drafting_body=union,
        name=row["name"],
        document_kind="resident",
        identity_number=row["identity_number"],
        unit_name=row["unit_name"],
        unit_code=row["unit_code"],
        now=IN_WINDOW,
    )
