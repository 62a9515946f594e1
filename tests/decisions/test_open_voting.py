"""开始表决：到会足额，名单所见即所审 (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.db import DatabaseError, transaction

from common.refusals import Refused
from decisions import actions
from decisions.models import Sitting
from nominations.models import Nomination
from tests.decisions.conftest import ground
from tests.moments import AFTER_NOTICE, AT_THE_SITTING, beijing


def test_opening_writes_down_what_is_seen(voting):
    line = voting.roster.get(position=1).seen
    assert (line["name"], line["state"]) == ("王建国", "notice_passed")
    assert len(voting.roster_hash) == 64


def test_no_vote_without_a_quorum(convened, secretary, chair_members):
    actions.mark_present(convened, chair_members[:3], by=secretary, now=AT_THE_SITTING)  # 3 of 5 are less than 2/3
    with pytest.raises(Refused, match="不足规定的4人") as refused:
        actions.open_voting(convened, by=secretary, now=AT_THE_SITTING)
    assert refused.value.ground == "no_quorum"


def test_no_vote_before_the_day(attended, secretary):
    assert ground(lambda: actions.open_voting(attended, by=secretary, now=beijing(2026, 10, 13))) == "not_the_day"


def test_a_name_that_left_before_the_vote_is_named(attended, three, secretary):
    gone = Nomination.objects.get(pk=three[0].pk)
    gone.drop_out(at=AFTER_NOTICE, reason="本人退出")
    gone.save(update_fields=["state", "state_since", "closing_reason"])
    assert ground(lambda: actions.open_voting(attended, by=secretary, now=AT_THE_SITTING)) == "not_ready"


def test_an_open_vote_seals_members_and_roster(voting, three, secretary, chair_members):
    assert ground(lambda: actions.set_roster(voting, three[:1], by=secretary)) == "roster_is_sealed"
    assert ground(lambda: actions.mark_present(voting, chair_members, by=secretary)) == "roster_is_sealed"


@pytest.mark.parametrize(
    "change",
    [
        lambda sitting: sitting.roster.first().delete(),
        lambda sitting: sitting.roster.filter(position=1).update(position=9),
        lambda sitting: Sitting.objects.filter(pk=sitting.pk).update(roster_hash="0" * 64),
    ],
)
def test_the_database_keeps_an_opened_roster(voting, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(voting)
