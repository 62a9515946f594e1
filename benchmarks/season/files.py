"""申报 in any state: complete dossiers with statements, achievements, evidence and consents; the lines of a screening."""

import hashlib
from datetime import UTC, datetime, timedelta
from random import Random

from accounts.states import Role
from benchmarks.season.town import BATCH, DAY
from nominations.models import Achievement, Consent, Evidence, Nomination, ScreeningLine, Statement
from nominations.states import AchievementKind, Channel, Condition, ConsentKind, Finding, State
from organisations.models import hash_of_unit
from privacy.hashing import keyed_hash
from rehearsal import dossiers


def laid_files(town, season, state, first, last):
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


def laid_screening_lines(town, filed):
    screener = town.someone(Role.SCREENER)
    ScreeningLine.objects.bulk_create(
        (
            ScreeningLine(nomination=one, condition=condition, finding=Finding.PASSED, by=screener, at=one.submitted_at)
            for order, one in enumerate(filed)
            for condition in tuple(Condition)[: order % 4]
        ),
        batch_size=BATCH,
    )
