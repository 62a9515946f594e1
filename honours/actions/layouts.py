"""开户银行与银行文件格式: kept by finance; a change holds for batches prepared after it."""

from django.db import transaction

from common.refusals import insist
from honours.models import LayoutColumn, ReturnColumn
from honours.rules.payments import refuse_not_finance
from ledger.actions import record


@transaction.atomic
def keep_bank(bank, *, by, now=None):
    """维护开户银行."""
    insist(refuse_not_finance(by))
    bank.full_clean()
    bank.save()
    record("bank.kept", by=by, on=bank, at=now, name=bank.name)
    return bank


@transaction.atomic
def keep_layout(layout, *, columns, return_columns, by, now=None):
    """维护银行文件格式: the columns in their order, all of them or none."""
    insist(refuse_not_finance(by))
    layout.full_clean()
    layout.save()
    layout.columns.all().delete()
    layout.return_columns.all().delete()
    LayoutColumn.objects.bulk_create(
        LayoutColumn(layout=layout, position=position, source=source, heading=heading, width=width, text=text)
        for position, (source, heading, width, text) in enumerate(columns, start=1)
    )
    ReturnColumn.objects.bulk_create(
        ReturnColumn(layout=layout, field=field, heading=heading) for field, heading in return_columns
    )
    record("layout.kept", by=by, on=layout, at=now, name=layout.name)
    return layout
