"""答复书与待更正公示：异议办结之后异议人得到什么，公示专员还欠什么 (沪工总经〔2015〕260号 三(四))."""

import io
import re

import pytest
from pypdf import PdfReader

from publicity import actions, desk, queries
from publicity.states import CorrectionKind, InquiryFinding
from tests.moments import IN_NOTICE, beijing

SAVED = "application/pdf"
PARTLY = {"finding": InquiryFinding.PARTLY, "report": "岗位名称有出入。", "reply": "岗位名称确有出入。"}
WRONG = "名单中丁一凡的岗位应为高级技师。"


@pytest.fixture
def partly(inquiry, review_office):
    """Upheld in part: published words are to be corrected."""
    return actions.conclude_inquiry(inquiry, **PARTLY, correction=WRONG, by=review_office, now=IN_NOTICE)


def words(answer):
    pages = PdfReader(io.BytesIO(b"".join(answer))).pages
    return re.sub(r"\s", "", "".join(one.extract_text() for one in pages))


def rows(user):
    return [one for one in desk.waiting(user, IN_NOTICE) if one.title == "待更正公示"]


def test_the_holder_saves_the_answer_as_a_paper(client, partly):
    answer = client.get(f"/publicity/receipt/{partly.receipt}/reply.pdf")
    assert answer["Content-Type"] == SAVED
    said = words(answer)
    assert "岗位名称确有出入" in said and partly.receipt in said and "杨公明" not in said


def test_the_copy_of_the_inquirer_bears_no_receipt(client, partly, review_office):
    client.force_login(review_office)
    said = words(client.get(f"/publicity/objections/{partly.pk}/reply.pdf"))
    assert "岗位名称确有出入" in said and partly.receipt not in said and "钱实名" not in said


def test_before_the_answer_there_is_no_paper(client, inquiry):
    assert client.get(f"/publicity/receipt/{inquiry.receipt}/reply.pdf").status_code == 409


def test_words_to_be_corrected_wait_for_the_officer(client, partly, publicity_officer):
    row = rows(publicity_officer)[0]
    client.force_login(publicity_officer)
    assert WRONG in client.get(row.url).content.decode()


def test_the_published_correction_ends_the_waiting(partly, first, publicity_officer):
    now = beijing(2026, 9, 9, 11)
    draft = actions.prepare_correction(
        first.notice, kind=CorrectionKind.SLIP, reason=WRONG, by=publicity_officer, now=now
    )
    line = draft.names.get(nomination=first.nomination_id)
    actions.correct_line(line, name=line.name, unit_name=line.unit_name, post="高级技师", by=publicity_officer, now=now)
    assert queries.awaiting_correction().exists()
    actions.publish(draft, by=publicity_officer, now=now)
    assert not rows(publicity_officer)
