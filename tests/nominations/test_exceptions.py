"""破格: asked for each requirement with reason and evidence, decided one by one by name (沪工总基〔2026〕60号 下一步一)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from ledger.models import Entry
from nominations import actions, dossier
from nominations.actions import screening
from nominations.models import ExceptionRequest, Nomination
from nominations.queries import screening as queries
from nominations.states import Channel, Condition, ExceptionDecision, Finding, State
from rehearsal.dossiers import evidence_pdf
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.moments import IN_SCREENING, IN_WINDOW
from tests.nominations.test_recommending import ground_of

GRANTED, REFUSED, NOT_NEEDED = ExceptionDecision
ALL_PASSED = dict.fromkeys(Condition, (Finding.PASSED, ""))
WHY = "新业态劳动者，业绩突出。"


@pytest.fixture
def own(rulebook, self_nominee):
    """A complete self-nomination with the promise made after it."""
    return complete_dossier(
        NominationFactory(
            rulebook=rulebook, channel=Channel.SELF, drafted_by=self_nominee, candidate=self_nominee, filing_body=None
        )
    )


@pytest.fixture
def asked(own, self_nominee):
    """The front line is asked to be relaxed."""
    papers = own.evidence.all()[:1]
    return actions.ask_exception(
        own, by=self_nominee, condition=Condition.FRONT_LINE, reason=WHY, papers=papers, now=IN_WINDOW
    )


@pytest.fixture
def claimed(asked, screener, self_nominee):
    """Promised anew, filed and claimed."""
    declared = actions.declare(asked.nomination, by=self_nominee, now=IN_WINDOW)
    return screening.claim(at_state(declared, State.SUBMITTED), by=screener, now=IN_SCREENING)


def paper(page):
    """A PDF."""
    return SimpleUploadedFile("证明.pdf", evidence_pdf(page))


def decide(request, screener, decision, reason="业绩可以核对。"):
    """The screener decides."""
    return actions.decide_exception(request, by=screener, decision=decision, reason=reason, now=IN_SCREENING)


def test_asking_keeps_reason_and_evidence_and_asks_for_a_new_promise(asked, own):
    assert (asked.requirement, asked.papers.count()) == (Condition.FRONT_LINE.label, 1)
    assert not Nomination.objects.get(pk=own.pk).is_declared
    assert Entry.objects.get(act="exception.asked").reason == WHY


def test_only_a_self_nominee_asks(draft, clerk):
    assert ground_of(actions.ask_exception, draft, by=clerk, words="工作年限", reason=WHY) == "not_self_nominated"


def test_nobody_asks_for_another(own, clerk):
    assert ground_of(actions.ask_exception, own, by=clerk, words="工作年限", reason=WHY) == "not_yours"


def test_the_same_condition_is_asked_once(asked, self_nominee):
    again = {"by": self_nominee, "condition": Condition.FRONT_LINE, "reason": WHY}
    assert ground_of(actions.ask_exception, asked.nomination, **again) == "asked_already"


def test_what_is_filed_is_neither_asked_nor_dropped(claimed, asked, self_nominee):
    assert ground_of(actions.ask_exception, claimed, by=self_nominee, words="年限", reason=WHY) == "already_handled"
    assert ground_of(actions.drop_exception, asked, by=self_nominee) == "already_handled"


def test_a_dropped_request_is_gone_and_leaves_its_trace(asked, self_nominee):
    actions.drop_exception(asked, by=self_nominee, now=IN_WINDOW)

    assert not ExceptionRequest.objects.exists()
    assert Entry.objects.get(act="exception.dropped").detail["requirement"] == Condition.FRONT_LINE.label


def test_a_request_without_evidence_keeps_the_section_open(own, self_nominee):
    actions.ask_exception(own, by=self_nominee, words="一线岗位年限", reason=WHY, now=IN_WINDOW)

    section = dossier.section_of(own, "exception")
    assert section.missing(own) == ["“一线岗位年限”的佐证材料"]


def test_a_granted_request_reaches_its_condition_and_names_the_decider(claimed, asked, screener):
    decide(asked, screener, GRANTED)
    lines = ALL_PASSED | {Condition.FRONT_LINE: (Finding.EXCEPTED, "按破格处理。")}
    screening.note_lines(claimed, by=screener, lines=lines, now=IN_SCREENING)

    assert screening.admit(claimed, by=screener, now=IN_SCREENING).state == State.ADMITTED
    entry = Entry.objects.get(act="exception.decided")
    assert (entry.actor_id, entry.after) == (screener.pk, "准予破格")


def test_a_grant_does_not_reach_another_condition(claimed, asked, screener):
    decide(asked, screener, GRANTED)
    lines = {Condition.INDICATORS: (Finding.EXCEPTED, "按破格处理。")}

    assert ground_of(screening.note_lines, claimed, by=screener, lines=lines) == "no_exception"


def test_where_only_the_requests_came_back_their_evidence_is_uploaded_with_them(
    client, claimed, screener, self_nominee, holidays
):
    screening.send_back(claimed, by=screener, reason="请补充佐证。", sections=("exception",), now=IN_SCREENING)
    client.force_login(self_nominee)
    asked = {"condition": "other", "words": "一线岗位年限", "reason": WHY, "upload": paper(3)}

    assert client.post(reverse("nominations:section", args=[claimed.number, "exception"]), asked).status_code == 302
    assert claimed.exception_requests.get(words="一线岗位年限").papers.count() == 1
    assert (
        client.post(reverse("nominations:section", args=[claimed.number, "evidence"]), {"upload": paper(4)}).status_code
        == 409
    )


@pytest.mark.parametrize("decision", [REFUSED, NOT_NEEDED])
def test_without_a_grant_nothing_is_excepted(claimed, asked, screener, decision):
    decide(asked, screener, decision)
    lines = {Condition.FRONT_LINE: (Finding.EXCEPTED, "按破格处理。")}

    assert ground_of(screening.note_lines, claimed, by=screener, lines=lines) == "no_exception"


def test_every_request_is_decided_before_admission(claimed, screener):
    screening.note_lines(claimed, by=screener, lines=ALL_PASSED, now=IN_SCREENING)

    assert ground_of(screening.admit, claimed, by=screener, now=IN_SCREENING) == "undecided"


def test_a_refused_request_stands_against_admission_and_for_declining(claimed, asked, screener):
    screening.note_lines(claimed, by=screener, lines=ALL_PASSED, now=IN_SCREENING)
    decide(asked, screener, REFUSED)

    assert ground_of(screening.admit, claimed, by=screener, now=IN_SCREENING) == "failed_line"
    assert screening.decline(claimed, by=screener, reason="不予破格。", now=IN_SCREENING).state == State.DECLINED


def test_a_decision_before_the_correction_is_made_anew(claimed, asked, screener):
    decide(asked, screener, GRANTED)
    later = at_state(claimed, State.SUBMITTED, submitted_at=IN_SCREENING.replace(hour=23))

    (line,) = [line for line in queries.checklist(later) if line.condition == Condition.EXCEPTION]
    assert not line.is_decided


@pytest.mark.parametrize("role", ["second_screener", "self_nominee", "review_office", "supervision"])
def test_only_whoever_claimed_it_decides(claimed, asked, role, request):
    user = request.getfixturevalue(role)

    assert ground_of(decide, asked, user, GRANTED) in ("not_a_screener", "already_handled")
    assert not ExceptionRequest.objects.exclude(decision="").exists()


def test_a_decision_says_why(claimed, asked, screener):
    assert ground_of(decide, asked, screener, GRANTED, reason=" ") == "no_reason"


def test_the_database_wants_a_decider(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionRequest.objects.update(decision="granted", decision_reason="同意")


def test_the_desk_shows_the_request_and_takes_the_decision(claimed, asked, screener, client):
    client.force_login(screener)
    page = client.get(reverse("nominations:screen", args=[claimed.number])).content.decode()
    address = reverse("nominations:decide_exception", args=[claimed.number, asked.pk])
    client.post(address, {"decision": "granted", "reason": "业绩可以核对。"})

    assert WHY in page and "保存此项决定" in page
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_by) == (GRANTED, screener)


def test_the_section_page_asks_and_drops(own, self_nominee, client, rulebook):
    client.force_login(self_nominee)
    address = reverse("nominations:section", args=[own.number, "exception"])
    paper = own.evidence.first()
    without = client.post(address, {"condition": "front_line", "reason": WHY})
    client.post(address, {"condition": "other", "words": "本市工作年限", "reason": WHY, "papers": [paper.pk]})

    assert "佐证材料" in without.context["form"].errors["papers"][0]
    asked = ExceptionRequest.objects.get()
    assert asked.requirement == "本市工作年限" and "本市工作年限" in client.get(address).content.decode()
    client.post(reverse("nominations:drop_exception", args=[own.number, asked.pk]))
    assert not ExceptionRequest.objects.exists()
