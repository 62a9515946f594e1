"""公示的页面: what the public reads and sends, what the office keeps, who sees what."""

from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.dates import today
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from publicity import actions, desk, queries
from publicity.models import Notice, Objection
from tests.factories import at_state
from tests.moments import AFTER_REVIEW, IN_NOTICE
from tests.publicity.conftest import CONTACT

WORDS = {
    "kind": "person",
    "objector_name": "钱实名",
    "objector_contact": "13900000000",
    "content": "所报奖项与事实不符。",
}


@pytest.fixture
def these_years(holidays):
    """The lists of the years in which the browser's clock stands are loaded, whatever day it is."""
    for year in {today().year, today().year + 1} - {2026}:
        type(holidays).objects.create(year=year, document_number="测试", loaded_at=AFTER_REVIEW)


@pytest.fixture
def running(season, three, these_years, publicity_officer):
    """A notice that runs now."""
    now = timezone.now()
    prepared = actions.prepare_notice(season, by=publicity_officer, opens_on=today(), contact=CONTACT, now=now)
    return actions.publish(prepared, by=publicity_officer, now=now)


def address(notice, rest=""):
    """The public address."""
    return f"{notice.get_absolute_url()}{rest}"


# --- 公众 ---


def test_a_stranger_reads_the_notice(client, notice):
    page = client.get(address(notice)).content.decode()
    for words in ("丁一凡", "上海第一机床厂有限公司", "2026年9月7日至11日17:00", notice.list_hash, CONTACT, "第5日"):
        assert words in page
    assert '<meta property="og:title" content="关于2026年度上海工匠人选的公示">' in page


def test_every_public_page_can_be_shared_with_its_name_and_one_picture(client, notice, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example"
    for path in ("/", reverse("publicity:notices"), address(notice, "object/"), reverse("honours:roll")):
        page = client.get(path).content.decode()
        assert f'<meta property="og:url" content="https://portal.example{path}">' in page
        assert '<meta property="og:image" content="https://portal.example/static/img/sharing.png">' in page
    assert finders.find("img/sharing.png") is not None


def test_nothing_personal_is_published(client, notice, three):
    page = client.get(address(notice)).content.decode()
    assert three[0].identity_number not in page and three[0].number not in page and "13800001234" not in page


def test_a_draft_is_not_public(client, prepared):
    assert client.get(address(prepared)).status_code == 404
    assert "目前没有已发布的公示" in client.get("/publicity/").content.decode()


def test_the_public_pages_may_be_cached_for_strangers(client, notice, publicity_officer):
    assert "max-age=60" in client.get(address(notice))["Cache-Control"]
    client.force_login(publicity_officer, backend="django.contrib.auth.backends.ModelBackend")
    assert "public" not in client.get(address(notice)).get("Cache-Control", "")


def test_a_long_notice_costs_no_more_questions(client, notice, season, named, publicity_officer):
    client.get(address(notice))
    with CaptureQueriesContext(connection) as three_names:
        client.get(address(notice))
    named("赵一")
    second = actions.prepare_notice(
        season, by=publicity_officer, opens_on=notice.opens_on, contact=CONTACT, now=AFTER_REVIEW
    )
    second = actions.publish(second, by=publicity_officer, now=AFTER_REVIEW)
    with CaptureQueriesContext(connection) as one_name:
        client.get(address(second))
    assert len(three_names) == len(one_name) <= 6


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


# --- 办公室 ---


@pytest.fixture
def officer(client, publicity_officer):
    """The publicity officer at a browser."""
    client.force_login(publicity_officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_officer_prepares_and_publishes_through_the_pages(officer, season, three, these_years):
    sent = {"opens_on": today().isoformat(), "title": "公示", "text": "正文", "contact": CONTACT}
    officer.post("/publicity/manage/new/", sent)
    made = Notice.objects.get()
    assert officer.get(f"/publicity/manage/{made.pk}/").status_code == 200
    officer.post(f"/publicity/manage/{made.pk}/publish/")
    assert set(Nomination.objects.values_list("state", flat=True)) == {State.ON_NOTICE}


def test_a_year_not_loaded_is_explained_beside_the_form(officer, season, three):
    sent = {"opens_on": f"{today().year + 2}-05-01", "title": "公示", "text": "正文", "contact": CONTACT}
    page = officer.post("/publicity/manage/new/", sent).content.decode()
    assert "尚未录入" in page and not Notice.objects.exists()


def test_the_publish_button_says_why_it_is_refused(officer, season, three, these_years, publicity_officer):
    prepared = actions.prepare_notice(
        season, by=publicity_officer, opens_on=today(), contact=CONTACT, now=timezone.now()
    )
    three[0].consents.update(withdrawn_at=AFTER_REVIEW)
    assert "没有“公示与公布”的单独同意" in officer.get(f"/publicity/manage/{prepared.pk}/").content.decode()


def test_an_outlet_is_recorded_with_its_proof(officer, running):
    outlet = running.rulebook.outlets.first()
    pixel = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
        b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    sent = {
        "appeared_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "place": "第3版",
        "proof": SimpleUploadedFile("版面.png", pixel),
    }
    officer.post(f"/publicity/manage/{running.pk}/outlet/{outlet.pk}/", sent)
    publication = running.publications.get()
    assert publication.proof.content_kind == "png" and "版面" not in publication.proof.file.name
    answer = officer.get(f"/publicity/proof/{publication.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("who", ["clerk", "expert", "finance", "administrator", "self_nominee"])
def test_others_see_nothing_of_the_office(client, request, prepared, objection_page, who):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/publicity/manage/").status_code == 403
    assert client.get(f"/publicity/manage/{prepared.pk}/").status_code == 404
    assert client.get(objection_page).status_code == 404


@pytest.fixture
def objection_page(objection):
    """Where the docket shows it."""
    return objection.get_absolute_url()


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


@pytest.mark.parametrize(
    ("state", "words"), [(State.DISQUALIFIED, "已取消资格"), (State.ON_NOTICE, "")], ids=["cancelled", "standing"]
)
def test_the_public_list_says_what_became_of_a_name(client, first, state, words):
    at_state(first.nomination, state)
    (row,) = [one for one in queries.printed_names(first.notice) if one["name"] == first.name]
    assert row["became"] == words


def test_a_withdrawn_consent_masks_the_name_on_a_running_notice(client, notice, three):
    """个人信息保护法 第十五条、第二十五条."""
    three[0].consents.filter(kind="publication").update(withdrawn_at=AFTER_REVIEW)
    page = client.get(address(notice)).content.decode()
    assert three[0].name not in page and "依本人意愿不予公开" in page
    assert three[1].name in page


# --- 待办 ---


def titles(user, now=IN_NOTICE):
    """What waits."""
    return {row.title: row.count for row in desk.waiting(user, now)}


def test_the_officers_desk_follows_the_notice(three, season, publicity_officer):
    assert titles(publicity_officer) == {"人选待拟定公示": 3}


def test_outlets_and_objections_wait_for_the_officer(notice, objection, publicity_officer):
    assert titles(publicity_officer) == {"异议待决定是否受理": 1, "2026年度第1号公示的渠道待登记刊发情况": 6}


def test_an_inquiry_waits_for_its_assignee_only(inquiry, review_office, finance):
    assert titles(review_office) == {"异议待核查": 1}
    assert titles(finance) == {}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_an_outlets_moment_outside_our_years_is_told_before_it_spoils_the_notice(officer, notice, moment):
    outlet = notice.rulebook.outlets.first()
    where = reverse("publicity:outlet", args=[notice.pk, outlet.pk])
    answer = officer.post(where, {"appeared_at": moment, "place": "第三版"})
    assert "年份应在1900至2199之间" in answer.content.decode()
    assert officer.get(reverse("publicity:managed", args=[notice.pk])).status_code == 200


# --- 更正、定时 ---


def test_a_correction_is_drafted_mended_and_published_through_the_pages(officer, client, running):
    pk = running.pk
    asked = {"kind": "material", "reason": "工作单位误印。", "opens_on": today().isoformat()}
    officer.post(reverse("publicity:correct", args=[pk]), asked)
    draft = Notice.objects.get(corrects=running)
    line = draft.names.get(position=1)
    words = {"name": line.name, "unit_name": "上海第三机床厂有限公司", "post": line.post}
    officer.post(reverse("publicity:line", args=[draft.pk, line.pk]), words)
    assert "重新公示" in officer.get(reverse("publicity:managed", args=[draft.pk])).content.decode()
    officer.post(reverse("publicity:publish", args=[draft.pk]))
    former, later = (client.get(one.get_absolute_url()).content.decode() for one in (running, draft))
    assert running.list_hash in former and "第2号公示（实质更正）" in former
    for said in ("工作单位误印。", "上海第一机床厂有限公司", "上海第三机床厂有限公司", "其余人选仍按原公示时间"):
        assert said in later


def test_an_hour_is_set_and_taken_back_through_the_pages(officer, season, three, these_years, publicity_officer):
    tomorrow = today() + timedelta(days=1)
    draft = actions.prepare_notice(season, by=publicity_officer, opens_on=tomorrow, contact=CONTACT)
    officer.post(reverse("publicity:schedule", args=[draft.pk]), {"moment": f"{tomorrow}T00:00"})
    page = officer.get(reverse("publicity:managed", args=[draft.pk])).content.decode()
    assert "自动发布" in page and "取消定时" in page
    officer.post(reverse("publicity:unschedule", args=[draft.pk]))
    assert Notice.objects.get(pk=draft.pk).scheduled_for is None


def test_the_page_says_where_the_notice_has_not_appeared_yet(client, notice, everywhere):
    assert "解放日报、劳动报、东方网" in client.get(address(notice)).content.decode()
    everywhere(notice)
    assert "已在细则所定的全部渠道刊发" in client.get(address(notice)).content.decode()


def test_an_extension_is_said_on_the_public_page(client, notice, holidays, review_office):
    holidays.days.create(date="2026-09-10", kind="rest", name="临时")
    actions.extend_running(now=IN_NOTICE)
    page = client.get(address(notice)).content.decode()
    assert "公示期顺延：发布时截止时间为2026年9月11日（周五）17:00" in page and notice.list_hash in page
