"""评审轮次安排: the rounds of the year are rows of its rulebook, checked together before 印发."""

from decimal import Decimal

import pytest
from django.urls import reverse

from common.refusals import Refused
from seasons import actions
from seasons.models import RoundPlan
from seasons.states import CutoffKind, PanelKind, RoundKind
from tests.moments import BEFORE_OPENING

PAPER = {"name": "材料评审", "cutoff": CutoffKind.NUMBER, "cutoff_value": Decimal(60)}
HEARING = {
    "name": "面试答辩",
    "kind": RoundKind.INTERVIEW,
    "panel": PanelKind.GROUPS,
    "minutes_each": 15,
    "earlier_share": Decimal(40),
}


@pytest.fixture
def planned(season, review_office):
    """Two rounds, ready to be issued."""
    return actions.change_rulebook(
        actions.draft_rulebook(season, by=review_office, now=BEFORE_OPENING),
        by=review_office,
        columns={"document_number": "沪工总经〔2026〕12号"},
        rows={"round_plans": [PAPER, HEARING]},
        now=BEFORE_OPENING,
    )


def test_rounds_are_numbered_in_their_order(planned):
    assert [(one.position, one.name) for one in planned.round_plans.all()] == [(1, "材料评审"), (2, "面试答辩")]
    assert [one.is_last for one in planned.round_plans.all()] == [False, True]


def test_two_rounds_are_issued_and_copied_into_an_amendment(planned, season, review_office):
    actions.issue_rulebook(planned, by=review_office, now=BEFORE_OPENING)
    amended = actions.amend(season, by=review_office, reason="增加人数。", now=BEFORE_OPENING)
    copied = amended.round_plans.get(position=2)
    assert (copied.name, copied.minutes_each, copied.earlier_share) == ("面试答辩", 15, Decimal(40))


def altered(position, **columns):
    return lambda rulebook: rulebook.round_plans.filter(position=position).update(**columns)


@pytest.mark.parametrize(
    ("spoil", "ground"),
    [
        (lambda r: r.round_plans.all().delete(), "no_round"),
        (lambda r: r.criteria.filter(position=1).update(round_number=2), "weights_not_100"),
        (lambda r: r.criteria.filter(position=1).update(round_number=3), "criterion_of_no_round"),
        (altered(1, least_expert=3, least_media=3), "leasts_exceed_the_panel"),
        (altered(1, most_of_one_category=1, scores_per_nomination=6), "mosts_leave_seats_empty"),
        (altered(1, most_of_one_category=1, least_expert=2), "mosts_leave_seats_empty"),
        (altered(2, minutes_each=None), "no_minutes"),
        (altered(1, earlier_share=10), "share_of_nothing"),
        (altered(1, cutoff_value="0.50"), "no_such_line"),
        (altered(2, cutoff=CutoffKind.SCORE, cutoff_value=101), "no_such_line"),
        (altered(2, cutoff_value=99), "no_such_line"),
        (altered(2, opens_on="2026-07-02", closes_on="2026-07-01"), "ends_before_it_begins"),
    ],
)
def test_rounds_that_cannot_be_held_are_not_issued(planned, review_office, spoil, ground):
    spoil(planned)
    with pytest.raises(Refused) as refused:
        actions.issue_rulebook(planned, by=review_office, now=BEFORE_OPENING)
    assert refused.value.ground == ground and refused.value.refusal.remedy


def test_a_round_in_person_may_ask_about_fewer_sides(planned, review_office):
    """The written round covers the four indicators; a hearing may have one line of its own."""
    rows = [
        {"indicator": one.indicator, "name": one.name, "guidance": "看。", "weight": 25, "round_number": 1}
        for one in planned.criteria.all()
    ]
    rows.append({"indicator": "skill", "name": "答辩表现", "guidance": "看。", "weight": 100, "round_number": 2})
    changed = actions.change_rulebook(planned, by=review_office, rows={"criteria": rows})
    assert actions.issue_rulebook(changed, by=review_office).is_issued


def test_the_office_edits_the_rounds_on_a_page(client, planned, review_office):
    client.force_login(review_office)
    address = reverse("seasons:rulebook_rows", args=[planned.season.code, planned.edition, "round_plans"])
    page = client.get(address)
    form = page.context["rows"]
    posted = {f"{form.prefix}-TOTAL_FORMS": "2", f"{form.prefix}-INITIAL_FORMS": "2"}
    for one in form.forms[:2]:
        posted |= {
            one.add_prefix(name): value
            for name, value in one.initial.items()
            if value is not None and value is not False
        }
    posted |= {"round_plans-0-ORDER": "2", "round_plans-1-ORDER": "1"}
    client.post(address, posted)

    assert list(RoundPlan.objects.order_by("position").values_list("name", flat=True)) == ["面试答辩", "材料评审"]
    assert "前60人" in client.get(reverse("seasons:rulebook", args=[planned.season.code, 1])).content.decode()


def test_the_empty_row_of_the_page_names_no_round_until_it_is_filled_in(client, planned, review_office):
    client.force_login(review_office)
    address = reverse("seasons:rulebook_rows", args=[planned.season.code, planned.edition, "round_plans"])
    form = client.get(address).context["rows"].forms[-1]
    assert form.empty_permitted and form.initial["name"] == ""
