"""先审定、后公示：the order of some real years, posted form by form (沪工总经〔2015〕260号 三(四))."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from common import clock
from common.dates import today
from decisions.models import RosterItem, Sitting
from nominations.models import Nomination
from nominations.states import State
from publicity.models import Notice
from tests.factories import NominationFactory, at_state, complete_dossier, prove
from tests.journeys.conftest import next_working_day, put_forward_to


@pytest.fixture
def shortlisted(open_season, clerk, works_union, xuhui_union):
    """Two who came through the review of a season that approves first."""
    rulebook = open_season(notice_before_approval=False)
    body = {"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}
    made = [complete_dossier(NominationFactory(rulebook=rulebook, **body)) for _ in range(2)]
    return [at_state(nomination, State.SHORTLISTED) for nomination in made]


def as_(user):
    """Posts forms as somebody; every answer must lead on."""
    client = Client()
    client.force_login(prove(user))

    def post(name, *args, **fields):
        answer = client.post(reverse(name, args=args), fields)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return answer

    return post


def states():
    return set(Nomination.objects.values_list("state", flat=True))


def test_the_sitting_comes_first_and_the_notice_after_it(
    shortlisted, season, secretary, chair_members, publicity_officer, review_office
):
    office, officer = as_(secretary), as_(publicity_officer)
    keys = [member.pk for member in chair_members]
    office("decisions:convene", title="审定会议", held_on=today(clock.now()), members=keys, chair=keys[0])
    sitting = Sitting.objects.get()
    office("decisions:attendance", sitting.pk, present=keys)
    office("decisions:open", sitting.pk)
    first, second = RosterItem.objects.order_by("position")
    for member in chair_members:
        as_(member)("decisions:vote_all", sitting.pk, choice="for", **{f"choice-{second.pk}": "against"})
    office("decisions:close", sitting.pk, number="沪工总经〔2026〕88号", signed_by="许主持")
    assert states() == {State.APPROVED, State.NOT_SELECTED}

    officer(
        "publicity:prepare", opens_on=next_working_day(), title="公示", text="现将人选公示如下。", contact="电话 021"
    )
    notice = Notice.objects.get()
    assert [name.nomination_id for name in notice.names.all()] == [first.nomination_id]
    officer("publicity:publish", notice.pk)
    put_forward_to(notice.opens_on, 10)
    for outlet in notice.rulebook.outlets.all():
        officer("publicity:outlet", notice.pk, outlet.pk, appeared_at=f"{notice.opens_on}T09:00", place="第3版")
    put_forward_to(today(notice.closes_at) + timedelta(days=1), 9)
    officer("publicity:close", notice.pk)

    named = [Nomination.objects.get(pk=first.nomination_id).number]
    as_(review_office)("honours:naming_confirm", season.code, names=" ".join(named), confirmed="1")
    assert states() == {State.HONOURED, State.NOT_SELECTED}
