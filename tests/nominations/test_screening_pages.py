"""资格审核的页面: the queue, the dossier beside the checklist, and each act where its ground is read."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.states import Role
from common.dates import today
from nominations.actions import screening as actions
from nominations.models import BulkAct, Nomination, ScreeningLine
from nominations.queries import queue as queries
from nominations.states import Channel, Condition, Finding, State
from tests.factories import MembershipFactory, NominationFactory, at_state, complete_dossier
from tests.moments import IN_SCREENING, IN_WINDOW, beijing

ALL_PASSED = dict.fromkeys(Condition, (Finding.PASSED, ""))


@pytest.fixture
def filed(draft):
    """The works' nomination has been filed."""
    return at_state(draft, State.SUBMITTED)


@pytest.fixture
def claimed(filed, screener):
    """The screener has taken it."""
    return actions.claim(filed, by=screener, now=IN_SCREENING)


@pytest.fixture
def desk(client, screener):
    """The screener's browser."""
    client.force_login(screener)
    return client


def address(act, nomination):
    return reverse(f"nominations:{act}", args=[nomination.number])


def state_of(nomination):
    return Nomination.objects.get(pk=nomination.pk).state


def test_the_queue_shows_what_is_filed_and_nothing_else(desk, filed, draft, rulebook, clerk):
    NominationFactory(rulebook=rulebook, drafted_by=clerk, name="未报送")
    text = desk.get(reverse("nominations:screening")).content.decode()
    assert filed.name in text and "未报送" not in text


def test_screeners_office_and_supervision_read_the_queue(client, filed, screener, review_office, supervision, clerk):
    answers = []
    for person in (screener, review_office, supervision, clerk):
        client.force_login(person)
        answers.append(client.get(address("screen", filed)).status_code)
    assert answers == [200, 200, 200, 404]


def test_the_oldest_filing_comes_first(desk, filed, rulebook, clerk):
    later = NominationFactory(rulebook=rulebook, drafted_by=clerk)
    at_state(later, State.SUBMITTED, submitted_at=beijing(2026, 4, 14))
    page = desk.get(reverse("nominations:screening")).context["page"]
    assert [row["number"] for row in page] == [later.number, filed.number]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"channel": Channel.UNIT}, 1),
        ({"channel": Channel.SELF}, 0),
        ({"claimed": "mine"}, 0),
        ({"claimed": "nobody"}, 1),
        ({"dual": "yes"}, 0),
        ({"exception": "no"}, 1),
        ({"industry": "先进制造业"}, 1),
        ({"district": "self"}, 1),
        ({"district": "direct"}, 0),
        ({"stage": "fresh"}, 1),
        ({"stage": "resubmitted"}, 0),
        ({"stage": "checking"}, 0),
        ({"stage": "correcting"}, 0),
        ({"words": "第一机床厂"}, 1),
        ({"words": "查无此人"}, 0),
    ],
)
def test_the_queue_is_filtered(desk, filed, xuhui_union, query, found):
    if query.get("district") == "self":
        query = {"district": xuhui_union.pk}
    assert desk.get(reverse("nominations:screening"), query).context["page"].paginator.count == found


def test_three_rows_cost_no_more_queries_than_one(desk, filed, rulebook, clerk, django_assert_max_num_queries):
    def cost():
        desk.get(reverse("nominations:screening"))  # the masthead's season is remembered from here
        with django_assert_max_num_queries(30) as captured:
            desk.get(reverse("nominations:screening"))
        return len(captured)

    one = cost()
    for _ in range(2):
        at_state(NominationFactory(rulebook=rulebook, drafted_by=clerk), State.SUBMITTED)
    assert cost() == one


def test_the_dossier_is_read_with_masked_numbers(desk, claimed):
    text = desk.get(address("screen", claimed)).content.decode()
    assert claimed.identity_number not in text and "在工艺专长方面有扎实的积累" in text
    assert "13800001234" not in text


def test_one_dossier_opens_with_a_handful_of_queries(desk, claimed, django_assert_max_num_queries):
    desk.get(address("screen", claimed))
    with django_assert_max_num_queries(32):
        desk.get(address("screen", claimed))


def test_an_unclaimed_dossier_offers_claiming_only(desk, filed):
    text = desk.get(address("screen", filed)).content.decode()
    assert "请先领办" in text
    desk.post(address("claim", filed))
    assert Nomination.objects.get(pk=filed.pk).screener.full_name == "沈明察"


def test_lines_are_saved_from_the_checklist(desk, claimed):
    sent = {"finding_membership": "passed", "finding_front_line": "failed", "reason_front_line": "行政岗位。"}
    answer = desk.post(address("note_lines", claimed), sent)
    assert answer.url.endswith("#judgement") and ScreeningLine.objects.count() == 2


def test_a_missing_reason_is_told_beside_its_line(desk, claimed):
    answer = desk.post(address("note_lines", claimed), {"finding_front_line": "failed"})
    assert "的结论须写明理由" in answer.content.decode() and not ScreeningLine.objects.exists()


def test_membership_offers_no_exception(desk, claimed):
    sent = {"finding_membership": "excepted", "reason_membership": "正在入会。"}
    assert desk.post(address("note_lines", claimed), sent).status_code == 200
    assert not ScreeningLine.objects.exists()


def test_admitting_leads_back_to_the_own_queue(desk, claimed, screener):
    actions.note_lines(claimed, by=screener, lines=ALL_PASSED, now=IN_SCREENING)
    assert "claimed=mine" in desk.post(address("admit", claimed)).url
    assert state_of(claimed) == State.ADMITTED


def test_a_second_press_reads_that_it_is_done(desk, claimed, screener):
    actions.note_lines(claimed, by=screener, lines=ALL_PASSED, now=IN_SCREENING)
    desk.post(address("admit", claimed))
    answer = desk.post(address("admit", claimed))
    assert answer.status_code == 409 and "已由他人办理" in answer.content.decode()


def test_a_screener_sends_back_and_the_clerk_files_again(desk, client, claimed, clerk):
    returned = actions.send_back(claimed, by=claimed.screener, reason="请补充竞赛证书。", now=IN_SCREENING)
    client.force_login(clerk)
    answer = client.post(address("resubmit", returned))
    # the deadline of June 2026 is long over on any day this test is run
    assert answer.status_code == 409 and "补正期限" in answer.content.decode()
    Nomination.objects.filter(pk=returned.pk).update(correction_due="2099-01-01")
    assert client.post(address("resubmit", returned)).status_code == 302
    assert state_of(returned) == State.SUBMITTED


def test_declining_from_the_page(desk, claimed, screener):
    actions.note_lines(claimed, by=screener, lines={Condition.CONDUCT: (Finding.FAILED, "受过处分。")})
    desk.post(address("decline", claimed), {"reason": "不符合职业操守条件。"})
    assert state_of(claimed) == State.DECLINED


def test_supervision_reads_and_changes_nothing(client, claimed, supervision):
    client.force_login(supervision)
    assert client.post(address("release", claimed)).status_code == 403
    assert Nomination.objects.get(pk=claimed.pk).screener is not None


def test_the_desk_counts_what_waits(filed, screener, second_screener, clerk):
    assert [(row.title, row.count, row.oldest) for row in queries.waiting_for_screener(screener, IN_SCREENING)] == [
        ("待领办的资格审核", 1, IN_WINDOW)
    ]
    actions.claim(filed, by=screener, now=IN_SCREENING)
    assert [row.title for row in queries.waiting_for_screener(screener, IN_SCREENING)] == ["您领办的资格审核"]
    assert queries.waiting_for_screener(second_screener, IN_SCREENING) == []
    assert queries.waiting_for_screener(clerk, IN_SCREENING) == []


def test_banned_subjects_under_way_are_listed_for_the_office(client, review_office, clerk, filed):
    client.force_login(review_office)
    assert client.get(reverse("nominations:screening_banned")).status_code == 200
    client.force_login(clerk)
    assert client.get(reverse("nominations:screening_banned")).status_code == 404


def test_a_complete_dossier_of_a_self_nominee_shows_no_body(desk, rulebook, self_nominee):
    own = complete_dossier(NominationFactory(rulebook=rulebook, drafted_by=self_nominee, channel=Channel.SELF))
    at_state(own, State.SUBMITTED)
    assert "直接报送市总工会" in desk.get(address("screen", own)).content.decode()


# --- 逐项保存、决定文本、就地查看 --------------------------------------------------------------------------------------


def test_a_line_is_kept_as_soon_as_it_is_decided(desk, claimed):
    sent = {"finding_membership": "passed", "finding_front_line": "failed"}
    told = desk.post(address("note_lines", claimed), sent, headers={"Accept": "application/json"}).json()
    assert told["kept"] == ["membership"] and "须写明理由" in told["faults"]["front_line"]
    assert list(ScreeningLine.objects.values_list("condition", flat=True)) == ["membership"]
    assert "通过资格审核" in told["conclusion"]


def test_the_words_are_shown_before_they_go(desk, claimed, screener):
    lines = {Condition.FRONT_LINE: (Finding.FAILED, "现任行政管理岗位。")}
    actions.note_lines(claimed, by=screener, lines=lines, now=IN_SCREENING)
    page = desk.get(address("send_back", claimed))
    assert "现任行政管理岗位" in page.context["text"] and page.context["form"]["sections"].value() == ["post"]
    sent = {"reason": "另请核对电话。", "sections": ["post"], "seen": page.context["form"]["seen"].value()}
    assert "另请核对电话。" in desk.post(address("send_back", claimed), sent | {"preview": "yes"}).context["text"]
    assert state_of(claimed) == State.SUBMITTED
    desk.post(address("send_back", claimed), sent)
    assert state_of(claimed) == State.CORRECTING


def test_a_paper_opens_beside_the_checklist_and_runs_nothing(desk, draft, screener):
    paper = draft.evidence.first()
    paper.file.save("x", ContentFile(b"%PDF-1.4"), save=True)
    claimed = actions.claim(at_state(draft, State.SUBMITTED), by=screener, now=IN_SCREENING)
    assert "file-frame" in desk.get(address("screen", claimed) + f"?paper={paper.token}").content.decode()
    answer = desk.get(reverse("nominations:show_paper", args=[paper.token]))
    assert answer["Content-Disposition"].startswith("inline") and answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


def test_what_a_browser_could_run_is_only_downloaded(desk, draft):
    paper = draft.evidence.first()
    type(paper).objects.filter(pk=paper.pk).update(content_kind="docx")
    at_state(draft, State.SUBMITTED)
    assert desk.get(reverse("nominations:show_paper", args=[paper.token])).status_code == 404


# --- 批量办理 ---------------------------------------------------------------------------------------------------------


def test_a_bulk_act_is_shown_first_done_once_and_reported(desk, filed, rulebook, clerk, second_screener):
    taken = at_state(NominationFactory(rulebook=rulebook, drafted_by=clerk), State.SUBMITTED, screener=second_screener)
    page = desk.get(reverse("nominations:bulk"), {"kind": "claim", "number": [filed.number, taken.number]})
    assert [one.number for one in page.context["can"]] == [filed.number]
    assert "韩秋毫已领办" in page.content.decode() and Nomination.objects.get(pk=filed.pk).screener is None
    sent = {"kind": "claim", "number": [filed.number], "token": page.context["token"]}
    urls = {desk.post(reverse("nominations:bulk"), sent).url for _ in range(2)}
    assert BulkAct.objects.count() == 1 and "已领办" in desk.get(urls.pop()).content.decode()
    desk.post(reverse("nominations:bulk_undo", args=[page.context["token"]]), {"reason": "选错人选。"})
    assert Nomination.objects.get(pk=filed.pk).screener is None


def test_all_of_a_filter_may_be_chosen(desk, filed):
    asked = {"kind": "claim", "everything": "yes", "channel": "self"}
    assert desk.get(reverse("nominations:bulk"), asked).context["can"] == []
    assert len(desk.get(reverse("nominations:bulk"), asked | {"channel": "unit"}).context["can"]) == 1


def test_what_the_reader_must_stand_aside_from_is_marked(desk, filed, screener, works_union):
    MembershipFactory(user=screener, role=Role.UNION_CLERK, organisation=works_union, since="2020-01-01", until=today())
    assert "须回避" in desk.get(reverse("nominations:screening")).content.decode()
    page = desk.get(reverse("nominations:bulk"), {"kind": "claim", "number": [filed.number]})
    assert [refusal.ground for _, refusal in page.context["cannot"]] == ["own_branch"]
