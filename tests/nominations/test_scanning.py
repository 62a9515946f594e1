"""查毒：启用后，新文件查毒完成前只有上传人可以打开；查出病毒的删除并告知；查毒服务不在的继续等待。"""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from ledger.models import Entry
from letters.models import Letter
from nominations import dossier
from nominations.actions.scanning import scan_papers
from nominations.models import Evidence
from nominations.states import Scan
from tests.moments import IN_WINDOW
from tests.nominations.screening_cast import claimed, filed
from tests.nominations.test_papers import attach
from tests.scanners import EICAR, scanner
from tests.workers import until, workers

__all__ = ["claimed", "filed"]


@pytest.fixture
def clamav(settings):
    """A scanner this portal is told of."""
    with scanner() as server:
        settings.CLAMAV_ADDRESS = server.address
        yield server


def infect(paper):
    default_storage.delete(paper.file.name)
    default_storage.save(paper.file.name, ContentFile(EICAR))


def opened_by(client, person, paper):
    client.force_login(person)
    return client.get(reverse("nominations:evidence", args=[paper.token])).status_code


def test_before_the_scan_only_its_uploader_opens_a_file(client, clamav, draft, clerk, xuhui_clerk, supervision):
    paper = attach(draft, clerk)

    assert paper.scan == Scan.WAITING
    assert opened_by(client, clerk, paper) == 200
    assert {opened_by(client, other, paper) for other in (xuhui_clerk, supervision)} == {409}


def test_a_clean_file_opens_for_everybody_behind_its_door(client, clamav, draft, clerk, xuhui_clerk):
    paper = attach(draft, clerk)
    assert scan_papers(now=IN_WINDOW) == 1
    assert opened_by(client, xuhui_clerk, paper) == 200
    assert Evidence.objects.get(pk=paper.pk).scanned_at == IN_WINDOW


@pytest.mark.django_db(transaction=True)
def test_an_infected_file_is_taken_away_and_told_of(client, clamav, draft, clerk, administrator):
    paper = attach(draft, clerk)
    infect(paper)

    scan_papers(now=IN_WINDOW)

    assert Evidence.objects.get(pk=paper.pk).virus == "Eicar-Test-Signature"
    assert not default_storage.exists(paper.file.name)
    assert opened_by(client, clerk, paper) == 409
    told = Letter.objects.filter(kind="paper_infected")
    assert set(told.values_list("recipient", flat=True)) == {clerk.pk, administrator.pk}
    assert Entry.objects.get(act="evidence.infected").detail["virus"] == "Eicar-Test-Signature"


def test_an_infected_file_proves_nothing(clamav, draft, clerk):
    draft.evidence.exclude(indicator="skill").update(scan=Scan.CLEAN)
    draft.evidence.filter(indicator="skill").update(scan=Scan.INFECTED)
    (lacks,) = [lacks for section, lacks in dossier.missing(draft) if section.key == "evidence"]
    assert len(lacks) == 1


def test_a_file_waits_while_the_scanner_is_away_and_says_so(client, clamav, draft, clerk):
    paper = attach(draft, clerk)
    clamav.is_broken = True
    assert scan_papers() == 0

    client.force_login(clerk)
    page = client.get(reverse("nominations:section", args=[draft.number, "evidence"])).content.decode()
    assert "待查毒" in page
    clamav.is_broken = False
    assert scan_papers() == 1
    assert Evidence.objects.get(pk=paper.pk).scan == Scan.CLEAN


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(clamav, draft, clerk):
    lost = attach(draft, clerk)
    default_storage.delete(lost.file.name)
    attach(draft, clerk, indicator="leadership")
    assert scan_papers() == 1


def test_without_a_scanner_nothing_waits(draft, clerk, settings):
    assert attach(draft, clerk).scan == Scan.NOT_ASKED
    draft.evidence.update(scan=Scan.WAITING)
    scan_papers()
    assert not draft.evidence.exclude(scan=Scan.NOT_ASKED).exists()


def test_the_office_alone_reads_that_files_are_not_scanned(client, claimed, clerk, screener, settings):
    page = reverse("nominations:screen", args=[claimed.number])
    client.force_login(screener)
    assert "未启用查毒" in client.get(page).content.decode()
    settings.CLAMAV_ADDRESS = "127.0.0.1:9"
    assert "未启用查毒" not in client.get(page).content.decode()
    client.force_login(clerk)
    assert "未启用查毒" not in client.get(claimed.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_scans_what_was_just_uploaded(clamav, draft, clerk, tmp_path, monkeypatch):
    monkeypatch.setenv("CLAMAV_ADDRESS", clamav.address)
    with workers(tmp_path, "scanning") as (worker,):
        worker.start()
        paper = attach(draft, clerk)
        until(lambda: Evidence.objects.get(pk=paper.pk).scan == Scan.CLEAN, seconds=30)
