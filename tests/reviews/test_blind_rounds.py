"""匿名评审: every byte an expert is sent is searched for the candidate's name, unit and number; open rounds are as they were."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from letters.models import Letter
from nominations.actions.revising import keep_revision
from nominations.models import Achievement, Evidence, Nomination, Statement
from nominations.models.freezing import content_opened
from nominations.states import Occasion
from reviews import actions
from reviews.models import Entrant, ScoreSheet
from tests.factories import RulebookFactory, issued, rewritten
from tests.moments import IN_REVIEW, IN_SCREENING, IN_WINDOW

NAME, UNIT, STUDIO = "欧阳铁成", "上海振锋精密机械股份有限公司", "欧阳铁成技能大师工作室"
WITHHELD = [NAME, "铁成", UNIT, "振锋精密机械", "第一机床厂", STUDIO]


@pytest.fixture
def rulebook(season):
    """The one round is blind, and shows the others' scores after the own."""
    return issued(RulebookFactory(season=season, is_blind=True, peers="after_own"))


def named_pdf():
    """A paper whose properties name the candidate; its page is blank."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": NAME, "/Title": f"{UNIT}证明", "/Creator": NAME})
    writer.add_outline_item(title=NAME, page_number=0)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def admitted(admitted, clerk):
    """The first of the three says its name wherever a dossier can say it, and was filed twice."""
    first = admitted[0]
    with content_opened():
        Statement.objects.filter(nomination=first).update(text=f"{NAME}在{UNIT}（振锋精密机械）工作，人称铁 成师傅。")
        Achievement.objects.create(
            nomination=first, kind="honour", title=f"{UNIT}先进个人{NAME}", issuer="振锋精密机械"
        )
        paper = first.evidence.first()
        Evidence.objects.filter(pk=paper.pk).update(title=f"{NAME}的证书", original_name=f"{NAME}.pdf")
        paper.file.save(f"{first.number}-{NAME}", ContentFile(named_pdf()))
    told = {"name": NAME, "unit_name": UNIT, "summary": f"{NAME}，{UNIT}车工。", "deeds": f"振锋精密机械的{NAME}。"}
    first = rewritten(first, **told)
    keep_revision(first, Occasion.FILED, by=clerk, now=IN_WINDOW)
    changed = rewritten(first, post=f"{UNIT}首席技师", studio_name=STUDIO, studio_kind="master")
    keep_revision(changed, Occasion.REFILED, by=clerk, now=IN_SCREENING)
    return [Nomination.objects.get(pk=one.pk) for one in admitted]


@pytest.fixture
def mine(drawn, admitted):
    """The sheets of the first nomination; the first is ours."""
    return list(ScoreSheet.objects.filter(assignment__nomination=admitted[0]).order_by("pk"))


@pytest.fixture
def expert(client, mine):
    """The browser of the one who judges it."""
    client.force_login(mine[0].assignment.member.user)
    return client


def withheld_in(answer, admitted):
    """Which of the withheld words stand in an answer: its bytes, its headers and the address it leads to."""
    content = b"".join(answer) if answer.streaming else answer.content
    sent = content.decode("utf-8", "ignore") + content.decode("utf-16-be", "ignore") + str(answer.headers)
    return [word for word in [*WITHHELD, admitted[0].number] if word in sent]


def pages_of(sheet):
    keys = ("sheet", "changes", "submit", "recuse")
    return [
        reverse("reviews:queue"),
        reverse("desks:desk"),
        *(reverse(f"reviews:{key}", args=[sheet.pk]) for key in keys),
    ]


def test_no_page_says_who_it_is(expert, mine, admitted, points):
    actions.save_sheet(mine[0], by=mine[0].assignment.member.user, points=points("80"), now=IN_REVIEW)
    for page in pages_of(mine[0]):
        answer = expert.get(page)
        assert answer.status_code == 200, page
        assert withheld_in(answer, admitted) == [], page


def test_what_stands_there_instead_is_the_code(expert, mine):
    code = Entrant.objects.get(nomination=mine[0].assignment.nomination_id).code
    page = expert.get(reverse("reviews:sheet", args=[mine[0].pk])).content.decode()
    assert f"<h1>候选人{code}</h1>" in page and "材料一" in page and "材料四" in page
    assert "候选人在所在单位" in page


def test_a_paper_names_nobody_not_even_in_its_properties(expert, mine, admitted):
    paper = admitted[0].evidence.first()
    answer = expert.get(reverse("reviews:evidence", args=[paper.token]))
    code = Entrant.objects.get(nomination=admitted[0]).code
    assert withheld_in(answer, admitted) == []
    assert code in answer.headers["Content-Disposition"]
    read = PdfReader(io.BytesIO(answer.content))
    objects = "".join(str(read.get_object(number)) for number in range(1, int(read.trailer["/Size"])))
    assert (len(read.pages), list(read.metadata or {}), read.outline) == (1, [], [])
    assert not any(word in objects for word in WITHHELD)


def test_what_the_expert_does_is_answered_without_a_name(expert, mine, admitted, points):
    filled = {f"points_{key}": value for key, value in points("80").items()}
    submitted = expert.post(reverse("reviews:sheet", args=[mine[0].pk]), filled | {"finish": "1"})
    answers = [submitted, expert.post(submitted.url, follow=True)]
    answers += [expert.get(reverse("reviews:sheet", args=[mine[0].pk]))]
    assert [withheld_in(answer, admitted) for answer in answers] == [[], [], []]


@pytest.mark.parametrize(
    ("act", "told"), [("abstain", {"reason": "不熟悉。"}), ("recuse", {"ground": "kin", "explanation": "认出是亲属。"})]
)
def test_stepping_back_is_answered_without_a_name(expert, mine, admitted, act, told):
    answer = expert.post(reverse(f"reviews:{act}", args=[mine[0].pk]), told, follow=True)
    assert answer.status_code == 200
    assert withheld_in(answer, admitted) == []


def test_the_letters_to_an_expert_name_nobody(mine, admitted, review_office):
    who = mine[0].assignment.member
    actions.order_recusal(who, admitted[0], ground="kin", explanation="经查证。", by=review_office, now=IN_REVIEW)
    sent = "".join(f"{one.subject}{one.body}" for one in Letter.objects.filter(recipient=who.user))
    assert [word for word in [*WITHHELD, admitted[0].number] if word in sent] == []


def test_the_others_comments_are_covered_too(expert, mine, admitted, points):
    for sheet in mine[:2]:
        actions.submit_sheet(
            sheet, by=sheet.assignment.member.user, points=points(), comment=f"认识{NAME}，他在{UNIT}。", now=IN_REVIEW
        )
    page = expert.get(reverse("reviews:sheet", args=[mine[0].pk]))
    own, others = page.content.decode().split("同组其他评分")
    assert NAME in own and NAME not in others and "认识候选人，他在所在单位。" in others


def test_two_worlds_that_differ_in_the_candidate_alone_look_the_same(expert, mine, admitted):
    def seen():
        page = expert.get(reverse("reviews:sheet", args=[mine[0].pk])).content.decode()
        return re.sub(r'(name="(window|csrfmiddlewaretoken)" value=")[^"]*|data-session="\d+"', r"\1", page)

    before = seen()
    world = {
        "name": "司徒海燕",
        "unit_name": "上海长明仪表厂",
        "sex": "female",
        "number": "202699999",
        "studio_name": "",
    }
    texts = {
        "summary": "司徒海燕，上海长明仪表厂车工。",
        "deeds": "长明仪表厂的司徒海燕。",
        "post": "上海长明仪表厂首席技师",
    }
    rewritten(admitted[0], **(world | texts))
    with content_opened():
        Statement.objects.filter(nomination=admitted[0]).update(
            text="司徒海燕在上海长明仪表厂（长明仪表厂）工作，人称海 燕师傅。"
        )
        works = Achievement.objects.filter(nomination=admitted[0], kind="honour")
        works.update(title="上海长明仪表厂先进个人司徒海燕", issuer="长明仪表厂")
    assert seen() == before
