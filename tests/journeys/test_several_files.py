"""一次上传多份佐证材料：逐个显示进度和结果，不合格的说明原因，其余照常保存；手机照片去除拍摄地点。"""

import pytest

from nominations.models import Evidence, Nomination
from tests.common.test_pictures import from_a_phone
from tests.factories.numbers import identity_number

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def files(tmp_path, paper):
    """A PDF, a photo of a telephone, and a program that calls itself a PDF."""
    photo, program = tmp_path / "获奖照片.jpg", tmp_path / "安装.pdf"
    photo.write_bytes(from_a_phone().read())
    program.write_bytes(b"MZ\x90\x00" + b"\x00" * 400)
    return [paper, photo, program]


def test_each_file_has_its_progress_and_its_word(open_season, clerk, browser_of, files):
    open_season()
    works = browser_of(clerk, PHONE)
    works.open("nominations:start_in", "unit")
    works.fill(name="张伟", identity_number=identity_number(11)).press("起草")
    works.open("nominations:section", Nomination.objects.get().number, "evidence")
    works.reads("单个文件不超过 20 MB", "可一次选择多个", "去除拍摄地点")

    works.fill(indicator="skill", upload=files)
    works.page.get_by_role("button", name="上传", exact=True).click()
    works.page.locator(".uploads .refused").wait_for()
    works.page.locator("[data-papers]").get_by_role("link", name="获奖照片", exact=True).wait_for()

    assert works.page.locator(".uploads .kept").count() == 2
    assert "可执行程序" in works.page.locator(".uploads .refused").inner_text()
    assert set(Evidence.objects.values_list("title", flat=True)) == {"证明", "获奖照片"}

    works.fill(indicator="skill", upload=files[1:2]).press("上传").reads("已上传 1 个文件：获奖照片.jpg")
    assert Evidence.objects.count() == 2


def test_without_script_the_files_go_together_and_each_is_told_of(open_season, clerk, browser_of, files):
    open_season()
    works = browser_of(clerk, PHONE)
    works.open("nominations:start_in", "unit")
    works.fill(name="张伟", identity_number=identity_number(11)).press("起草")
    works.page.route("**/uploads.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    works.open("nominations:section", Nomination.objects.get().number, "evidence")

    works.fill(indicator="skill", upload=files).press("上传")
    works.reads("已上传 2 个文件：证明.pdf、获奖照片.jpg", "“安装.pdf”没有上传", "可执行程序")
