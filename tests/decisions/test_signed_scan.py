"""决议、会议纪要的签发扫描件：秘书核对文号后各上传一次，去除文档属性、查毒，入卷后不能更换（沪工总经〔2015〕260号 三(四)）。"""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from common.refusals import Refused
from decisions import actions
from decisions.actions import signed_scans
from decisions.models import SignedScan
from ledger.models import Entry
from letters.models import Letter
from nominations.models import Nomination
from nominations.states import Scan
from reviews.models import StaffRecusal
from tests.decisions.conftest import NUMBER
from tests.moments import AT_THE_SITTING
from tests.scanners import EICAR, scanner


def a_scan(pages=1):
    """Blank pages; the properties say who scanned them."""
    made, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(200, 200)
    made.add_metadata({"/Author": "许秘书"})
    made.write(out)
    return SimpleUploadedFile("决议.pdf", out.getvalue())


@pytest.fixture
def resolution(voting, all_for, close):
    """Everybody was carried."""
    return close(all_for(voting)).resolution


@pytest.fixture
def keep(resolution, secretary):
    """Upload the scan."""

    def act(by=secretary, number=NUMBER, upload=None, paper="resolution"):
        upload = upload or a_scan(pages=1 if paper == "resolution" else 2)
        return actions.keep_signed_scan(
            resolution, paper=paper, upload=upload, number=number, by=by, now=AT_THE_SITTING
        )

    return act


@pytest.fixture
def clamav(settings):
    """A scanner this portal is told of."""
    with scanner() as server:
        settings.CLAMAV_ADDRESS = server.address
        yield server


def test_the_scan_is_kept_without_its_properties_and_on_the_ledger(keep, resolution):
    scan = keep()
    with scan.file.open() as kept:
        assert "/Author" not in (PdfReader(kept).metadata or {})
    entry = Entry.objects.get(act="resolution.scan_kept")
    assert entry.detail["sha256"] == scan.sha256 and entry.detail["number"] == NUMBER


def test_each_paper_is_kept_once_and_not_exchanged(keep):
    for paper in ("resolution", "minutes"):
        keep(paper=paper)
        with pytest.raises(Refused) as refused:
            keep(paper=paper)
        assert refused.value.ground == "already_kept"
    assert Entry.objects.filter(act="minutes.scan_kept").count() == 1


def test_one_file_is_not_kept_as_both_papers(keep):
    keep()
    with pytest.raises(Refused) as refused:
        keep(paper="minutes", upload=a_scan())
    assert refused.value.ground == "same_file" and SignedScan.objects.count() == 1


def test_the_scan_of_the_minutes_is_for_those_who_may_read_the_whole(keep, resolution, client, secretary, supervision):
    kept = keep(paper="minutes")
    StaffRecusal.objects.create(
        user=supervision,
        nomination=Nomination.objects.first(),
        source="declared",
        ground="kin",
        explanation="亲属",
        at=AT_THE_SITTING,
        by=supervision,
    )
    seen = {}
    for person in (secretary, supervision):
        client.force_login(person)
        page = client.get(kept.get_absolute_url()).content.decode()
        status = client.get(reverse("decisions:signed_minutes", args=[resolution.sitting_id])).status_code
        seen[person.pk] = (status, kept.sha256 in page, "应当回避的人选" in page)
    assert seen == {secretary.pk: (200, True, False), supervision.pk: (403, False, True)}


def test_the_number_on_the_scan_must_be_the_resolutions(keep):
    with pytest.raises(Refused) as refused:
        keep(number="沪工总经〔2026〕89号")
    assert refused.value.ground == "other_number" and not SignedScan.objects.exists()


def test_only_the_secretary_uploads_it(keep, review_office):
    with pytest.raises(Refused) as refused:
        keep(by=review_office)
    assert refused.value.ground == "not_secretary"


def test_a_disguised_file_is_not_taken(keep):
    with pytest.raises(ValidationError):
        keep(upload=SimpleUploadedFile("决议.pdf", b"MZ" + b"\0" * 200))
    assert not SignedScan.objects.exists()


@pytest.mark.parametrize("columns", [{"sha256": "0" * 64}, {"file": "x"}, {"scan": "infected"}])
def test_the_database_keeps_it_as_it_is(keep, columns):
    keep()
    with pytest.raises(DatabaseError), transaction.atomic():
        SignedScan.objects.update(**columns)


def test_the_database_does_not_let_it_go(keep):
    scan = keep()
    with pytest.raises(DatabaseError), transaction.atomic():
        scan.delete()


def test_before_the_scan_for_viruses_nobody_opens_it(clamav, keep, resolution, client, review_office):
    keep()
    client.force_login(review_office)
    address = reverse("decisions:signed_scan", args=[resolution.sitting_id])
    assert client.get(address).status_code == 409
    assert signed_scans.scan_papers(now=AT_THE_SITTING) == 1
    assert client.get(address).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_infected_scan_is_taken_away_and_makes_room_for_another(clamav, keep, secretary):
    scan = keep(paper="minutes")
    default_storage.delete(scan.file.name)
    default_storage.save(scan.file.name, ContentFile(EICAR))
    signed_scans.scan_papers(now=AT_THE_SITTING)
    assert SignedScan.objects.get().scan == Scan.INFECTED and not default_storage.exists(scan.file.name)
    assert "会议纪要签发扫描件查出病毒" in Letter.objects.get(recipient=secretary, kind="signed_scan_infected").subject
    assert keep(paper="minutes").scan == Scan.WAITING


@pytest.mark.parametrize("door", ["keep_scan", "keep_minutes_scan"])
def test_the_secretary_uploads_it_on_the_page_of_the_paper(client, resolution, secretary, door):
    client.force_login(secretary)
    address = reverse(f"decisions:{door}", args=[resolution.sitting_id])
    sent = client.post(address, {"number": NUMBER.replace("〔", "[").replace("〕", "]"), "upload": a_scan()})
    page = client.get(sent.url).content.decode()
    assert "下载签发扫描件" in page and 'name="upload"' not in page


def test_a_wrong_file_is_told_beside_the_field(client, resolution, secretary):
    client.force_login(secretary)
    address = reverse("decisions:keep_scan", args=[resolution.sitting_id])
    answer = client.post(address, {"number": NUMBER, "upload": SimpleUploadedFile("a.pdf", b"no")})
    assert answer.status_code == 400 and "field-error" in answer.content.decode()
