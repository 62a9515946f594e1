"""What follows the sheets of a season laid straight into the tables: turns before a group, deliberations, outcomes.

Each ``laid_…`` takes every file under review; whoever only measures lets the transaction go again afterwards.
"""

from datetime import timedelta
from decimal import Decimal

import pgtrigger

from benchmarks.season import DAY, NOW, Town
from nominations.models import Nomination
from nominations.states import State
from reviews.models import (
    Deliberation,
    DeliberationPost,
    GroupSeat,
    InterviewGroup,
    InterviewSlot,
    OutcomeRelease,
    Ranking,
    RankingLine,
    Reserve,
    Round,
    Timetable,
)
from reviews.states import Category, DeliberationGround
from seasons.models import RoundPlan
from seasons.states import PanelKind, RoundKind

GROUPS = 2
MINUTES = 15


def judged(town: Town) -> list[Nomination]:
    """The files under review, all filed by one body, so that its clerk sees them all."""
    body = town.play.world.districts[0]
    found = Nomination.objects.filter(season=town.running, state=State.UNDER_REVIEW)
    with pgtrigger.ignore():
        found.update(filing_body=body)
    return list(found.only("state", "number").order_by("number"))


def laid_turns(town: Town, files) -> None:
    """A round heard in person: two groups, their members, a turn for each file."""
    with pgtrigger.ignore():
        RoundPlan.objects.filter(pk=town.round.plan_id).update(kind=RoundKind.CONFERENCE, panel=PanelKind.GROUPS)
        office = town.play.staff("review_office")
        day = NOW + 30 * DAY
        timetable = Timetable.objects.create(
            round=town.round, first_day=day.date(), minutes_each=MINUTES, made_at=NOW, made_by=office
        )
        groups = InterviewGroup.objects.bulk_create(
            InterviewGroup(timetable=timetable, number=number, name=f"第{number}组", place=f"第{number}会议室")
            for number in range(1, GROUPS + 1)
        )
        GroupSeat.objects.bulk_create(
            GroupSeat(timetable=timetable, group=groups[turn % GROUPS], member=one, joined_at=NOW)
            for turn, one in enumerate(town.members)
        )
        InterviewSlot.objects.bulk_create(
            InterviewSlot(
                timetable=timetable,
                group=groups[turn % GROUPS],
                nomination=one,
                position=turn // GROUPS + 1,
                starts_at=day + timedelta(minutes=MINUTES * (turn // GROUPS)),
            )
            for turn, one in enumerate(files)
        )


def laid_deliberations(town: Town, files) -> None:
    """Every file is talked over, with a post of the office."""
    office = town.play.staff("review_office")
    talks = Deliberation.objects.bulk_create(
        Deliberation(
            round=town.round,
            nomination=one,
            ground=DeliberationGround.ADDED,
            explanation="成果归属看法不同。",
            opened_at=NOW,
            opened_by=office,
        )
        for one in files
    )
    DeliberationPost.objects.bulk_create(
        DeliberationPost(deliberation=one, author=office, text="请各位委员说明理由。", at=NOW) for one in talks
    )


def laid_reserves(town: Town, count: int) -> None:
    """候补委员, one after the other in one category."""
    Reserve.objects.bulk_create(
        Reserve(
            season=town.running,
            user=one,
            category=Category.EXPERT,
            position=place,
            unit_name="上海工程技术研究院",
            unit_code="12310000MB0000001X",
            approved_by="主席办公会",
            document="会议纪要第7期",
            approved_on=NOW.date(),
        )
        for place, one in enumerate(town.play.world.experts[:count], start=1)
    )


def closed(town: Town) -> None:
    """The round is over; its comments can be looked through."""
    Round.objects.filter(pk=town.round.pk).update(closed_at=NOW)


def laid_outcomes(town: Town, files) -> None:
    """A confirmed ranking of every file, released with scores and comments."""
    office, score = town.play.staff("review_office"), Decimal("80.5000")
    ranking = Ranking.objects.create(
        round=town.round,
        made_at=NOW,
        made_by=office,
        inputs_hash="0" * 64,
        arithmetic="1",
        shortlist_size=len(files),
        confirmed_at=NOW,
        confirmed_by=office,
    )
    with pgtrigger.ignore():
        RankingLine.objects.bulk_create(
            RankingLine(
                ranking=ranking,
                nomination=one,
                place=place,
                panel_score=score,
                median=score,
                spread=0,
                deviation=0,
                score=score,
                bonus=0,
                total=score,
                raw_place=place,
                scores_counted=5,
                scores_given=5,
                is_shortlisted=True,
                is_shortlisted_otherwise=True,
            )
            for place, one in enumerate(files, start=1)
        )
    OutcomeRelease.objects.create(
        round=town.round, shows_score=True, shows_comments=True, lot="0" * 32, released_at=NOW, released_by=office
    )
