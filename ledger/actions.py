"""Sign the ledger."""

from django.utils import timezone

from ledger.models import Entry
from ledger.origin import current


def record(act, *, by, on, at=None, role="", body="", before="", after="", reason="", **detail):
    """Append one entry; ``by`` is a person, or None for what the portal does by itself.

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
    return Entry(
        at=at or timezone.now(),
        actor_id=by.pk if by is not None else None,
        actor_name=by.full_name if by is not None else "系统",
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
