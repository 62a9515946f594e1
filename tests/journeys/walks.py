"""What people do at their browsers on the way of a nomination, one function for each stretch of the road."""

import subprocess
import sys
from datetime import timedelta

from django.urls import reverse

from common import clock
from common.dates import today
from nominations.models import Nomination
from nominations.states import Channel, Condition
from reviews.models import Ranking, Round, ScoreSheet
from seasons.states import Indicator

IDENTITY = {"ethnicity": "汉族", "political_standing": "masses", "education": "college", "phone": "13800001234"}
UNIT = {"is_union_member": True, "union_name": "上海第一机床厂工会", "ownership": "state", "industry": {"index": 1}}
POST = {"post": "车工班组长", "trade": "车工", "worker_kind": "production", "is_on_front_line": True}
STATEMENTS = {indicator.value: f"在{indicator.label}方面有扎实的积累和可以核对的成果。" for indicator in Indicator}
DEEDS = "进厂二十年，始终在车床旁，形成可以推广的加工方法。"
SUMMARY = "长期在一线从事精密车削，攻克多项加工难题。"


def drafts(person, channel, paper, *, name, identity_number, **unit):
    """From 起草 to a complete dossier with its consents and its promise; returns the number."""
    person.open("nominations:start_in", channel)
    person.fill(name=name, identity_number=identity_number, **unit).press("起草")
    number = person.page.url.rstrip("/").split("/")[-1]
    for section, fields in (("identity", IDENTITY), ("unit", UNIT), ("post", POST)):
        person.open("nominations:section", number, section)
        person.fill(**fields).press("保存").reads("已保存")
    person.open("nominations:section", number, "statements")
    person.fill(**STATEMENTS).press("保存并填写下一节")
    person.open("nominations:section", number, "summary")
    person.fill(summary=SUMMARY, deeds=DEEDS).press("保存").reads("已保存")
    person.open("nominations:section", number, "evidence")
    for indicator in Indicator:
        person.fill(indicator=indicator.value, title=f"{indicator.label}佐证", upload=paper).press("上传")
    person.open("nominations:section", number, "promises")
    for _ in range(2):
        if channel == Channel.SELF:
            person.press("同意")
        else:  # a clerk notes what the candidate has signed
            person.press("登记书面同意").press("登记同意")
    person.press("作出承诺")
    return number


def recommends(person, number):
    """推荐."""
    person.open("nominations:show", number)
    person.press("推荐").press("推荐").reads("已推荐")


def endorses(person, number, **fields):
    """审核同意, from one's own desk."""
    person.open("nominations:show", number)
    person.press("审核同意")
    person.fill(opinion="材料属实，同意推荐。", **fields).press("审核同意").reads("已登记审核意见")


def files(person, number):
    """报送."""
    person.open("nominations:show", number)
    person.press("报送").press("报送").reads("已报送")


def screens(person, number):
    """领办 and every line of the checklist."""
    person.open("nominations:screen", number)
    person.press("领办")
    notes_lines(person, number)


def notes_lines(person, number):
    """符合, line by line."""
    person.open("nominations:screen", number)
    for condition in Condition:
        radio = person.page.locator(f'[name="finding_{condition.value}"][value="passed"]')
        if radio.count():
            radio.check()
    person.press("保存审核结论").reads("审核结论已保存")


def admits(person, number):
    """通过资格审核."""
    person.open("nominations:screen", number)
    person.press("通过资格审核").reads("经对照申报条件逐项审核").press("通过资格审核").reads("已通过资格审核")


def opens_a_round(office):
    """开启评审轮次."""
    office.open("reviews:open")
    office.fill(closes_at=f"{today(clock.now()) + timedelta(days=14)}T17:00").press("开启评审")


def confirms_the_list(person):
    """The round's names, read before any file is seen."""
    person.open("reviews:candidates")
    person.press("确认其余无应回避情形")


def draws(office):
    """分派 in its steps: the seed sealed, the list frozen, the seed opened, the result applied."""
    office.open("reviews:draw", Round.objects.get().pk)
    office.press("封存种子").reads("种子已封存")
    office.press("冻结名单").reads("名单已冻结")
    office.fill(witness="三十七").press("公开种子").reads("种子已公开")
    office.press("按此分派").reads("评审件已分派")


def scores_everything(person, user, merits):
    """Every sheet of an expert, by what each nomination merits."""
    for sheet in ScoreSheet.objects.filter(assignment__member__user=user).select_related("assignment__nomination"):
        person.open("reviews:sheet", sheet.pk)
        points = merits[sheet.assignment.nomination.number]
        for field in person.page.locator('input[name^="points_"]').all():
            field.fill(points)
        person.fill(comment="材料完整，评价有据。").press("核对并提交")
        person.reads("加权总分").press("提交评分").reads("评分已提交")


def ranks(office):
    """结束轮次, the ranking, its confirmation."""
    office.open("reviews:close", Round.objects.get().pk)
    office.press(confirm_words(office))
    office.open("reviews:office")
    office.press("生成排名")
    office.open("reviews:confirm", Ranking.objects.get().pk)
    office.press(confirm_words(office))
    office.open("reviews:ranking", Ranking.objects.get().pk)
    office.reads("已于", "确认")
    hands_the_list_to_a_stranger(office)


def hands_the_list_to_a_stranger(office):
    """下载复核副本, and the stand-alone program that comes to the same without the portal."""
    office.open("reviews:copies", Ranking.objects.get().pk)
    with office.page.expect_download() as copy:
        office.page.get_by_role("button", name="下载复核副本").click()
    with office.page.expect_download() as script:
        office.page.get_by_role("link", name="复核程序").click()
    command = [sys.executable, "-I", "-X", "utf8", script.value.path(), copy.value.path()]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "一致" in done.stdout, done


def confirm_words(person):
    """The verb on the one button of a page that asks first."""
    asked = 'main form[method="post"] button[type="submit"]'
    return person.page.locator(f"{asked}.primary, {asked}.danger").first.inner_text().strip()


def number_of(name):
    """The number of a nomination by the person's name."""
    return Nomination.objects.get(name=name).number


def address(name, *args):
    """An address of the house."""
    return reverse(name, args=args)
