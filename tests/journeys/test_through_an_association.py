"""自荐经由学会: registered by a code on a telephone, asked of an association, accepted by its clerk, handed up to it."""

import re

import pytest

from accounts.models import User
from nominations.models import Invitation, Nomination
from nominations.states import Answer, State
from tests.factories import complete_dossier
from tests.factories.numbers import credit_code, identity_number
from tests.journeys import walks
from tests.journeys.conftest import TELEPHONE

pytestmark = pytest.mark.browser
PASSWORD = "工匠自荐-2026-口令"


@pytest.fixture
def newcomer(open_season, anybody):
    """Somebody who has just registered, and stands at his desk."""
    open_season()
    person = anybody(TELEPHONE)
    person.open("entrance:register")
    given = {"email": "jiang.zili@example.com", "password": PASSWORD, "password_again": PASSWORD}
    person.fill(full_name="蒋自立", **given).press("发送验证码").reads("填写验证码", "j***@example.com")
    code = re.search(r"验证码(\d{6})", person.page.inner_text(".callout"))[1]
    person.fill(code="000000" if code != "000000" else "111111").press("验证并开通").reads("验证码不对")
    return person.fill(code=code).press("验证并开通").reads("您的自荐账户已开通")


def test_a_newcomer_is_accepted_by_an_association_before_he_is_recommended(
    newcomer, society, association_clerk, browser_of, telephone_wide
):
    newcomer.open("nominations:start_in", "self")
    unit = {"unit_name": "上海某某机械有限公司", "unit_code": credit_code(9)}
    newcomer.fill(identity_number=identity_number(77), via_association={"label": society.name}, **unit)
    newcomer.press("起草")
    draft = complete_dossier(Nomination.objects.get())
    summary = {"summary": walks.SUMMARY, "deeds": walks.DEEDS}
    sections = {"identity": walks.IDENTITY, "unit": walks.UNIT, "post": walks.POST, "summary": summary}
    for section, fields in sections.items():
        newcomer.open("nominations:section", draft.number, section)
        newcomer.fill(**fields).press("保存")
    newcomer.open("nominations:show", draft.number)
    telephone_wide(newcomer)
    newcomer.reads(society.name, "更改报送途径")

    desk = browser_of(association_clerk, TELEPHONE)
    desk.open("nominations:invitations", society.pk)
    telephone_wide(desk)
    desk.reads("蒋自立").press("接受").reads("已答复蒋自立")

    newcomer.open("nominations:section", draft.number, "promises")
    newcomer.press("作出承诺")
    newcomer.open("nominations:show", draft.number)
    newcomer.press("推荐").press("推荐").reads("已推荐")
    assert Invitation.objects.get().answer == Answer.ACCEPTED
    assert Nomination.objects.get().state == State.RECOMMENDED
    assert User.objects.get(full_name="蒋自立").email == "jiang.zili@example.com"


@pytest.fixture
def telephone_wide():
    """Asserts that nothing stands out beyond a telephone's width."""

    def fits(person):
        assert person.page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]

    return fits
