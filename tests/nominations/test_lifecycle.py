"""The road of a nomination: every state × every step, and the guards behind it (沪工总经〔2015〕260号 三(三)–(五))."""

import pgtrigger
import pytest
from django.db import IntegrityError, models, transaction
from django_fsm import TransitionNotAllowed

from nominations.lifecycle import ROAD
from nominations.models import Nomination
from nominations.models.freezing import content_opened
from nominations.states import Channel, State
from tests.factories import NominationFactory, RulebookFactory, at_state, issued
from tests.moments import IN_WINDOW

FIELD = Nomination._meta.get_field("state")
STEPS = {step.name: step for step in FIELD.get_all_transitions(Nomination)}
WORDS = {"reason": "测试所需。", "due": "2026-06-17", "resolution_number": "沪工总经〔2026〕99号"}
NEEDS = {
    "hand_back": ("reason",),
    "send_back": ("reason", "due"),
    "decline": ("reason",),
    "pass_over": ("reason",),
    "approve": ("resolution_number",),
    "approve_before_notice": ("resolution_number",),
    "revoke": ("reason",),
    "withdraw": ("reason",),
    "drop_out": ("reason",),
    "disqualify": ("reason",),
}
NOTICE_FIRST = {"call_up", "lapse", "publicise", "approve", "honour"}
APPROVAL_FIRST = {"lapse_before_notice", "publicise_approved", "approve_before_notice", "honour_after_notice"}


def edges():
    """Every edge the steps allow; a step that stays where it is (逐级审核) is no edge."""
    steps = FIELD.get_all_transitions(Nomination)
    return {(step.source, step.target) for step in steps if step.source != step.target}


def test_the_databases_road_is_the_steps_road():
    assert edges() == set(ROAD)


def take(nomination, name):
    """Take a step with what it needs."""
    getattr(nomination, name)(at=IN_WINDOW, **{need: WORDS[need] for need in NEEDS.get(name, ())})


def may_follow(state, name, *, notice_first, direct):
    """What the table says."""
    if notice_first and name in APPROVAL_FIRST or not notice_first and name in NOTICE_FIRST:
        return False
    if name == "submit_directly" and not direct:
        return False
    return any(step.name == name and step.source == state for step in FIELD.get_all_transitions(Nomination))


@pytest.mark.parametrize("notice_first", [True, False])
@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("state", State)
def test_every_step_follows_only_where_the_road_goes(state, direct, notice_first, season, clerk, xuhui_union):
    rulebook = issued(RulebookFactory(season=season, notice_before_approval=notice_first))
    filing = None if direct else xuhui_union
    row = NominationFactory(rulebook=rulebook, drafted_by=clerk, filing_body=filing, channel=Channel.SELF)
    row = at_state(row, state)
    for name in STEPS:
        nomination = Nomination.objects.get(pk=row.pk)
        if may_follow(state, name, notice_first=notice_first, direct=direct):
            take(nomination, name)
        else:
            with pytest.raises(TransitionNotAllowed):
                take(nomination, name)


def test_a_state_is_not_assigned(draft):
    with pytest.raises(AttributeError):
        draft.state = State.ADMITTED


def test_a_state_is_not_updated_past_the_steps(draft):
    with pytest.raises(AttributeError, match="状态"):
        Nomination.objects.filter(pk=draft.pk).update(state=State.ADMITTED)


def test_a_state_is_not_updated_in_bulk(draft):
    with pytest.raises(AttributeError, match="状态"):
        Nomination.objects.bulk_update([draft], ["state"])


def test_a_nomination_is_born_a_draft(rulebook, clerk):
    born = NominationFactory.build(
        rulebook=rulebook, season=rulebook.season, drafted_by=clerk, industry=None, state=State.ADMITTED
    )

    with pytest.raises(IntegrityError, match="新建申报只能是草稿"), transaction.atomic():
        Nomination.objects.bulk_create([born])


def raw(draft, **columns):
    """Past Django and its guards, as somebody at the database's own prompt."""
    with transaction.atomic():
        models.QuerySet(Nomination).filter(pk=draft.pk).update(**columns)


@pytest.mark.parametrize("source", State)
def test_the_database_refuses_every_edge_that_is_not_on_the_road(draft, source):
    at_state(draft, source)
    for target in set(State) - {source} - {to for start, to in ROAD if start == source}:
        with pytest.raises(IntegrityError, match="申报进程不能由"):
            raw(draft, state=target)


@pytest.mark.parametrize(
    ("state", "columns", "constraint"),
    [
        (State.SUBMITTED, {"submitted_at": None}, "filed_nominations_have_a_filing_moment"),
        (State.SUBMITTED, {"declared_at": None}, "filed_nominations_are_declared_true"),
        (State.ADMITTED, {"admitted_at": None}, "reviewed_nominations_were_admitted"),
        (State.APPROVED, {"resolution_number": ""}, "approved_nominations_have_a_resolution"),
        (State.APPROVED, {"approved_at": None}, "approved_nominations_have_a_resolution"),
        (State.HONOURED, {"honoured_at": None}, "honoured_nominations_have_a_naming_moment"),
        (State.RETURNED, {"closing_reason": ""}, "refusals_and_exits_say_why"),
        (State.CORRECTING, {"correction_due": None}, "a_correction_has_a_deadline"),
    ],
)
def test_a_contradictory_row_cannot_be_stored(draft, state, columns, constraint):
    at_state(draft, state)

    with pytest.raises(IntegrityError, match=constraint), content_opened():
        raw(draft, **columns)


def test_an_unknown_state_cannot_be_stored(draft):
    with (
        pgtrigger.ignore("nominations.Nomination:only_the_road"),
        pytest.raises(IntegrityError, match="state_is_known"),
    ):
        raw(draft, state="elsewhere")


def test_one_person_has_one_row_a_season(draft, clerk, rulebook):
    with pytest.raises(IntegrityError, match="one_active_nomination"), transaction.atomic():
        NominationFactory(rulebook=rulebook, drafted_by=clerk, identity_number=draft.identity_number)
