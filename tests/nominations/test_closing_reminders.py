"""截止提醒 (沪工总经〔2015〕260号 五(二)): on the rulebook's days, only those with unfinished work, each once a day."""

import pytest

from accounts.states import Role
from letters.models import Letter
from nominations.actions.reminding import days_of_reminding, remind_of_closing
from nominations.states import State
from seasons.actions import grant_extension
from tests.conftest import someone
from tests.factories import at_state
from tests.moments import beijing

SEVEN_BEFORE = beijing(2026, 5, 22)  # 申报截止 29 May, 17:00
SIX_BEFORE = beijing(2026, 5, 23)


def reminded():
    return set(Letter.objects.filter(kind="closing_reminder").values_list("recipient__full_name", flat=True))


@pytest.mark.parametrize(
    ("state", "whose"),
    [
        (State.DRAFT, "clerk"),
        (State.RETURNED, "clerk"),
        (State.RECOMMENDED, "park_endorser"),
        (State.ENDORSED, "xuhui_clerk"),
    ],
)
def test_whoever_has_to_act_is_reminded(season, draft, state, whose, request, park_union):
    people = {name: request.getfixturevalue(name) for name in ("clerk", "park_endorser", "xuhui_clerk")}
    if state != State.DRAFT:
        at_state(draft, state, at_body=park_union if state == State.RECOMMENDED else None)

    remind_of_closing(now=SEVEN_BEFORE)

    assert reminded() == {people[whose].full_name}


@pytest.mark.parametrize("state", [State.SUBMITTED, State.WITHDRAWN, State.DECLINED])
def test_nobody_is_reminded_of_what_is_done(season, draft, state):
    at_state(draft, state)

    assert remind_of_closing(now=SEVEN_BEFORE) == 0


def test_the_rulebook_names_the_days(season, draft, rulebook):
    assert days_of_reminding(rulebook) == {7, 3, 1}
    assert remind_of_closing(now=SIX_BEFORE) == 0
    assert remind_of_closing(now=beijing(2026, 5, 28, 9)) == 1


def test_a_person_is_reminded_once_a_day_of_all_that_is_open(season, draft, clerk):
    assert [remind_of_closing(now=beijing(2026, 5, 22, hour)) for hour in (7, 8, 9)] == [0, 1, 0]
    letter = Letter.objects.get(recipient=clerk)
    assert draft.number in letter.body
    assert "距今还有7天" in letter.body


def test_an_extension_moves_the_reminder_of_its_branch_only(season, draft, xuhui_union, review_office, clerk):
    grant_extension(
        season, until=beijing(2026, 6, 5, 17), reason="系统割接。", organisation=xuhui_union, by=review_office,
        now=beijing(2026, 5, 20),
    )  # fmt: skip

    assert remind_of_closing(now=SEVEN_BEFORE) == 0
    assert remind_of_closing(now=beijing(2026, 5, 29)) == 1


def test_after_the_closing_moment_nobody_is_reminded(season, draft):
    assert remind_of_closing(now=beijing(2026, 5, 29, 17, 30)) == 0


def test_only_those_whose_turn_it_is(season, draft, park_union):
    idle = someone("闲先生", Role.UNION_ENDORSER, park_union)

    remind_of_closing(now=SEVEN_BEFORE)

    assert idle.full_name not in reminded()
