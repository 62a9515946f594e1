"""单独同意 (个人信息保护法 第十四、十五、二十三、二十五、二十九条): one purpose each, withdrawn as easily, and then it holds."""

import pytest
from django.urls import reverse

from ledger.models import Entry
from letters.models import Letter
from nominations import actions, consents, rules
from nominations.models import Consent, Nomination
from nominations.models.freezing import content_opened
from nominations.queries.consents import for_talent_pool, standing
from nominations.states import Channel, ConsentKind, ConsentOrigin, State
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import picture
from tests.nominations.test_recommending import ground_of

REVIEW, PUBLICATION = ConsentKind.REVIEW, ConsentKind.PUBLICATION


def withdraw(nomination, by, kind=REVIEW):
    return actions.withdraw_consent(nomination, kind, by=by, now=IN_WINDOW)


def fresh(nomination):
    return Nomination.objects.get(pk=nomination.pk)


@pytest.fixture
def own(rulebook, self_nominee):
    """A self-nominee's own draft, filed directly."""
    given = {"drafted_by": self_nominee, "candidate": self_nominee, "channel": Channel.SELF}
    return complete_dossier(NominationFactory(rulebook=rulebook, drafting_body=None, filing_body=None, **given))


def test_a_consent_says_where_it_came_from(draft, clerk, own, self_nominee):
    noted = actions.consent(draft, ConsentKind.TALENT_POOL, by=clerk, upload=picture(), now=IN_WINDOW)
    given = actions.consent(own, ConsentKind.TALENT_POOL, by=self_nominee, now=IN_WINDOW)

    assert (noted.origin, given.origin) == (ConsentOrigin.PAPER, ConsentOrigin.ONLINE)
    assert noted.paper.title == "“推送人才库”书面同意" and given.paper is None


def test_a_withdrawal_says_by_whom_and_leaves_its_trace(draft, clerk):
    withdraw(draft, clerk)
    row = Consent.objects.get(nomination=draft, kind=REVIEW)

    assert (row.withdrawn_by, row.withdrawn_at) == (clerk, IN_WINDOW)
    assert Entry.objects.get(act="consent.withdrawn").detail["purpose"] == "review"


def test_withdrawn_twice_is_withdrawn_once(draft, clerk):
    withdraw(draft, clerk)
    withdraw(draft, clerk)

    assert Entry.objects.filter(act="consent.withdrawn").count() == 1


def test_withdrawn_before_filing_it_stops_the_nomination_until_it_is_given_again(draft, clerk, park_endorser):
    recommended = actions.recommend(draft, by=clerk, now=IN_WINDOW)
    withdraw(recommended, clerk)
    endorsing = {"by": park_endorser, "opinion": "同意。", "now": IN_WINDOW}
    assert ground_of(actions.endorse, recommended, **endorsing) == "no_consent"

    actions.consent(recommended, REVIEW, by=clerk, now=IN_WINDOW)
    assert actions.endorse(recommended, **endorsing).state == State.RECOMMENDED


@pytest.mark.parametrize("state", consents.STOPS_THE_REVIEW)
def test_withdrawn_before_the_review_is_decided_it_counts_as_dropping_out(draft, clerk, review_office, state):
    filed = at_state(draft, state)
    withdraw(filed, clerk)

    assert fresh(filed).state == State.DROPPED_OUT
    assert "按退出办理" in fresh(filed).closing_reason
    assert Letter.objects.filter(recipient=review_office, kind="consent_withdrawn").exists()


@pytest.mark.parametrize("state", [State.SHORTLISTED, State.APPROVED, State.HONOURED])
def test_withdrawn_after_the_review_it_changes_no_result(draft, clerk, state):
    decided = at_state(draft, state)
    withdraw(decided, clerk)

    assert fresh(decided).state == state


def test_the_page_says_what_will_happen_before_the_press(client, draft, clerk):
    filed = at_state(draft, State.UNDER_REVIEW)
    client.force_login(clerk)
    address = reverse("nominations:withdraw_consent", args=[filed.number, "review"])

    asked = client.get(address).content.decode()
    assert "按“退出”办结" in asked and fresh(filed).state == State.UNDER_REVIEW
    client.post(address)
    assert fresh(filed).state == State.DROPPED_OUT


@pytest.mark.parametrize("kind", ConsentKind)
@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.ON_NOTICE, State.HONOURED])
def test_every_withdrawal_is_worded(draft, kind, state):
    assert all(one.endswith("。") or one.endswith("）。") for one in consents.effects_of_withdrawing(draft, kind))
    assert consents.effects_of_withdrawing(at_state(draft, state), kind)


def test_publication_withdrawn_tells_whoever_would_publish(draft, clerk, publicity_officer, review_office):
    withdraw(at_state(draft, State.SHORTLISTED), clerk, PUBLICATION)
    told = Letter.objects.filter(kind="consent_withdrawn").values_list("recipient", flat=True)

    assert {publicity_officer.pk, review_office.pk} == set(told) - {clerk.pk}


def test_only_consenting_craftsmen_come_through_the_door_of_the_talent_pool(draft, clerk):
    named = at_state(draft, State.HONOURED)
    assert not for_talent_pool().exists()
    actions.consent(named, ConsentKind.TALENT_POOL, by=clerk, now=IN_WINDOW)
    assert for_talent_pool().get() == named
    withdraw(named, clerk, ConsentKind.TALENT_POOL)
    assert not for_talent_pool().exists()


def test_bank_consent_is_asked_after_naming_only(draft, clerk):
    assert rules.refuse_consent(clerk, draft, ConsentKind.BANK).ground == "not_yet"
    actions.consent(at_state(draft, State.HONOURED), ConsentKind.BANK, by=clerk, now=IN_WINDOW)
    assert standing(draft.pk, ConsentKind.BANK)


@pytest.mark.parametrize("role", ["pudong_clerk", "screener", "review_office", "supervision"])
def test_nobody_else_gives_or_withdraws(draft, role, request):
    user = request.getfixturevalue(role)

    assert ground_of(withdraw, draft, user) == "not_yours"
    assert ground_of(actions.consent, draft, REVIEW, by=user) == "not_yours"


def test_the_text_that_was_agreed_to_stays_readable(client, own, self_nominee, monkeypatch):
    monkeypatch.setitem(consents.EDITIONS, "2025-9", {REVIEW: "旧版同意文本。"})
    with content_opened():
        Consent.objects.filter(nomination=own, kind=REVIEW).update(text_version="2025-9")
    client.force_login(self_nominee)
    page = reverse("nominations:section", args=[own.number, "promises"])

    assert "旧版同意文本。" in client.get(page).content.decode()
    client.post(reverse("nominations:withdraw_consent", args=[own.number, "review"]))
    told = client.get(page).content.decode()
    assert "旧版同意文本。" in told and consents.TEXTS[REVIEW] in told


def test_a_clerk_is_asked_for_the_signed_paper_and_a_candidate_is_not(client, draft, clerk, own, self_nominee):
    for nomination, user, words in ((draft, clerk, "登记书面同意"), (own, self_nominee, ">同意<")):
        client.force_login(user)
        page = client.get(reverse("nominations:section", args=[nomination.number, "promises"])).content.decode()
        assert words in page
    client.force_login(clerk)
    address = reverse("nominations:consent", args=[draft.number, "talent_pool"])
    assert "书面同意扫描件" in client.get(address).content.decode()
    assert client.post(address, {"upload": picture()}).status_code == 302
    assert Consent.objects.get(nomination=draft, kind="talent_pool").paper is not None
