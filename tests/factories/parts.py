"""经手: who takes which part in a nomination, written down as rows alone, and what that person is then told by an act."""

import pgtrigger
import pytest
from django.db import transaction

from accounts.models import User
from common.refusals import Refused
from decisions.models import Resolution, RosterItem, Sitting, SittingMember, Vote
from honours.models import Honour, Payment, PaymentAttempt, PaymentBatch
from nominations.models import Endorsement, Nomination
from nominations.parts import APPROVE, ENDORSE, NOMINATE, PAY, PUBLISH, SCORE, SCREEN
from publicity.models import Notice, NoticeName
from reviews.models import Assignment, Round, ScoreSheet
from tests.factories.accounts import UserFactory
from tests.factories.reviews import CommitteeMemberFactory
from tests.moments import AFTER_NOTICE, AFTER_REVIEW, AT_NAMING, AT_THE_SITTING, IN_NOTICE, IN_REVIEW, IN_WINDOW

PARTS = (NOMINATE, ENDORSE, SCREEN, SCORE, PUBLISH, APPROVE, PAY)
OPENED = {"opened_at": AFTER_REVIEW, "opens_at": AFTER_REVIEW, "closes_at": AT_THE_SITTING}


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
        season=nomination.season, rulebook=rulebook, plan=rulebook.round_plans.get(), number=1, **OPENED
    )
    seat = CommitteeMemberFactory(season=nomination.season, user=by)
    given = Assignment.objects.create(round=round_, member=seat, nomination=nomination, assigned_at=IN_REVIEW)
    ScoreSheet.objects.create(assignment=given, state="submitted", total=80, submitted_at=IN_REVIEW)


def publicised(nomination, by):
    notice = Notice.objects.create(
        season=nomination.season,
        rulebook=nomination.rulebook,
        number=1,
        title="公示",
        text="公示",
        opens_on=IN_NOTICE.date(),
        closes_at=AFTER_NOTICE,
        contact="办公室",
        prepared_by=by,
        prepared_at=IN_NOTICE,
        published_by=by,
        published_at=IN_NOTICE,
        list_hash="0" * 64,
    )
    NoticeName.objects.create(
        notice=notice, nomination=nomination, position=1, name=nomination.name, unit_name="某厂", post="车工"
    )


def sitting_of(nomination, by):
    return Sitting.objects.create(
        season=nomination.season,
        rulebook=nomination.rulebook,
        number=nomination.season.sittings.count() + 1,
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


def grounds_by_part(own, nomination, actor, act) -> dict[str, str]:
    """By every part besides ``own``: on which ground the act is refused to somebody who has taken it.

    The parts are taken in turn by the account that then asks for the act and by a second account of the same person.
    """
    User.objects.filter(pk=actor.pk).update(person_hash="a" * 64)
    second = UserFactory(person_hash="a" * 64)
    grounds = {}
    for turn, part in enumerate(one for one in PARTS if one != own):
        with transaction.atomic():
            with pgtrigger.ignore():
                TOOK[part](Nomination.objects.get(pk=nomination.pk), (second, actor)[turn % 2])
            with pytest.raises(Refused) as refused:
                act(User.objects.get(pk=actor.pk))
            grounds[part] = refused.value.ground
            transaction.set_rollback(True)
    return grounds


def everywhere(own, ground="second_part"):
    """One ground whatever the other part is."""
    return {part: ground for part in PARTS if part != own}
