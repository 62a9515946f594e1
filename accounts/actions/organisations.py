"""Organisations: registered and corrected, never deleted; done from here, for organisations stand below the ledger."""

from django.db import transaction

from accounts import rules
from common.refusals import insist
from ledger.actions import record
from organisations.models import Organisation

CORRECTED = (
    "name",
    "short_name",
    "credit_code",
    "credit_code_override",
    "employer_name",
    "employer_code",
    "is_active",
)


@transaction.atomic
def register_organisation(*, kind, parent, by, now=None, **fields) -> Organisation:
    """登记组织: a union under its parent, or a society or association beside the tree."""
    insist(rules.refuse_keeping_accounts(by))
    organisation = Organisation(kind=kind, parent=parent, **fields)
    organisation.full_clean(exclude=["path"])
    organisation.save()
    record(
        "organisation.registered",
        by=by,
        on=organisation,
        at=now,
        kind=organisation.get_kind_display(),
        code=organisation.credit_code or "",
        override=organisation.credit_code_override,
    )
    return organisation


@transaction.atomic
def change_organisation(organisation, *, by, now=None, **fields) -> Organisation:
    """更正组织登记: kind and parent stay, for the cases that climbed through them keep their road."""
    insist(rules.refuse_keeping_accounts(by))
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = {name: getattr(organisation, name) for name in CORRECTED}
    for name in CORRECTED:
        setattr(organisation, name, fields.get(name, before[name]))
    organisation.full_clean(exclude=["path"])
    changed = [
        field.verbose_name
        for field in Organisation._meta.fields
        if field.name in CORRECTED and getattr(organisation, field.name) != before[field.name]
    ]
    if changed:
        organisation.save()
        record(
            "organisation.changed",
            by=by,
            on=organisation,
            at=now,
            changed=changed,
            override=organisation.credit_code_override,
        )
    return organisation
