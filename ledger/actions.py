"""Sign the ledger, and take a copy out of it."""

from dataclasses import dataclass

from django.db import transaction

from common import clock
from common.refusals import insist
from ledger import queries, rules
from ledger.models import Entry
from ledger.origin import current, matter


@dataclass(frozen=True)
class _Outsider:
    """Somebody without an account; who it was is not for the ledger, which is read by many."""

    full_name: str
    pk: None = None

    def current_memberships(self):
        """None: nobody has appointed the public to anything."""
        return []


THE_PUBLIC = _Outsider("公众")  # objects, reports, follows a receipt
PORTAL = "系统"


def record(act, *, by, on, at=None, role="", body="", before="", after="", reason="", **detail):
    """Append one entry; ``by`` is a person, THE_PUBLIC, or None for what the portal does by itself.

    Role and organisation are the person's first current membership unless the caller says in which capacity it acts.
    """
    entry = entry_for(
        act, by=by, on=on, at=at, role=role, body=body, before=before, after=after, reason=reason, **detail
    )
    entry.save(force_insert=True)
    return entry


def record_all(entries):
    """Append many entries in one statement (see entry_for)."""
    return Entry.objects.bulk_create(entries, batch_size=500)


def entry_for(act, *, by, on, at=None, role="", body="", before="", after="", reason="", **detail):
    """An entry not yet appended, for acts on many subjects at once."""
    if by is not None and not role:
        memberships = by.current_memberships()
        if memberships:
            role = memberships[0].get_role_display()
            body = body or (memberships[0].organisation.name if memberships[0].organisation else "")
    where = current()
    if matter():
        detail = {"case": matter()} | detail
    return Entry(
        at=at or clock.now(),
        actor_id=by.pk if by is not None else None,
        actor_name=by.full_name if by is not None else PORTAL,
        role=role,
        body=body,
        act=act,
        subject_kind=on._meta.label_lower,
        subject_id=on.pk,
        subject_label=str(on)[:200],
        before=before,
        after=after,
        reason=reason,
        detail=detail,
        origin=where.kind,
        address=where.address,
        device=where.device,
    )


@transaction.atomic
def export(*, asked: dict, reason: str, by, now=None):
    """导出台账: the entries that fit, with the reason recorded before the first line leaves the house.

    The copy ends before its own entry, so that the same question asked again on the same day gives the same lines.
    """
    entries = queries.search(**asked, reader=by)
    rows = entries.count()
    insist(rules.refuse_export(by, reason=reason, rows=rows))
    own = record(
        "ledger.exported",
        by=by,
        on=by,
        at=now,
        reason=reason,
        rows=rows,
        asked={key: str(value) for key, value in asked.items()},
    )
    return entries.filter(pk__lt=own.pk)
