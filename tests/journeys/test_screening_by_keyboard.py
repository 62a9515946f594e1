"""只用键盘审核: line after line is kept as it is decided; on a telephone nothing sticks out."""

import pytest

from nominations.actions.screening import claim
from nominations.models import ScreeningLine
from nominations.states import State
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.journeys.conftest import TELEPHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def two(draft, screener, rulebook, clerk, works_union, xuhui_union):
    """Two files claimed by one screener."""
    bodies = {"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}
    other = complete_dossier(NominationFactory(rulebook=rulebook, **bodies))
    return [claim(at_state(one, State.SUBMITTED), by=screener) for one in (draft, other)]


def told(person, words):
    """What the page says of its saving."""
    person.page.wait_for_function("w => document.querySelector('[data-lines-word]').textContent.includes(w)", arg=words)


def test_a_file_is_screened_with_the_keys_alone(anybody, two, screener):
    desk = anybody().comes_as(screener)
    desk.open("nominations:screen", two[0].number)
    desk.page.keyboard.press("?")
    desk.reads("符合、不符合、按例外处理")
    for open_lines in (6, 5):
        desk.page.keyboard.press("j")
        desk.page.keyboard.press("1")
        told(desk, f"还有 {open_lines} 项")
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("2")
    desk.page.keyboard.type("受过处分，尚在期限内。")
    desk.page.keyboard.press("Tab")
    told(desk, "还有 4 项")
    assert set(ScreeningLine.objects.values_list("finding", flat=True)) == {"passed", "failed"}
    desk.press("不予受理").reads("受过处分，尚在期限内", "沪工总经〔2015〕260号 三(二)")
    desk.open("nominations:screen", two[0].number)
    with desk.page.expect_navigation():
        desk.page.keyboard.press("n")
    desk.reads(two[1].name)


def test_on_a_telephone_the_desk_fits_and_files_are_chosen(anybody, two, screener):
    phone = anybody(TELEPHONE).comes_as(screener)
    phone.open("nominations:screening")
    for number in (one.number for one in two):
        phone.page.locator(f'input[value="{number}"]').check()
    phone.reads("已选 2 件").press("批量放回待领办").reads("可以办理：共 2 件")
    phone.press("放回待领办共 2 件").reads("已放回待领办")
    phone.open("nominations:screen", two[0].number)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
