"""推荐审批表: every page says which version it is, nothing is cut, and a changed dossier leaves its papers void."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ledger.models import Entry
from nominations import actions
from nominations.actions.printing import print_form
from nominations.models import Nomination
from nominations.queries.printed import code_now, printing_at
from nominations.states import Channel
from nominations.views.paper import pdf_of
from printing.booklet import blanks_needed, imposed
from tests.factories import NominationFactory, complete_dossier
from tests.moments import IN_WINDOW
from tests.nominations.test_recommending import ground_of

LONG = "于二〇〇八年起在精密车削岗位连续攻关，" * 100
RARE = "古丽米热·阿卜杜热合曼·𬭎䶮"


def printed(nomination, by, size="a4", **more):
    return print_form(nomination, by=by, size=size, now=IN_WINDOW, **more)


def opened(nomination, made):
    return PdfReader(io.BytesIO(pdf_of(Nomination.objects.get(pk=nomination.pk), made)))


def words(page):
    return re.sub(r"\s", "", page.extract_text())


def full(nomination, clerk):
    """A dossier with as much in it as a dossier may hold."""
    texts = dict.fromkeys(("expertise", "skill", "leadership", "contribution"), LONG)
    rows = [{"kind": "method", "title": f"第{n}号先进操作法及其推广应用", "year": 2020} for n in range(60)]
    return actions.change(
        nomination, by=clerk, fields={"name": RARE}, statements=texts, achievements=rows, now=IN_WINDOW
    )


def test_every_a4_page_bears_the_code_and_its_number(draft, clerk):
    made = printed(draft, clerk)
    pages = opened(draft, made).pages

    assert [round(side / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    assert all(made.code in words(page) for page in pages)
    assert f"第{len(pages)}页共{len(pages)}页" in words(pages[-1])


@pytest.mark.parametrize("is_full", [False, True])
def test_a3_sheets_are_printed_on_both_sides(draft, clerk, is_full):
    if is_full:
        full(draft, clerk)
    pages = opened(draft, printed(draft, clerk, size="a3")).pages

    assert len(pages) % 2 == 0
    assert {tuple(round(side / 72 * 25.4) for side in page.mediabox[2:]) for page in pages} == {(420, 297)}
    assert "意见与审定" in words(pages[0]) and "上海工匠推荐审批表" in words(pages[0])


def test_long_texts_and_rare_names_are_printed_whole(draft, clerk):
    full(draft, clerk)
    said = "".join(words(page) for page in opened(draft, printed(draft, clerk)).pages)
    said = re.sub(r"上海工匠推荐审批表2026年度编号\d+|版本码\w{5}-\w{5}|第\d+页共\d+页", "", said)

    assert said.count("〇") == 4 * LONG.count("〇")
    assert said.count("号先进操作法及其推广应用") == 60
    assert RARE in said


def test_numbers_are_masked_unless_the_drafting_side_asks(draft, clerk, xuhui_clerk):
    assert draft.identity_number not in "".join(map(words, opened(draft, printed(draft, clerk)).pages))
    assert not Entry.objects.filter(act="identity.revealed").exists()
    assert ground_of(printed, draft, xuhui_clerk, shows_numbers=True) == "not_yours"

    shown = opened(draft, printed(draft, clerk, shows_numbers=True))

    assert draft.identity_number in "".join(map(words, shown.pages))
    assert Entry.objects.get(act="identity.revealed").actor_id == clerk.pk
    assert draft.identity_number not in str(Entry.objects.values_list("reason", "detail"))


def test_each_printing_leaves_its_code_in_the_ledger(draft, clerk):
    made = printed(draft, clerk, size="a3")

    assert Entry.objects.get(act="form.printed").detail == {"code": made.code, "paper": "A3 双面"}


def test_the_opinion_boxes_follow_the_channel(draft, clerk, society, self_nominee):
    last = words(opened(draft, printed(draft, clerk)).pages[-1])
    for box in ("所在单位意见", "基层工会意见", "漕河泾园区工会", "徐汇区总工会", "上海市总工会审定意见", "盖章处"):
        assert box in last

    own = {"drafted_by": self_nominee, "candidate": self_nominee, "channel": Channel.SELF, "drafting_body": None}
    alone = complete_dossier(NominationFactory(rulebook=draft.rulebook, filing_body=society, **own))
    last = words(opened(alone, printed(alone, self_nominee)).pages[-1])

    assert "自荐人声明" in last and "转报社团意见" in last and "基层工会意见" not in last


def test_an_edit_makes_the_paper_void_and_the_pages_say_so(client, draft, clerk):
    old = printed(draft, clerk)
    actions.change(draft, by=clerk, fields={"post": "钳工班长"}, now=IN_WINDOW)
    client.force_login(clerk)

    for name in ("show", "print"):
        page = client.get(reverse(f"nominations:{name}", args=[draft.number])).content.decode()
        assert "材料在打印后有修改" in page and old.code in page
    assert code_now(draft) != old.code


def test_a_change_taken_back_gives_the_paper_its_standing_again(draft, clerk):
    old = printed(draft, clerk)
    for post in ("钳工班长", draft.post):
        actions.change(draft, by=clerk, fields={"post": post}, now=IN_WINDOW)

    assert code_now(draft) == old.code


def test_the_code_opens_the_dossier_to_whoever_may_see_it_only(client, draft, clerk, pudong_clerk):
    made = printed(draft, clerk)
    client.force_login(clerk)
    found = client.get(reverse("nominations:form_by_code"), {"code": made.code.lower()}, follow=True)
    assert "与平台材料一致" in found.content.decode()

    client.force_login(pudong_clerk)
    assert client.get(reverse("nominations:form_code", args=[made.code])).status_code == 404
    assert printing_at(pudong_clerk, made.code) is None
    told = client.get(reverse("nominations:form_by_code"), {"code": made.code}).content.decode()
    assert "不在您的办理范围内" in told and draft.number not in told


def test_the_pdf_comes_as_a_download_that_no_browser_keeps(client, draft, clerk):
    client.force_login(clerk)
    answer = client.post(reverse("nominations:print_pdf", args=[draft.number]), {"size": "a4"})

    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert draft.name.encode() not in answer["Content-Disposition"].encode()


def test_a_character_without_a_glyph_is_named_before_anything_is_printed(draft, clerk):
    actions.change(draft, by=clerk, fields={"name": "王𱅿"}, now=IN_WINDOW)

    assert ground_of(lambda: opened(draft, printed(draft, clerk))) == "glyph_missing"


@pytest.mark.parametrize("leaves", range(1, 25))
def test_a_booklet_has_every_leaf_once_and_opens_in_order(leaves):
    leaves += blanks_needed(leaves)
    sides = imposed(leaves)

    assert sorted(leaf for side in sides for leaf in side) == list(range(1, leaves + 1))
    assert sides[0] == (leaves, 1)
    assert all(left + right == leaves + 1 for left, right in sides)
