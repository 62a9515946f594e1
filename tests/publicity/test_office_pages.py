"""公示专员的页面: draft, publish, outlets, correction and set hour, and who sees none of it (三(四))."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from common.dates import today
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from publicity import actions
from publicity.models import Notice
from tests.moments import AFTER_REVIEW
from tests.publicity.conftest import CONTACT, PIXEL


def test_the_officer_prepares_and_publishes_through_the_pages(officer, season, three, these_years):
    sent = {"opens_on": today().isoformat(), "title": "公示", "text": "正文", "contact": CONTACT}
    officer.post("/publicity/manage/new/", sent)
    made = Notice.objects.get()
    assert officer.get(f"/publicity/manage/{made.pk}/").status_code == 200
    clicks = [officer.post(f"/publicity/manage/{made.pk}/publish/").status_code for _ in range(3)]
    assert clicks == [302, 409, 409] and Entry.objects.filter(act="notice.published").count() == 1
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
    sent = {
        "appeared_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "place": "第3版",
        "proof": SimpleUploadedFile("版面.png", PIXEL),
    }
    officer.post(f"/publicity/manage/{running.pk}/outlet/{outlet.pk}/", sent)
    publication = running.publications.get()
    assert publication.proof.content_kind == "png" and "版面" not in publication.proof.file.name
    answer = officer.get(f"/publicity/proof/{publication.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_an_outlets_moment_outside_our_years_is_told_before_it_spoils_the_notice(officer, notice, moment):
    outlet = notice.rulebook.outlets.first()
    where = reverse("publicity:outlet", args=[notice.pk, outlet.pk])
    answer = officer.post(where, {"appeared_at": moment, "place": "第三版"})
    assert "年份应在1900至2199之间" in answer.content.decode()
    assert officer.get(reverse("publicity:managed", args=[notice.pk])).status_code == 200


@pytest.mark.parametrize("who", ["clerk", "expert", "finance", "administrator", "self_nominee"])
def test_others_see_nothing_of_the_office(client, request, prepared, objection_page, who):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/publicity/manage/").status_code == 403
    assert client.get(f"/publicity/manage/{prepared.pk}/").status_code == 404
    assert client.get(objection_page).status_code == 404


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
