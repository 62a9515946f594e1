"""更正公示的文件: page, PDF and .docx say what was corrected; the former page leads to the later (三(四) 社会公示)."""

import io
import re

import pytest
from docx import Document
from pypdf import PdfReader

from common import published
from nominations.models import Consent
from nominations.states import ConsentKind
from publicity import actions, gazette, tasks
from publicity.states import CorrectionKind
from tests.moments import IN_NOTICE, NOTICE_FIRST_DAY, beijing

FORMER, LATER = "notices/2026/1", "notices/2026/2"
BEFORE, AFTER = "上海第一机床厂有限公司", "上海第三机床厂有限公司"


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A folder of this test's own."""
    settings.PUBLISHED_ROOT = tmp_path / "published"
    settings.PUBLIC_ADDRESS = "https://portal.example"


@pytest.fixture
def corrected(notice, publicity_officer):
    """The unit of the first line was misprinted: 实质更正 from Thursday."""
    words = {"kind": CorrectionKind.MATERIAL, "reason": "工作单位误印。", "opens_on": beijing(2026, 9, 10, 0, 0).date()}
    correction = actions.prepare_correction(notice, **words, by=publicity_officer, now=IN_NOTICE)
    line = correction.names.get(position=1)
    actions.correct_line(line, name=line.name, unit_name=AFTER, post=line.post, by=publicity_officer, now=IN_NOTICE)
    return actions.publish(correction, by=publicity_officer, now=beijing(2026, 9, 10, 9, 0))


def page(folder):
    """The public page as it lies on the disk."""
    return published.read(f"{folder}/index.html").decode()


def papers(folder):
    """The words of the PDF and of the .docx."""
    pdf = PdfReader(io.BytesIO(published.read(f"{folder}/notice.pdf"))).pages
    docx = Document(io.BytesIO(published.read(f"{folder}/notice.docx")))
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    said = ["".join(one.extract_text() for one in pdf), "".join([one.text for one in docx.paragraphs] + cells)]
    return [re.sub(r"\s", "", one) for one in said]


def test_page_pdf_and_docx_say_what_was_corrected_and_why(corrected):
    assert tasks.keep_copies() == 2
    for words in [page(LATER), *papers(LATER)]:
        for one in (BEFORE, AFTER, "工作单位误印。", "实质更正", "更正前", "其余人选仍按原公示时间"):
            assert one in words


def test_the_former_page_leads_to_the_later_and_the_later_back(notice, corrected, client):
    tasks.keep_copies()
    for words in (page(FORMER), client.get(notice.get_absolute_url()).content.decode()):
        assert f'href="{corrected.get_absolute_url()}">第2号公示' in words and "以<a" in words
        assert ">提出异议</a>" not in words
    assert f'href="{notice.get_absolute_url()}">第1号公示' in page(LATER)
    assert all("https://portal.example/publicity/2026/1/" in one for one in papers(LATER))


def test_the_papers_of_the_former_stay_as_they_were(notice, corrected):
    former = gazette.paper_of(notice, gazette.words_of(notice)["names"])
    assert BEFORE in repr(former) and AFTER not in repr(former) and former.dated == NOTICE_FIRST_DAY


def test_whoever_withdraws_the_consent_is_known_from_no_comparison_either(corrected):
    nomination = corrected.names.get(position=1).nomination
    Consent.objects.filter(nomination=nomination, kind=ConsentKind.PUBLICATION).update(withdrawn_at=IN_NOTICE)
    tasks.keep_copies()
    for words in [page(LATER), *papers(LATER)]:
        assert nomination.name not in words and AFTER not in words and "工作单位误印。" in words
