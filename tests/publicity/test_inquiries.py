"""异议的补充、核查经过、密封与复核 (沪工总经〔2015〕260号 三(四))."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from common.refusals import Refused
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import State
from publicity import actions, queries
from publicity.models import Objection, Supplement
from publicity.states import InquiryFinding, LookOutcome, ObjectionState, ObjectorKind, RefusalGround, Way
from tests.factories import MembershipFactory, UserFactory
from tests.moments import IN_NOTICE, beijing

NAME, CONTACT = "钱实名", "13900000000"


@pytest.fixture
def second_office(municipal):
    """Another person of the review office."""
    person = UserFactory(full_name="方复核")
    MembershipFactory(user=person, role="review_office", organisation=municipal)
    return person


def grounds(act):
    """The ground of a refusal."""
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.ground


def refuse(objection, by):
    """Not accepted, on a coded ground."""
    return actions.refuse_objection(objection, ground=RefusalGround.NO_LEAD, note="未提供线索。", by=by, now=IN_NOTICE)


def test_a_supplement_sent_twice_is_one(objection, publicity_officer):
    for _ in range(2):
        actions.supplement(objection, content="补充线索。", now=IN_NOTICE)
    assert Supplement.objects.count() == 1
    assert Letter.objects.filter(recipient=publicity_officer, kind="objection_supplemented").exists()


def test_an_answered_case_takes_no_supplement(objection, publicity_officer):
    refuse(objection, publicity_officer)
    assert grounds(lambda: actions.supplement(objection, content="补充。", now=IN_NOTICE)) == "case_closed"


def test_a_letter_counts_from_when_it_came(first, publicity_officer):
    words = {"objector_kind": ObjectorKind.PERSON, "objector_name": NAME, "objector_contact": CONTACT}
    made = actions.register(
        first,
        way=Way.LETTER,
        received_at=beijing(2026, 9, 11, 16),
        content="来信所述。",
        by=publicity_officer,
        now=beijing(2026, 9, 14),
        **words,
    )
    assert (made.filed_at, made.registered_by) == (beijing(2026, 9, 11, 16), publicity_officer)
    assert queries.open_against(first.nomination).exists()


def test_who_is_heard_reads_the_question_and_nothing_else(client, inquiry, review_office, clerk):
    asked = actions.ask_statement(inquiry, question="请说明专利的权属。", by=review_office, now=IN_NOTICE)
    client.force_login(clerk)
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "请说明专利的权属。" in page
    assert not [word for word in (NAME, CONTACT, inquiry.content, inquiry.receipt) if word in page]


def test_the_question_does_not_name_the_objector(inquiry, review_office):
    def ask(words):
        return grounds(lambda: actions.ask_statement(inquiry, question=words, by=review_office, now=IN_NOTICE))

    assert (ask(f"{NAME}反映"), ask(f"来电{CONTACT}")) == ("names_objector", "names_objector")


def test_nothing_is_upheld_unheard(inquiry, review_office):
    def uphold():
        return actions.conclude_inquiry(
            inquiry, finding=InquiryFinding.UPHELD, report="属实", reply="属实", by=review_office, now=IN_NOTICE
        )

    assert grounds(uphold) == "unheard"
    actions.ask_statement(inquiry, question="请说明。", by=review_office, now=IN_NOTICE)
    assert grounds(uphold) == "statement_awaited"


def test_an_inquiry_is_extended_once_within_bounds(inquiry, publicity_officer):
    def extend(day):
        return actions.extend_inquiry(inquiry, until=day, reason="外调未回", by=publicity_officer, now=IN_NOTICE)

    assert grounds(lambda: extend(date(2026, 12, 1))) == "not_such_a_day"
    assert extend(date(2026, 9, 30)).due_on == date(2026, 9, 30)
    assert grounds(lambda: extend(date(2026, 10, 9))) == "extended_enough"


def test_who_steps_back_sees_nothing_sealed_any_more(inquiry, review_office, second_office, publicity_officer):
    def look(by):
        return actions.reveal_objector(inquiry, reason="取证", by=by, now=IN_NOTICE)

    actions.step_back(inquiry, reason="与该人选相识", by=review_office, now=IN_NOTICE)
    assert grounds(lambda: look(review_office)) == "stepped_back"
    actions.reassign(inquiry, assignee=second_office, reason="回避", by=publicity_officer, now=IN_NOTICE)
    assert look(second_office) == (NAME, CONTACT)
    assert grounds(lambda: look(review_office)) == "sealed"


def test_after_the_conclusion_the_seal_is_closed(inquiry, review_office):
    actions.conclude_inquiry(inquiry, finding="rejected", report="核", reply="否", by=review_office, now=IN_NOTICE)
    assert grounds(lambda: actions.reveal_objector(inquiry, reason="再看", by=review_office)) == "sealed_again"


def test_a_second_look_is_another_persons_and_may_inquire_anew(
    objection, first, publicity_officer, review_office, second_office
):
    refuse(objection, publicity_officer)
    look = actions.ask_second_look(objection, reason="线索已写明。", now=IN_NOTICE)
    words = {"outcome": LookOutcome.ANEW, "answer": "予以重新核查。", "assignee": review_office, "now": IN_NOTICE}
    assert grounds(lambda: actions.answer_second_look(look, by=publicity_officer, **words)) == "same_hands"
    actions.answer_second_look(look, by=second_office, **words)
    assert Nomination.objects.get(pk=first.nomination_id).state == State.CONTESTED
    assert Objection.objects.get(looked_at_anew=objection).state == ObjectionState.INQUIRY


def test_reminders_are_sent_once_a_day(inquiry, review_office):
    day = beijing(2026, 9, 21)
    assert [actions.remind_of_objections(now=day) for _ in range(2)] == [1, 0]
    assert Letter.objects.filter(recipient=review_office, kind="objection_due").count() == 1


def test_the_database_lets_no_name_pass_that_is_objected_to(objection, first):
    held = Nomination.objects.get(pk=first.nomination_id)
    held.pass_notice(at=IN_NOTICE)
    with pytest.raises(DatabaseError, match="未办结的异议"), transaction.atomic():
        held.save(update_fields=["state", "state_since"])
