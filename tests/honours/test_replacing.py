"""换发、补发证书：一人申请、另一人审批，编号接续，原证书显示已换发 (沪工总经〔2015〕260号 三(五))."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from common.refusals import Refused
from exports import actions as exporting
from exports.sheets import offered
from honours.actions import medals, pressing, replacing
from honours.models import Certificate, Honour, Replacement, ReplacementProof
from honours.states import ReplacementKind, ReplacementState, Standing
from ledger.models import Entry
from letters.models import Letter
from publicity.actions import papers
from rehearsal.dossiers import evidence_pdf
from tests.factories.findings import found_out
from tests.moments import AFTER_NAMING, AT_NAMING
from tests.scanners import EICAR, scanner


def proof(name="证明.pdf", content=None):
    return SimpleUploadedFile(name, evidence_pdf(1) if content is None else content, content_type="application/pdf")


@pytest.fixture
def pressed(honour):
    """王建国's certificate."""
    return pressing.press(honour.certificate.pk, now=AT_NAMING)


@pytest.fixture
def ask(clerk):
    """Ask for a new one."""

    def asking(certificate, *, by=None, kind=ReplacementKind.LOST, new_name="", **said):
        given = {"reason": "搬家时遗失。", "proof": proof(), "now": AFTER_NAMING} | said
        return replacing.ask(certificate, kind=kind, new_name=new_name, by=by or clerk, **given)

    return asking


def grant(replacement, by):
    return replacing.grant(replacement, opinion="情况属实，同意。", by=by, now=AFTER_NAMING)


def test_a_lost_one_is_replaced_by_the_next_serial_and_the_old_one_says_so(pressed, ask, review_office):
    current = grant(ask(pressed), review_office)
    honour, former = Honour.objects.get(), Certificate.objects.get(pk=pressed.pk)

    assert (current.serial, honour.certificate, current.replaces) == ("2026-0002", current, former)
    assert (former.standing, former.sha256, current.standing) == (Standing.REPLACED, pressed.sha256, Standing.VALID)
    assert current.context["name"] == "王建国" and current.code != former.code


def test_a_change_of_name_changes_the_sheet_and_never_the_honour(pressed, ask, review_office):
    current = grant(ask(pressed, kind=ReplacementKind.RENAMED, new_name="王建业"), review_office)

    assert current.context["name"] == "王建业" and Honour.objects.get().name == "王建国"
    again = grant(ask(pressing.press(current.pk, now=AFTER_NAMING)), review_office)
    assert again.context["name"] == "王建业"


def test_it_leaves_its_trace_and_everybody_concerned_is_told(pressed, ask, review_office, clerk):
    grant(ask(pressed), review_office)

    acts = {"replacement.asked", "replacement.granted", "certificate.replaced"}
    assert set(Entry.objects.filter(act__in=acts).values_list("act", flat=True)) == acts
    assert Letter.objects.filter(kind="certificate_replacement", recipient=clerk).count() == 1


def test_declined_the_certificate_stays(pressed, ask, review_office):
    declined = replacing.decline(ask(pressed), opinion="证明不足。", by=review_office, now=AFTER_NAMING)

    assert declined.state == ReplacementState.DECLINED and Certificate.objects.get().standing == Standing.VALID


@pytest.mark.parametrize(("role", "why"), [("clerk", "not_the_office"), ("supervision", "not_the_office")])
def test_only_the_office_decides(pressed, ask, role, why, request):
    with pytest.raises(Refused) as refused:
        grant(ask(pressed), request.getfixturevalue(role))
    assert refused.value.ground == why


def test_nobody_decides_what_he_asked_himself(pressed, ask, review_office):
    asked = ask(pressed, by=review_office)
    with pytest.raises(Refused) as refused:
        grant(asked, review_office)
    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        Replacement.objects.update(state="granted", opinion="同意", decided_by=review_office, decided_at=AFTER_NAMING)
    assert refused.value.ground == "own_request"


def test_it_is_decided_once(pressed, ask, review_office):
    asked = ask(pressed)
    grant(asked, review_office)
    with pytest.raises(Refused) as refused:
        grant(asked, review_office)
    assert refused.value.ground == "already_handled" and Certificate.objects.count() == 2


def test_one_request_at_a_time(pressed, ask):
    ask(pressed)
    with pytest.raises(Refused) as refused:
        ask(pressed)
    assert refused.value.ground == "already_asked"


def test_strangers_do_not_ask(pressed, ask, screener):
    with pytest.raises(Refused) as refused:
        ask(pressed, by=screener)
    assert refused.value.ground == "not_theirs"


def test_what_is_not_pressed_yet_is_not_replaced(honour, ask):
    with pytest.raises(Refused) as refused:
        ask(honour.certificate)
    assert refused.value.ground == "not_pressed"


def test_after_a_revocation_nothing_is_replaced(pressed, ask, honour, review_office):
    asked = ask(pressed)
    found_out(honour.nomination, by=review_office, now=AFTER_NAMING)

    with pytest.raises(Refused) as refused:
        grant(asked, review_office)
    assert refused.value.ground == "revoked" and Certificate.objects.count() == 1


def test_a_proof_that_is_no_scan_is_refused_and_nothing_is_kept(pressed, ask):
    with pytest.raises(ValidationError):
        ask(pressed, proof=proof(content=b"MZ\x90\x00 not a scan"))
    assert not Replacement.objects.exists()


@pytest.mark.parametrize(("infected", "why"), [(False, "not_scanned_yet"), (True, "infected")])
def test_nothing_is_granted_on_a_proof_nobody_can_open(pressed, ask, review_office, client, settings, infected, why):
    with scanner() as clamav:
        settings.CLAMAV_ADDRESS = clamav.address
        asked = ask(pressed)
        if infected:
            default_storage.delete(asked.proof.file.name)
            default_storage.save(asked.proof.file.name, ContentFile(EICAR))
            papers.scan_papers(now=AFTER_NAMING)
    with pytest.raises(Refused) as refused:
        grant(asked, review_office)
    assert refused.value.ground == why
    client.force_login(review_office)
    assert client.get(reverse("honours:replacement_proof", args=[asked.pk])).status_code == 409
    assert ("查出病毒" if infected else "待查毒") in client.get(asked.get_absolute_url()).content.decode()
    told = Letter.objects.filter(kind="public_paper_infected", recipient=review_office)
    assert told.exists() is infected
    assert replacing.decline(asked, opinion="材料不能打开，请重新提供。", by=review_office, now=AFTER_NAMING)


def test_a_proof_stays_as_it_came(pressed, ask):
    asked = ask(pressed)
    assert Entry.objects.get(act="replacement.asked").detail["sha256"] == asked.proof.sha256
    with pytest.raises(ProgrammingError, match="sha256"), transaction.atomic():
        ReplacementProof.objects.update(sha256="0" * 64)


def test_the_public_reads_what_became_of_each(client, pressed, ask, review_office):
    current = grant(ask(pressed), review_office)
    former = client.get(reverse("honours:verify_code", args=[pressed.code])).content.decode()
    now = client.get(reverse("honours:verify_code", args=[current.code])).content.decode()

    assert "查验结果：已换发" in former and "查验结果：有效" in now
    assert client.get(reverse("honours:craftsman", args=[pressed.serial])).url.endswith(f"/{current.serial}/")


def test_the_pages_ask_decide_and_show(client, pressed, clerk, review_office):
    client.force_login(clerk)
    said = {"kind": "renamed", "new_name": "", "reason": "公安机关更名。", "proof": proof()}
    page = client.post(reverse("honours:ask_replacement", args=[pressed.serial]), said)
    assert "请填写变更后的姓名" in page.content.decode()
    said |= {"new_name": "王建业", "proof": proof()}
    client.post(reverse("honours:ask_replacement", args=[pressed.serial]), said)
    address = reverse("honours:replacement", args=[Replacement.objects.get().pk])

    client.force_login(review_office)
    assert "王建业" in client.get(address).content.decode()
    shown = client.post(address, {"outcome": "grant", "opinion": "同意。"}, follow=True).content.decode()
    assert "2026-0002" in shown and "已准予" in shown
    handed = client.get(reverse("honours:replacement_proof", args=[Replacement.objects.get().pk]))
    assert handed.status_code == 200 and handed["Content-Disposition"].startswith("attachment")


def test_the_office_takes_the_standing_files_of_a_season_with_their_digests(pressed, ask, review_office):
    current = pressing.press(grant(ask(pressed), review_office).pk, now=AFTER_NAMING)
    sheet = offered()["honours.certificates"]
    export = exporting.ask(sheet, sheet.read({"season": "2026"}), by=review_office, now=AFTER_NAMING)
    made = exporting.make_export(export.pk, now=AFTER_NAMING)

    with made.file.open("rb") as content, zipfile.ZipFile(io.BytesIO(content.read())) as package:
        assert package.namelist() == [f"{current.serial}.pdf", "清单.txt"]
        assert package.read("清单.txt").decode() == f"{current.sha256}  {current.serial}.pdf\n"


def test_old_addresses_of_the_office_lead_to_the_current_serial(client, pressed, ask, review_office, finance):
    medals.propose_medal(pressed.honour, basis="事迹突出。", conditions={}, by=review_office, now=AT_NAMING)
    current = grant(ask(pressed), review_office).serial

    for user, name in (
        (review_office, "medal"),
        (review_office, "decide_medal"),
        (finance, "payment"),
        (finance, "hold"),
    ):
        client.force_login(user)
        answer = client.get(reverse(f"honours:{name}", args=[pressed.serial]))
        assert answer.url == reverse(f"honours:{name}", args=[current])
        assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("name", ["medals", "awards", "payments"])
def test_the_old_serial_still_finds_its_holder(client, pressed, ask, review_office, finance, name):
    grant(ask(pressed), review_office)

    client.force_login(finance if name == "payments" else review_office)
    assert "王建国" in client.get(reverse(f"honours:{name}"), {"words": pressed.serial}).content.decode()
