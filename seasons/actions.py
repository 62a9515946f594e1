"""Verbs of this room: seasons, rulebooks, extensions and holiday lists. Each leaves its trace in the ledger."""

from datetime import time, timedelta

from django.db import transaction
from django.forms.models import model_to_dict
from django.urls import reverse

from accounts.queries import people_in_branch
from accounts.states import CLERKS, ENDORSERS, Role
from common import clock
from common.dates import at_time, moment_words, today
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from seasons import defaults, holiday_seed, queries, rules
from seasons.models import (
    AwardItem,
    Criterion,
    Extension,
    HolidayList,
    Industry,
    Outlet,
    Place,
    RoundPlan,
    Rulebook,
    Season,
)
from seasons.models import SpecialDay as Day
from seasons.states import SpecialKind

ROWS = {
    "round_plans": RoundPlan,
    "criteria": Criterion,
    "outlets": Outlet,
    "award_items": AwardItem,
    "places": Place,
    "industries": Industry,
}
NOT_COPIED = ("id", "season", "edition", "document_number", "title", "amendment_reason", "issued_at", "issued_by")


@transaction.atomic
def create_season(*, label, code, by, now=None):
    """建立年度: a label and a code; nothing of it is computed from a date."""
    insist(rules.refuse_office(by))
    season = Season(label=label.strip(), code=code.strip())
    season.full_clean()
    season.save()
    record("season.created", by=by, on=season, at=now)
    return season


@transaction.atomic
def make_current(season, *, by, now=None):
    """设为当前年度."""
    season = queries.locked_season(season.pk)
    insist(rules.refuse_making_current(by, season))
    season.is_current = True
    season.save(update_fields=["is_current"])
    record("season.made_current", by=by, on=season, at=now)
    return season


@transaction.atomic
def conclude_season(season, *, by, now=None):
    """收官: the season is over and gives way to the next one."""
    now = now or clock.now()
    season = queries.locked_season(season.pk)
    insist(rules.refuse_concluding(by, season))
    season.concluded_on, season.is_current = today(now), False
    season.save(update_fields=["concluded_on", "is_current"])
    record("season.concluded", by=by, on=season, at=now)
    return season


@transaction.atomic
def draft_rulebook(season, *, by, like=None, title=None, opens_at=None, closes_at=None, reason="", now=None):
    """起草细则: the next edition, with the columns and rows of ``like`` or with the defaults.

    An edition of the same season modelled on the issued one is an amendment (另行印发); it starts with its dates.
    """
    now = now or clock.now()
    season = queries.locked_season(season.pk)
    insist(rules.refuse_drafting(by, season))
    latest = season.rulebooks.order_by("-edition").first()
    columns = _columns_of(like) if like else _assumed_window(now)
    rulebook = Rulebook(
        season=season,
        edition=latest.edition + 1 if latest else 1,
        title=title or f"{season.label}上海工匠选树实施细则",
        amendment_reason=reason.strip(),
        **columns,
    )
    rulebook.submission_opens_at = opens_at or rulebook.submission_opens_at
    rulebook.submission_closes_at = closes_at or rulebook.submission_closes_at
    rulebook.full_clean()
    rulebook.save()
    rows = _copies(like, rulebook) if like else defaults.rows_of_a_first_draft(rulebook)
    for row in rows:
        row.save(force_insert=True)
    act = "rulebook.amended" if like and like.season_id == season.pk else "rulebook.drafted"
    record(act, by=by, on=rulebook, at=now, reason=reason, like=str(like) if like else "")
    return rulebook


def amend(season, *, by, reason, now=None):
    """另行印发: a draft of the next edition, copied from the one in force; old cases keep their old rules."""
    insist(rules.refuse_amending(by, season))
    return draft_rulebook(season, by=by, like=queries.rulebook_in_force(season), reason=reason, now=now)


@transaction.atomic
def change_rulebook(rulebook, *, by, columns=None, rows=None, now=None):
    """修改细则 before 印发: columns by name; rows by relation name, each list replacing the former one."""
    rulebook = queries.locked_rulebook(rulebook.pk)
    insist(rules.refuse_changing(by, rulebook))
    before = model_to_dict(rulebook)
    for name, value in (columns or {}).items():
        setattr(rulebook, name, value)
    rulebook.full_clean()
    rulebook.save()
    for relation, written in (rows or {}).items():
        getattr(rulebook, relation).all().delete()
        for row in _numbered(relation, written):
            unsaved = ROWS[relation](rulebook=rulebook, **row)
            unsaved.full_clean()
            unsaved.save(force_insert=True)
    after = model_to_dict(rulebook)
    changed = {name: [str(before[name]), str(after[name])] for name in after if before[name] != after[name]}
    record("rulebook.changed", by=by, on=rulebook, at=now, columns=changed, rows=sorted(rows or {}))
    return rulebook


@transaction.atomic
def discard_rulebook(rulebook, *, by, now=None):
    """废弃草案: a draft that nobody issued goes, with its rows; the ledger keeps that it was there."""
    rulebook = queries.locked_rulebook(rulebook.pk)
    insist(rules.refuse_changing(by, rulebook))
    record("rulebook.discarded", by=by, on=rulebook, at=now, before="起草")
    rulebook.delete()


@transaction.atomic
def issue_rulebook(rulebook, *, by, now=None):
    """印发: from here on neither a form nor the database lets anything of it be changed."""
    now = now or clock.now()
    rulebook = queries.locked_rulebook(rulebook.pk)
    insist(rules.refuse_issue(by, rulebook))
    rulebook.issued_at, rulebook.issued_by = now, by
    rulebook.save(update_fields=["issued_at", "issued_by"])
    record(
        "rulebook.issued",
        by=by,
        on=rulebook,
        at=now,
        before="起草",
        after="印发",
        reason=rulebook.amendment_reason,
        document_number=rulebook.document_number,
    )
    return rulebook


@transaction.atomic
def grant_extension(season, *, until, reason, organisation=None, by, now=None):
    """延期: a later closing moment for one organisation and its branch, or for all."""
    now = now or clock.now()
    season = queries.locked_season(season.pk)
    insist(rules.refuse_extension(by, season, until=until, organisation=organisation, reason=reason))
    extension = Extension.objects.create(
        season=season,
        organisation=organisation,
        until=until,
        reason=reason.strip(),
        granted_at=now,
        granted_by=by,
    )
    record(
        "extension.granted",
        by=by,
        on=season,
        at=now,
        reason=extension.reason,
        whom=organisation.name if organisation else "全体",
        until=moment_words(until),
    )
    roles = (*CLERKS, *ENDORSERS) if organisation else (*CLERKS, *ENDORSERS, Role.SELF_NOMINEE)
    owe_rendered(
        "extension_granted",
        to=people_in_branch(roles, organisation),
        about=reverse("seasons:season", args=[season.code]),
        at=now,
        season=season,
        extension=extension,
    )
    return extension


@transaction.atomic
def load_holidays(year, document_number, days, *, by, reason="", now=None):
    """载入节假日安排: the days of one year, as unsaved ``SpecialDay`` rows; a year already loaded is corrected.

    ``by`` is None where the portal fills its first tables by itself.
    """
    now = now or clock.now()
    days = sorted(days, key=lambda day: day.date)
    former = HolidayList.objects.select_for_update().filter(year=year).first()
    insist(rules.refuse_holidays(by, year, document_number, days, reason=reason))
    before = _written_out(former.days.all()) if former else []
    if former:
        former.days.all().delete()
    loaded = former or HolidayList(year=year)
    loaded.document_number, loaded.loaded_at, loaded.loaded_by = document_number.strip(), now, by
    loaded.save()
    Day.objects.bulk_create(
        Day(holiday_list=loaded, date=day.date, kind=day.kind, name=day.name, is_statutory=day.is_statutory)
        for day in days
    )
    record(
        "holidays.corrected" if former else "holidays.loaded",
        by=by,
        on=loaded,
        at=now,
        reason=reason.strip(),
        document_number=loaded.document_number,
        days_before=before,
        days=_written_out(days),
    )
    return loaded


def load_covered_year(year, document_number, *, by, reason="", now=None):
    """载入内置安排: a year that the built-in table covers; one it does not cover is refused."""
    covered = holiday_seed.year_list(year)
    days = [Day(date=date, kind=SpecialKind.REST, name=name) for date, name in covered.rest_days.items()]
    days += [Day(date=date, kind=SpecialKind.WORK, name=name) for date, name in covered.work_days.items()]
    return load_holidays(year, document_number, days, by=by, reason=reason, now=now)


def _columns_of(rulebook):
    fields = (field for field in Rulebook._meta.concrete_fields if field.name not in NOT_COPIED)
    return {field.name: getattr(rulebook, field.name) for field in fields}


def _assumed_window(now):
    """A window to begin with; staff put the real dates in before 印发."""
    opens = at_time(today(now) + timedelta(days=30), time(9))
    closes = at_time(today(now) + timedelta(days=90), time(17))
    return {"submission_opens_at": opens, "submission_closes_at": closes}


def _copies(like, rulebook):
    for relation, model in ROWS.items():
        for row in getattr(like, relation).all():
            columns = {
                field.attname: getattr(row, field.attname)
                for field in model._meta.concrete_fields
                if field.name not in ("id", "rulebook")
            }
            yield model(rulebook=rulebook, **columns)


def _numbered(relation, written):
    if relation == "places":
        return written
    return [row | {"position": position} for position, row in enumerate(written, start=1)]


def _written_out(days):
    return [[day.date.isoformat(), day.kind, day.name] for day in days]
