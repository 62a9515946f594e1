"""异议材料：按内容识别，去除文档属性，查毒之前不打开，文件名不保留。"""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from nominations.states import Scan
from publicity import actions
from publicity.models import Objection, ObjectionPaper
from publicity.states import ObjectorKind
from tests.moments import IN_NOTICE, beijing
from tests.scanners import EICAR, scanner

AUTHOR = "钱实名"


def a_pdf():
    """One page whose properties say who made it."""
    made, out = PdfWriter(), io.BytesIO()
    made.add_blank_page(200, 200)
    made.add_metadata({"/Author": AUTHOR, "/Title": "举报信"})
    made.write(out)
    return SimpleUploadedFile(f"{AUTHOR}的举报信.pdf", out.getvalue())


def a_photo():
    """A photograph that says by whom and with what it was taken."""
    about, out = Image.Exif(), io.BytesIO()
    about[0x013B], about[0x0110] = "QIAN SHIMING", "Phone X"
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", exif=about)
    return SimpleUploadedFile("IMG_0001.jpg", out.getvalue())


def objected(name, *uploads, **words):
    """A signed objection with these files."""
    sent = {"objector_kind": ObjectorKind.PERSON, "objector_name": AUTHOR, "objector_contact": "13900000000"}
    return actions.object_to(name, content="请核查。", uploads=uploads, now=IN_NOTICE, **(sent | words))


@pytest.fixture
def clamav(settings):
    """A scanner this portal is told of."""
    with scanner() as server:
        settings.CLAMAV_ADDRESS = server.address
        yield server


def test_several_files_are_kept_in_their_order(first):
    papers = objected(first, a_pdf(), a_photo()).papers.order_by("ordinal")
    assert [(one.ordinal, one.content_kind, one.name) for one in papers] == [
        (1, "pdf", "异议材料1.pdf"),
        (2, "jpeg", "异议材料2.jpg"),
    ]


def test_a_kept_pdf_does_not_say_who_made_it(first):
    paper = objected(first, a_pdf()).papers.get()
    with paper.file.open() as kept:
        assert not PdfReader(kept).metadata and paper.sha256 != paper.received_sha256


def test_a_kept_photograph_does_not_say_who_took_it(first):
    paper = objected(first, a_photo()).papers.get()
    with paper.file.open() as kept:
        assert b"QIAN" not in kept.read()


def test_the_name_of_a_file_is_kept_nowhere(first):
    paper = objected(first, a_pdf()).papers.get()
    assert AUTHOR not in str(vars(paper)) and AUTHOR not in paper.file.name


def test_the_same_files_sent_again_are_the_same_objection(first):
    assert len({objected(first, a_pdf(), a_photo()).pk for _ in range(3)}) == 1
    assert ObjectionPaper.objects.count() == 2


def test_one_bad_file_of_several_keeps_nothing(first):
    with pytest.raises(ValidationError):
        objected(first, a_pdf(), SimpleUploadedFile("证据.pdf", b"MZ\x90\x00" * 40))
    assert not Objection.objects.exists() and not ObjectionPaper.objects.exists()


def test_six_files_are_one_too_many(first):
    with pytest.raises(Refused) as refused:
        objected(first, *(a_pdf() for _ in range(6)))
    assert refused.value.ground == "too_many_papers"


def test_what_a_failed_filing_left_in_the_store_is_swept(first):
    with pytest.raises(ValidationError):
        objected(first, a_pdf(), SimpleUploadedFile("证据.pdf", b"MZ\x90\x00" * 40))
    kept = objected(first, a_photo()).papers.get()
    actions.sweep_papers(now=beijing(2099, 1, 1))
    assert default_storage.exists(kept.file.name)


def test_before_the_scan_not_even_the_inquirer_opens_it(clamav, first, publicity_officer, review_office):
    case = objected(first, a_pdf())
    actions.open_inquiry(case, assignee=review_office, by=publicity_officer, now=IN_NOTICE)
    with pytest.raises(Refused) as refused:
        actions.reveal_evidence(case.papers.get(), by=review_office, reason="核对", now=IN_NOTICE)
    assert refused.value.ground == "not_scanned_yet"
    assert actions.scan_papers(now=IN_NOTICE) == 1
    assert actions.reveal_evidence(case.papers.get(), by=review_office, reason="核对", now=IN_NOTICE)
    assert Entry.objects.filter(act="objection.evidence_seen", actor_id=review_office.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_infected_file_is_taken_away_and_told_of(clamav, first, publicity_officer):
    paper = objected(first, a_photo()).papers.get()
    default_storage.delete(paper.file.name)
    default_storage.save(paper.file.name, ContentFile(EICAR))
    actions.scan_papers(now=IN_NOTICE)
    paper.refresh_from_db()
    assert paper.scan == Scan.INFECTED and not default_storage.exists(paper.file.name)
    assert "病毒" in Letter.objects.get(recipient=publicity_officer, kind="public_paper_infected").subject


def test_without_a_scanner_the_state_says_so(first):
    paper = objected(first, a_photo()).papers.get()
    assert paper.get_scan_display() == "未启用查毒"
