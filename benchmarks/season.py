"""A season of any size, laid straight into the tables: the state it is in could have come from the acts.

The pages are measured on what a busy day shows: ``size`` files under review with five sheets each, one fifth as many
waiting to be screened, one fifth named in an earlier season with certificate and payment, and up to a hundred approved
and not yet named; small seasons have as many of each.
The database's triggers, which refuse a file born in the middle of its life, are passed over while loading, and only then.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pgtrigger
from django.db import connection, transaction

from accounts.states import Role
from benchmarks.climbs import laid_records
from decisions.models import Resolution, RosterItem, Sitting
from decisions.states import Outcome
from honours.models import Certificate, Honour, Payment
from honours.states import PaymentState
from nominations.models import Achievement, Consent, Evidence, Nomination, ScreeningLine, Statement
from nominations.states import AchievementKind, Channel, Condition, ConsentKind, Finding, State
from organisations.models import hash_of_unit
from privacy.hashing import keyed_hash
from publicity.models import Notice, NoticeName, Objection
from publicity.sealing import seal_of
from publicity.states import ObjectionState, ObjectorKind, RefusalGround
from rehearsal import dossiers, stages
from rehearsal.names import People, credit_code
from rehearsal.world import build
from reviews import actions as reviewing
from reviews.models import Assignment, Confirmation, Entrant, Round, ScoreSheet
from reviews.states import Category, SheetState
from seasons.models import Season

EXPERTS = 50
SHEETS_PER_FILE = 5
PANEL_FILES = 10  # so many files in a row go to the same five experts
PLACES = 100  # 命名名额: on a notice, and waiting to be named
FEW = 50
BATCH = 1000
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


def found_town() -> Town:
    """People, organisations, rulebooks, a seated committee and an open round; no files yet."""
    world = build(experts=EXPERTS, prefix="bench")
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


@transaction.atomic
def grow(town: Town, size: int) -> None:
    """Add files until there are ``size`` under review, and the others in proportion."""
    before, town.size = town.size, size
    others_before, others = _others(before), _others(size)
    with pgtrigger.ignore(), transaction.atomic():
        judged = _nominations(town, town.running, State.UNDER_REVIEW, before, size)
        _sheets(town, judged, before)
        _screening_lines(town, _nominations(town, town.running, State.SUBMITTED, others_before, others))
        honoured = _nominations(town, town.past, State.HONOURED, others_before, others)
        _honours(town, honoured, others_before)
        laid_records(honoured, by=town.someone(Role.REVIEW_OFFICE))
        approved = _nominations(town, town.past, State.APPROVED, min(PLACES, others_before), min(PLACES, others))
        _roster(town, [*honoured, *approved])
        _notice(town)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill_screening(town: Town, count: int) -> None:
    """Add files that wait to be screened until there are ``count``."""
    with pgtrigger.ignore():
        filed = _nominations(town, town.running, State.SUBMITTED, _others(town.size), count)
        _screening_lines(town, filed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _others(size):
    return size if size < FEW else max(FEW, size // 5)


def _nominations(town, season, state, first, last):
    """Complete dossiers in one state, by the three channels in turn."""
    rulebook = season.rulebooks.get(edition=1)
    industries, rng = list(rulebook.industries.all()), Random(f"{season.code}{state}{first}")
    made = [_nomination(town, season, rulebook, industries, rng, state, order) for order in range(first, last)]
    Nomination.objects.bulk_create(made, batch_size=BATCH)
    _dossiers(made, rng)
    return made


def _nomination(town, season, rulebook, industries, rng, state, order):
    play = town.play
    female = rng.random() < 0.24
    name, ethnicity = play.people.name(female=female)
    born = dossiers.birth_date(rng)
    works = play.world.works[order * 7 % len(play.world.works)]
    channel = tuple(Channel)[order % 3]
    filer = play.world.districts[order % len(play.world.districts)] if channel != Channel.SELF else None
    number = f"{season.code}{list(State).index(state):02d}{order:06d}"
    began = datetime(2025 if season.code == "B2025" else 2026, 3, 5, 2, tzinfo=UTC)
    filed = began + timedelta(minutes=7 * order)
    late = state in (State.HONOURED, State.APPROVED)
    return Nomination(
        season=season,
        rulebook=rulebook,
        number=number,
        channel=channel,
        drafted_by=play.world.someone(Role.UNION_CLERK, works),
        drafting_body=works if channel != Channel.SELF else None,
        filing_body=filer,
        created_at=began,
        changed_at=began,
        name=name,
        identity_number=play.people.identity_number(born=born, female=female),
        identity_hash=keyed_hash("identity", number),
        unit_name=works.employer_name,
        unit_code=works.employer_code,
        unit_hash=hash_of_unit(works.employer_code),
        declared_at=began,
        state=state,
        state_since=filed,
        submitted_at=filed,
        admitted_at=None if state == State.SUBMITTED else filed + 40 * DAY,
        approved_at=filed + 180 * DAY if late else None,
        resolution_number=town.resolution.number if late else "",
        honoured_at=filed + 190 * DAY if state == State.HONOURED else None,
        **dossiers.filled(
            rng, name=name, ethnicity=ethnicity, female=female, born=born, industries=industries, works=works
        ),
    )


def _dossiers(made, rng):
    statements, achievements, evidence, consents = [], [], [], []
    for one in made:
        statements += [Statement(nomination=one, indicator=k, text=v) for k, v in dossiers.statements(rng, one).items()]
        achievements += [
            Achievement(nomination=one, kind=AchievementKind.METHOD, title=f"先进操作法{turn}", year=2020 + turn)
            for turn in range(3)
        ]
        evidence += [
            Evidence(
                nomination=one,
                indicator=indicator,
                title=f"{indicator.label}佐证",
                token=hashlib.sha256(f"{one.number}{indicator}".encode()).hexdigest()[:43],
                original_name="佐证材料.pdf",
                content_kind="pdf",
                size=20480,
                sha256="0" * 64,
                uploaded_at=one.created_at,
                uploaded_by=one.drafted_by,
            )
            for indicator in dossiers.INDICATOR_WORDS
        ]
        consents += [
            Consent(nomination=one, kind=kind, text_version="1", given_at=one.created_at, given_by=one.drafted_by)
            for kind in (ConsentKind.REVIEW, ConsentKind.PUBLICATION)
        ]
    Statement.objects.bulk_create(statements, batch_size=BATCH)
    Achievement.objects.bulk_create(achievements, batch_size=BATCH)
    Evidence.objects.bulk_create(evidence, batch_size=BATCH)
    Consent.objects.bulk_create(consents, batch_size=BATCH)


def _sheets(town, judged, before):
    """Five sheets a file, dealt out in turn: two thirds of them submitted with their points."""
    Entrant.objects.bulk_create(
        (
            Entrant(round=town.round, nomination=one, entered_at=NOW - 4 * DAY, code=f"A-{order:06}")
            for order, one in enumerate(judged, start=before)
        ),
        batch_size=BATCH,
    )
    Confirmation.objects.bulk_create(
        Confirmation(member=one, round=town.round, names=before + len(judged), at=NOW - 4 * DAY) for one in town.members
    )
    assignments = [
        Assignment(
            round=town.round,
            member=town.members[(order // PANEL_FILES * SHEETS_PER_FILE + seat) % EXPERTS],
            nomination=one,
            assigned_at=NOW - 4 * DAY,
        )
        for order, one in enumerate(judged, start=before)
        for seat in range(SHEETS_PER_FILE)
    ]
    Assignment.objects.bulk_create(assignments, batch_size=BATCH)
    sheets = [
        ScoreSheet(assignment=one, state=SheetState.OPEN)
        if turn % 3 == 0
        else ScoreSheet(
            assignment=one,
            state=SheetState.SUBMITTED,
            total=Decimal(f"{70 + turn % 25}.5000"),
            comment="材料完整，评价有据。",
            saved_at=NOW,
            submitted_at=NOW,
        )
        for turn, one in enumerate(assignments)
    ]
    ScoreSheet.objects.bulk_create(sheets, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO reviews_score (sheet_id, criterion_id, points, comment)
               SELECT s.id, c.id, 80, '' FROM reviews_scoresheet s, seasons_criterion c
                WHERE c.rulebook_id = %s AND s.state = 'submitted'
                  AND NOT EXISTS (SELECT 1 FROM reviews_score p WHERE p.sheet_id = s.id)""",
            [town.round.rulebook_id],
        )


def _screening_lines(town, filed):
    screener = town.someone(Role.SCREENER)
    ScreeningLine.objects.bulk_create(
        (
            ScreeningLine(nomination=one, condition=condition, finding=Finding.PASSED, by=screener, at=one.submitted_at)
            for order, one in enumerate(filed)
            for condition in tuple(Condition)[: order % 4]
        ),
        batch_size=BATCH,
    )


def _honours(town, honoured, before):
    office = town.someone(Role.REVIEW_OFFICE)
    honours = [
        Honour(
            nomination=one,
            season=town.past,
            resolution=town.resolution,
            name=one.name,
            unit_name=one.unit_name,
            post=one.post,
            district_name=one.filing_body.name if one.filing_body else "",
            industry_name=one.industry.name,
            named_on=date(2025, 9, 29),
            named_at=NOW - 250 * DAY,
            named_by=office,
        )
        for one in honoured
    ]
    with transaction.atomic():  # at its end the database asks each honour for its certificate
        Honour.objects.bulk_create(honours, batch_size=BATCH)
        for order, one in enumerate(honours, start=before + 1):
            one.certificate = Certificate(
                honour=one,
                serial=f"B2025-{order:04d}",
                code=f"{order:020x}",
                owed_at=one.named_at,
                pressed_at=one.named_at,
                file=f"certificates/{order}.pdf",
                sha256="0" * 64,
            )
        Certificate.objects.bulk_create([one.certificate for one in honours], batch_size=BATCH)
        Honour.objects.bulk_update(honours, ["certificate"], batch_size=BATCH)
    Payment.objects.bulk_create(
        (
            Payment(
                honour=one,
                state=PaymentState.OPEN if order % 2 else PaymentState.READY,
                gross=Decimal("5000"),
                tax=Decimal("1000"),
                net=Decimal("4000"),
                account_name=one.name,
                bank_name="演示银行上海分行",
                bank_account=f"62{order:017d}",
                consented_at=one.named_at,
                opened_at=one.named_at,
            )
            for order, one in enumerate(honours)
        ),
        batch_size=BATCH,
    )


def _roster(town, named):
    RosterItem.objects.bulk_create(
        (
            RosterItem(sitting=town.sitting, nomination=one, position=order, outcome=Outcome.CARRIED, votes_for=7)
            for order, one in enumerate(named, start=RosterItem.objects.count() + 1)
        ),
        batch_size=BATCH,
    )


def _objections(notice):
    """Against every name of the notice a signed objection and a lead, both answered: nothing stands against the honours."""
    against = notice.names.filter(objections__isnull=True)
    Objection.objects.bulk_create(
        Objection(
            notice_name=name,
            receipt=f"YY-{name.pk:08}-{kind}",
            sameness=keyed_hash("objection", f"{name.pk}-{kind}"),
            objector_kind=kind,
            content="名次与公布结果不一致。",
            filed_at=NOW - 273 * DAY,
            state=ObjectionState.REFUSED,
            refusal_ground=RefusalGround.NO_LEAD,
            closed_at=NOW - 272 * DAY,
        )
        for name in against
        for kind in (ObjectorKind.PERSON, ObjectorKind.ANONYMOUS)
    )


def _notice(town):
    """One published notice, filled up to the hundred names that a year can have."""
    notice, _ = Notice.objects.get_or_create(
        season=town.past,
        number=1,
        defaults={
            "rulebook": town.past.rulebooks.get(edition=1),
            "title": "2025年度上海工匠拟命名人选公示",
            "text": "现将拟命名人选予以公示。",
            "opens_on": date(2025, 9, 8),
            "closes_at": datetime(2025, 9, 12, 16, tzinfo=UTC),
            "contact": "上海市总工会选树办公室",
            "prepared_by": town.someone(Role.PUBLICITY_OFFICER),
            "prepared_at": NOW - 275 * DAY,
            "published_at": NOW - 274 * DAY,
            "closed_at": NOW - 269 * DAY,
            "list_hash": "0" * 64,
        },
    )
    shown = notice.names.count()
    room = PLACES - shown
    fresh = Nomination.objects.filter(season=town.past, state=State.HONOURED, notice_names__isnull=True)
    NoticeName.objects.bulk_create(
        NoticeName(
            notice=notice,
            nomination=one,
            position=order,
            name=one.name,
            unit_name=one.unit_name,
            post=one.post,
            state="passed",
        )
        for order, one in enumerate(fresh.order_by("number")[:room], start=shown + 1)
    )
    Notice.objects.filter(pk=notice.pk).update(list_hash=seal_of(notice, notice.names.order_by("position")))
    _objections(notice)
