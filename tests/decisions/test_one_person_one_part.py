"""职责分离：同一自然人对同一人选只办一个环节，换账户也一样 (沪工总经〔2015〕260号 三(四))."""

import pgtrigger
import pytest
from django.db import connection

from decisions.models import Resolution, RosterItem, Sitting, SittingMember, Vote
from honours.models import Honour, Payment, PaymentAttempt, PaymentBatch
from nominations.models import Endorsement, Nomination
from nominations.parts import APPROVE, ENDORSE, NOMINATE, PAY, PUBLISH, SCORE, SCREEN
from nominations.rules import refuse_second_part, refuse_second_parts
from reviews.models import Assignment, Round, ScoreSheet
from tests.decisions.test_convene import opened, published
from tests.factories import UserFactory
from tests.factories.reviews import CommitteeMemberFactory
from tests.moments import AT_NAMING, AT_THE_SITTING, IN_REVIEW, IN_WINDOW

PARTS = (NOMINATE, ENDORSE, SCREEN, SCORE, PUBLISH, APPROVE, PAY)


def nominated(nomination, by):
    Nomination.objects.filter(pk=nomination.pk).update(drafted_by=by)


def endorsed(nomination, by):
    Endorsement.objects.create(
        nomination=nomination,
        season=nomination.season,
        organisation=nomination.filing_body,
        by=by,
        at=IN_WINDOW,
        is_endorsed=True,
        opinion="同意",
    )


def screened(nomination, by):
    Nomination.objects.filter(pk=nomination.pk).update(screener=by)


def scored(nomination, by):
    rulebook = nomination.rulebook
    round_ = Round.objects.create(
        season=nomination.season, rulebook=rulebook, plan=rulebook.round_plans.get(), number=1, **opened(by)
    )
    seat = CommitteeMemberFactory(season=nomination.season, user=by)
    given = Assignment.objects.create(round=round_, member=seat, nomination=nomination, assigned_at=IN_REVIEW)
    ScoreSheet.objects.create(assignment=given, state="submitted", total=80, submitted_at=IN_REVIEW)


def publicised(nomination, by):
    published(nomination.season, nomination, by=by)


def sitting_of(nomination, by):
    return Sitting.objects.create(
        season=nomination.season,
        rulebook=nomination.rulebook,
        number=1,
        title="会议",
        held_on=AT_THE_SITTING.date(),
        prepared_by=by,
        prepared_at=AT_THE_SITTING,
    )


def voted(nomination, by):
    sitting = sitting_of(nomination, by)
    Vote.objects.create(
        roster_item=RosterItem.objects.create(sitting=sitting, nomination=nomination, position=1),
        member=SittingMember.objects.create(sitting=sitting, user=by),
        choice="for",
        at=AT_THE_SITTING,
    )


def paid(nomination, by):
    resolution = Resolution.objects.create(
        sitting=sitting_of(nomination, nomination.drafted_by),
        number="沪工总经〔2026〕1号",
        resolved_on=AT_THE_SITTING.date(),
        text="决议",
        signed_by="许主持",
        recorded_by=by,
        recorded_at=AT_THE_SITTING,
    )
    honour = Honour.objects.create(
        nomination=nomination,
        season=nomination.season,
        resolution=resolution,
        name=nomination.name,
        unit_name="某厂",
        post="车工",
        named_on=AT_NAMING.date(),
        named_at=AT_NAMING,
        named_by=nomination.drafted_by,
    )
    payment = Payment.objects.create(honour=honour, gross=5000, opened_at=AT_NAMING)
    amounts = {"gross": 5000, "tax": 0, "net": 5000}
    batch = PaymentBatch.objects.create(
        season=nomination.season,
        number="B1",
        count=1,
        digest="d" * 64,
        prepared_by=by,
        prepared_at=AT_NAMING,
        **amounts,
    )
    PaymentAttempt.objects.create(payment=payment, batch=batch, position=1, reference="R1", payee="王建国", **amounts)


TOOK = dict(zip(PARTS, (nominated, endorsed, screened, scored, publicised, voted, paid), strict=True))


@pytest.mark.parametrize("done", PARTS)
def test_whoever_took_one_part_takes_no_other_by_whatever_account(rulebook, named, done):
    nomination = named("王建国")
    first, second = (UserFactory(person_hash="a" * 64) for _ in range(2))
    with pgtrigger.ignore():
        TOOK[done](nomination, first)
        nomination = Nomination.objects.get(pk=nomination.pk)
        for other in PARTS:
            refusals = [
                refuse_second_part(second, nomination, other),
                refuse_second_parts(second, [nomination], other),
            ]
            grounds = [one.ground if one else None for one in refusals]
            assert grounds == ([None] * 2 if other == done else ["second_part"] * 2)
            assert refuse_second_part(UserFactory(), nomination, other) is None
        raise_constraints()


def raise_constraints():
    """Ask the deferred guards now, while they are told to look away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
