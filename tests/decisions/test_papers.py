"""决议与会议纪要: downloaded as PDF and .docx, they say what the pages say."""

import io
import re
from urllib.parse import unquote

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from tests.decisions.conftest import NUMBER


@pytest.fixture
def sitting(voting, all_for, close):
    """Everybody was carried."""
    return close(all_for(voting))


@pytest.fixture
def fetched(client, sitting, secretary):
    """A paper as the secretary fetches it."""
    client.force_login(secretary)

    def fetch(name):
        return client.get(reverse(f"decisions:{name}", args=[sitting.pk]))

    return fetch


def pdf_words(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s", "", "".join(one.extract_text() for one in pages))


def word_lines(answer):
    return [line.text for line in Document(io.BytesIO(answer.content)).paragraphs]


def test_the_resolution_stands_under_its_number_with_every_name(fetched, sitting):
    for words in (pdf_words(fetched("resolution_pdf")), "".join(word_lines(fetched("resolution_docx")))):
        assert words.startswith(f"上海市总工会文件{NUMBER}上海市总工会主席办公会关于审定2026年度上海工匠人选的决议")
        assert all(name in words for name in ("王建国", "丁一凡", "李明", "签发人：许主持"))


def test_the_minutes_say_who_sat_and_how_each_name_was_voted_on(fetched, sitting, chair_members):
    answer = fetched("minutes_docx")
    lines = "".join(word_lines(answer))
    assert f"{chair_members[0]}（主持）" in lines and sitting.roster_hash in lines
    rows = [[cell.text for cell in row.cells] for row in Document(io.BytesIO(answer.content)).tables[0].rows]
    assert rows[0][2:] == ["赞成", "反对", "弃权", "回避", "结果"]
    assert {tuple(row[2:6]) for row in rows[1:]} == {("4", "0", "0", "0")}
    assert "三、表决结果" in pdf_words(fetched("minutes_pdf"))


def test_the_file_is_saved_under_the_documents_number(fetched):
    answer = fetched("resolution_pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert unquote(answer["Content-Disposition"]).endswith(f"{NUMBER} 审定决议.pdf")
    assert "no-store" in answer["Cache-Control"]


def test_before_the_vote_has_ended_there_is_no_paper(client, voting, secretary):
    client.force_login(secretary)
    for name in ("resolution_pdf", "minutes_docx"):
        assert client.get(reverse(f"decisions:{name}", args=[voting.pk])).status_code == 404


def test_the_publicity_officer_reads_the_resolution_and_not_the_minutes(client, sitting, publicity_officer):
    client.force_login(publicity_officer)
    assert client.get(reverse("decisions:resolution_docx", args=[sitting.pk])).status_code == 200
    assert client.get(reverse("decisions:minutes_docx", args=[sitting.pk])).status_code == 404
