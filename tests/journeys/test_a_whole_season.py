"""一整届：三种途径各一人，由各人亲手办理，从起草到证书在手 (沪工总经〔2015〕260号 三(三)–(五)、五(三))."""

import io
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from accounts.states import Role
from honours.models import Certificate
from nominations.models import Nomination
from reviews.states import Category
from tests.conftest import someone
from tests.factories.numbers import credit_code, identity_number
from tests.factories.reviews import CommitteeMemberFactory
from tests.journeys import findings, money, notices, sittings, walks
from tests.journeys.conftest import TELEPHONE

pytestmark = pytest.mark.browser

WELDER, TURNER, JEWELLER = "古丽米热·买买提", "张𬭎", "蒋自立"


@pytest.fixture
def experts(season, municipal):
    """Three members who score and two who are only seated; the first three have not yet signed the pledge."""
    seats = []
    for place, category in enumerate(Category):
        user = someone(f"评审{'甲乙丙丁戊'[place]}", Role.EXPERT, municipal)
        seats.append(CommitteeMemberFactory(season=season, user=user, category=category, pledged_at=None))
    return [seat.user for seat in seats]


@pytest.fixture
def second_office(municipal):
    """Another person of the review office, for inquiries."""
    return someone("范正清", Role.REVIEW_OFFICE, municipal)


@pytest.fixture
def third_office(municipal):
    """Yet another, who decides what the second has inquired into."""
    return someone("明察秋", Role.REVIEW_OFFICE, municipal)


def fonts_of(pdf):
    """Names of the fonts of a PDF, with whether each is embedded."""
    found = {}
    for page in pdf.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            described = inner["/FontDescriptor"].get_object()
            found[str(font["/BaseFont"])] = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(described))
    return found


def looks_right(content, certificate):
    """One page, fonts embedded, the right words."""
    pdf = PdfReader(io.BytesIO(content))
    fonts = fonts_of(pdf)
    text = "".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    assert fonts and all(fonts.values()), fonts
    assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
    assert certificate.honour.name in text
    assert certificate.serial in text
    if shutil.which("pdftotext"):
        told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
        assert certificate.honour.name in "".join(told.split())


def decided_and_undone(browser_of, visitor, season, paper, sides, *, offices, money_people, folder):
    """From the notice to the honour, its money and its revocation; ``sides`` are the numbers with who acts for each."""
    publicity_officer, secretary, chair_members, review_office, second_office, third_office = offices
    turner, welder, jeweller = sides
    inquirer = browser_of(second_office)

    # 社会公示: a stranger objects, that name alone is held while it is inquired into
    officer = browser_of(publicity_officer)
    notice = notices.publishes(officer)
    notices.records_outlets(officer, notice, paper)
    objection = notices.objects(
        visitor, notice, to=f"{WELDER}（上海申浦焊接有限公司）", content="所报竞赛名次与公布结果不一致，请核实。"
    )
    receipt = visitor.page.url
    notices.takes_up(officer, objection, second_office)
    notices.closes_notice(officer, notice)
    assert state_of(welder) == "contested"
    sittings.sees_only(browser_of(secretary), how_many=2, not_among=WELDER)
    notices.rejects(inquirer, objection, reply="经核查，名次属实。")
    visitor.open(receipt)
    visitor.reads("经核查，名次属实。")

    # 市总审定、命名: the QR code's address says so
    sittings.sits(browser_of(secretary), chair_members, browser_of)
    sittings.names(browser_of(review_office), season, folder)
    for (number, person), name in zip(sides.items(), (TURNER, WELDER, JEWELLER), strict=True):
        certificate = Certificate.objects.select_related("honour").get(honour__nomination__number=number)
        person.open("honours:own", number)
        person.reads(certificate.serial)
        looks_right(person.receives("honours:certificate", certificate.serial), certificate)
        visitor.open(certificate.context["verify_url"])
        visitor.reads("查验结果：有效", name, certificate.serial)
        money.gives_account(person, number, name)

    # 奖金: two people of finance; the bank returns one, who is paid after the account is corrected
    first, second = (browser_of(one) for one in money_people)
    money.chooses_tax(first, season)
    money.pays(first, second, folder, fails=WELDER)
    money.gives_account(sides[welder], welder, WELDER, money.ACCOUNTS[1])
    assert money.pays(first, second, folder).count == 1
    for number in sides:
        money.is_paid_once(number)
    visitor.open("honours:roll")
    visitor.reads(TURNER, WELDER, JEWELLER)

    # 查实: report, inquiry, statement, finding; then every public trace has changed
    lost = Certificate.objects.get(honour__nomination__number=jeweller)
    reported = findings.reports(visitor, lost.serial)
    case = findings.takes_up(browser_of(third_office), jeweller, inquirer=second_office)
    findings.tells(inquirer, case)
    findings.states(sides[jeweller])
    findings.finds(browser_of(third_office), case)
    visitor.open(reported)
    visitor.reads("经核查属实")
    visitor.open(lost.context["verify_url"])
    visitor.reads("查验结果：已撤销").does_not_read("查验结果：有效")
    visitor.open("honours:roll")
    visitor.reads("已撤销")
    visitor.open("honours:craftsman", lost.serial)
    visitor.reads("该荣誉称号已")
    visitor.open("publicity:notice", season.code, notice.number)
    visitor.reads("称号已撤销")
    first.open("honours:payment", lost.serial)
    first.reads("追回")
    inquirer.open("sanctions:register")
    inquirer.reads(findings.DECISION)
    kept = Certificate.objects.exclude(pk=lost.pk).first()
    visitor.open(kept.context["verify_url"])
    visitor.reads("查验结果：有效")


def state_of(number):
    """Where a nomination stands."""
    return Nomination.objects.values_list("state", flat=True).get(number=number)


def test_three_people_come_from_a_draft_to_a_certificate_and_one_of_them_loses_it(
    open_season,
    season,
    anybody,
    browser_of,
    paper,
    clerk,
    park_endorser,
    xuhui_endorser,
    xuhui_clerk,
    association_clerk,
    association_endorser,
    self_nominee,
    screener,
    experts,
    review_office,
    second_office,
    third_office,
    publicity_officer,
    secretary,
    chair_members,
    finance,
    second_finance,
    tmp_path,
):
    open_season()
    visitor = anybody()

    # 登录: once through the form; everybody else comes by the demonstration's one click
    clerk.set_password("yizhi-mima-2026")
    clerk.save()
    works = anybody()
    works.open("accounts:sign_in")
    works.fill(username=clerk.username, password="yizhi-mima-2026").press("登录")
    works.reads("工作台", clerk.full_name)

    # 申报: three channels
    turner = walks.drafts(works, "unit", paper, name=TURNER, identity_number=identity_number(11))
    walks.recommends(works, turner)
    walks.endorses(browser_of(park_endorser), turner)
    walks.endorses(browser_of(xuhui_endorser), turner, rank=1, stamp=paper)
    walks.files(browser_of(xuhui_clerk), turner)

    society = browser_of(association_clerk)
    other = {"unit_name": "上海申浦焊接有限公司", "unit_code": credit_code(21)}
    welder = walks.drafts(society, "association", paper, name=WELDER, identity_number=identity_number(22), **other)
    walks.recommends(society, welder)
    walks.endorses(browser_of(association_endorser), welder)
    walks.files(society, welder)

    himself = browser_of(self_nominee, TELEPHONE)
    third = {"unit_name": "上海沪江钟表有限公司", "unit_code": credit_code(31)}
    jeweller = walks.drafts(himself, "self", paper, name=JEWELLER, identity_number=identity_number(33), **third)
    walks.files(himself, jeweller)

    # 资格审核: line by line; one is sent back, corrected and admitted
    desk = browser_of(screener)
    for number in (turner, welder, jeweller):
        walks.screens(desk, number)
    desk.open("nominations:screen", jeweller)
    desk.press("退回补正").fill(reason="事迹简介请写明年份。").press("退回补正").reads("已退回补正")
    himself.open("nominations:show", jeweller)
    himself.reads("事迹简介请写明年份")
    himself.open("nominations:section", jeweller, "summary")
    himself.fill(summary="2019年以来修复古钟表二百余件。").press("保存").reads("已保存")
    himself.open("nominations:section", jeweller, "promises")
    himself.press("作出承诺")
    himself.open("nominations:show", jeweller)
    himself.press("重新报送").reads("已重新报送")
    desk.open("nominations:screen", jeweller)
    if desk.page.get_by_role("button", name="领办", exact=True).count():
        desk.press("领办")
    walks.notes_lines(desk, jeweller)
    for number in (turner, welder, jeweller):
        walks.admits(desk, number)

    # 专家评审
    for expert in experts:
        person = browser_of(expert)
        person.open("reviews:pledge")
        person.press(walks.confirm_words(person))
    office = browser_of(review_office)
    walks.opens_a_round(office)
    for expert in experts:
        walks.confirms_the_list(browser_of(expert))
    walks.draws(office)
    for expert in experts:
        walks.scores_everything(browser_of(expert), expert, {turner: "92", welder: "88.5", jeweller: "85"})
    walks.ranks(office)

    decided_and_undone(
        browser_of,
        visitor,
        season,
        paper,
        {turner: works, welder: society, jeweller: himself},
        offices=(publicity_officer, secretary, chair_members, review_office, second_office, third_office),
        money_people=(finance, second_finance),
        folder=tmp_path,
    )
