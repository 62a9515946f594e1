"""查实案件之外另行作出的禁报决定：推荐单位、评审专家 (沪工总经〔2015〕260号 五(三))."""

import pytest
from django.urls import reverse

from findings.actions import bans
from ledger.models import Entry
from sanctions.models import Ban
from sanctions.queries import standing_ban_on_body
from tests.factories import prove
from tests.factories.findings import found_out, inquirer, told
from tests.honours.conftest import ground
from tests.moments import AFTER_NAMING

NUMBER = "沪工总经〔2026〕91号"


@pytest.fixture
def case(honour, review_office):
    """王建国's case, found."""
    return found_out(honour.nomination, by=review_office, now=AFTER_NAMING).case


def ban(case, body, *, by, **changes):
    subject = {"kind": "body", "organisation": body, "subject_name": body.name, "subject_hash": "0" * 64}
    said = {"ground": "组织伪造材料", "decision_number": NUMBER, "found_on": AFTER_NAMING.date(), "years": 5}
    return bans.impose_besides(case, **(subject | said | changes), by=by, now=AFTER_NAMING)


def test_a_ban_of_the_nominating_body_rests_on_the_case_and_each_names_the_other(
    client, case, works_union, review_office
):
    client.force_login(prove(review_office))
    form = client.get(reverse("findings:ban_besides", args=[case.pk]), {"of": works_union.name}).context["form"]
    assert form["name"].value() == works_union.name and case.reference in form["ground"].value()

    sent = {name: form[name].value() or "" for name in form.fields} | {"decision_number": NUMBER}
    answer = client.post(reverse("findings:ban_besides", args=[case.pk]), sent, follow=True)

    made = standing_ban_on_body([works_union])
    assert made.decision_number == NUMBER and case.reference in answer.content.decode()
    assert NUMBER in client.get(case.get_absolute_url()).content.decode()
    assert (
        Entry.objects.filter(detail__case=case.reference, act__in=["ban.imposed", "case.banned_besides"]).count() == 3
    )


def test_a_body_or_an_expert_only_after_the_finding_and_by_nobody_with_a_part(
    case, works_union, review_office, screener
):
    for by, changes, why in (
        (screener, {}, "not_the_office"),
        (prove(inquirer()), {}, "was_inquirer"),
        (review_office, {"kind": "person"}, "part_of_the_finding"),
    ):
        assert ground(ban, case, works_union, by=by, **changes) == why
    assert not Ban.objects.filter(subject_kind="body").exists()


def test_no_ban_rests_on_a_case_that_is_still_open(honour, works_union, review_office):
    case = told(honour.nomination, by=review_office, now=AFTER_NAMING)

    assert ground(ban, case, works_union, by=prove(review_office)) == "not_found"
