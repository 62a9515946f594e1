"""台账查阅：监督人员和评审办公室可查，按事项、经办人、对象、日期筛选；导出须写明用途并留痕。"""

import csv
import io
from datetime import date

import pytest

from common.refusals import Refused
from ledger import rules
from ledger.actions import export, record
from ledger.models import Entry
from ledger.queries import search, trace_of
from nominations.states import State
from tests.moments import AFTER_CLOSING, IN_WINDOW


@pytest.fixture
def acts_of_two_days(clerk, screener, draft):
    """A draft in the window; an admission after its closing."""
    record("nomination.started", by=clerk, on=draft, at=IN_WINDOW)
    record("nomination.admitted", by=screener, on=draft, at=AFTER_CLOSING, before="submitted", after="admitted")


def found(**asked):
    return [entry.act for entry in search(**asked)]


def test_everything_is_listed_newest_first(acts_of_two_days):
    assert found() == ["nomination.admitted", "nomination.started"]


def test_the_search_narrows_by_act_person_subject_and_days(acts_of_two_days, draft):
    assert found(act="nomination.started") == ["nomination.started"]
    assert found(actor="沈明") == ["nomination.admitted"]
    assert found(subject=draft.name) == ["nomination.admitted", "nomination.started"]
    assert found(until=date(2026, 4, 15)) == ["nomination.started"]
    assert found(since=date(2026, 4, 16)) == ["nomination.admitted"]


def test_states_are_read_as_people_call_them(acts_of_two_days):
    entry = search(act="nomination.admitted").get()
    assert (entry.act_words, entry.before_words, entry.after_words) == (
        "资格审核通过",
        State.SUBMITTED.label,
        State.ADMITTED.label,
    )


def test_an_act_without_a_name_is_shown_by_its_code(clerk, draft):
    assert record("nomination.dreamt", by=clerk, on=draft).act_words == "nomination.dreamt"


def test_the_trace_of_a_page_is_one_query_however_long(acts_of_two_days, draft, clerk, django_assert_num_queries):
    with django_assert_num_queries(1):
        trace = trace_of(draft, clerk)

    assert [(line.act, line.who) for line in trace] == [("资格审核通过", "沈明察"), ("起草申报", "周文静")]


def test_a_trace_may_leave_out_what_its_reader_may_not_know(acts_of_two_days, draft):
    assert [line.act for line in trace_of(draft, without=("nomination.admitted",))] == ["起草申报"]


def test_unmasking_shows_in_the_trace(screener, draft):
    record("identity.revealed", by=screener, on=draft, reason="核对身份")
    assert trace_of(draft)[0].unmasking


@pytest.mark.parametrize("reader", ["supervision", "review_office"])
def test_readers_open_the_ledger(client, request, reader, acts_of_two_days):
    client.force_login(request.getfixturevalue(reader))
    page = client.get("/ledger/").content.decode()
    assert "资格审核通过" in page
    assert "起草申报" in page


@pytest.mark.parametrize("stranger", ["clerk", "screener", "administrator", "expert", "self_nominee", "finance"])
def test_nobody_else_reads_it(client, request, stranger):
    user = request.getfixturevalue(stranger)
    client.force_login(user)

    assert rules.refuse_reading(user).ground == "not_a_reader"
    assert client.get("/ledger/").status_code == 403
    assert client.post("/ledger/export/", {"reason": "用途"}).status_code == 403


def test_days_in_the_wrong_order_are_said_beside_the_field(client, supervision):
    client.force_login(supervision)
    page = client.get("/ledger/?since=2026-05-02&until=2026-05-01").content.decode()
    assert "截止日期早于起始日期" in page


def test_one_things_whole_trace_has_a_page(client, supervision, acts_of_two_days, draft):
    client.force_login(supervision)
    page = client.get(f"/ledger/of/nominations.nomination/{draft.pk}/")
    assert page.status_code == 200
    assert "办理经过" in page.content.decode()


def test_an_export_is_itself_in_the_ledger(client, supervision, acts_of_two_days):
    client.force_login(supervision)

    answer = client.post("/ledger/export/", {"reason": "年度核查", "actor": "沈"})

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[4] for row in rows] == ["事项", "资格审核通过"]
    own = Entry.objects.get(act="ledger.exported")
    assert (own.reason, own.detail["rows"]) == ("年度核查", 1)


def test_an_export_without_a_reason_is_refused_and_leaves_nothing(supervision, acts_of_two_days):
    with pytest.raises(Refused) as refused:
        export(asked={}, reason=" ", by=supervision)

    assert refused.value.ground == "no_reason"
    assert not Entry.objects.filter(act="ledger.exported").exists()


def test_an_export_of_nothing_is_refused(supervision, season):
    with pytest.raises(Refused) as refused:
        export(asked={"actor": "无此人"}, reason="核查", by=supervision)

    assert refused.value.ground == "nothing_found"


def test_a_cell_never_starts_a_formula(client, supervision, draft, clerk):
    record("nomination.changed", by=clerk, on=draft, reason="=HYPERLINK(1)")
    client.force_login(supervision)

    answer = client.post("/ledger/export/", {"reason": "核查"})

    assert "'=HYPERLINK(1)" in b"".join(answer.streaming_content).decode()


def test_the_page_asks_the_same_number_of_questions_at_one_row_and_at_many(
    client, supervision, clerk, draft, django_assert_max_num_queries
):
    client.force_login(supervision)
    for _ in range(2):
        with django_assert_max_num_queries(10):
            client.get("/ledger/")
        for _ in range(60):
            record("nomination.changed", by=clerk, on=draft)


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"columns": ["work_years", "statement.skill"]}, ("变更项目", "工作年限、陈述·高超技能")),
        ({"lines": {"membership": ["passed", ""]}}, ("逐项结论", "工会会员：符合")),
        ({"channel": "self"}, ("推荐途径", "个人自荐")),
        ({"treatment": "incidental"}, None),
        ({"version": "2026-1"}, ("版本", "2026-1")),
    ],
)
def test_particulars_are_read_as_people_call_them(clerk, draft, detail, words):
    (told,) = record("nomination.changed", by=clerk, on=draft, **detail).detail_words
    assert told == words if words else not told[1].isascii()
