"""演练：一个完整年度由各环节的真实办理动作走完，同一种子得到同一结果，收官自行核对。"""

import io

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from honours.models import Payment
from honours.states import PaymentState
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from rehearsal import checks
from seasons.models import Season

SIZE = {"nominations": 40, "experts": 12, "hands": 1}


def rehearse(**options):
    """What the command prints, without how long it took."""
    told = io.StringIO()
    call_command("rehearse", **SIZE | options, stdout=told, stderr=io.StringIO())
    return [line for line in told.getvalue().splitlines() if not line.startswith("用时")]


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """One season played to its end for all that is asked about it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield rehearse(season="R2026")
        transaction.set_rollback(True)


@pytest.fixture
def played(told, db):
    """The season that was played."""
    return Season.objects.get(code="R2026")


def number_from_one():
    """Rows are numbered as in a fresh database, for the draw of experts goes by these numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER SEQUENCE "{name}" RESTART')


def test_the_same_seed_plays_the_same_season(db):
    told = []
    for _ in range(2):
        with transaction.atomic():
            number_from_one()
            told.append(rehearse(season="R2026", seed=7, nominations=20, experts=8))
            transaction.set_rollback(True)

    assert told[0] == told[1]


def test_a_season_is_played_to_its_end_and_its_books_balance(told, played):
    assert told[-1].startswith("核对无误")
    assert checks.states_of(played)[State.HONOURED] > 0


def test_every_act_of_a_rehearsal_says_that_it_was_one(played):
    assert set(Entry.objects.values_list("origin", flat=True)) == {"command:rehearse"}


def test_a_missing_payment_is_found(played):
    one = Payment.objects.filter(honour__season=played).first()
    with pgtrigger.ignore(), transaction.atomic():  # its attempts stay behind, as after a hand in the database
        Payment.objects.filter(pk=one.pk)._raw_delete("default")
        found = checks.problems_of(played, nominations=40)
        transaction.set_rollback(True)

    assert found == ["奖金笔数与荣誉人数不等。"]


def test_an_unpaid_award_is_found(played):
    paid = Payment.objects.filter(honour__season=played, state=PaymentState.PAID).first()
    with pgtrigger.ignore():
        Payment.objects.filter(pk=paid.pk).update(state=PaymentState.RELEASED)

    assert checks.problems_of(played, nominations=40) == ["1 名工匠的奖金未发放。"]


def test_an_act_missing_from_the_ledger_is_found(played):
    nomination = Nomination.objects.filter(season=played, state=State.HONOURED).first()
    with pgtrigger.ignore():
        entries = Entry.objects.filter(subject_kind="nominations.nomination", subject_id=nomination.pk)
        entries.get(act="nomination.honoured").delete()

    assert [problem for problem in checks.problems_of(played, nominations=40) if "台账末条" in problem]


def test_a_number_that_is_not_the_asked_one_is_found(played):
    assert checks.problems_of(played, nominations=41) == ["申报应为 41 件，实为 40 件。"]


def test_a_used_season_is_refused_and_nothing_is_played(played):
    with pytest.raises(CommandError, match="年度代码 R2026 已使用，请用 --season 指定另一个代码"):
        rehearse(season="R2026")

    assert Nomination.objects.filter(season=played).count() == 40


def test_too_small_a_season_is_refused(db):
    with pytest.raises(CommandError, match="至少需要 20 件申报和 8 名专家"):
        rehearse(nominations=19)
