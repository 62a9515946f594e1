"""批量起草与修改: many dossiers in one act, each asked exactly what a single one is asked; all of them or none.

Rows are written together, so that thousands take seconds; what stands against a row is read together and asked row by row
(沪工总经〔2015〕260号 三(三)).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import entry_for, record_all
from nominations import queries, rules
from nominations.actions.drafting import (
    changed_achievements,
    changed_statements,
    check_columns,
    filing_body_of,
    opened,
    refuse_entering,
    refuse_opened,
    take_in,
    take_number,
)
from nominations.actions.keeping import touch
from nominations.models import Achievement, Nomination, Statement
from privacy.hashing import keyed_hash
from sanctions.queries import asked_together as bans_asked_together
from seasons.queries import asked_once, current_season, rulebook_in_force

CHUNK = 500


@dataclass(frozen=True)
class Entered:
    """What one row brings: columns, statements by indicator, and achievements (None: nothing is said of them)."""

    fields: Mapping[str, Any]
    statements: Mapping[str, str] = field(default_factory=dict)
    achievements: list[dict[str, Any]] | None = None


@transaction.atomic
def start_many(
    rows: list[Entered],
    *,
    by,
    channel,
    drafting_body,
    season=None,
    now=None,
    told: Callable[[int], None] | None = None,
) -> list[Nomination]:
    """批量起草: the season's row is held from the first question to the last number, so numbers have no gaps."""
    now = now or clock.now()
    rulebook = rulebook_in_force(season or current_season())
    filing_body = filing_body_of(channel, drafting_body=drafting_body)
    people = [keyed_hash("identity", row.fields["identity_number"]) for row in rows]
    insist(
        rules.refuse_starting_many(
            by,
            channel=channel,
            rulebook=rulebook,
            drafting_body=drafting_body,
            filing_body=filing_body,
            people=people,
            now=now,
        )
    )
    assert rulebook is not None  # refused above otherwise
    season = queries.locked_season(rulebook.season_id)
    made = [
        opened(
            by=by,
            channel=channel,
            rulebook=rulebook,
            drafting_body=drafting_body,
            filing_body=filing_body,
            now=now,
            **row.fields,
        )
        for row in rows
    ]
    with asked_once(), bans_asked_together(today(now)), queries.asked_together(season.pk, people):
        for place, (row, nomination) in enumerate(zip(rows, made, strict=True)):
            insist(refuse_opened(nomination, by=by, now=now))
            take_number(nomination, season)
            check_columns(nomination, row.fields, now=now)
            _tell(told, place)
    Nomination.objects.bulk_create(made, batch_size=CHUNK)
    season.save(update_fields=["next_number"])
    statements, achievements = [], []
    prefetch_related_objects(made, "statements", "achievements")
    for row, nomination in zip(rows, made, strict=True):
        statements += _new_statements(nomination, row.statements)
        achievements += changed_achievements(nomination, row.achievements or []) or []
    Statement.objects.bulk_create(statements, batch_size=CHUNK)
    Achievement.objects.bulk_create(achievements, batch_size=CHUNK)
    record_all(entry_for("nomination.started", by=by, on=one, at=now, after=one.state, channel=channel) for one in made)
    return made


@transaction.atomic
def change_many(
    rows: Iterable[tuple[int, Entered]], *, by, now=None, told: Callable[[int], None] | None = None
) -> list[Nomination]:
    """批量修改: dossiers by key, each with what is entered for it; what is the same already is not touched."""
    now = now or clock.now()
    entered = dict(rows)
    held = queries.locked_many(entered)
    prefetch_related_objects(list(held.values()), "statements", "achievements")
    changed, columns, entries = [], set(), []
    texts: list[tuple[Nomination, Any, Statement | None, str]] = []
    achievements: list[Achievement] = []
    emptied: list[int] = []
    with asked_once(), bans_asked_together(today(now)):
        for place, (pk, row) in enumerate(entered.items()):
            nomination = held[pk]
            insist(
                refuse_entering(
                    nomination,
                    by=by,
                    fields=row.fields,
                    statements=row.statements or None,
                    achievements=row.achievements,
                )
            )
            differs = take_in(nomination, row.fields, by=by, now=now)
            columns |= set(differs)
            for one in changed_statements(nomination, row.statements):
                differs.append(f"statement.{one[0]}")
                texts.append((nomination, *one))
            if row.achievements is not None and (new := changed_achievements(nomination, row.achievements)) is not None:
                differs.append("achievements")
                achievements += new
                emptied.append(pk)
            _tell(told, place)
            if differs:
                touch(nomination, now)
                changed.append(nomination)
                entries.append(
                    entry_for(
                        "nomination.changed",
                        by=by,
                        on=nomination,
                        at=now,
                        after=nomination.state,
                        columns=sorted(differs),
                    )
                )
    _write(changed, columns, texts, emptied, achievements)
    record_all(entries)
    return changed


DERIVED = ("identity_hash", "unit_hash", "changed_at", "declared_at", "declared_by")


def _write(changed, columns, texts, emptied, achievements):
    if changed:
        Nomination.objects.bulk_update(changed, sorted({*columns, *DERIVED}), batch_size=CHUNK // 5)
    kept = [(nomination, indicator, old, text) for nomination, indicator, old, text in texts if text]
    Statement.objects.filter(pk__in=[old.pk for _, _, old, text in texts if old is not None and not text]).delete()
    for _, _, old, text in kept:
        if old is not None:
            old.text = text
    Statement.objects.bulk_update([old for _, _, old, _ in kept if old is not None], ["text"], batch_size=CHUNK)
    Statement.objects.bulk_create(
        [
            Statement(nomination=nomination, indicator=indicator, text=text)
            for nomination, indicator, old, text in kept
            if old is None
        ],
        batch_size=CHUNK,
    )
    Achievement.objects.filter(nomination__in=emptied).delete()
    Achievement.objects.bulk_create(achievements, batch_size=CHUNK)


def _new_statements(nomination, statements):
    return [
        Statement(nomination=nomination, indicator=indicator, text=text)
        for indicator, _, text in changed_statements(nomination, statements)
    ]


def _tell(told, place):
    if told is not None:
        told(place + 1)
