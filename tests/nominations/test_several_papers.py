"""佐证材料一次上传多份：每份各有结果，一份不合格不连累其他；可以替换；图片清理后保存。"""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from common.files import digest_of
from ledger.models import Entry
from nominations import actions
from nominations.models import Evidence
from nominations.states import State
from tests.common.test_pictures import from_a_phone
from tests.factories import at_state
from tests.moments import IN_WINDOW
from tests.nominations.test_papers import attach, picture
from tests.nominations.test_recommending import ground_of


def program(name="安装.pdf"):
    return SimpleUploadedFile(name, b"MZ\x90\x00" + b"\x00" * 400)


def several(nomination, by, *uploads, **more):
    return actions.attach_several(nomination, by=by, uploads=uploads, indicator="skill", now=IN_WINDOW, **more)


def test_one_bad_file_does_not_lose_the_others(draft, clerk):
    taken = several(draft, clerk, picture("甲.png"), program(), picture("乙.png", colour="red"))

    assert [(one.name, bool(one.paper)) for one in taken] == [("甲.png", True), ("安装.pdf", False), ("乙.png", True)]
    assert "可执行程序" in taken[1].why_not
    assert {one.paper.title for one in taken if one.paper} == {"甲", "乙"}


def test_files_beyond_the_limit_are_named_one_by_one(draft, clerk, settings):
    settings.EVIDENCE_MAX_FILES = draft.evidence.count() + 1
    taken = several(draft, clerk, picture("甲.png"), picture("乙.png", colour="red"))
    assert [bool(one.paper) for one in taken] == [True, False] and "最多" in taken[1].why_not


def test_a_stranger_keeps_nothing(draft, pudong_clerk):
    assert not any(one.paper for one in several(draft, pudong_clerk, picture()))


def test_a_photo_is_kept_clean_and_known_by_both_sums(draft, clerk):
    upload = from_a_phone()
    paper = attach(draft, clerk, upload)

    with default_storage.open(paper.file.name) as stored:
        assert paper.sha256 == digest_of(stored) != paper.received_sha256 == digest_of(upload)
        assert b"Exif" not in stored.read()
    assert paper.size == default_storage.size(paper.file.name)
    assert attach(draft, clerk, from_a_phone()).pk == paper.pk


@pytest.mark.django_db(transaction=True)
def test_a_replaced_paper_keeps_its_name_and_loses_its_former_file(draft, clerk):
    old = attach(draft, clerk)
    new = actions.replace(old, by=clerk, upload=picture(colour="red"), now=IN_WINDOW)

    assert (new.title, new.indicator) == (old.title, old.indicator) and new.token != old.token
    assert default_storage.exists(new.file.name) and not default_storage.exists(old.file.name)
    assert Entry.objects.get(act="evidence.replaced").detail["former"] == old.sha256
    assert not Evidence.objects.filter(pk=old.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_a_replacement_that_cannot_be_read_leaves_the_old_file(draft, clerk):
    old = attach(draft, clerk)
    with pytest.raises(Exception, match="可执行程序"):
        actions.replace(old, by=clerk, upload=program(), now=IN_WINDOW)
    assert default_storage.exists(Evidence.objects.get(pk=old.pk).file.name)


def test_the_same_file_again_replaces_nothing(draft, clerk):
    old = attach(draft, clerk)
    assert actions.replace(old, by=clerk, upload=picture(), now=IN_WINDOW).pk == old.pk


def test_a_filed_dossiers_paper_is_not_replaced(draft, clerk):
    paper = attach(draft, clerk)
    at_state(actions.declare(draft, by=clerk, now=IN_WINDOW), State.SUBMITTED)
    assert ground_of(actions.replace, paper, by=clerk, upload=picture(), now=IN_WINDOW) == "already_handled"


def post(client, draft, *uploads, **more):
    page = reverse("nominations:section", args=[draft.number, "evidence"])
    headers = more.pop("headers", {})
    return client.post(page, {"indicator": "skill", "upload": uploads, **more}, headers=headers, follow=True)


def test_the_page_tells_of_each_file_by_name(client, draft, clerk):
    client.force_login(clerk)
    page = post(client, draft, picture("甲.png"), program()).content.decode()

    assert "已上传 1 个文件：甲.png" in page
    assert "“安装.pdf”没有上传：该文件的内容是可执行程序" in page


def test_a_script_is_answered_file_by_file(client, draft, clerk):
    client.force_login(clerk)
    answer = post(client, draft, program(), headers={"Accept": "application/json"}).json()
    assert answer["files"][0]["name"] == "安装.pdf" and "可执行程序" in answer["files"][0]["why_not"]


def test_limits_kinds_and_the_cleaning_are_told_before_choosing(client, draft, clerk):
    client.force_login(clerk)
    page = client.get(reverse("nominations:section", args=[draft.number, "evidence"])).content.decode()
    for words in ("20 MB", "可一次选择多个", "去除拍摄地点", 'accept=".pdf,.jpg', "multiple"):
        assert words in page


def test_a_paper_is_replaced_on_its_own_page(client, draft, clerk):
    paper = attach(draft, clerk)
    client.force_login(clerk)
    page = reverse("nominations:replace", args=[paper.token])

    assert "获奖证书" in client.get(page).content.decode()
    assert client.post(page, {"upload": picture(colour="red")}).status_code == 302
    assert draft.evidence.filter(title="获奖证书").get().pk != paper.pk


def test_a_large_photo_of_a_phone_is_taken_within_the_limit(draft, clerk):
    out = io.BytesIO()
    Image.new("RGB", (8000, 6000), "grey").save(out, "JPEG")
    paper = attach(draft, clerk, SimpleUploadedFile("照片.jpg", out.getvalue()))
    assert paper.size < 200_000
