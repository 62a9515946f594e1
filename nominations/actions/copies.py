"""工作副本: kept while somebody types, given up when told so; nothing here changes the dossier."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from common import clock
from common.refusals import insist
from nominations import queries, rules
from nominations.models import WorkingCopy


@transaction.atomic
def keep_copy(nomination, section, *, by, window, fields, base, now=None):
    """自动保存: what stands in one window now takes the place of what stood there before, and of nothing else.

    No line in the ledger: a keystroke is no act, saving the section is one.
    """
    now = now or clock.now()
    insist(rules.refuse_copy(by, nomination, section, window=window, fields=fields, base=base))
    copy, _ = WorkingCopy.objects.update_or_create(
        nomination=nomination,
        section=section.key,
        by=by,
        window=window,
        defaults={"fields": fields, "base": base, "saved_at": now},
    )
    return copy


@transaction.atomic
def discard_copy(nomination, section, *, by, window):
    """放弃: the person's own copy of this window."""
    insist(rules.refuse_discarding(by, nomination))
    queries.copies_of(nomination, section.key, by=by).filter(window=window).delete()


def clear_copies(*, now=None):
    """清除: what was typed into a dossier that has long gone on and can no longer be applied; returns how many."""
    now = now or clock.now()
    return queries.copies_left_behind(before=now - timedelta(days=settings.WORKING_COPY_DAYS)).delete()[0]
