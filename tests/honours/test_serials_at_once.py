"""编号不断号、不重号：几人同时命名、换发亦然 (沪工总经〔2015〕260号 三(五))."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from common.refusals import Refused
from honours.actions import naming, pressing, replacing
from honours.models import Certificate, Honour
from honours.states import ReplacementKind
from rehearsal.dossiers import evidence_pdf
from tests.moments import AFTER_NAMING, AT_NAMING

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """All of them from one starting signal; what is refused is told."""
    start, refused, faults = threading.Barrier(len(acts)), [], []

    def run(act):
        try:
            start.wait()
            act()
        except Refused as refusal:
            refused.append(refusal.ground)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults, faults
    return refused


def serials():
    return list(Certificate.objects.order_by("serial").values_list("serial", flat=True))


def test_named_twice_at_once_and_replaced_meanwhile_no_serial_is_missing_or_doubled(
    named, approved, season, review_office, clerk
):
    named("王建国", "李明")
    asked = []
    for honour in Honour.objects.order_by("pk"):
        proof = SimpleUploadedFile("声明.pdf", evidence_pdf(1))
        certificate = pressing.press(honour.certificate_id, now=AT_NAMING)
        said = {"kind": ReplacementKind.LOST, "reason": "遗失。", "proof": proof, "by": clerk, "now": AFTER_NAMING}
        asked.append(replacing.ask(certificate, **said))
    for name in ("陈海", "赵强", "孙平"):
        approved(name)

    def grant(one):
        return lambda: replacing.grant(one, opinion="同意。", by=review_office, now=AFTER_NAMING)

    def name():
        return naming.name_all(season, by=review_office, now=AFTER_NAMING)

    refused = at_once(name, name, *(grant(one) for one in asked), grant(asked[0]))

    assert sorted(refused) == ["already_handled", "nobody_ready"]
    assert serials() == [f"2026-{number:04d}" for number in range(1, 8)]
    assert Certificate.objects.filter(replaced_at__isnull=True).count() == Honour.objects.count() == 5
