"""查重: ask the office, merge with provenance, free the person of a declined one; earlier names are told, not blocked."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledger.models import Entry
from letters.models import Letter
from nominations import actions
from nominations.actions import twins
from nominations.identity import told_by
from nominations.models import Merger, Nomination, TwinInquiry
from nominations.queries.twins import number_warnings, told_of
from nominations.rules import refuse_duplicate
from nominations.states import Channel, Sex, State
from privacy.hashing import keyed_hash
from tests.factories import NominationFactory, RulebookFactory, SeasonFactory, at_state, complete_dossier, issued
from tests.moments import IN_WINDOW
from tests.nominations.test_recommending import ground_of


@pytest.fixture
def other(rulebook, association_clerk, society):
    """The society's draft of the same person, with a mistyped number."""
    return complete_dossier(
        NominationFactory(
            rulebook=rulebook,
            channel=Channel.ASSOCIATION,
            drafted_by=association_clerk,
            drafting_body=society,
            filing_body=society,
        )
    )


@pytest.fixture
def asked(draft, other, association_clerk):
    """The society has corrected the number, was refused, and asks."""
    return twins.ask_about_twin(
        by=association_clerk,
        rulebook=draft.rulebook,
        identity_hash=draft.identity_hash,
        name=other.name,
        own=other,
        now=IN_WINDOW,
    )


def merge(draft, other, office, reason="同一人选，证件号码填写有误。", **more):
    """The society's goes into the works'."""
    return twins.merge(draft, other, by=office, reason=reason, now=IN_WINDOW, **more)


def test_the_office_is_told_and_the_asker_learns_nothing(review_office, asked, association_clerk, draft):
    assert Letter.objects.get(kind="twin_asked").recipient == review_office
    assert Entry.objects.get(act="twin.asked").actor_id == association_clerk.pk
    said = str(refuse_duplicate(association_clerk, draft.rulebook, draft.identity_hash))
    assert not [word for word in (draft.number, "机床厂", "徐汇", "单位推荐", draft.unit_name) if word in said]


def test_nobody_asks_about_a_person_without_a_twin(other, association_clerk):
    given = {"rulebook": other.rulebook, "identity_hash": keyed_hash("identity", "无"), "name": "无"}
    assert ground_of(twins.ask_about_twin, by=association_clerk, **given) == "no_twin"


def test_the_same_question_waits_once(asked, association_clerk, other):
    given = {"rulebook": other.rulebook, "identity_hash": asked.identity_hash, "name": "无", "own": other}
    assert ground_of(twins.ask_about_twin, by=association_clerk, **given) == "asked_already"


def test_an_answer_reaches_the_asker(asked, review_office, association_clerk):
    twins.answer_twin(asked, by=review_office, answer="确为同一人选，请与本会联系。", now=IN_WINDOW)

    assert Letter.objects.get(kind="twin_answered").recipient == association_clerk
    assert ground_of(twins.answer_twin, asked, by=review_office, answer="再答") == "already_handled"


def test_a_merger_keeps_everything_and_overwrites_nothing(draft, other, review_office, clerk, association_clerk):
    before = list(draft.statements.values_list("indicator", "text"))
    merger = merge(draft, other, review_office)

    ended = Nomination.objects.get(pk=other.pk)
    assert (ended.state, ended.merged_into) == (State.WITHDRAWN, merger)
    assert draft.number in ended.closing_reason
    assert list(draft.statements.values_list("indicator", "text")) == before
    assert len(merger.statements) == 4 and merger.papers.count() == 4 and merger.achievements
    assert {one.recipient for one in Letter.objects.filter(kind="nomination_merged")} == {clerk, association_clerk}
    assert {
        one.detail["nomination"] for one in Entry.objects.filter(act__in=("nomination.merged", "nomination.took_over"))
    } == {
        draft.number,
        other.number,
    }


def test_the_office_chooses_what_is_taken_over(draft, other, review_office):
    merger = merge(draft, other, review_office, take=[twins.STATEMENTS])

    assert merger.statements and not merger.achievements and not merger.papers.exists()


def test_after_the_merger_the_number_can_be_corrected(draft, other, review_office, association_clerk):
    merge(other, draft, review_office)
    actions.change(other, by=association_clerk, fields={"identity_number": draft.identity_number}, now=IN_WINDOW)

    assert Nomination.objects.get(pk=other.pk).identity_hash == draft.identity_hash


@pytest.mark.parametrize("role", ["clerk", "association_clerk", "screener", "supervision"])
def test_only_the_office_merges(draft, other, role, request):
    assert ground_of(merge, draft, other, request.getfixturevalue(role)) == "not_review_office"
    assert not Merger.objects.exists()


def test_a_merger_says_why_and_comes_before_the_outcome(draft, other, review_office):
    assert ground_of(merge, draft, other, review_office, reason=" ") == "no_reason"
    assert ground_of(merge, draft, draft, review_office) == "same"
    assert ground_of(merge, draft, at_state(other, State.ADMITTED), review_office) == "already_handled"


def test_the_kept_ones_readers_open_the_papers_taken_over(draft, other, review_office, clerk, client):
    client.force_login(clerk)
    paper = other.evidence.first()
    address = reverse("nominations:evidence", args=[paper.token])
    before = client.get(address).status_code
    paper.file.save("x", ContentFile(b"x"), save=True)
    merge(draft, other, review_office)

    assert (before, client.get(address).status_code) == (404, 200)


def test_a_declined_person_is_nominated_once_more_when_the_office_allows_it(
    draft, review_office, rulebook, pudong_clerk
):
    declined = at_state(draft, State.DECLINED)
    assert refuse_duplicate(pudong_clerk, rulebook, declined.identity_hash).ground == "duplicate"
    twins.free_person(declined, by=review_office, reason="符合另一途径的条件。", now=IN_WINDOW)

    assert refuse_duplicate(pudong_clerk, rulebook, declined.identity_hash) is None
    assert Entry.objects.get(act="nomination.freed").reason == "符合另一途径的条件。"
    assert ground_of(twins.free_person, declined, by=review_office, reason="再一次。") == "freed_already"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.WITHDRAWN, State.NOT_SELECTED])
def test_only_a_declined_one_frees_its_person(draft, review_office, state):
    assert ground_of(twins.free_person, at_state(draft, state), by=review_office, reason="理由") == "already_handled"


def test_the_database_frees_a_person_once_and_only_of_a_declined_one(draft):
    with pytest.raises(IntegrityError, match="only_what_was_declined"), transaction.atomic():
        Nomination.objects.filter(pk=draft.pk).update(freed_at=IN_WINDOW)


def test_an_earlier_name_is_told_to_the_screener_and_blocks_nothing(draft, clerk):
    past = SeasonFactory(code="2025", label="2025年度", is_current=False)
    rulebook = issued(RulebookFactory(season=past))
    same = {"identity_number": draft.identity_number, "name": draft.name}
    at_state(NominationFactory(rulebook=rulebook, drafted_by=clerk, filing_body=None, **same), State.HONOURED)

    assert "2025年度获得命名" in told_of(Nomination.objects.get(pk=draft.pk))[0]
    assert actions.recommend(draft, by=clerk, now=IN_WINDOW).state == State.RECOMMENDED


def test_sex_and_birth_that_disagree_with_the_number_are_told(draft, clerk):
    other = Sex.FEMALE if told_by(draft.identity_number)["sex"] == Sex.MALE else Sex.MALE
    actions.change(draft, by=clerk, fields={"sex": other, "birth_date": "1981-02-02"}, now=IN_WINDOW)

    warned = number_warnings(Nomination.objects.get(pk=draft.pk))
    assert len(warned) == 2 and "第17位" in warned[0]


def test_the_request_is_one_press_on_the_first_page(season, draft, association_clerk, society, client):
    late = RulebookFactory(season=season, edition=2, submission_closes_at="2099-01-01T00:00+08:00")
    issued(late)
    client.force_login(association_clerk)
    typed = {"token": "t", "drafting_body": society.pk, "name": draft.name, "document_kind": "resident"}
    typed |= {"identity_number": draft.identity_number, "unit_name": "某厂", "unit_code": draft.unit_code}
    address = reverse("nominations:start_in", args=["association"])
    page = client.post(address, typed).content.decode()
    client.post(address, typed | {"ask_about_twin": "1"})

    assert "请求核查重复" in page and draft.number not in page
    assert TwinInquiry.objects.get().asked_by == association_clerk


def test_the_office_merges_from_its_page(asked, draft, other, review_office, client):
    client.force_login(review_office)
    address = reverse("nominations:twin", args=[asked.pk])
    page = client.get(address).content.decode()
    client.post(address, {"kept": draft.number, "take": ["papers"], "reason": "同一人选。"})

    assert draft.number in page and other.number in page
    assert Merger.objects.get().kept == draft
    client.post(reverse("nominations:answer_twin", args=[asked.pk]), {"reason": "已并件。"})
    assert TwinInquiry.objects.get().answer == "已并件。"
