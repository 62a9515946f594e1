"""The town of the measured season: people, organisations, rulebooks, a seated committee, an open round; no files yet."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from accounts.states import Role
from decisions.models import Resolution, Sitting
from rehearsal import stages
from rehearsal.names import People, credit_code
from rehearsal.world import build
from reviews import actions as reviewing
from reviews.models import Round
from reviews.states import Category
from seasons.models import Season

EXPERTS = 50
SHEETS_PER_FILE = 5
PANEL_FILES = 10  # so many files in a row go to the same five experts
PLACES = 100  # 命名名额: on a notice, and waiting to be named
FEW = 50
BATCH = 1000  # rows of one INSERT
NOW = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Town:
    """The world with its two seasons: the running one and the one before."""

    play: stages.Play
    running: Season
    past: Season
    sitting: Sitting
    resolution: Resolution
    round: Round
    members: list
    size: int = 0

    def someone(self, role):
        """A person of the city staff."""
        return self.play.world.someone(role)


def found_town(*, experts: int = EXPERTS) -> Town:
    """People, organisations, rulebooks, a seated committee and an open round; no files yet."""
    world = build(experts=experts, prefix="bench")
    play = stages.Play(world, 2026, People(Random(2026), mark=0))
    past = _season(play, "B2025", 2025, is_current=False)
    resolution = _resolution(play, past)
    running = _season(play, "B2026", 2026, is_current=True)
    opened = Round.objects.create(
        season=running,
        rulebook=play.rulebook,
        plan=play.rulebook.round_plans.get(),
        opened_at=NOW - 5 * DAY,
        drawn_at=NOW - 5 * DAY,
        opens_at=NOW - 5 * DAY,
        closes_at=datetime(2099, 7, 31, 9, tzinfo=UTC),
        seed="0" * 64,
    )
    return Town(play, running, past, resolution.sitting, resolution, opened, _committee(play, running))


def _season(play, code, year, *, is_current):
    return stages.open_season(
        play,
        label=f"{year}年度",
        code=code,
        opens_at=datetime(year, 3, 2, 1, tzinfo=UTC),
        closes_at=datetime(year, 4, 30, 9, tzinfo=UTC),
        is_current=is_current,
        now=datetime(year, 2, 10, 2, tzinfo=UTC),
    )


def _resolution(play, season):
    secretary = play.staff(Role.CHAIR_SECRETARY)
    sitting = Sitting.objects.create(
        season=season,
        rulebook=play.rulebook,
        number=1,
        title=f"{season}主席办公会",
        held_on=date(2025, 9, 22),
        prepared_by=secretary,
        prepared_at=NOW - 260 * DAY,
        voting_opened_at=NOW - 259 * DAY,
        roster_hash="0" * 64,
        closed_at=NOW - 259 * DAY,
    )
    return Resolution.objects.create(
        sitting=sitting,
        number=play.paper(1, year=2025),
        resolved_on=date(2025, 9, 22),
        text="审定人选。",
        signed_by="许主持",
        recorded_by=secretary,
        recorded_at=NOW - 259 * DAY,
    )


def _committee(play, season):
    office, categories, members = play.staff(Role.REVIEW_OFFICE), list(Category), []
    for turn, expert in enumerate(play.world.experts):
        seat = reviewing.seat(
            season,
            user=expert,
            category=categories[turn % len(categories)],
            unit_name=f"上海第{turn + 1}研究院",
            unit_code=credit_code("12", "310000", 90000 + turn),
            by=office,
            now=NOW - 6 * DAY,
        )
        reviewing.accept(seat, by=expert, has_no_ties=True, now=NOW - 7 * DAY)
        members.append(reviewing.pledge(seat, by=expert, now=NOW - 6 * DAY))
    return members
