"""The pages of 评审: who may open them, what they show, at what cost."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.states import Role
from common import clock
from nominations.models.freezing import content_opened
from nominations.states import State
from reviews import actions
from reviews.desk import waiting
from reviews.models import Assignment, ScoreSheet
from tests.factories import MembershipFactory, at_state
from tests.factories.numbers import credit_code
from tests.factories.reviews import all_declared
from tests.moments import IN_REVIEW


def pages_of_the_office(round, number):
    plain = ("office", "open", "conflicts", "order", "committee", "seat")
    return [
        *(reverse(f"reviews:{name}") for name in plain),
        reverse("reviews:draw", args=[round.pk]),
        reverse("reviews:files", args=[round.pk]),
        reverse("reviews:panel", args=[round.pk, number]),
        reverse("reviews:close", args=[round.pk]),
    ]


def expert_of(sheet):
    return sheet.assignment.member.user


@pytest.mark.parametrize("who", ["review_office", "supervision"])
def test_office_and_supervision_read_the_office_pages(client, request, drawn, admitted, who):
    client.force_login(request.getfixturevalue(who))

    for page in pages_of_the_office(drawn, admitted[0].number):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("who", ["clerk", "screener", "expert", "finance", "administrator"])
def test_nobody_else_reads_the_office_pages(client, request, drawn, admitted, who):
    client.force_login(request.getfixturevalue(who))

    for page in pages_of_the_office(drawn, admitted[0].number):
        assert client.get(page).status_code == 403, page


def test_supervision_changes_nothing(client, supervision, opened):
    client.force_login(supervision)

    assert client.post(reverse("reviews:commit_draw", args=[opened.pk])).status_code == 403
    assert not Assignment.objects.exists()


def test_an_expert_opens_his_own_sheet_and_nobody_elses(client, sheet):
    client.force_login(expert_of(sheet))
    other = ScoreSheet.objects.exclude(assignment__member=sheet.assignment.member).first()

    assert client.get(reverse("reviews:sheet", args=[sheet.pk])).status_code == 200
    assert client.get(reverse("reviews:sheet", args=[other.pk])).status_code == 404
    assert client.post(reverse("reviews:submit", args=[other.pk])).status_code == 404


def test_the_sheet_shows_no_contact_and_no_identity(client, sheet):
    client.force_login(expert_of(sheet))
    nomination = sheet.assignment.nomination

    page = client.get(reverse("reviews:sheet", args=[sheet.pk])).content.decode()

    assert nomination.name in page
    for hidden in (nomination.identity_number, nomination.phone, nomination.union_card_number, nomination.unit_code):
        assert hidden not in page


def test_without_the_pledge_the_expert_is_led_to_it(client, sheet):
    member = sheet.assignment.member
    type(member).objects.filter(pk=member.pk).update(pledged_at=None)
    client.force_login(member.user)

    assert client.get(reverse("reviews:queue")).url == reverse("reviews:pledge")
    assert client.get(reverse("reviews:sheet", args=[sheet.pk])).status_code == 409


def test_the_list_for_recusals_shows_names_and_units_only(client, sheet, admitted):
    client.force_login(expert_of(sheet))

    page = client.get(reverse("reviews:candidates")).content.decode()

    assert admitted[0].name in page and admitted[0].unit_name in page
    assert admitted[0].summary not in page


def test_evidence_is_open_to_the_assigned_expert_alone(client, sheet, members):
    paper = sheet.assignment.nomination.evidence.first()
    with content_opened():
        paper.file.save("proof", ContentFile(b"%PDF-1.4"))
    address = reverse("reviews:evidence", args=[paper.token])
    client.force_login(expert_of(sheet))
    assert client.get(address).status_code == 200

    judging = sheet.assignment.nomination.assignments.values("member")
    outsider = next(one for one in members if one.pk not in {row["member"] for row in judging})
    client.force_login(outsider.user)
    assert client.get(address).status_code == 404


def test_saving_and_submitting_from_the_page(client, sheet, points):
    client.force_login(expert_of(sheet))
    filled = {f"points_{key}": value for key, value in points("85.5").items()}

    answer = client.post(reverse("reviews:sheet", args=[sheet.pk]), filled | {"finish": "yes"})
    assert answer.url == reverse("reviews:submit", args=[sheet.pk])
    assert "85.5000" in client.get(answer.url).content.decode()
    client.post(answer.url)

    sheet = ScoreSheet.objects.get(pk=sheet.pk)
    assert (sheet.state, str(sheet.total)) == ("submitted", "85.5000")
    assert len(sheet.session) == 64
    assert client.post(answer.url).status_code == 409


@pytest.mark.parametrize("wrong", ["100.5", "-1", "80.3", "九十"])
def test_points_out_of_range_or_step_are_refused_beside_their_field(client, sheet, points, wrong):
    client.force_login(expert_of(sheet))
    key = min(points())

    answer = client.post(reverse("reviews:sheet", args=[sheet.pk]), {f"points_{key}": wrong})

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not sheet.scores.exists()


def queries_of(client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(100) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_queue_costs_the_same_for_one_file_and_for_three(client, sheet, drawn, django_assert_max_num_queries):
    """Lists ask a fixed number of questions."""
    member = sheet.assignment.member
    client.force_login(member.user)
    client.get(reverse("reviews:queue"))  # warm the season's name in the masthead
    mine = list(Assignment.objects.filter(member=member))
    many = queries_of(client, django_assert_max_num_queries, reverse("reviews:queue"))
    Assignment.objects.filter(pk__in=[one.pk for one in mine[1:]]).update(withdrawn_at=IN_REVIEW)
    one = queries_of(client, django_assert_max_num_queries, reverse("reviews:queue"))

    assert one == many <= 9


def test_opening_a_file_costs_a_handful_of_queries(client, sheet, django_assert_max_num_queries):
    client.force_login(expert_of(sheet))
    client.get(reverse("reviews:queue"))  # warm the season's name in the masthead

    assert queries_of(client, django_assert_max_num_queries, reverse("reviews:sheet", args=[sheet.pk])) <= 14


def test_office_pages_cost_the_same_for_one_file_and_for_three(
    client, review_office, drawn, admitted, django_assert_max_num_queries
):
    client.force_login(review_office)
    pages = [reverse("reviews:office"), reverse("reviews:files", args=[drawn.pk]), reverse("reviews:conflicts")]
    client.get(pages[0])
    many = [queries_of(client, django_assert_max_num_queries, page) for page in pages]
    for one in admitted[1:]:
        at_state(one, State.DROPPED_OUT)
    few = [queries_of(client, django_assert_max_num_queries, page) for page in pages]

    assert few == many


def test_the_whole_office_road_from_the_pages(client, review_office, season, admitted, members, points):
    client.force_login(review_office)
    client.post(reverse("reviews:open"), {"closes_at": "2099-01-01T17:00"})
    round = all_declared(season.rounds.get(), at=clock.now())
    client.post(reverse("reviews:commit_draw", args=[round.pk]))
    (draw,) = round.draws.all()
    client.post(reverse("reviews:freeze_draw", args=[draw.pk]))
    client.post(reverse("reviews:reveal_draw", args=[draw.pk]), {"witness": "三十七"})
    preview = client.get(reverse("reviews:draw", args=[round.pk]))
    seen = {"fingerprint": preview.context["draw"].fingerprint}
    client.post(reverse("reviews:apply_draw", args=[draw.pk]), seen)
    for one in ScoreSheet.objects.select_related("assignment__member__user"):
        actions.submit_sheet(one, by=one.assignment.member.user, points=points())
    client.post(reverse("reviews:close", args=[round.pk]))
    made = client.post(reverse("reviews:rank", args=[round.pk]), {"shortlist_size": "1", "because": "名额只有一个。"})

    assert client.get(made.url).status_code == 200
    client.post(made.url + "confirm/")
    assert season.rounds.get().rankings.get().confirmed_by == review_office
    assert client.get(reverse("reviews:office")).status_code == 200


def test_a_member_is_seated_and_his_past_noted_from_the_pages(client, review_office, season, expert):
    client.force_login(review_office)
    seat = {"user": expert.pk, "category": "media", "unit_name": "东方网", "unit_code": credit_code(9)}
    page = client.post(reverse("reviews:seat"), seat).url
    client.post(f"{page}employers/", {"unit_name": "旧单位", "unit_code": credit_code(8), "until": "2025-01-01"})

    assert season.committee.get().past_employers.get().unit_name == "旧单位"


def test_a_wrong_unit_code_is_told_beside_its_field(client, review_office, season, expert):
    client.force_login(review_office)
    seat = {"user": expert.pk, "category": "media", "unit_name": "东方网", "unit_code": "91310000132207927X"}

    assert "unit_code" in client.post(reverse("reviews:seat"), seat).context["form"].errors
    assert not season.committee.exists()


def test_the_desk_tells_expert_and_office_what_waits(sheet, review_office):
    (mine,) = waiting(sheet.assignment.member.user, IN_REVIEW)
    assert mine.count == Assignment.objects.filter(member=sheet.assignment.member).count()
    assert mine.due == sheet.assignment.round.closes_at
    assert waiting(review_office, IN_REVIEW) == []


def test_an_expert_with_two_hats_still_sees_only_his_own(client, sheet, xuhui_union):
    user = expert_of(sheet)
    MembershipFactory(user=user, role=Role.UNION_CLERK, organisation=xuhui_union)
    client.force_login(user)

    assert client.get(reverse("reviews:office")).status_code == 403
