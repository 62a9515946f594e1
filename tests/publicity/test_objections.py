"""异议的提出、受理与核查 (沪工总经〔2015〕260号 三(四))."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from common.refusals import Refused
from ledger.models import Entry
from ledger.origin import acting_from
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from publicity import actions, rules
from publicity.actions.objecting import new_receipt
from publicity.models import Objection
from publicity.states import InquiryFinding, NameState, ObjectionState, ObjectorKind, RefusalGround
from tests.factories import MembershipFactory
from tests.moments import AFTER_NOTICE, IN_NOTICE, beijing
from tests.publicity.conftest import CLOSING


def object_to(name, now=IN_NOTICE, **words):
    """A signed objection unless the words say otherwise."""
    words = {
        "objector_kind": ObjectorKind.PERSON,
        "objector_name": "钱实名",
        "objector_contact": "13900000000",
        "content": "所报奖项与事实不符。",
    } | words
    return actions.object_to(name, now=now, **words)


def conclude(inquiry, by, finding=InquiryFinding.REJECTED, now=IN_NOTICE):
    """A complete conclusion."""
    return actions.conclude_inquiry(
        inquiry, finding=finding, report="已核对原件。", reply="经核查，所反映的问题不属实。", by=by, now=now
    )


def state_of(name):
    """Where the nomination behind a name stands."""
    return Nomination.objects.get(pk=name.nomination_id).state


def grounds(act):
    """The ground of a refusal."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.ground


# --- 提出 ---


def test_a_stranger_objects_without_an_account(first, objection):
    assert objection.notice_name == first and objection.state == ObjectionState.RECEIVED


def test_the_receipt_cannot_be_guessed(objection):
    assert len(objection.receipt) == 22 and objection.receipt != new_receipt()


def test_the_objector_is_sealed_in_the_database(objection):
    raw = Objection.objects.raw("SELECT id, objector_name::text AS sealed FROM publicity_objection")[0]
    assert "钱实名" not in raw.sealed and Objection.objects.get().objector_name == "钱实名"


def test_the_ledger_does_not_say_who_objected(objection):
    entry = Entry.objects.get(act="objection.filed")
    assert "钱实名" not in str(vars(entry)) and objection.receipt not in str(vars(entry))


def test_the_ledger_does_not_say_from_where_or_with_what_somebody_objected(first):
    with acting_from("web", address="203.0.113.7", device="手机浏览器"):
        object_to(first)
    entry = Entry.objects.get(act="objection.filed")
    assert (entry.origin, entry.address, entry.device) == ("web", "", "")
    assert (entry.actor_id, entry.actor_name, entry.role) == (None, "公众", "异议人")


def test_the_same_letter_ten_times_is_one_objection(first):
    assert len({object_to(first).pk for _ in range(10)}) == 1
    assert Objection.objects.count() == 1


@pytest.mark.parametrize("now", [beijing(2026, 9, 6, 23, 59), CLOSING, AFTER_NOTICE])
def test_outside_the_window_it_is_refused_with_a_sentence(first, now):
    assert grounds(lambda: object_to(first, now=now)) in {"not_open_yet", "window_over"}
    assert not Objection.objects.exists()


@pytest.mark.parametrize("now", [beijing(2026, 9, 7, 0, 0), beijing(2026, 9, 11, 16, 59)])
def test_first_and_last_minute_are_inside(first, now):
    assert object_to(first, now=now).pk


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ({"objector_kind": ObjectorKind.ANONYMOUS}, "anonymous"),
        ({"objector_name": " "}, "no_name"),
        ({"objector_contact": ""}, "no_name"),
        ({"content": " "}, "no_content"),
        ({"objector_kind": ObjectorKind.UNIT}, "no_stamp"),
    ],
)
def test_who_objects_signs(first, words, ground):
    assert grounds(lambda: object_to(first, **words)) == ground


def test_anonymous_leads_are_taken_where_the_rulebook_says_so(first):
    first.notice.rulebook.anonymous_objections = True
    assert rules.refuse_letter(first.notice, ObjectorKind.ANONYMOUS, "", "", "线索", how_many=0) is None


def test_a_name_no_longer_on_notice_is_not_objected_to(first):
    gone = Nomination.objects.get(pk=first.nomination_id)
    gone.drop_out(at=IN_NOTICE, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    assert grounds(lambda: object_to(first)) == "name_gone"


def test_one_address_objects_five_times_an_hour(first):
    with acting_from("web", address="192.0.2.7"):
        for number in range(5):
            object_to(first, content=f"第{number}件")
        assert grounds(lambda: object_to(first, content="第六件")) == "too_many"
        assert object_to(first, content="第0件").pk  # the same letter again is no new one
    with acting_from("web", address="192.0.2.8"):
        assert object_to(first, content="第六件", objector_contact="13900000001").pk


def test_a_disguised_file_is_refused_and_nothing_saved(first):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        object_to(first, uploads=[SimpleUploadedFile("证据.pdf", b"MZ\x90\x00" * 40)])
    assert not Objection.objects.exists()


def test_the_publicity_officer_is_told(publicity_officer, objection):
    assert "丁一凡" in Letter.objects.get(recipient=publicity_officer, kind="objection_filed").body


# --- 受理 ---


def test_refused_on_a_coded_ground_with_a_note(objection, publicity_officer):
    refused = actions.refuse_objection(
        objection, ground=RefusalGround.NO_LEAD, note="未提供线索。", by=publicity_officer, now=IN_NOTICE
    )
    assert refused.state == ObjectionState.REFUSED
    assert Entry.objects.get(act="objection.refused").reason == "未提供线索。"


def test_refusing_needs_ground_and_note(objection, publicity_officer):
    def refuse(ground, note):
        return grounds(lambda: actions.refuse_objection(objection, ground=ground, note=note, by=publicity_officer))

    assert (refuse("", "说明"), refuse(RefusalGround.LATE, " ")) == ("no_ground", "no_note")


def test_answering_twice_is_refused(inquiry, publicity_officer):
    assert (
        grounds(lambda: actions.refuse_objection(inquiry, ground="late", note="逾期", by=publicity_officer))
        == "already_handled"
    )


def test_only_the_publicity_officer_answers(objection, review_office, supervision):
    for person in (review_office, supervision):
        assert (
            grounds(lambda who=person: actions.open_inquiry(objection, assignee=review_office, by=who))
            == "not_publicity_officer"
        )


def test_refusing_after_the_closing_lets_the_name_pass(notice, everywhere, objection, publicity_officer):
    everywhere(notice)
    actions.close_due(now=CLOSING)
    actions.refuse_objection(objection, ground="unrelated", note="与公示事项无关。", by=publicity_officer)
    assert state_of(objection.notice_name) == State.NOTICE_PASSED


# --- 核查 ---


def test_an_inquiry_holds_that_name_only(inquiry, first):
    states = dict(Nomination.objects.values_list("name", "state"))
    assert states == {"丁一凡": State.CONTESTED, "王建国": State.ON_NOTICE, "李明": State.ON_NOTICE}
    first.refresh_from_db()
    assert first.state == NameState.HELD


def test_the_inquiry_has_ten_working_days(inquiry):
    assert inquiry.due_on == date(2026, 9, 22)  # 20 September is worked


def test_the_inquirer_is_of_no_nominating_body(objection, review_office, xuhui_union, publicity_officer):
    MembershipFactory(user=review_office, role="union_clerk", organisation=xuhui_union)
    assert (
        grounds(lambda: actions.open_inquiry(objection, assignee=review_office, by=publicity_officer, now=IN_NOTICE))
        == "of_the_nominating_union"
    )
    assert state_of(objection.notice_name) == State.ON_NOTICE


def test_the_inquirer_took_no_part(objection, review_office, publicity_officer):
    Nomination.objects.filter(pk=objection.notice_name.nomination_id).update(screener=review_office)
    assert (
        grounds(lambda: actions.open_inquiry(objection, assignee=review_office, by=publicity_officer, now=IN_NOTICE))
        == "second_part"
    )


def test_the_inquirer_is_of_the_review_office(objection, finance, publicity_officer):
    assert (
        grounds(lambda: actions.open_inquiry(objection, assignee=finance, by=publicity_officer)) == "not_review_office"
    )


def test_rejected_the_name_returns_to_the_notice(inquiry, review_office):
    conclude(inquiry, review_office)
    assert state_of(inquiry.notice_name) == State.ON_NOTICE


def test_rejected_after_the_closing_the_name_passes_at_once(notice, everywhere, inquiry, review_office):
    everywhere(notice)
    actions.close_due(now=CLOSING)
    conclude(inquiry, review_office, now=AFTER_NOTICE)
    assert state_of(inquiry.notice_name) == State.NOTICE_PASSED
    assert Entry.objects.filter(act="nomination.notice_passed", subject_label__startswith="丁一凡").exists()


def test_rejected_after_the_end_but_before_the_closing_it_passes_with_the_closing(
    notice, everywhere, inquiry, review_office
):
    conclude(inquiry, review_office, now=AFTER_NOTICE)
    assert state_of(inquiry.notice_name) == State.ON_NOTICE
    everywhere(notice)
    actions.close_due(now=AFTER_NOTICE)
    assert state_of(inquiry.notice_name) == State.NOTICE_PASSED


def test_upheld_the_name_is_struck(inquiry, review_office, first, heard):
    conclude(inquiry, review_office, InquiryFinding.UPHELD)
    first.refresh_from_db()
    assert (state_of(first), first.state) == (State.NOT_SELECTED, NameState.STRUCK)


def test_two_inquiries_hold_until_both_are_concluded(first, inquiry, review_office, publicity_officer):
    second = object_to(first, content="另一件事。")
    second = actions.open_inquiry(second, assignee=review_office, by=publicity_officer, now=IN_NOTICE)
    conclude(inquiry, review_office)
    assert state_of(first) == State.CONTESTED
    conclude(second, review_office)
    assert state_of(first) == State.ON_NOTICE


def test_a_candidate_who_left_during_the_inquiry_stays_away(inquiry, review_office, first):
    gone = Nomination.objects.get(pk=first.nomination_id)
    gone.drop_out(at=IN_NOTICE, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    assert conclude(inquiry, review_office).state == ObjectionState.CLOSED
    assert state_of(first) == State.DROPPED_OUT


def test_only_the_assignee_concludes(inquiry, publicity_officer):
    assert grounds(lambda: conclude(inquiry, publicity_officer)) == "not_the_assignee"


def test_a_conclusion_is_complete(inquiry, review_office):
    assert (
        grounds(
            lambda: actions.conclude_inquiry(inquiry, finding="rejected", report="核对", reply=" ", by=review_office)
        )
        == "incomplete"
    )
    assert Objection.objects.get().state == ObjectionState.INQUIRY


# --- 保密 ---


def test_each_look_at_the_objector_is_recorded(inquiry, review_office):
    for _ in range(2):
        assert actions.reveal_objector(inquiry, by=review_office, reason="联系取证", now=IN_NOTICE) == (
            "钱实名",
            "13900000000",
        )
    assert Entry.objects.filter(act="objection.objector_seen", actor_id=review_office.pk).count() == 2


def test_nobody_but_the_assignee_sees_the_objector(inquiry, publicity_officer, supervision, administrator):
    for person in (publicity_officer, supervision, administrator):
        assert grounds(lambda who=person: actions.reveal_objector(inquiry, by=who, reason="好奇")) == "sealed"
    assert not Entry.objects.filter(act="objection.objector_seen").exists()


def test_the_database_keeps_every_objection_and_its_answer(inquiry, review_office):
    with pytest.raises(DatabaseError, match="delete"), transaction.atomic():
        inquiry.delete()
    conclude(inquiry, review_office)
    with pytest.raises(DatabaseError, match="update"), transaction.atomic():
        Objection.objects.update(reply="另一个答复")
