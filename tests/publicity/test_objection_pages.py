"""异议的页面: the form and the receipt of a stranger, the docket of the office (沪工总经〔2015〕260号 三(四))."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger.models import Entry
from publicity import actions
from publicity.models import Objection
from tests.moments import IN_NOTICE
from tests.publicity.conftest import address

WORDS = {
    "kind": "person",
    "objector_name": "钱实名",
    "objector_contact": "13900000000",
    "content": "所报奖项与事实不符。",
}


def test_after_the_window_the_form_is_closed_with_a_sentence(client, notice):
    page = client.get(address(notice, "object/")).content.decode()
    if timezone.now() >= notice.closes_at:
        assert "超出期限的异议不予受理" in page and "<form class" not in page
    else:
        assert "现在还不能提出异议" in page


def test_a_stranger_objects_and_follows_the_receipt(client, running):
    name = running.names.first()
    answer = client.post(address(running, "object/"), WORDS | {"name": name.pk}, follow=True)
    assert Objection.objects.get().receipt in answer.content.decode()
    assert "钱实名" not in answer.content.decode()


def test_the_form_sent_ten_times_is_one_objection(client, running):
    sent = WORDS | {"name": running.names.first().pk}
    assert len({client.post(address(running, "object/"), sent)["Location"] for _ in range(10)}) == 1
    assert Objection.objects.count() == 1


def test_the_sixth_objection_of_an_hour_is_refused_as_too_many(client, running):
    name = running.names.first().pk
    answers = [
        client.post(address(running, "object/"), WORDS | {"name": name, "content": f"第{number}件"}).status_code
        for number in range(6)
    ]
    assert answers == [302] * 5 + [429]


def test_a_disguised_file_is_refused_beside_its_field(client, running):
    upload = SimpleUploadedFile("证据.pdf", b"MZ\x90\x00" * 40)
    page = client.post(address(running, "object/"), WORDS | {"name": running.names.first().pk, "uploads": upload})
    assert "此处只接受" in page.content.decode() and not Objection.objects.exists()


def test_a_unit_without_stamp_reads_why(client, running):
    sent = WORDS | {"name": running.names.first().pk, "kind": "unit"}
    assert "加盖公章" in client.post(address(running, "object/"), sent).content.decode()
    assert not Objection.objects.exists()


def test_a_receipt_is_found_as_it_is_read_out(client, objection):
    answer = client.get("/publicity/receipt/", {"receipt": f" {objection.receipt.lower()} "})
    assert answer["Location"].endswith(f"{objection.receipt}/")


def test_an_invented_receipt_finds_nothing(client, objection):
    assert client.get("/publicity/receipt/YY-AAAA-AAAA-AAAA-AAAA/").status_code == 404
    assert "没有这个受理编号" in client.get("/publicity/receipt/", {"receipt": "YY-AAAA"}).content.decode()


def test_the_receipt_shows_the_answer_and_nothing_else(client, inquiry, review_office):
    actions.conclude_inquiry(
        inquiry, finding="rejected", report="内部核查细节", reply="经核查不属实。", by=review_office, now=IN_NOTICE
    )
    page = client.get(f"/publicity/receipt/{inquiry.receipt}/").content.decode()
    assert "经核查不属实。" in page and "内部核查细节" not in page and "杨公明" not in page


def test_supervision_reads_but_may_not_answer(client, supervision, objection_page, review_office):
    client.force_login(supervision, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(objection_page).content.decode()
    assert "已密封" in page and "钱实名" not in page and "不予受理" not in page.split("留痕")[0]
    assert client.post(f"{objection_page}refuse/", {"ground": "late", "note": "逾期"}).status_code == 403
    assert client.post(f"{objection_page}reveal/").status_code == 403


def test_the_officer_hands_the_inquiry_over_and_the_inquirer_concludes(officer, client, objection_page, review_office):
    officer.post(f"{objection_page}inquire/", {"assignee": review_office.pk})
    client.force_login(review_office, backend="django.contrib.auth.backends.ModelBackend")
    assert "钱实名" not in client.get(objection_page).content.decode()
    assert "钱实名" in client.post(f"{objection_page}reveal/", {"reason": "联系取证"}).content.decode()
    assert "钱实名" not in client.get(objection_page).content.decode()
    client.post(f"{objection_page}conclude/", {"finding": "rejected", "report": "已核对。", "reply": "不属实。"})
    assert Objection.objects.get().finding == "rejected"
    assert Entry.objects.filter(act="objection.objector_seen").count() == 1


def test_lists_cost_the_same_at_one_row_and_at_three(officer, first, objection):
    def questions(page):
        officer.get(page)
        with CaptureQueriesContext(connection) as queries:
            officer.get(page)
        return len(queries)

    before = questions("/publicity/objections/")
    for number in range(2):
        actions.object_to(
            first,
            objector_kind="person",
            objector_name="钱实名",
            objector_contact="1390000",
            content=f"第{number}件",
            now=IN_NOTICE,
        )
    assert questions("/publicity/objections/") == before
