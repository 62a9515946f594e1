"""奖金，任意次序办理：至多发放一次，编制与复核为两人，实发等于应发减税 (沪工总经〔2015〕260号 三(五))."""

from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.refusals import Refused
from findings.actions import findings
from findings.states import Ground
from honours.actions import payments
from honours.models import Payment
from honours.states import GONE, PaymentState
from ledger.models import Entry
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}
PEOPLE = st.integers(0, 2)  # two of finance, and one who has nothing to do with money
MOST = settings(
    max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def test_any_order_of_acts_pays_at_most_once(honour, taxed, finance, second_finance, review_office):
    people = [finance, second_finance, review_office]

    class Money(RuleBasedStateMachine):
        """Two clerks of finance and a stranger press whatever button they find."""

        @initialize()
        def begin(self):
            self.savepoint = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)

        @property
        def payment(self):
            return Payment.objects.select_related("prepared_by", "released_by").get(honour=honour)

        def attempt(self, act, *args, **kwargs):
            with suppress(Refused):
                act(*args, **kwargs, **AT)

        @rule(who=PEOPLE, tail=st.integers(0, 9))
        def give_account(self, who, tail):
            given = {"account_name": "王建国", "bank_name": "行", "bank_account": f"622200001111222{tail}"}
            self.attempt(payments.give_account, self.payment, **given, by=people[who])

        @rule(who=PEOPLE)
        def prepare(self, who):
            self.attempt(payments.prepare, [self.payment], by=people[who])

        @rule(who=PEOPLE)
        def release(self, who):
            self.attempt(payments.release, [self.payment], by=people[who])

        @rule(who=PEOPLE)
        def confirm(self, who):
            self.attempt(payments.confirm_paid, self.payment, reference="B1", by=people[who])

        @rule(who=PEOPLE)
        def fail(self, who):
            self.attempt(payments.mark_failed, self.payment, note="退回", by=people[who])

        @rule(who=PEOPLE)
        def hold(self, who):
            self.attempt(payments.hold, self.payment, note="暂缓", by=people[who])

        @rule(who=PEOPLE)
        def resume(self, who):
            self.attempt(payments.resume, self.payment, by=people[who])

        @rule(who=PEOPLE)
        def recover(self, who):
            self.attempt(payments.record_recovery, self.payment, reference="R1", by=people[who])

        @rule(rarely=st.integers(0, 5))
        def revoke(self, rarely):
            if rarely == 0:
                said = {"ground": Ground.FRAUD, "facts": "伪造", "heard": "无异议", "decision_number": "沪〔2026〕1号"}
                bans = {"ban_person": True, "ban_unit": False}
                self.attempt(findings.find_fraud, honour.nomination, **said, **bans, by=review_office)

        @invariant()
        def is_paid_at_most_once(self):
            acts = Entry.objects.filter(subject_kind="honours.payment").values_list("act", flat=True)
            acts = list(acts.order_by("pk"))
            assert acts.count("payment.paid") <= 1
            # every release has been answered by the bank before the next one
            assert acts.count("payment.released") - acts.count("payment.failed") <= 1

        @invariant()
        def is_signed_by_two(self):
            payment = self.payment
            if payment.state in (*GONE, PaymentState.RECOVERING, PaymentState.RECOVERED):
                assert {payment.prepared_by, payment.released_by} == {finance, second_finance}

        @invariant()
        def adds_up(self):
            payment = self.payment
            assert payment.net is None or payment.net == payment.gross - payment.tax

    run_state_machine_as_test(Money, settings=MOST)
