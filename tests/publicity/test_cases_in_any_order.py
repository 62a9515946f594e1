"""异议，任意次序办理：有未结异议的人选即暂缓，办结的一字不改 (沪工总经〔2015〕260号 三(四))."""

from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.refusals import Refused
from nominations.models import Nomination
from nominations.states import State
from publicity import actions
from publicity.models import NoticeName, Objection
from publicity.states import InquiryFinding, NameState, ObjectionState, ObjectorKind, RefusalGround
from tests.moments import IN_NOTICE

AT = {"now": IN_NOTICE}
CASES = st.integers(0, 5)
MOST = settings(
    max_examples=8, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
LAST = (ObjectionState.REFUSED, ObjectionState.CLOSED)


def test_any_order_of_acts_holds_a_name_while_a_case_is_inquired_into(notice, publicity_officer, review_office):
    names = list(notice.names.order_by("position")[:2])

    class Cases(RuleBasedStateMachine):
        """The public writes, the officer answers, the inquirer concludes, in whatever order."""

        @initialize()
        def begin(self):
            self.savepoint, self.answered = transaction.savepoint(), {}

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)

        def attempt(self, act, which, **words):
            found = list(Objection.objects.order_by("pk"))
            if found:
                with suppress(Refused):
                    act(found[which % len(found)], **words, **AT)

        @rule(which=st.integers(0, 1), turn=st.integers(0, 3), signed=st.booleans())
        def file(self, which, turn, signed):
            said = {"objector_name": "钱实名", "objector_contact": f"1390000000{turn}"} if signed else {}
            kind = ObjectorKind.PERSON if signed else ObjectorKind.ANONYMOUS
            with suppress(Refused):
                actions.object_to(names[which], objector_kind=kind, content=f"第{turn}件", **said, **AT)

        @rule(which=CASES)
        def refuse(self, which):
            words = {"ground": RefusalGround.NO_LEAD, "note": "未提供线索。"}
            self.attempt(actions.refuse_objection, which, **words, by=publicity_officer)

        @rule(which=CASES)
        def inquire(self, which):
            self.attempt(actions.open_inquiry, which, assignee=review_office, by=publicity_officer)

        @rule(which=CASES)
        def hear(self, which):
            self.attempt(actions.ask_statement, which, question="请说明。", by=review_office)
            asked = Objection.objects.filter(statements__answered_at=None, statements__isnull=False).first()
            if asked is not None:
                with suppress(Refused):
                    one = asked.statements.get(answered_at=None)
                    actions.make_statement(one, answer="属实。", by=asked.notice_name.nomination.drafted_by, **AT)

        @rule(which=CASES, finding=st.sampled_from(InquiryFinding))
        def conclude(self, which, finding):
            words = {"finding": finding, "report": "已核。", "reply": "已答复。"}
            self.attempt(actions.conclude_inquiry, which, **words, by=review_office)

        @rule(which=CASES, turn=st.integers(0, 1))
        def supplement(self, which, turn):
            self.attempt(actions.supplement, which, content=f"补充{turn}")

        @invariant()
        def a_name_is_held_exactly_while_a_case_is_inquired_into(self):
            for name in NoticeName.objects.filter(notice=notice):
                state = Nomination.objects.get(pk=name.nomination_id).state
                if name.state == NameState.STRUCK:
                    assert state == State.NOT_SELECTED
                    continue
                inquired = Objection.objects.filter(notice_name=name, state=ObjectionState.INQUIRY).exists()
                assert (name.state == NameState.HELD) == inquired == (state == State.CONTESTED)

        @invariant()
        def what_was_answered_never_changes(self):
            now = {one["pk"]: one for one in Objection.objects.filter(state__in=LAST).values("pk", *KEPT)}
            assert {pk: now[pk] for pk in self.answered} == self.answered
            self.answered = now

    run_state_machine_as_test(Cases, settings=MOST)


KEPT = ("state", "finding", "reply", "report", "refusal_ground", "refusal_note", "closed_at", "content", "assignee")
