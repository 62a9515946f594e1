"""Reads of this room: the ban that stands, and the register."""

import datetime
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Q

from common.dates import today
from organisations.models import Organisation
from sanctions.models import Ban
from sanctions.states import SubjectKind

_LONGEST = ("-until", "subject_kind", "pk")


_known: ContextVar["Known | None"] = ContextVar("known_bans", default=None)


@dataclass(frozen=True)
class Known:
    """The bans of a day, the longest first, and the branches of the unions whose unit is banned."""

    on: datetime.date
    bans: list[Ban]
    branches: dict[str, list[str]]  # unit's hash -> paths of its unions


@contextmanager
def asked_together(on: datetime.date):
    """Inside, the bans that stand on this day are read once: for a whole list of people and units."""
    bans = list(standing(on).order_by(*_LONGEST))
    branches = defaultdict(list)
    units = {ban.subject_hash for ban in bans if ban.subject_kind == SubjectKind.UNIT}
    for unit, path in unions_of(units).values_list("employer_hash", "path") if units else ():
        branches[unit].append(path)
    token = _known.set(Known(on, bans, dict(branches)))
    try:
        yield
    finally:
        _known.reset(token)


def unions_of(units):
    """The unions that belong to units, by the units' hashes."""
    return Organisation.objects.filter(employer_hash__in=units).exclude(employer_hash="")


def standing_ban(
    identity_hash: str = "",
    unit_hash: str = "",
    on: datetime.date | None = None,
    *,
    drafting_body=None,
    reaches_subunits: bool = True,
) -> Ban | None:
    """在禁报期内: the ban on the person or the unit that holds longest on a day, both ends included.

    A unit is met as the candidate's own and as the one in whose name is filed: the unit of the union that drafts, and
    where the rulebook says so, that of any union above it.
    """
    known = _known.get()
    if known is not None and known.on == on:
        return next(
            (
                ban
                for ban in known.bans
                if (ban.subject_kind == SubjectKind.PERSON and ban.subject_hash == identity_hash != "")
                or (
                    ban.subject_kind == SubjectKind.UNIT
                    and (
                        ban.subject_hash == unit_hash != ""
                        or _reaches(known.branches.get(ban.subject_hash, ()), drafting_body, reaches_subunits)
                    )
                )
            ),
            None,
        )
    subjects = Q()
    if identity_hash:
        subjects |= Q(subject_kind=SubjectKind.PERSON, subject_hash=identity_hash)
    if unit_hash:
        subjects |= Q(subject_kind=SubjectKind.UNIT, subject_hash=unit_hash)
    if drafting_body is not None:
        line = line_of(drafting_body) if reaches_subunits else [drafting_body.pk]
        units = Organisation.objects.filter(pk__in=line).exclude(employer_hash="").values("employer_hash")
        subjects |= Q(subject_kind=SubjectKind.UNIT, subject_hash__in=units)
    if not subjects:
        return None
    return standing(on).filter(subjects).order_by(*_LONGEST).first()


def _reaches(paths, body, reaches_subunits):
    if body is None:
        return False
    return any(body.path.startswith(path) if reaches_subunits else body.path == path for path in paths)


def line_of(body) -> list[int]:
    """The keys of a body and of everything above it."""
    return [int(key) for key in body.path.strip("/").split("/") if key]


def standing_ban_on_body(bodies, on: datetime.date | None = None) -> Ban | None:
    """The ban on one of these nominating bodies that holds longest, found by its row or by its code."""
    bodies = [body for body in bodies if body is not None]
    known = _known.get()
    if known is not None and known.on == on:
        keys, codes = {body.pk for body in bodies}, {body.code_hash for body in bodies} - {""}
        return next(
            (
                ban
                for ban in known.bans
                if ban.subject_kind == SubjectKind.BODY and (ban.organisation_id in keys or ban.subject_hash in codes)
            ),
            None,
        )
    if not bodies:
        return None
    named = Q(organisation__in=bodies) | Q(subject_hash__in=[body.code_hash for body in bodies if body.code_hash])
    return standing(on).filter(named, subject_kind=SubjectKind.BODY).order_by(*_LONGEST).first()


def standing_ban_on_expert(user, on: datetime.date | None = None) -> Ban | None:
    """The ban on an expert that holds longest, found by the account, by any account of the same person, or by the document."""
    return experts_bans(on).filter(_of_expert(user)).order_by(*_LONGEST).first()


def experts_bans(on: datetime.date | None = None):
    """The bans on experts that stand on a day."""
    return standing(on).filter(subject_kind=SubjectKind.EXPERT)


def _of_expert(user):
    named = Q(account=user)
    if user.person_hash:
        named |= Q(subject_hash=user.person_hash) | Q(account__person_hash=user.person_hash)
    return named


def standing(on: datetime.date | None = None):
    """All bans that stand on a day; on today unless said."""
    on = on or today()
    return Ban.objects.filter(lifted_at__isnull=True, since__lte=on, until__gte=on)


def banned_subjects(on: datetime.date | None = None) -> set[tuple[str, str]]:
    """Who stands under a ban that day, as (kind, hash): one question for a whole list."""
    return set(standing(on).values_list("subject_kind", "subject_hash"))


def register():
    """禁报名册, the latest finding first."""
    return Ban.objects.select_related("imposed_by", "lifted_by", "organisation", "account")


def cases_of(ban) -> list:
    """The cases a ban came from, by a finding or besides it; the floor above knows what they are."""
    return [*ban.cases.all(), *(one.case for one in ban.findings.select_related("case"))]


def filtered(on: datetime.date, *, words: str = "", kind: str = "", course: str = ""):
    """The register, narrowed by its filters."""
    bans = register()
    if words:
        bans = bans.filter(Q(subject_name__icontains=words) | Q(decision_number__icontains=words))
    if kind:
        bans = bans.filter(subject_kind=kind)
    if course == "lifted":
        return bans.filter(lifted_at__isnull=False)
    if course == "standing":
        return bans.filter(lifted_at__isnull=True, until__gte=on)
    if course == "ended":
        return bans.filter(lifted_at__isnull=True, until__lt=on)
    return bans


def of_one_decision(kind, subject_hash: str, decision_number: str):
    """The bans on one subject by one decision: there is to be one; a lifted one may be decided anew."""
    return Ban.objects.filter(
        subject_kind=kind, subject_hash=subject_hash, decision_number=decision_number.strip(), lifted_at__isnull=True
    )


def due_to_end(on: datetime.date):
    """期满: the last day is over and the end not yet written down."""
    return Ban.objects.filter(lifted_at__isnull=True, ended_at__isnull=True, until__lt=on)


def due_to_be_reminded_of(on: datetime.date, days: int):
    """即将期满: ends within so many days and nobody has been reminded yet."""
    return about_to_end(on, days).filter(reminded_at__isnull=True)


def about_to_end(on: datetime.date, days: int):
    """Standing bans whose last day is near."""
    return standing(on).filter(until__lte=on + datetime.timedelta(days=days))


def locked(pk: int) -> Ban:
    """The ban's row, held until the act is done."""
    return Ban.objects.select_for_update().get(pk=pk)
