"""不予办理: one answer serves the action, the page and the test."""

import dataclasses

import pytest

from common.refusals import Refusal, Refused, insist

TOO_LATE = Refusal("window_is_shut", "申报时间已过。", "如需延期，请与市总联系。", status=409)


def test_a_rule_without_a_ground_lets_the_act_go_on():
    assert insist(None) is None


def test_a_refusal_is_raised_with_its_sentence_and_its_ground():
    with pytest.raises(Refused, match="^申报时间已过。$") as caught:
        insist(TOO_LATE)
    assert (caught.value.refusal, caught.value.ground) == (TOO_LATE, "window_is_shut")


def test_a_refusal_in_full_also_says_the_remedy():
    assert str(TOO_LATE) == "申报时间已过。如需延期，请与市总联系。"


def test_a_refusal_cannot_be_changed_on_its_way_to_the_page():
    with pytest.raises(dataclasses.FrozenInstanceError):
        TOO_LATE.message = "可以。"
