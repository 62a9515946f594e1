"""经社团自荐：邀请或请求，接受或说明理由；草稿在推荐之前只有本人看得到；单位在本人同意之前一无所知 (沪工总经〔2015〕260号 三(三))."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from ledger.models import Entry
from letters.models import Letter
from nominations import actions, queries
from nominations.actions import employer, invitations, screening
from nominations.models import Invitation
from nominations.queries.invitations import token_of
from nominations.queries.twins import told_of
from nominations.states import Answer, Channel, ConsentKind, DocumentKind, State
from privacy.hashing import keyed_hash
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.factories.numbers import credit_code, identity_number
from tests.moments import IN_SCREENING, IN_WINDOW
from tests.nominations.test_recommending import ground_of


@pytest.fixture
def own(rulebook, self_nominee, society, works_union):
    """A complete self-nomination that would go through the society; the nominee works at the works."""
    return complete_dossier(
        NominationFactory(
            rulebook=rulebook,
            channel=Channel.SELF,
            drafted_by=self_nominee,
            candidate=self_nominee,
            filing_body=society,
            unit_code=works_union.employer_code,
            unit_hash=keyed_hash("unit", works_union.employer_code),
        )
    )


@pytest.fixture
def asked(own, self_nominee):
    """The society is asked."""
    return invitations.ask_association(own, by=self_nominee, now=IN_WINDOW)


@pytest.fixture
def invited(society, season, association_clerk):
    """The society has invited somebody."""
    return invitations.invite(society, season, by=association_clerk, address="Jiang@example.org", now=IN_WINDOW)


def answered(asked, clerk, answer=Answer.ACCEPTED, reason=""):
    """The society answers."""
    return invitations.answer(asked, by=clerk, answer=answer, reason=reason, now=IN_WINDOW)


def test_a_draft_through_an_association_asks_it(rulebook, self_nominee, society, association_clerk):
    actions.start(
        by=self_nominee,
        channel=Channel.SELF,
        via_association=society,
        name="蒋自立",
        document_kind=DocumentKind.RESIDENT,
        identity_number=identity_number(77),
        unit_name="某厂",
        unit_code=credit_code(7),
        now=IN_WINDOW,
    )

    assert Invitation.objects.get().association == society
    assert Letter.objects.get(kind="invitation_asked").recipient == association_clerk


def test_before_it_accepts_nothing_is_recommended(own, asked, self_nominee, association_clerk):
    assert ground_of(actions.recommend, own, by=self_nominee, now=IN_WINDOW) == "not_accepted"
    answered(asked, association_clerk)

    assert actions.recommend(own, by=self_nominee, now=IN_WINDOW).state == State.RECOMMENDED


def test_a_draft_is_the_nominees_own_until_it_is_recommended(own, asked, self_nominee, association_clerk):
    assert not queries.visible_to(association_clerk).exists()
    answered(asked, association_clerk)
    actions.recommend(own, by=self_nominee, now=IN_WINDOW)

    assert queries.visible_to(association_clerk).get() == own


def test_declining_says_why_and_the_nominee_goes_another_way(own, asked, self_nominee, association_clerk):
    assert ground_of(answered, asked, association_clerk, Answer.DECLINED) == "no_reason"
    answered(asked, association_clerk, Answer.DECLINED, "不属于本会专业领域。")
    assert Letter.objects.get(kind="invitation_answered").recipient == self_nominee
    rerouted = invitations.reroute(own, by=self_nominee, now=IN_WINDOW)

    assert rerouted.filing_body is None
    assert actions.submit(rerouted, by=self_nominee, now=IN_WINDOW).state == State.SUBMITTED
    assert Entry.objects.get(act="nomination.rerouted").after == "直接自荐"


@pytest.mark.parametrize("role", ["association_endorser", "self_nominee", "clerk", "supervision"])
def test_only_the_associations_clerk_answers(asked, role, request):
    assert ground_of(answered, asked, request.getfixturevalue(role)) == "not_yours"


def test_nobody_answers_twice(asked, association_clerk):
    answered(asked, association_clerk)

    assert ground_of(answered, asked, association_clerk, Answer.DECLINED, "改主意") == "already_handled"


def test_an_invitation_is_sent_and_taken_up_once(invited, own, self_nominee, society):
    invitations.deliver_invitations(now=IN_WINDOW)
    link = re.search(r"/nominations/invitations/(\d+)/(\w+)/", mail.outbox[0].body)
    assert (mail.outbox[0].to, link.group(2)) == (["jiang@example.org"], token_of(invited))
    invitations.take_up(invited, link.group(2), by=self_nominee, now=IN_WINDOW)

    assert ground_of(invitations.take_up, invited, link.group(2), by=self_nominee, now=IN_WINDOW) == "used"
    assert actions.recommend(own, by=self_nominee, now=IN_WINDOW).at_body == society


def test_an_invitation_ends(invited, self_nominee):
    late = IN_WINDOW + timedelta(days=15)
    assert ground_of(invitations.take_up, invited, token_of(invited), by=self_nominee, now=late) == "expired"
    assert ground_of(invitations.take_up, invited, "falsch", by=self_nominee, now=IN_WINDOW) == "no_such_invitation"


@pytest.mark.parametrize("role", ["association_endorser", "clerk", "self_nominee", "supervision"])
def test_only_the_associations_clerk_invites(society, season, role, request):
    user = request.getfixturevalue(role)
    assert ground_of(invitations.invite, society, season, by=user, address="a@example.org") == "not_yours"


def test_a_visitor_with_the_link_is_led_to_register(client, invited):
    page = client.get(reverse("nominations:invitation", args=[invited.pk, token_of(invited)])).content.decode()

    assert "/account/register/?next=/nominations/invitations/" in page
    assert client.get(reverse("nominations:invitation", args=[invited.pk, "falsch"])).status_code == 404


def test_the_associations_desk_answers_and_invites(client, asked, association_clerk, society):
    client.force_login(association_clerk)
    address = reverse("nominations:invitations", args=[society.pk])
    page = client.get(address).content.decode()
    client.post(reverse("nominations:answer_invitation", args=[asked.pk]), {"answer": "accepted"})
    client.post(address, {"address": "neu@example.org", "note": "欢迎自荐。"})

    assert "蒋自立" in page
    assert Invitation.objects.get(pk=asked.pk).answer == Answer.ACCEPTED
    assert Invitation.objects.filter(answer="").get().note == "欢迎自荐。"


# --- the employer ----------------------------------------------------------------------------------------------------


@pytest.fixture
def filed(own, screener):
    """Filed and claimed."""
    return screening.claim(at_state(own, State.SUBMITTED), by=screener, now=IN_SCREENING)


def agrees(nomination, person):
    """The nominee agrees that the employer may be asked."""
    actions.consent(nomination, ConsentKind.EMPLOYER, by=person, now=IN_SCREENING)


DOORS = ["show", "print", "reveal", "screen", "section", "evidence"]


@pytest.mark.parametrize("door", DOORS)
def test_before_the_nominee_agrees_no_door_opens_to_the_employers_union(client, filed, clerk, park_endorser, door):
    given = {"section": [filed.number, "identity"], "evidence": [filed.evidence.first().token]}.get(
        door, [filed.number]
    )
    for person in (clerk, park_endorser):
        client.force_login(person)
        assert client.get(reverse(f"nominations:{door}", args=given)).status_code == 404
        assert filed.number not in client.get(reverse("nominations:list")).content.decode()
        assert not Letter.objects.filter(recipient=person).exists()


def test_the_screener_is_told_and_may_not_ask(filed, screener, clerk):
    assert "单位尚未征得同意联系" in told_of(filed)[-1]
    assert ground_of(employer.ask_employer, filed, by=screener) == "no_consent"
    assert not Letter.objects.filter(recipient=clerk).exists()


def test_after_agreeing_the_union_is_asked_and_still_sees_no_dossier(filed, self_nominee, screener, clerk):
    agrees(filed, self_nominee)
    employer.ask_employer(filed, by=screener, now=IN_SCREENING)

    letter = Letter.objects.get(kind="employer_asked")
    assert letter.recipient == clerk and filed.identity_number not in letter.body
    assert Entry.objects.filter(act="nomination.employer_asked").exists()
    assert not queries.visible_to(clerk).filter(pk=filed.pk).exists()


def test_a_withdrawn_consent_stops_further_asking(filed, self_nominee, screener):
    agrees(filed, self_nominee)
    actions.withdraw_consent(filed, ConsentKind.EMPLOYER, by=self_nominee, now=IN_SCREENING)

    assert ground_of(employer.ask_employer, filed, by=screener) == "no_consent"


def test_the_employer_is_not_asked_about_where_a_union_nominates(draft, clerk):
    assert ground_of(actions.consent, draft, ConsentKind.EMPLOYER, by=clerk) == "not_self_nominated"
