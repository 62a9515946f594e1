"""按节退回: what is opened for correction and what stays as filed (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations import actions, dossier, rules
from nominations.models import Nomination
from nominations.states import Channel, State
from seasons.states import Indicator
from tests.factories import at_state
from tests.moments import IN_SCREENING, IN_WINDOW

WORDS = {Indicator.SKILL: "补正后的陈述。"}


@pytest.fixture
def claimed(draft, screener):
    """Filed and with a screener."""
    return actions.claim(at_state(draft, State.SUBMITTED), by=screener, now=IN_SCREENING)


@pytest.fixture
def returned(claimed, screener):
    """Two sections are sent back."""
    return actions.send_back(
        claimed, by=screener, reason="请核对岗位，补充陈述。", sections=("post", "statements"), now=IN_SCREENING
    )


def ground_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_the_returned_sections_are_open(returned, clerk):
    actions.change(returned, by=clerk, fields={"post": "高级技师"}, statements=WORDS, now=IN_SCREENING)
    assert Nomination.objects.get(pk=returned.pk).post == "高级技师"


@pytest.mark.parametrize(
    "change",
    [
        {"fields": {"phone": "13900001111"}},
        {"fields": {"post": "高级技师", "summary": "另写一段。"}},
        {"fields": {}, "achievements": []},
    ],
    ids=["identity", "one open and one shut", "achievements"],
)
def test_the_other_sections_stay_as_filed(returned, clerk, change):
    Nomination.objects.filter(pk=returned.pk).update(channel=Channel.SELF, candidate=clerk, drafting_body=None)
    assert ground_of(actions.change, returned, by=clerk, now=IN_SCREENING, **change) == "closed_section"
    assert Nomination.objects.get(pk=returned.pk).changed_at == IN_WINDOW


def test_no_exception_is_asked_where_it_was_not_returned(returned, clerk):
    Nomination.objects.filter(pk=returned.pk).update(channel=Channel.SELF, candidate=clerk, drafting_body=None)
    given = {"words": "本市工作年限", "reason": "业绩突出。", "now": IN_SCREENING}
    assert ground_of(actions.ask_exception, returned, by=clerk, **given) == "closed_section"


def test_papers_are_neither_added_nor_removed_where_they_were_not_returned(returned, clerk):
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")
    given = {"by": clerk, "now": IN_SCREENING}
    assert ground_of(actions.attach, returned, upload=upload, title="证书", **given) == "closed_section"
    assert ground_of(actions.detach, returned.evidence.first(), **given) == "closed_section"


def test_naming_none_opens_all(claimed, screener, clerk):
    returned = actions.send_back(claimed, by=screener, reason="请全面核对。", now=IN_SCREENING)
    assert not [one.key for one in dossier.sections_of(returned) if rules.refuse_change(clerk, returned, one.key)]


def test_a_section_that_has_come_to_lack_something_is_open(returned, clerk):
    returned.evidence.filter(indicator=Indicator.SKILL).delete()
    assert rules.refuse_change(clerk, returned, "evidence") is None


def test_the_promise_is_always_made_anew(returned, clerk):
    assert actions.declare(returned, by=clerk, now=IN_SCREENING).declared_at == IN_SCREENING


def test_a_section_the_dossier_has_not_is_refused(claimed, screener):
    act, given = actions.send_back, {"by": screener, "reason": "请补正。", "now": IN_SCREENING}
    assert ground_of(act, claimed, sections=("exception",), **given) == "no_such_section"
    assert Nomination.objects.get(pk=claimed.pk).state == State.SUBMITTED


def test_the_letter_and_the_ledger_name_the_sections(returned):
    assert "岗位与资质、四个方面陈述" in Letter.objects.get(kind="nomination_sent_back").body
    assert Entry.objects.get(act="nomination.sent_back").detail["returned_sections"] == ["岗位与资质", "四个方面陈述"]


def test_an_endorsing_body_names_sections_and_shuts_none(draft, clerk, park_union, park_endorser):
    recommended = actions.recommend(draft, by=clerk, now=IN_WINDOW)
    actions.hand_back(recommended, by=park_endorser, reason="请核对岗位。", sections=["post"], now=IN_WINDOW)
    returned = actions.change(draft, by=clerk, fields={"summary": "另写一段。"}, now=IN_WINDOW)
    assert (returned.returned_sections, returned.summary) == (["post"], "另写一段。")


def test_the_task_list_marks_what_is_to_be_corrected(client, returned, clerk):
    client.force_login(clerk)
    rows = {row["title"]: row for row in client.get(returned.get_absolute_url()).context["sections"]}
    assert [title for title, row in rows.items() if row["returned"] == "需补正"] == ["岗位与资质", "四个方面陈述"]
    assert rows["工会与单位"]["is_closed"] and not rows["同意与承诺"]["is_closed"]


def test_the_page_of_a_section_not_returned_says_so(client, returned, clerk):
    client.force_login(clerk)
    pages = [client.get(reverse("nominations:section", args=[returned.number, key])) for key in ("unit", "statements")]
    assert [page.status_code for page in pages] == [409, 200]
    assert "“工会与单位”一节未退回，不能修改。" in pages[0].content.decode()


def test_the_screeners_page_offers_the_sections(client, claimed, screener):
    client.force_login(screener)
    assert "退回的各节" in client.get(reverse("nominations:send_back", args=[claimed.number])).content.decode()
    given = {"reason": "请补正。", "sections": ["unit", "post"]}
    client.post(reverse("nominations:send_back", args=[claimed.number]), given)
    assert Nomination.objects.get(pk=claimed.pk).returned_sections == ["post", "unit"]
    assert "退回的各节" not in client.get(reverse("nominations:screen", args=[claimed.number])).content.decode()


def test_the_endorsers_page_offers_the_sections(client, draft, clerk, park_endorser):
    actions.recommend(draft, by=clerk, now=IN_WINDOW)
    client.force_login(park_endorser)
    address = reverse("nominations:hand_back", args=[draft.number])
    assert "需要修改的各节" in client.get(address).content.decode()
    client.post(address, {"reason": "请核对。", "sections": ["post"]})
    assert Nomination.objects.get(pk=draft.pk).returned_sections == ["post"]
