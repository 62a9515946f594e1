"""禁报的数据库防线: whatever the code forgets, no banned person or unit is entered or moved forward."""

import datetime

import pgtrigger
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.dates import today
from nominations.models import Nomination
from nominations.states import Channel, State
from privacy.hashing import keyed_hash
from sanctions import actions, rules
from sanctions.models import Ban
from sanctions.states import SubjectKind
from tests.factories import NominationFactory


@pytest.fixture
def ban(draft, review_office):
    """The drafted person is found to have cheated today."""
    return actions.impose(
        kind=SubjectKind.PERSON,
        subject_hash=draft.identity_hash,
        subject_name=draft.name,
        ground="提交虚假专利证书",
        decision_number="沪工总经〔2026〕71号",
        found_on=today(),
        years=5,
        by=review_office,
    )


def test_a_banned_person_cannot_be_entered_again_by_another_channel(draft, ban, self_nominee, rulebook):
    with pytest.raises(IntegrityError, match="禁报期内"), transaction.atomic():
        NominationFactory(
            rulebook=rulebook,
            drafted_by=self_nominee,
            channel=Channel.SELF,
            identity_number=draft.identity_number.lower(),
            identity_hash=keyed_hash("identity", f" {draft.identity_number.lower()}"),
        )


def test_a_banned_nomination_takes_no_step_forward(draft, ban):
    filed = Nomination.objects.get(pk=draft.pk)
    filed.recommend(at=timezone.now())
    with pytest.raises(IntegrityError, match="禁报期内"), transaction.atomic():
        filed.save()
    assert Nomination.objects.get(pk=draft.pk).state == State.DRAFT


def test_a_banned_nomination_may_still_leave(draft, ban):
    leaving = Nomination.objects.get(pk=draft.pk)
    leaving.withdraw(at=timezone.now(), reason="人选在禁报期内。")
    leaving.save()
    assert Nomination.objects.get(pk=draft.pk).state == State.WITHDRAWN


def test_the_unit_is_guarded_likewise(draft, review_office):
    actions.impose(
        kind=SubjectKind.UNIT,
        subject_hash=draft.unit_hash,
        subject_name=draft.unit_name,
        ground="组织伪造材料",
        decision_number="沪工总经〔2026〕72号",
        found_on=today(),
        years=5,
        by=review_office,
    )
    filed = Nomination.objects.get(pk=draft.pk)
    filed.recommend(at=timezone.now())
    with pytest.raises(IntegrityError, match="禁报期内"), transaction.atomic():
        filed.save()


def test_gate_and_guard_agree_on_first_and_last_day(draft, ban):
    for since, until, stands in (
        (today(), today(), True),
        (today() - datetime.timedelta(days=9), today() - datetime.timedelta(days=1), False),
        (today() + datetime.timedelta(days=1), today() + datetime.timedelta(days=9), False),
    ):
        with pgtrigger.ignore("sanctions.Ban:what_was_imposed_stays"):
            Ban.objects.update(since=since, until=until)
        assert (rules.refuse_banned(draft.identity_hash, "", on=today()) is not None) is stands
        fresh = Nomination.objects.get(pk=draft.pk)
        fresh.recommend(at=timezone.now())
        if stands:
            with pytest.raises(IntegrityError), transaction.atomic():
                fresh.save()
        else:
            with transaction.atomic():
                fresh.save()
                transaction.set_rollback(True)


def test_a_lifted_ban_lets_the_guard_pass(draft, ban, review_office):
    actions.lift(ban, reason="申诉成立。", by=review_office)
    fresh = Nomination.objects.get(pk=draft.pk)
    fresh.recommend(at=timezone.now())
    fresh.save()
    assert Nomination.objects.get(pk=draft.pk).state == State.RECOMMENDED
