"""查毒: what comes before anybody but its uploader opens a file."""

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import antivirus, clock, stores
from ledger.actions import record
from letters.actions import owe_rendered
from nominations.queries import evidence, ranked
from nominations.states import Scan

log = logging.getLogger(__name__)


def scan_papers(*, now=None, most: int = 200) -> int:
    """查毒: every file that waits, each by itself; the answer is how many were scanned.

    A scanner that is away ends the round: the files go on waiting, visibly, and the next round asks again. Where there is
    no scanner any more nothing waits for one.
    """
    kinds = ((evidence, _tell_of_a_paper), (ranked, _tell_of_a_list))
    if not settings.CLAMAV_ADDRESS:
        for room, _ in kinds:
            room.waiting_for_the_scan().update(scan=Scan.NOT_ASKED)
        return 0
    return sum(scan_each(room.next_to_scan, tell, now=now, most=most) for room, tell in kinds)


def scan_each(next_to_scan, tell, *, now, most) -> int:
    """The files of one room, one transaction each; ``tell`` is called for an infected one. Higher floors ask it too."""
    scanned, last = 0, 0
    for _ in range(most):
        with transaction.atomic():
            paper = next_to_scan(after=last)
            if paper is None:
                break
            last = paper.pk
            try:
                with paper.file.storage.open(paper.file.name, "rb") as content:
                    virus = antivirus.virus_in(content, address=settings.CLAMAV_ADDRESS)
            except antivirus.Away as error:
                log.warning("the scanner is away: %s", error)
                break
            except stores.AWAY as error:
                log.warning("a paper cannot be read for the scan: %s", type(error).__name__)
                continue
            _note_scan(paper, virus, tell, now=now or clock.now())
            scanned += 1
    return scanned


def _note_scan(paper, virus, tell, *, now):
    paper.scan, paper.scanned_at, paper.virus = Scan.INFECTED if virus else Scan.CLEAN, now, virus
    paper.save(update_fields=["scan", "scanned_at", "virus"])
    if not virus:
        return
    storage, path = paper.file.storage, paper.file.name
    transaction.on_commit(lambda: stores.forget(storage, path))
    tell(paper, now=now)


def _tell_of_a_paper(paper, *, now):
    nomination = paper.nomination
    record(
        "evidence.infected", by=None, on=nomination, at=now, title=paper.title, sha256=paper.sha256, virus=paper.virus
    )
    staff = [nomination.screener] if nomination.screener_id else people_with(Role.ADMINISTRATOR)
    owe_rendered(
        "paper_infected",
        to=[paper.uploaded_by, *staff],
        about=nomination.get_absolute_url(),
        at=now,
        nomination=nomination,
        paper=paper,
    )


def _tell_of_a_list(scan, *, now):
    body = scan.organisation
    record("ranked_list.infected", by=None, on=body, at=now, code=scan.code, sha256=scan.sha256, virus=scan.virus)
    owe_rendered(
        "ranked_list_infected",
        to=[scan.uploaded_by, *people_with(Role.ADMINISTRATOR)],
        about=reverse("nominations:ranked", args=[body.pk]),
        at=now,
        scan=scan,
    )
