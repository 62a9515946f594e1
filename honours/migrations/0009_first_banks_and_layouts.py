"""开户银行 and two layouts to begin with; finance keeps both from here on."""

from django.db import migrations

BANKS = (
    ("中国工商银行", "102"),
    ("中国农业银行", "103"),
    ("中国银行", "104"),
    ("中国建设银行", "105"),
    ("交通银行", "301"),
    ("上海银行", "325"),
    ("上海农村商业银行", "322"),
    ("中国邮政储蓄银行", "403"),
    ("招商银行", "308"),
    ("上海浦东发展银行", "310"),
    ("中信银行", "302"),
    ("中国光大银行", "303"),
    ("华夏银行", "304"),
    ("中国民生银行", "305"),
    ("广发银行", "306"),
    ("平安银行", "307"),
    ("兴业银行", "309"),
)
COLUMNS = (
    ("sequence", "序号"),
    ("reference", "业务编号"),
    ("account", "收款账号"),
    ("account_name", "收款户名"),
    ("bank", "开户银行"),
    ("cnaps", "联行号"),
    ("amount", "金额"),
    ("fixed", "用途"),
)
RETURNED = (
    ("reference", "业务编号"),
    ("account", "收款账号"),
    ("account_name", "收款户名"),
    ("amount", "金额"),
    ("outcome", "处理结果"),
    ("bank_reference", "银行流水号"),
    ("reason", "失败原因"),
    ("day", "处理日期"),
)
LAYOUTS = (("通用代发（CSV）", "delimited"), ("通用代发（Excel）", "xlsx"))


def begin(apps, schema_editor):
    """The list of banks and the layouts; what is there already stays."""
    Bank, Layout, Column, Returned = (
        apps.get_model("honours", name) for name in ("Bank", "BankLayout", "LayoutColumn", "ReturnColumn")
    )
    for position, (name, head) in enumerate(BANKS, start=1):
        Bank.objects.get_or_create(name=name, defaults={"cnaps_head": head, "position": position})
    for name, kind in LAYOUTS:
        layout, is_new = Layout.objects.get_or_create(name=name, defaults={"kind": kind})
        if is_new:
            Column.objects.bulk_create(
                Column(
                    layout=layout,
                    position=position,
                    source=source,
                    heading=heading,
                    text="上海工匠一次性奖金" if source == "fixed" else "",
                )
                for position, (source, heading) in enumerate(COLUMNS, start=1)
            )
            Returned.objects.bulk_create(Returned(layout=layout, field=field, heading=head) for field, head in RETURNED)


class Migration(migrations.Migration):
    dependencies = [("honours", "0008_what_was_released_has_its_batch")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
