"""自荐人在手机上: at 360 pixels, with a photo, through an ended sign-in and a second window, to the filing."""

import io

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from PIL import Image

from nominations.models import Nomination, WorkingCopy
from nominations.states import PaperPurpose, State
from seasons.states import Indicator
from tests.factories.numbers import credit_code, identity_number
from tests.journeys import walks
from tests.journeys.conftest import TELEPHONE

pytestmark = pytest.mark.browser
DEEDS = "十六岁进厂学钳工，"


@pytest.fixture
def photo(tmp_path):
    """A picture as a telephone takes it."""
    path = tmp_path / "IMG_0001.jpg"
    buffer = io.BytesIO()
    Image.new("RGB", (300, 420), "grey").save(buffer, "JPEG")
    path.write_bytes(buffer.getvalue())
    return path


@pytest.fixture
def telephone(open_season, self_nominee, anybody):
    """The self-nominee signed in with a password of his own."""
    open_season()
    self_nominee.set_password("自荐人的口令2026")
    self_nominee.save()
    person = anybody(TELEPHONE)
    signs_in(person, self_nominee, "/desk/")
    return person


def signs_in(person, user, address):
    """登录 where the page leads to."""
    if "sign-in" not in person.page.url:
        person.open(address)
    person.fill(username=user.username, password="自荐人的口令2026").press("登录")


def types(person, name, text):
    """Key by key, and waits until the server has it."""
    person.page.locator(f'[name="{name}"]').press_sequentially(text)
    person.page.locator('[data-autosave-words][data-kind="kept"]').wait_for()


def test_a_self_nominee_loses_no_word_on_the_way(telephone, self_nominee, paper, photo):
    telephone.open("nominations:start_in", "self")
    unit = {"unit_name": "上海某某机械有限公司", "unit_code": credit_code(9)}
    telephone.fill(name="蒋自立", identity_number=identity_number(77), **unit).press("起草")
    number = Nomination.objects.get().number
    telephone.reads("距申报截止还有19天")
    for section, fields in (("identity", walks.IDENTITY), ("unit", walks.UNIT), ("post", walks.POST)):
        telephone.open("nominations:section", number, section)
        telephone.fill(**fields).press("保存").reads("已保存")
    telephone.open("nominations:section", number, "photo")
    telephone.fill(upload=photo).press("上传照片").reads("已保存本人照片")

    # the sign-in ends in the middle of a sentence
    telephone.open("nominations:section", number, "summary")
    telephone.fill(summary=walks.SUMMARY)
    types(telephone, "deeds", DEEDS)
    Session.objects.all().delete()
    cache.clear()
    telephone.page.locator('[name="deeds"]').press_sequentially("至今二十年。")
    telephone.page.get_by_role("link", name="重新登录").wait_for()
    telephone.press("重新登录")
    signs_in(telephone, self_nominee, "")
    telephone.page.locator("#id_deeds:focus").wait_for()
    telephone.page.get_by_text("已经找回").wait_for()
    telephone.press("恢复")
    assert telephone.page.input_value('[name="deeds"]') == f"{DEEDS}至今二十年。"

    # a second window saves first; the older one is shown both
    second = telephone.context.new_page()
    second.goto(f"{telephone.server}/nominations/{number}/section/summary/")
    second.fill('[name="summary"]', "另一窗口写的简介。")
    second.get_by_role("button", name="保存", exact=True).click()
    second.wait_for_url(f"**/{number}/")
    second.close()
    telephone.press("保存").reads("此节已在另一窗口修改", "另一窗口写的简介。", walks.SUMMARY)
    telephone.fill(**{"choice-summary": "saved", "choice-deeds": "typed"}).press("按所选内容保存").reads("已保存")
    kept = Nomination.objects.get()
    assert (kept.summary, kept.deeds) == ("另一窗口写的简介。", f"{DEEDS}至今二十年。")
    assert not WorkingCopy.objects.exists()

    # a row by a button, papers beside their statements, consents, the promise
    telephone.open("nominations:section", number, "achievements")
    telephone.page.get_by_role("button", name="添加先进操作法").click()
    telephone.fill(**{"row-0-title": "三点找正法", "row-0-effect": "在四个班组推广。"}).press("保存").reads("已保存")
    telephone.open("nominations:section", number, "statements")
    telephone.fill(**walks.STATEMENTS).press("保存")
    for indicator in Indicator:
        telephone.open("nominations:section", number, "statements")
        telephone.page.locator(f"#evidence-{indicator.value} summary").click()
        title, upload = f"{indicator.value}-title", f"{indicator.value}-upload"
        telephone.fill(**{title: f"{indicator.label}佐证", upload: paper}).press("上传这份材料")
        telephone.reads("已上传 1 个文件")
    telephone.open("nominations:section", number, "promises")
    telephone.press("同意").press("同意").press("作出承诺")
    telephone.open("nominations:show", number)
    telephone.press("报送").press("报送").reads("已报送")

    filed = Nomination.objects.get()
    assert filed.state == State.SUBMITTED
    assert filed.evidence.filter(purpose=PaperPurpose.PHOTO).count() == 1
    assert filed.achievements.get().title == "三点找正法"
