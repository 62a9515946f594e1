"""Nominations: a complete draft, and the same one put down anywhere on the road."""

import factory
import pgtrigger
from django.db import connection, models, transaction
from factory.django import DjangoModelFactory

from nominations.models import Achievement, Consent, Evidence, Nomination, Statement
from nominations.models.freezing import content_opened
from nominations.states import (
    AchievementKind,
    Channel,
    ConsentKind,
    Education,
    Ownership,
    PoliticalStanding,
    Sex,
    State,
    UnitSize,
    WorkerKind,
)
from organisations.models import hash_of_unit
from privacy.hashing import keyed_hash
from seasons.states import Indicator
from tests.factories.numbers import credit_code, identity_number
from tests.moments import IN_SCREENING, IN_WINDOW


class NominationFactory(DjangoModelFactory):
    """A draft of channel 单位推荐 with every field filled; give drafted_by, drafting_body, filing_body, rulebook."""

    class Meta:
        model = Nomination
        exclude = ("serial",)

    serial = factory.Sequence(lambda n: n + 1)
    season = factory.LazyAttribute(lambda o: o.rulebook.season)
    number = factory.LazyAttribute(lambda o: f"{o.season.code}{50000 + o.serial:05d}")
    channel = Channel.UNIT
    created_at = changed_at = state_since = IN_WINDOW
    name = factory.LazyAttribute(lambda o: f"王{'建国志强秀英海燕春华文博'[o.serial % 12]}{'平安宁静'[o.serial % 4]}")
    sex = Sex.MALE
    ethnicity = "汉族"
    birth_date = "1980-01-01"
    identity_number = factory.LazyAttribute(lambda o: identity_number(o.serial))
    identity_hash = factory.LazyAttribute(lambda o: keyed_hash("identity", o.identity_number))
    native_place = "上海"
    political_standing = PoliticalStanding.MASSES
    education = Education.COLLEGE
    phone = "13800001234"
    is_union_member = True
    union_name = "第一机床厂工会"
    union_card_number = "SH0001"
    unit_name = "上海第一机床厂有限公司"
    unit_code = credit_code(1)
    unit_hash = factory.LazyAttribute(lambda o: hash_of_unit(o.unit_code))
    ownership = Ownership.STATE
    unit_size = UnitSize.LARGE
    industry = factory.LazyAttribute(lambda o: o.rulebook.industries.first())
    post = "车工班组长"
    trade = "车工"
    worker_kind = WorkerKind.PRODUCTION
    is_on_front_line = True
    work_years = 20
    line_years = 18
    deeds = "进厂二十年，始终在车床旁。先后带出徒弟九名，形成可以推广的加工方法。"
    summary = "长期在一线从事精密车削，攻克多项加工难题。"
    declared_at = IN_WINDOW
    declared_by = factory.SelfAttribute("drafted_by")


def complete_dossier(nomination):
    """Four statements with one piece of evidence each, an achievement, the consents for review and publication."""
    for indicator in Indicator:
        Statement.objects.create(
            nomination=nomination, indicator=indicator, text=f"在{indicator.label}方面有扎实的积累和可以核对的成果。"
        )
        Evidence.objects.create(
            nomination=nomination,
            indicator=indicator,
            title=f"{indicator.label}佐证",
            file=f"evidence/2026/xx/{nomination.pk}-{indicator}",
            token=f"{nomination.pk}-{indicator}",
            original_name="证明.pdf",
            content_kind="pdf",
            size=1024,
            sha256="0" * 64,
            uploaded_at=IN_WINDOW,
            uploaded_by=nomination.drafted_by,
        )
    Achievement.objects.create(
        nomination=nomination,
        kind=AchievementKind.CONTEST,
        title="上海市职工技能竞赛车工项目",
        year=2024,
        level="省市级",
        place="第一名",
    )
    for kind in (ConsentKind.REVIEW, ConsentKind.PUBLICATION):
        Consent.objects.create(
            nomination=nomination, kind=kind, text_version="2026-1", given_at=IN_WINDOW, given_by=nomination.drafted_by
        )
    return nomination


# What a row needs besides its state so that the database's constraints hold.
FILED = {"submitted_at": IN_WINDOW}
ADMITTED = FILED | {"admitted_at": IN_SCREENING}
RESOLVED = ADMITTED | {"approved_at": IN_SCREENING, "resolution_number": "沪工总经〔2026〕99号"}
NAMED = RESOLVED | {"honoured_at": IN_SCREENING}
WHY = {"closing_reason": "测试所需。"}
COLUMNS = {
    State.RETURNED: WHY,
    State.SUBMITTED: FILED,
    State.CORRECTING: FILED | WHY | {"correction_due": "2026-06-17"},
    State.ADMITTED: ADMITTED,
    State.DECLINED: FILED | WHY,
    State.UNDER_REVIEW: ADMITTED,
    State.SHORTLISTED: ADMITTED,
    State.NOT_SELECTED: ADMITTED | WHY,
    State.ON_NOTICE: ADMITTED,
    State.CONTESTED: ADMITTED,
    State.NOTICE_PASSED: ADMITTED,
    State.APPROVED: RESOLVED,
    State.HONOURED: NAMED,
    State.WITHDRAWN: WHY,
    State.DROPPED_OUT: ADMITTED | WHY,
    State.DISQUALIFIED: ADMITTED | WHY,
    State.REVOKED: NAMED | WHY,
}


def at_state(nomination, state, **columns):
    """The nomination put down at a state, past the database's road guard; only tests may do this."""
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        pgtrigger.ignore(
            "nominations.Nomination:only_the_road",
            "decisions.ResolvedNomination:approved_only_by_resolution",
            "honours.HonouredNomination:honoured_only_with_an_honour",
        ),
    ):
        models.QuerySet(Nomination).filter(pk=nomination.pk).update(state=state, **(COLUMNS.get(state, {}) | columns))
        # the deferred guards ask now, while they are told to look away
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return Nomination.objects.get(pk=nomination.pk)


def rewritten(nomination, **columns):
    """The content of a nomination put otherwise, past the guards over what was filed; only tests may do this."""
    with content_opened():
        models.QuerySet(Nomination).filter(pk=nomination.pk).update(**columns)
    return Nomination.objects.get(pk=nomination.pk)
