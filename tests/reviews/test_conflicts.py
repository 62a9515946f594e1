"""回避 (国家科学技术奖励条例 第十八条；政府采购法实施条例 第九条): what is derived, in Python and in the database alike."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nominations.models import Achievement, Endorsement, Nomination, ScreeningDecision, ScreeningLine
from nominations.models.freezing import content_opened
from reviews.models import Assignment, CommitteeMember, MemberTie, PastEmployer
from reviews.queries import conflicts
from reviews.states import RecusalGround
from standards.person_names import name_key, names_in
from tests.factories import UserFactory, rewritten
from tests.factories.reviews import CommitteeMemberFactory
from tests.moments import IN_REVIEW

ON = date(2026, 7, 15)


@pytest.fixture
def member(season):
    """Of a unit of his own, serving nowhere."""
    return CommitteeMemberFactory(season=season)


@pytest.fixture
def nomination(admitted):
    """Drafted by the works' union, filed by the district."""
    return admitted[0]


def grounds(member, nomination):
    found = conflicts.derived(
        CommitteeMember.objects.filter(pk=member.pk), Nomination.objects.filter(pk=nomination.pk), on=ON
    )
    assert bool(found) == says_the_database(member, nomination)
    return {one.ground for one in found}


def says_the_database(member, nomination):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reviews_conflicted(%s, %s, %s)", [member.pk, nomination.pk, ON])
        return cursor.fetchone()[0]


def serving(member, organisation):
    CommitteeMember.objects.filter(pk=member.pk).update(organisation=organisation)
    return member


def test_a_stranger_may_judge(member, nomination):
    assert grounds(member, nomination) == set()


def test_the_same_unit_is_a_conflict(member, nomination):
    CommitteeMember.objects.filter(pk=member.pk).update(unit_code=nomination.unit_code)
    assert grounds(member, nomination) == {RecusalGround.EMPLOYER}


@pytest.mark.parametrize(
    ("left_on", "expected"), [(date(2023, 7, 14), set()), (date(2023, 7, 15), {RecusalGround.EMPLOYER})]
)
def test_a_unit_left_within_three_years_is_a_conflict(member, nomination, left_on, expected):
    PastEmployer.objects.create(member=member, unit_name="旧单位", unit_code=nomination.unit_code, until=left_on)
    assert grounds(member, nomination) == expected


@pytest.mark.parametrize("body", ["works_union", "park_union", "xuhui_union"])
def test_serving_on_the_road_of_the_file_is_a_conflict(request, member, nomination, body):
    assert grounds(serving(member, request.getfixturevalue(body)), nomination) == {RecusalGround.NOMINATING_BODY}


@pytest.mark.parametrize("body", ["pudong_union", "municipal", "society"])
def test_serving_elsewhere_is_none(request, member, nomination, body):
    assert grounds(serving(member, request.getfixturevalue(body)), nomination) == set()


def test_an_endorsing_society_is_on_the_road_too(member, nomination, society):
    with content_opened():
        Endorsement.objects.create(
            nomination=nomination,
            season=nomination.season,
            organisation=society,
            by=UserFactory(),
            at=IN_REVIEW,
            is_endorsed=True,
            opinion="同意。",
        )
    assert grounds(serving(member, society), nomination) == {RecusalGround.NOMINATING_BODY}


def test_a_candidate_does_not_judge_himself(member, nomination):
    type(member.user).objects.filter(pk=member.user_id).update(person_hash=nomination.identity_hash)
    assert grounds(member, nomination) == {RecusalGround.OWN}


@pytest.mark.parametrize("column", ["drafted_by", "candidate", "declared_by", "screener"])
def test_who_had_another_part_does_not_judge(member, nomination, column):
    """不相容职务分离."""
    rewritten(nomination, **{column: member.user})
    assert grounds(member, nomination) == {RecusalGround.OWN}


def test_a_second_account_of_the_same_person_does_not_help(member, nomination):
    other = UserFactory(person_hash="a" * 64)
    type(other).objects.filter(pk=member.user_id).update(person_hash="a" * 64)
    ScreeningLine.objects.create(nomination=nomination, condition="conduct", finding="passed", by=other, at=IN_REVIEW)
    assert grounds(member, nomination) == {RecusalGround.OWN}


def test_who_concluded_of_the_screening_does_not_judge(member, nomination):
    ScreeningDecision.objects.create(
        nomination=nomination,
        conclusion="admit",
        text="符合条件。",
        by=member.user,
        at=IN_REVIEW,
        in_force_at=IN_REVIEW,
    )
    assert grounds(member, nomination) == {RecusalGround.OWN}


@pytest.mark.parametrize(
    ("kind", "column", "words"),
    [
        ("apprentices", "title", "李建国（高级工）"),
        ("apprentices", "title", "王海，李 建国"),
        ("invention", "partners", "王海、李建国"),
    ],
)
def test_a_named_apprentice_or_co_inventor_does_not_judge(member, nomination, kind, column, words):
    type(member.user).objects.filter(pk=member.user_id).update(full_name="李建国")
    with content_opened():
        Achievement.objects.create(nomination=nomination, **{"kind": kind, "title": "一种夹具", column: words})
    assert grounds(member, nomination) == {RecusalGround.MENTORING}


@pytest.mark.parametrize(
    ("unit", "code", "expected"),
    [
        ("", "", {RecusalGround.KIN}),
        ("same", "", {RecusalGround.KIN}),
        ("另一单位", "", set()),
        ("旧名", "same", {RecusalGround.KIN}),
    ],
)
def test_a_tie_the_member_stated_bars_that_person_of_that_unit(member, nomination, unit, code, expected):
    MemberTie.objects.create(
        member=member,
        kind="kin",
        name=nomination.name,
        unit_name=nomination.unit_name if unit == "same" else unit,
        unit_code=nomination.unit_code if code == "same" else code,
        declared_at=IN_REVIEW,
        declared_by=member.user,
    )
    assert grounds(member, nomination) == expected


def test_a_name_in_another_column_says_nothing(member, nomination):
    type(member.user).objects.filter(pk=member.user_id).update(full_name="李建国")
    with content_opened():
        Achievement.objects.create(nomination=nomination, kind="project", title="李建国、王海", effect="李建国")
    assert grounds(member, nomination) == set()


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(words=st.text("张三李和·‧. 　、,，;；/（）()\n\tＡaZé-’|Ⅷ㈠", max_size=14))
def test_python_and_the_database_read_names_alike(words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT reviews_name_key(%s), ARRAY(SELECT reviews_names_in(%s))", [words, words])
        key, names = cursor.fetchone()
    assert key == name_key(words)
    assert set(names) == names_in(words)


def test_the_database_refuses_a_conflicted_assignment_whatever_the_way(opened, member, nomination):
    CommitteeMember.objects.filter(pk=member.pk).update(unit_code=nomination.unit_code)
    with pytest.raises(IntegrityError, match="应当回避"), transaction.atomic():
        Assignment.objects.bulk_create(
            [Assignment(round=opened, member=member, nomination=nomination, assigned_at=IN_REVIEW)]
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_python_and_the_database_agree_on_any_case(request, member, nomination, choice):
    """Both stand on the same facts, so neither may know a conflict the other does not."""
    bodies = ["works_union", "park_union", "xuhui_union", "pudong_union", "municipal", "society"]
    body = choice.draw(st.sampled_from([None, *bodies]))
    drafting, filing = choice.draw(st.sampled_from(bodies)), choice.draw(st.sampled_from(bodies))
    with transaction.atomic():
        serving(member, request.getfixturevalue(body) if body else None)
        CommitteeMember.objects.filter(pk=member.pk).update(
            unit_code=choice.draw(st.sampled_from([nomination.unit_code, "A" * 18]))
        )
        Nomination.objects.filter(pk=nomination.pk).update(
            drafting_body=request.getfixturevalue(drafting), filing_body=request.getfixturevalue(filing)
        )
        grounds(member, nomination)
        transaction.set_rollback(True)
