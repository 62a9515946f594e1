"""银行: one invented bank, and the layouts its files have."""

from honours.models import Bank, BankLayout, LayoutColumn, ReturnColumn
from honours.states import ColumnSource, LayoutKind, ReturnField

COLUMNS = [
    (ColumnSource.SEQUENCE, "序号", 6, ""),
    (ColumnSource.REFERENCE, "业务编号", 20, ""),
    (ColumnSource.ACCOUNT, "账号", 20, ""),
    (ColumnSource.ACCOUNT_NAME, "户名", 30, ""),
    (ColumnSource.AMOUNT, "金额", 12, ""),
]
RETURNED = [
    (ReturnField.REFERENCE, "业务编号"),
    (ReturnField.ACCOUNT, "账号"),
    (ReturnField.ACCOUNT_NAME, "户名"),
    (ReturnField.AMOUNT, "金额"),
    (ReturnField.OUTCOME, "处理结果"),
    (ReturnField.BANK_REFERENCE, "流水号"),
    (ReturnField.REASON, "原因"),
    (ReturnField.DAY, "日期"),
]


def demonstration_bank():
    """The bank of invented people."""
    return Bank.objects.get_or_create(name="某某银行")[0]


def csv_layout():
    """A layout of that bank: text with commas, its answer read by the same headings."""
    return _layout("某某银行代发", kind=LayoutKind.DELIMITED)


def fixed_layout():
    """The same as text of fixed width."""
    return _layout("某某银行定长", kind=LayoutKind.FIXED, has_headings=False)


def workbook_layout():
    """The same as a workbook."""
    return _layout("某某银行工作簿", kind=LayoutKind.XLSX)


def _layout(name, **form):
    return BankLayout.objects.filter(name=name).first() or _kept(BankLayout(name=name, **form))


def _kept(layout):
    layout.save()
    layout.columns.bulk_create(
        LayoutColumn(layout=layout, position=place, source=source, heading=heading, width=width, text=text)
        for place, (source, heading, width, text) in enumerate(COLUMNS, start=1)
    )
    layout.return_columns.bulk_create(
        ReturnColumn(layout=layout, field=field, heading=heading) for field, heading in RETURNED
    )
    return layout
