"""面试安排 on the screen: the office, supervision, the member, those who nominated."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from reviews.models import Assignment, GroupSeat, InterviewSlot, Timetable
from tests.factories.reviews import committee
from tests.moments import IN_REVIEW
from tests.reviews.interviews.conftest import turns_of

ANSWERS = {
    "places": "三楼第一会议室\r\n三楼第二会议室",
    "first_day": "2036-08-04",
    "minutes": "20",
    "morning_from": "09:00",
    "morning_to": "12:00",
    "afternoon_from": "13:30",
    "afternoon_to": "17:00",
    "pause_after": "2",
    "pause": "10",
}


@pytest.fixture
def page(client, opened):
    """The page of the round's timetable."""
    return reverse("reviews:timetable", args=[opened.pk])


def office_pages(timetable):
    slot = timetable.slots.first()
    return [
        reverse("reviews:timetable", args=[timetable.round_id]),
        reverse("reviews:group", args=[timetable.round_id, 1]),
        reverse("reviews:slot", args=[slot.pk]),
    ]


def test_the_office_previews_and_issues_what_it_saw(client, review_office, page):
    client.force_login(review_office)
    assert "预览编组" in client.get(page).content.decode()

    seen = client.get(page, ANSWERS)
    fingerprint = seen.context["found"].outcome.fingerprint
    assert "第二组" in seen.content.decode() and not Timetable.objects.exists()
    assert client.post(page, ANSWERS | {"fingerprint": fingerprint}).status_code == 302
    assert Timetable.objects.get().slots.count() == 6


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"places": " \n"}, "请写明各组地点"),
        ({"minutes": "240", "afternoon_to": "14:00"}, "排不下一位"),
        ({"morning_to": "08:00"}, "依次先后"),
    ],
)
def test_what_cannot_be_a_timetable_is_told_beside_the_field(client, review_office, page, wrong, told):
    client.force_login(review_office)
    answer = client.get(page, ANSWERS | wrong)
    assert answer.status_code == 422 and told in answer.content.decode()


def test_an_impasse_is_told_before_anything_is_issued(client, review_office, page):
    client.force_login(review_office)
    answer = client.get(page, ANSWERS | {"places": "\n".join("甲乙丙丁戊")}).content.decode()
    assert "改为3组即可排定" in answer and "印发面试安排</button>" in answer and "disabled" in answer


@pytest.mark.parametrize("who", ["review_office", "supervision"])
def test_office_and_supervision_read(client, request, arranged, who):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(one).status_code for one in office_pages(arranged)] == [200, 200, 200]


def test_a_recused_clerk_of_the_office_finds_no_trace_of_the_candidate(client, review_office, arranged):
    slot = turns_of(arranged, 1)[0]
    nomination = slot.nomination
    type(nomination).objects.filter(pk=nomination.pk).update(screener=review_office)
    client.force_login(review_office)

    shown = "".join(client.get(one).content.decode() for one in office_pages(arranged)[:2])
    assert nomination.name not in shown and nomination.number not in shown
    assert client.get(reverse("reviews:slot", args=[slot.pk])).status_code == 404


def test_changes_from_the_page(client, review_office, arranged):
    client.force_login(review_office)
    first, second, third = turns_of(arranged, 1)
    swap = reverse("reviews:swap", args=[first.pk])
    assert client.post(swap, {"reason": "赶火车。"}).status_code == 422
    assert client.post(swap, {"other": second.pk, "reason": "赶火车。"}).status_code == 302
    assert client.post(reverse("reviews:postpone", args=[third.pk]), {"reason": "生病。"}).status_code == 302
    group = arranged.groups.get(number=2)
    assert (
        client.post(reverse("reviews:move", args=[first.pk]), {"group": group.pk, "reason": "避让。"}).status_code
        == 302
    )
    assert InterviewSlot.objects.get(pk=first.pk).group == group


def test_a_member_excused_and_another_called_in_from_the_page(client, review_office, arranged, season, municipal):
    client.force_login(review_office)
    seat = GroupSeat.objects.filter(group__number=1).first()
    client.post(reverse("reviews:excuse", args=[seat.pk]), {"reason": "急病。"})
    (fresh,) = committee(season, 1, municipal)
    call_in = reverse("reviews:call_in", args=[arranged.round_id, 1])
    client.post(call_in, {"member": fresh.pk, "reason": "补足人数。"})
    assert GroupSeat.objects.filter(group__number=1, left_at__isnull=True).count() == 5
    assert client.post(call_in, {"reason": ""}, follow=True).status_code == 200


def test_the_room_and_the_chair_from_the_page(client, review_office, arranged):
    client.force_login(review_office)
    chair = GroupSeat.objects.filter(group__number=1).first().member_id
    address = reverse("reviews:group", args=[arranged.round_id, 1])
    assert client.post(address, {"place": "五楼报告厅", "chair": chair, "reason": ""}).status_code == 409
    assert client.post(address, {"place": "五楼报告厅", "chair": chair, "reason": "空调检修。"}).status_code == 302
    assert "五楼报告厅" in client.get(address).content.decode()


@pytest.mark.parametrize("use, signs", [("door", False), ("office", True)])
def test_a_group_on_paper(client, review_office, arranged, use, signs):
    client.force_login(review_office)
    answer = client.get(reverse("reviews:printed_timetable", args=[arranged.round_id, 1, use]))
    text = "".join(leaf.extract_text() for leaf in PdfReader(io.BytesIO(answer.content)).pages)
    assert "第一组" in text and "9:00—9:20" in text and ("委员签到" in text) is signs


def test_a_member_sees_his_own_turns_and_a_break(client, review_office, arranged):
    first, second, third = turns_of(arranged, 1)
    seat = first.group.seats.first()
    Assignment.objects.filter(member=seat.member, nomination=second.nomination_id).update(
        withdrawn_at=IN_REVIEW, withdrawn_because="回避。"
    )
    client.force_login(seat.member.user)
    shown = client.get(reverse("reviews:interviews")).content.decode()

    assert first.nomination.name in shown and third.nomination.name in shown
    assert second.nomination.name not in shown and "休息" in shown and "9:20—9:50" in shown


def test_the_members_page_is_for_members(client, clerk, arranged):
    client.force_login(clerk)
    assert client.get(reverse("reviews:interviews")).status_code == 403


def test_nominators_read_time_room_and_order(client, clerk, arranged):
    client.force_login(clerk)
    shown = client.get(reverse("reviews:turns")).content.decode()
    assert "三楼第一会议室" in shown and "第一组第1位" in shown
    assert not any(name in shown for name in GroupSeat.objects.values_list("member__user__full_name", flat=True))


def test_another_district_reads_nothing(client, pudong_clerk, arranged):
    client.force_login(pudong_clerk)
    assert "目前没有排定面试的候选人" in client.get(reverse("reviews:turns")).content.decode()


def test_a_round_in_groups_is_not_drawn_file_by_file(client, review_office, opened):
    client.force_login(review_office)
    assert client.post(reverse("reviews:commit_draw", args=[opened.pk])).status_code == 409
    assert "面试安排" in client.get(reverse("reviews:office")).content.decode()
