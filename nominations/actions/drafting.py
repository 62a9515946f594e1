"""起草: start, change, attach, promise (沪工总经〔2015〕260号 三(三)、五(三))."""

from django.db import transaction

from accounts.models import User
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import record
from nominations import dossier, identity, queries, rules
from nominations.actions.invitations import ask_association
from nominations.actions.keeping import touch
from nominations.consents import VERSION
from nominations.models import Achievement, Nomination, Statement
from nominations.states import Channel
from organisations.models import hash_of_unit
from organisations.queries import filing_union_of
from privacy.hashing import keyed_hash
from seasons.queries import current_season, rulebook_in_force
from seasons.states import Indicator

NUMBERS = ("document_kind", "identity_number", "unit_code", "unit_code_override")


def filing_body_of(channel, *, drafting_body=None, via_association=None):
    """报送单位: the drafting union's 区、局（产业）工会, the association itself, or none for a direct self-nomination."""
    if channel == Channel.SELF:
        return via_association
    return filing_union_of(drafting_body) if drafting_body is not None else None


@transaction.atomic
def start(
    *,
    by,
    channel,
    season=None,
    drafting_body=None,
    via_association=None,
    name,
    document_kind,
    identity_number,
    unit_name,
    unit_code,
    unit_code_override="",
    now=None,
    **fields,
):
    """起草 (沪工总经〔2015〕260号 三(三)): the person and the unit are checked before anything is stored."""
    now = now or clock.now()
    rulebook = rulebook_in_force(season or current_season())
    nomination = opened(
        by=by,
        channel=channel,
        rulebook=rulebook,
        drafting_body=drafting_body,
        filing_body=filing_body_of(channel, drafting_body=drafting_body, via_association=via_association),
        name=name,
        document_kind=document_kind,
        identity_number=identity_number,
        unit_name=unit_name,
        unit_code=unit_code,
        unit_code_override=unit_code_override,
        now=now,
        **fields,
    )
    season = queries.locked_season(rulebook.season_id) if rulebook else None
    insist(refuse_opened(nomination, by=by, now=now))
    take_number(nomination, season)
    check_columns(nomination, ("name", "unit_name", *fields), now=now)
    season.save(update_fields=["next_number"])
    nomination.save()
    if channel == Channel.SELF:
        _know_the_person(by, before="", identity_hash=nomination.identity_hash)
    record("nomination.started", by=by, on=nomination, at=now, after=nomination.state, channel=channel)
    if channel == Channel.SELF:
        ask_association(nomination, by=by, now=now)
    return nomination


def opened(
    *,
    by,
    channel,
    rulebook,
    drafting_body=None,
    filing_body=None,
    name,
    document_kind,
    identity_number,
    unit_name,
    unit_code,
    unit_code_override="",
    now,
    **fields,
):
    """A new dossier as it would be stored: its numbers and its name in normal form, or their fault beside the column."""
    number = identity.checked_identity(document_kind, identity_number, today=today(now))
    code = identity.checked_unit_code(unit_code, unit_code_override)
    return Nomination(
        channel=channel,
        rulebook=rulebook,
        drafted_by=by,
        drafting_body=drafting_body if channel != Channel.SELF else None,
        filing_body=filing_body,
        candidate=by if channel == Channel.SELF else None,
        name=identity.checked_name(name),
        document_kind=document_kind,
        identity_number=number,
        identity_hash=keyed_hash("identity", number),
        unit_name=unit_name.strip(),
        unit_code=code,
        unit_code_override=unit_code_override.strip(),
        unit_hash=hash_of_unit(code),
        created_at=now,
        changed_at=now,
        state_since=now,
        **({"district": filing_body if channel == Channel.UNIT else None} | identity.told_by(number) | fields),
    )


def refuse_opened(nomination, *, by, now):
    """What stands against opening this dossier."""
    return rules.refuse_start(
        by,
        channel=nomination.channel,
        rulebook=nomination.rulebook if nomination.rulebook_id else None,
        drafting_body=nomination.drafting_body,
        filing_body=nomination.filing_body,
        identity_hash=nomination.identity_hash,
        unit_hash=nomination.unit_hash,
        now=now,
    )


def take_number(nomination, season):
    """申报编号: the next of the locked season; whoever takes it stores the season too."""
    nomination.season, nomination.number = season, f"{season.code}{season.next_number:05d}"
    season.next_number += 1


def check_columns(nomination, columns, *, now):
    """What every column must be, and what two of them must be to each other; keys of other rows the database checks."""
    keys = {field.name for field in Nomination._meta.fields if field.is_relation}
    nomination.clean_fields(exclude=_all_but(*columns) | keys)
    identity.check_order(nomination.birth_date, nomination.work_years, nomination.line_years, today=today(now))
    for name, limit in dossier.limits_of(nomination.rulebook).items():
        identity.check_length(name, getattr(nomination, name), limit)


@transaction.atomic
def change(nomination, *, by, fields, statements=None, achievements=None, written=None, now=None):
    """修改材料: by the drafting side; new numbers are checked like those of a new dossier.

    A page that was written in for a while says so with ``written``: the section, the version it was typed upon and the
    window; what is not typed upon the latest version is refused, and the window's working copy has served its end.
    """
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(refuse_entering(nomination, by=by, fields=fields, statements=statements, achievements=achievements))
    if written is not None:
        insist(rules.refuse_stale(nomination, written.section, written.base))
        queries.copies_of(nomination, written.section.key, by=by).filter(window=written.window).delete()
    changed = take_in(nomination, fields, by=by, now=now)
    if statements is not None:
        changed += _write_statements(nomination, statements)
    if achievements is not None:
        changed += _write_achievements(nomination, achievements)
    if not changed:
        return nomination
    touch(nomination, now)
    nomination.save()
    record("nomination.changed", by=by, on=nomination, at=now, after=nomination.state, columns=sorted(changed))
    return nomination


def refuse_entering(nomination, *, by, fields, statements, achievements):
    """What stands against changing just these parts of a dossier."""
    touched = dossier.sections_touched(fields, statements=statements is not None, achievements=achievements is not None)
    return next(
        (refusal for section in touched or [None] if (refusal := rules.refuse_change(by, nomination, section))), None
    )


def take_in(nomination, fields, *, by, now):
    """The columns of a held dossier changed and checked, not yet stored; the names of those that differ."""
    unknown = set(fields) - set(dossier.FIELDS)
    if unknown:
        raise TypeError(f"not columns of a dossier: {sorted(unknown)}")
    before = {name: getattr(nomination, name) for name in fields}
    for name, value in fields.items():
        setattr(nomination, name, value.strip() if isinstance(value, str) else value)
    if "name" in fields:
        nomination.name = identity.checked_name(nomination.name)
    if any(name in fields and before[name] != getattr(nomination, name) for name in NUMBERS):
        _take_new_numbers(nomination, by, now)
    check_columns(nomination, fields, now=now)
    return [name for name in fields if before[name] != getattr(nomination, name)]


def _take_new_numbers(nomination, by, now):
    number = identity.checked_identity(nomination.document_kind, nomination.identity_number, today=today(now))
    code = identity.checked_unit_code(nomination.unit_code, nomination.unit_code_override)
    identity_hash, unit_hash = keyed_hash("identity", number), hash_of_unit(code)
    if (identity_hash, unit_hash) != (nomination.identity_hash, nomination.unit_hash):
        queries.locked_season(nomination.season_id)
        insist(rules.refuse_new_numbers(by, nomination, identity_hash, unit_hash, now=now))
    if nomination.channel == Channel.SELF:
        _know_the_person(nomination.candidate, before=nomination.identity_hash, identity_hash=identity_hash)
    nomination.identity_number, nomination.unit_code = number, code
    nomination.identity_hash, nomination.unit_hash = identity_hash, unit_hash


def _know_the_person(user, *, before, identity_hash):
    """A self-nominee's account learns whose it is, so that duties stay separate; a known person is not renamed."""
    User.objects.filter(pk=user.pk, person_hash__in=["", before]).update(person_hash=identity_hash)


def _write_statements(nomination, statements):
    changed = changed_statements(nomination, statements)
    for indicator, old, text in changed:
        if old is not None and not text:
            old.delete()
        else:
            Statement.objects.update_or_create(nomination=nomination, indicator=indicator, defaults={"text": text})
    return [f"statement.{indicator}" for indicator, _, _ in changed]


def changed_statements(nomination, statements):
    """Of the statements given, those that differ: (indicator, the row there was or None, the checked text)."""
    limit = nomination.rulebook.statement_characters
    present = {statement.indicator: statement for statement in nomination.statements.all()}
    changed = []
    for indicator, text in statements.items():
        text = text.replace("\r\n", "\n").strip()
        identity.check_length(str(Indicator(indicator)), text, limit)
        old = present.get(indicator)
        if text != (old.text if old else ""):
            changed.append((Indicator(indicator), old, text))
    return changed


def _write_achievements(nomination, achievements):
    rows = changed_achievements(nomination, achievements)
    if rows is None:
        return []
    nomination.achievements.all().delete()
    Achievement.objects.bulk_create(rows)
    return ["achievements"]


def changed_achievements(nomination, achievements):
    """The rows that would take the place of those there are, checked; None where they are the same."""
    rows = [Achievement(nomination=nomination, **row) for row in achievements]
    for row in rows:
        row.clean_fields(exclude=["nomination"])
    columns = dossier.ACHIEVEMENT_COLUMNS
    present = [tuple(getattr(row, one) for one in columns) for row in nomination.achievements.all()]
    return None if [tuple(getattr(row, one) for one in columns) for row in rows] == present else rows


def _all_but(*fields):
    return {field.name for field in Nomination._meta.fields} - set(fields)


@transaction.atomic
def declare(nomination, *, by, now=None):
    """真实性承诺 (沪工总经〔2015〕260号 五(三))."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_declaration(by, nomination))
    nomination.declared_at, nomination.declared_by = now, by
    nomination.save(update_fields=["declared_at", "declared_by"])
    record("nomination.declared", by=by, on=nomination, at=now, text_version=VERSION)
    return nomination


@transaction.atomic
def reveal(nomination, *, by, reason, now=None):
    """查看完整证件号码和电话: told once to the person who asked, and written down."""
    now = now or clock.now()
    nomination = queries.locked(nomination.pk)
    insist(rules.refuse_revealing(by, nomination, reason=reason))
    record("identity.revealed", by=by, on=nomination, at=now, reason=reason.strip())
    return {"identity_number": nomination.identity_number, "phone": nomination.phone}
