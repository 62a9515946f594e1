"""奖金，任意次序办理：至多付出一次，编制与放款为两人，账在每一步都平 (沪工总经〔2015〕260号 三(五))."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.refusals import Refused
from findings.actions import appeals
from findings.models import Finding
from findings.states import AppealState
from honours.actions import accounts, batches, payments, recovery, restoring, returns
from honours.models import (
    BankFile,
    BankReturn,
    Payment,
    PaymentAttempt,
    PaymentBatch,
    PaymentConflict,
    Recovery,
    Refund,
)
from honours.queries.batches import reading
from honours.queries.reconciliation import account_of
from honours.queries.recoveries import recovered
from honours.states import AttemptState, BatchState, PaymentState, Settlement
from nominations.actions.consenting import withdraw_consent
from nominations.states import ConsentKind
from tests.factories import csv_layout, demonstration_bank, prove
from tests.factories.findings import found_out, stranger
from tests.moments import AFTER_NAMING

AT = {"now": AFTER_NAMING}
LATER = AFTER_NAMING + timedelta(days=3)
PEOPLE = st.integers(0, 2)  # two of finance, and one who has nothing to do with money
OUTCOMES = st.sampled_from(["成功", "失败", "处理中"])
MOST = settings(
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
HEAD = "业务编号,账号,户名,金额,处理结果,流水号"


def test_any_order_of_acts_pays_at_most_once(named, taxed, season, finance, second_finance, review_office):
    people = [prove(finance), prove(second_finance), review_office]
    reviewer = prove(stranger("复核人"))
    honours = named("王建国", "李明")
    layout = csv_layout()
    form = reading(layout)

    class Money(RuleBasedStateMachine):
        """Two clerks of finance and a stranger press whatever button they find; the bank answers what it likes."""

        @initialize()
        def begin(self):
            self.savepoint = transaction.savepoint()
            self.files = []

        def teardown(self):
            transaction.savepoint_rollback(self.savepoint)

        def payment(self, which):
            return Payment.objects.select_related("honour__nomination").get(honour=honours[which])

        def attempt(self, act, *args, **kwargs):
            with suppress(Refused, ValidationError):
                return act(*args, **kwargs, **AT)

        @rule(who=PEOPLE, which=st.integers(0, 1), tail=st.integers(0, 9))
        def give_account(self, who, which, tail):
            given = {"bank": demonstration_bank(), "bank_account": f"622200001111222{tail}"}
            payment = self.payment(which)
            self.attempt(accounts.give_account, payment, account_name=payment.honour.name, **given, by=people[who])

        @rule(who=PEOPLE, both=st.booleans())
        def prepare(self, who, both):
            chosen = [self.payment(which) for which in ((0, 1) if both else (0,))]
            self.attempt(batches.prepare, chosen, layout=layout, by=people[who])

        @rule(who=PEOPLE, back=st.integers(0, 3))
        def release_or_withdraw(self, who, back):
            batch = PaymentBatch.objects.order_by("pk").last()
            if batch is not None and back:
                self.attempt(batches.release, batch, by=people[who])
            elif batch is not None:
                self.attempt(batches.withdraw, batch, reason="撤回", by=people[who])

        @rule(outcomes=st.tuples(OUTCOMES, OUTCOMES), which=st.integers(0, 5))
        def the_bank_answers(self, outcomes, which):
            """Any batch, again and again, late and contradicting itself."""
            released = list(PaymentBatch.objects.filter(state__in=[BatchState.RELEASED, BatchState.SETTLED]))
            if not released:
                return
            batch = released[which % len(released)]
            lines = zip(PaymentAttempt.objects.filter(batch=batch, state__in=LEFT), outcomes, strict=False)
            said = [
                f"{one.reference},{one.bank_account},{one.account_name},{one.net},{word},B{len(self.files)}"
                for one, word in lines
            ]
            self.files.append((batch, "\n".join([HEAD, *said]).encode()))
            self.enter(len(self.files) - 1)

        @rule(which=st.integers(0, 9))
        def the_same_file_comes_again(self, which):
            if self.files:
                self.enter(which % len(self.files))

        def enter(self, which):
            batch, content = self.files[which]
            kept = self.attempt(returns.receive, batch, name="回执.csv", content=content, reading=form, by=people[0])
            if kept is not None:
                self.attempt(returns.enter, kept, by=people[0])

        @rule(who=PEOPLE, which=st.integers(0, 1), paid=st.booleans())
        def answer_by_hand(self, who, which, paid):
            if paid:
                self.attempt(returns.confirm_paid, self.payment(which), reference="B1", by=people[who])
            else:
                self.attempt(returns.mark_failed, self.payment(which), note="退回", by=people[who])

        @rule(who=PEOPLE, settlement=st.sampled_from(Settlement))
        def settle_conflict(self, who, settlement):
            if conflict := PaymentConflict.objects.filter(settled_at=None).first():
                self.attempt(returns.settle_conflict, conflict, settlement=settlement, note="已查", by=people[who])

        @rule(who=PEOPLE, which=st.integers(0, 1), inquiry=st.booleans())
        def hold(self, who, which, inquiry):
            act = payments.hold_under_inquiry if inquiry else payments.hold
            self.attempt(act, self.payment(which), note="暂缓", by=people[who])

        @rule(who=PEOPLE, which=st.integers(0, 1), inquiry=st.booleans())
        def resume(self, who, which, inquiry):
            if inquiry:
                self.attempt(payments.resume_after_inquiry, [self.payment(which)], why="办结", by=people[who])
            else:
                self.attempt(payments.resume, self.payment(which), by=people[who])

        @rule(rarely=st.integers(0, 5), which=st.integers(0, 1))
        def withdraw_consent(self, rarely, which):
            if rarely == 0:
                nomination = honours[which].nomination
                self.attempt(withdraw_consent, nomination, ConsentKind.BANK, by=nomination.drafted_by)

        @rule(rarely=st.integers(0, 5), which=st.integers(0, 1))
        def revoke(self, rarely, which):
            if rarely == 0 and not Finding.objects.filter(nomination=honours[which].nomination).exists():
                number = f"沪{which}号"
                self.attempt(found_out, honours[which].nomination, decision_number=number, by=review_office)

        @rule(which=st.integers(0, 1))
        def restore(self, which):
            finding = Finding.objects.filter(nomination=honours[which].nomination, overturned_at=None).first()
            if finding is not None:
                drafter = finding.nomination.drafted_by
                said = {"decision_number": f"沪{which}复", "reasons": "原认定的事实不能成立。", "now": LATER}
                appeal = appeals.file_appeal(finding, text="证书是真的。", by=drafter, now=LATER)
                appeals.decide_appeal(appeal, outcome=AppealState.UPHELD, by=reviewer, **said)

        @rule(who=PEOPLE, which=st.integers(0, 1), refund=st.booleans())
        def pay_on(self, who, which, refund):
            if not refund:
                self.attempt(restoring.reinstate, self.payment(which), by=people[who])
            elif (waiting := Refund.objects.filter(confirmed_at=None).first()) is not None:
                self.attempt(restoring.confirm_refund, waiting, by=people[who])
            else:
                voucher = {"paid_on": AFTER_NAMING.date(), "reference": "F"}
                self.attempt(restoring.register_refund, self.payment(which), **voucher, by=people[who])

        @rule(who=PEOPLE, which=st.integers(0, 1), amount=st.sampled_from(["1500.00", "2500.00", "4000.00"]))
        def recover(self, who, which, amount):
            came = {"amount": Decimal(amount), "received_on": AFTER_NAMING.date()}
            reference = f"R{Recovery.objects.count()}"
            self.attempt(recovery.record_recovery, self.payment(which), **came, reference=reference, by=people[who])

        @invariant()
        def is_paid_at_most_once(self):
            for honour in honours:
                lines = list(PaymentAttempt.objects.filter(payment__honour=honour).values_list("state", flat=True))
                assert lines.count(AttemptState.PAID) <= 1
                assert sum(state in (AttemptState.PREPARED, AttemptState.SENT) for state in lines) <= 1

        @invariant()
        def agrees_with_its_attempts(self):
            for which in (0, 1):
                payment = self.payment(which)
                lines = set(payment.attempts.values_list("state", flat=True))
                assert (payment.state == PaymentState.PREPARED) == (AttemptState.PREPARED in lines)
                if payment.state not in (PaymentState.RECOVERING, PaymentState.RECOVERED):
                    assert recovered(payment) == 0
                    assert (payment.state == PaymentState.PAID) == (AttemptState.PAID in lines)
                    assert (payment.state == PaymentState.RELEASED) == (AttemptState.SENT in lines)

        @invariant()
        def is_signed_by_two(self):
            for batch in PaymentBatch.objects.exclude(released_by=None):
                assert {batch.prepared_by, batch.released_by} == {finance, second_finance}

        @invariant()
        def balances(self):
            """To zero at every step; only money the bank itself has paid twice is named, until it is back."""
            account = account_of(season)
            assert account.difference == 0
            assert {check.word for check in account.differing} <= {"重复付款待退回"}

        @invariant()
        def files_hold_what_was_released(self):
            for kept in BankFile.objects.select_related("batch"):
                assert (kept.rows, kept.net) == (kept.batch.count, kept.batch.net)
            assert BankReturn.objects.count() <= len(self.files)

    LEFT = [AttemptState.SENT, AttemptState.PAID, AttemptState.FAILED, AttemptState.RETURNED]
    run_state_machine_as_test(Money, settings=MOST)
