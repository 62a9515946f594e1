"""评审发布会 of the demonstration: three groups in three rooms, a chair for each, one candidate put off with his reason."""

from datetime import time, timedelta

from accounts.states import Role
from common.dates import today
from reviews import actions as reviewing
from reviews.actions.interviews import Arrangement
from reviews.grouping import Hours
from reviews.models import InterviewSlot
from seasons.queries import calendar
from seasons.working_days import next_working_day

ROOMS = ("市总工会三楼第一会议室", "市总工会三楼第二会议室", "市工人文化宫五楼演播厅")
MINUTES = 12
POSTPONED = "候选人当日上午随单位应急抢修，单位来函说明，改到本组最后。"


def arrange(play, opened, *, at):
    """编组并印发面试安排 for the next working day but one; the first member of each group presides."""
    office = play.staff(Role.REVIEW_OFFICE)
    worked = calendar()
    first_day = next_working_day(worked, next_working_day(worked, today(at)))
    hours = Hours(MINUTES, ((time(9), time(11, 30)), (time(13, 30), time(17))), pause_after=6, pause=15)
    timetable = reviewing.arrange(opened, Arrangement(ROOMS, first_day, hours), by=office, now=at)
    for group in timetable.groups.select_related("timetable__round"):
        chair = group.seats.select_related("member").order_by("member").first().member
        reviewing.settle_group(group, place=group.place, chair=chair, by=office, now=at + timedelta(minutes=20))
    late = timetable.slots.order_by("group__number", "position")[2]
    reviewing.postpone(late, reason=POSTPONED, by=office, now=at + timedelta(days=1))


def ends(opened) -> dict:
    """When each candidate of a round heard in person has been heard; empty for a round on paper."""
    turns = InterviewSlot.objects.filter(timetable__round=opened).select_related("timetable")
    return {one.nomination_id: one.ends_at for one in turns}
