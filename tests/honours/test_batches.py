"""发放批次：一人编制、另一人复核放款，放出的就是编制的，至多付出一次 (沪工总经〔2015〕260号 三(五))."""

import hashlib
from datetime import date
from decimal import Decimal

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from honours import bankfiles
from honours.actions import batches, payments, returns
from honours.models import BankFile, Payment, PaymentAttempt, PaymentBatch
from honours.queries.batches import frozen
from honours.states import AttemptState, BatchState, PaymentState
from ledger.models import Entry
from publicity.models import Notice, NoticeName, Objection
from tests.conftest import someone
from tests.factories import csv_layout, fixed_layout, prove, workbook_layout
from tests.honours.conftest import ACCOUNT, ground
from tests.moments import AFTER_NAMING, AT_NAMING

AT = {"now": AFTER_NAMING}


def state_of(payment):
    return Payment.objects.get(pk=payment.pk).state


# --- two people ------------------------------------------------------------------------------------------------------


def test_one_prepares_and_another_releases(released_batch, released, finance, second_finance):
    assert (released_batch.prepared_by, released_batch.released_by) == (finance, second_finance)
    assert (released_batch.number, released_batch.count, released_batch.net) == ("2026-001", 1, Decimal("4000.00"))
    assert (released.state, PaymentAttempt.objects.get().state) == (PaymentState.RELEASED, AttemptState.SENT)
    assert set(Entry.objects.filter(act__startswith="batch.").values_list("act", flat=True)) == {
        "batch.prepared",
        "batch.released",
    }


def test_the_one_who_prepared_does_not_release(batch, finance):
    assert ground(batches.release, batch, by=prove(finance), **AT) == "same_person"


def test_a_second_account_of_the_same_person_does_not_release_either(ready, finance, municipal):
    finance.person_hash = "a" * 64
    finance.save(update_fields=["person_hash"])
    batch = batches.prepare([ready], layout=csv_layout(), by=finance, **AT)
    other_self = prove(someone("孔计明", "finance", municipal, person_hash="a" * 64))

    assert ground(batches.release, batch, by=other_self, **AT) == "same_person"
    with pytest.raises(DatabaseError, match="同一人"), transaction.atomic():
        PaymentBatch.objects.filter(pk=batch.pk).update(
            state=BatchState.RELEASED, released_by=other_self, released_at=AFTER_NAMING
        )


def test_nothing_is_released_without_a_code(batch, second_finance):
    assert ground(batches.release, batch, by=second_finance, **AT) == "second_factor"
    assert not BankFile.objects.exists()


def test_whoever_drafted_the_nomination_does_not_pay_for_it(ready, clerk, municipal):
    clerk.person_hash = "b" * 64
    clerk.save(update_fields=["person_hash"])
    other_self = someone("周文静", "finance", municipal, person_hash="b" * 64)

    assert ground(batches.prepare, [ready], layout=csv_layout(), by=other_self, **AT) == "second_part"


def test_the_craftsman_does_not_pay_himself(ready, municipal):
    himself = someone("王建国", "finance", municipal, person_hash=ready.honour.nomination.identity_hash)

    assert ground(batches.prepare, [ready], layout=csv_layout(), by=himself, **AT) == "own_candidacy"


@pytest.mark.parametrize("role", ["review_office", "supervision", "clerk"])
def test_only_finance_moves_money(batch, ready, role, request):
    by = request.getfixturevalue(role)

    assert ground(batches.prepare, [ready], layout=csv_layout(), by=by, **AT) == "not_finance"
    assert ground(batches.release, batch, by=by, **AT) == "not_finance"
    assert ground(batches.withdraw, batch, reason="停", by=by, **AT) == "not_finance"


# --- all or nothing, and only as it was prepared ----------------------------------------------------------------------


def test_a_batch_is_prepared_all_or_nothing(named, taxed, with_account, finance):
    first, second = named("王建国", "李明")
    given = with_account(first)

    assert ground(batches.prepare, [given, second.payment], layout=csv_layout(), by=finance, **AT) == "wrong_state"
    assert state_of(given) == PaymentState.READY and not PaymentBatch.objects.exists()


def test_a_batch_pressed_twice_is_prepared_once(batch, ready, finance):
    assert ground(batches.prepare, [ready], layout=csv_layout(), by=finance, **AT) == "wrong_state"
    assert PaymentBatch.objects.count() == 1


def test_a_batch_released_twice_is_released_once(released_batch, second_finance):
    assert ground(batches.release, released_batch, by=second_finance, **AT) == "wrong_state"
    assert BankFile.objects.count() == 1


def test_what_was_held_since_keeps_the_whole_batch_back(batch, ready, finance, second_finance):
    payments.hold(ready, note="核实", by=finance, **AT)

    assert ground(batches.release, batch, by=prove(second_finance), **AT) == "line_changed"


def test_an_open_objection_holds_that_award(batch, ready, second_finance, season, rulebook, publicity_officer):
    notice = Notice.objects.create(
        season=season,
        rulebook=rulebook,
        number=1,
        title="公示",
        text="正文",
        opens_on=date(2026, 9, 7),
        closes_at=AFTER_NAMING,
        contact="电话",
        prepared_by=publicity_officer,
        prepared_at=AT_NAMING,
    )
    named = {"nomination": ready.honour.nomination, "name": "王建国", "unit_name": "厂", "post": "车工"}
    on_notice = NoticeName.objects.create(notice=notice, position=1, **named)
    Objection.objects.create(
        notice_name=on_notice, receipt="R", sameness="s", objector_kind="person", content="反映", filed_at=AFTER_NAMING
    )
    assert ground(batches.release, batch, by=prove(second_finance), **AT) == "objection_open"


def test_a_digest_that_no_longer_agrees_keeps_it_back(batch, second_finance):
    with pgtrigger.ignore("honours.PaymentBatch:a_prepared_batch_stays"):
        PaymentBatch.objects.update(digest="0" * 64)
    assert ground(batches.release, batch, by=prove(second_finance), **AT) == "content_changed"


def test_a_batch_taken_back_frees_its_awards(batch, ready, finance):
    batches.withdraw(batch, reason="格式选错", by=finance, **AT)

    assert (state_of(ready), PaymentAttempt.objects.get().state) == (PaymentState.READY, AttemptState.WITHDRAWN)
    assert batches.prepare([ready], layout=csv_layout(), by=finance, **AT).number == "2026-002"


def test_a_released_batch_is_not_taken_back(released_batch, finance):
    assert ground(batches.withdraw, released_batch, reason="停", by=finance, **AT) == "wrong_state"


def test_no_layout_no_batch(ready, finance):
    assert ground(batches.prepare, [ready], layout=None, by=finance, **AT) == "no_layout"


def test_what_does_not_fit_the_layout_is_told_before_anybody_signs(ready, finance):
    layout = fixed_layout()
    layout.columns.filter(source="account").update(width=8)

    assert ground(batches.prepare, [ready], layout=layout, by=finance, **AT) == "unwritable"


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_file_is_what_was_prepared_and_comes_twice_the_same(released_batch, finance, second_finance):
    kept = BankFile.objects.get()
    first, again = (batches.fetch_file(kept, by=by, **AT) for by in (finance, second_finance))

    assert first == again and hashlib.sha256(first).hexdigest() == kept.sha256
    assert first.decode("gb18030").splitlines() == [
        "序号,业务编号,账号,户名,金额",
        f"1,2026-001-00001,{ACCOUNT},王建国,4000.00",
        "合计,1,4000.00",
    ]
    assert Entry.objects.filter(act="batch.file_fetched").count() == 2


@pytest.mark.parametrize("role", ["supervision", "review_office", "clerk"])
def test_nobody_but_finance_fetches_it(released_batch, role, request):
    kept = BankFile.objects.get()

    assert ground(batches.fetch_file, kept, by=request.getfixturevalue(role), **AT) == "not_finance"


def test_the_account_is_sealed_in_the_kept_file_too(released_batch):
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM honours_bankfile")
        assert ACCOUNT not in cursor.fetchone()[0]


LINES = [
    {
        "reference": f"R{turn}",
        "account": "0062220000111122",
        "account_name": "王芳𬱟",
        "bank": "",
        "branch": "",
        "cnaps": "",
    }
    | {"amount": Decimal("5000.10")}
    for turn in range(5)
]


@pytest.mark.django_db
@pytest.mark.parametrize("layout", [csv_layout, fixed_layout, workbook_layout])
def test_the_same_lines_give_the_same_bytes_in_files_of_bounded_length(layout):
    form = frozen(layout()) | {"most_rows": 2}
    once, twice = (bankfiles.files_of(form, LINES, batch="2026-001", on=date(2026, 11, 2)) for _ in range(2))

    assert [one.content for one in once] == [one.content for one in twice]
    assert [one.rows for one in once] == [2, 2, 1] and sum(one.net for one in once) == Decimal("25000.50")


@pytest.mark.django_db
def test_every_cell_of_a_workbook_is_text():
    import io

    from openpyxl import load_workbook

    [made] = bankfiles.files_of(frozen(workbook_layout()), LINES[:1], batch="2026-001", on=date(2026, 11, 2))
    rows = list(load_workbook(io.BytesIO(made.content)).active.iter_rows(values_only=True))

    assert rows[1] == ("1", "R0", "0062220000111122", "王芳𬱟", "5000.10")
    assert rows[2][:3] == ("合计", "1", "5000.10")


@pytest.mark.django_db
def test_a_line_of_fixed_width_counts_bytes():
    [made] = bankfiles.files_of(frozen(fixed_layout()), LINES[:1], batch="2026-001", on=date(2026, 11, 2))
    line = made.content.split(b"\r\n")[0]

    assert len(line) == 6 + 20 + 20 + 30 + 12 and line.endswith(b"     5000.10")


# --- what the database refuses by itself -----------------------------------------------------------------------------


def refuses(change, match=None):
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        change()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_batch_is_never_changed_after_it_was_prepared(batch):
    mine = PaymentBatch.objects.filter(pk=batch.pk)
    for change in ({"net": 1, "gross": 1, "tax": 0}, {"digest": "0" * 64}, {"count": 2}, {"layout": {}}):
        refuses(lambda change=change: mine.update(**change))
    refuses(lambda: mine.update(state=BatchState.SETTLED), "不能由")


def test_a_released_line_is_never_changed(released_batch):
    line = PaymentAttempt.objects.filter(batch=released_batch)
    for change in ({"net": 1, "gross": 1, "tax": 0}, {"bank_account": "1"}, {"account_name": "李明"}):
        refuses(lambda change=change: line.update(**change))
    refuses(line.delete)


def test_no_line_is_added_to_a_released_batch(released_batch):
    line = PaymentAttempt.objects.get()
    line.pk, line.position, line.reference, line.state = None, 2, "X", AttemptState.PREPARED
    refuses(line.save, "内容不能再变")


def test_no_line_leaves_without_its_batch(batch):
    refuses(lambda: PaymentAttempt.objects.update(state=AttemptState.SENT), "批次没有放款")


def test_a_payment_is_not_called_paid_without_an_attempt_that_was(released):
    refuses(lambda: Payment.objects.filter(pk=released.pk).update(state=PaymentState.PAID), "没有相应的拨付")


@pytest.mark.parametrize("state", [one for one in PaymentState if one not in ("paid", "recovering")])
def test_paid_money_never_comes_back_to_be_paid_again(paid, state):
    refuses(lambda: Payment.objects.filter(pk=paid.pk).update(state=state, held_from="ready", hold_kind="office"))


def test_an_award_has_one_attempt_under_way(named, taxed, with_account, finance):
    first, second = (with_account(honour) for honour in named("王建国", "李明"))
    batches.prepare([first, second], layout=csv_layout(), by=finance, **AT)
    line = PaymentAttempt.objects.get(payment=first)
    line.pk, line.position, line.reference = None, 9, "X"
    with pytest.raises(IntegrityError, match="one_attempt_under_way"), transaction.atomic():
        line.save()


def test_one_honour_has_one_payment(honour):
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(honour=honour, gross=Decimal("5000.00"), opened_at=AT_NAMING)


def test_one_person_has_one_payment_for_a_years_honour(named):
    first, second = named("王建国", "李明")
    key = Payment.objects.values_list("payee_key", flat=True).get(pk=first.payment.pk)
    with pgtrigger.ignore("honours.Payment:the_person_paid_stays"):
        with pytest.raises(IntegrityError, match="one_payment_per_person_and_honour"), transaction.atomic():
            Payment.objects.filter(pk=second.payment.pk).update(payee_key=key)


def test_settled_when_every_line_is_answered(released_batch, released, finance):
    returns.confirm_paid(released, reference="B1", by=finance, **AT)

    assert PaymentBatch.objects.get().state == BatchState.SETTLED
