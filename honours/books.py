"""奖金的表: the account of a season and the names for the tax return, as workbooks made by the worker and fetched once."""

from datetime import date

from accounts.states import Role
from exports.sheets import Column, Kind, Secret, Sheet, Table
from honours.queries import office, reconciliation
from honours.states import PaymentState
from privacy.masks import masked_identity

FINANCE = (Role.FINANCE,)
WORDS = dict(PaymentState.choices)


def _season(given):
    season = office.season_of(given.get("season", ""))
    return {"season": season.code if season else ""}


def _season_words(asked):
    return f"{asked['season']}年度" if asked["season"] else "没有年度"


def _month(given):
    text = given.get("month", "")
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return {"month": ""}
    return {"month": f"{month:%Y-%m}"}


def _month_words(asked):
    return f"付款月份 {asked['month']}" if asked["month"] else "没有选择付款月份"


def _count_account(user, asked):
    season = office.season_of(asked["season"])
    return reconciliation.account_of(season).budget.count if season else 0


def _account(user, asked, **_):
    season = office.season_of(asked["season"])
    account = reconciliation.account_of(season)
    money = tuple(Column(word, 14) for word in ("应发（元）", "税款（元）", "实发（元）"))
    yield Table(
        "预算与去向",
        (Column("项目", 24), Column("笔数", 8, Kind.WHOLE), *money),
        [(one.word, one.count, str(one.gross), str(one.tax), str(one.net)) for one in (account.budget, *account.lines)]
        + [("差额", 0, str(account.difference), "", "")],
    )
    yield Table(
        "核对",
        (Column("项目", 44), Column("应为（元）", 16), Column("实为（元）", 16), Column("差额（元）", 14)),
        [(one.word, str(one.due), str(one.found), str(one.difference)) for one in account.checks],
    )
    yield Table(
        "批次",
        (Column("批次", 14), *(Column(word, 14) for word in ("合计（元）", "已付", "退回", "待回执", "未放款"))),
        [
            (row["number"], *(str(row[key] or "0.00") for key in ("net", "paid", "failed", "sent", "unsent")))
            for row in account.batches
        ],
    )
    yield Table(
        "没有办结的",
        (
            Column("姓名", 12),
            Column("证书编号", 14),
            Column("进程", 20),
            Column("实发（元）", 14),
            Column("说明", 40, Kind.LONG),
        ),
        [
            (
                row["honour__name"],
                row["honour__certificate__serial"],
                WORDS[row["state"]],
                str(row["net"] or row["gross"]),
                row["note"],
            )
            for row in account.open
        ],
    )


def _payees(asked):
    return reconciliation.taxed_in(date.fromisoformat(f"{asked['month']}-01"))


def _count_payees(user, asked):
    return _payees(asked).count() if asked["month"] else 0


def _tax_return(user, asked, **_):
    yield Table(
        "扣缴申报名单",
        (
            Column("姓名", 12),
            Column("证件号码", 22),
            Column("所得项目", 12),
            Column("付款日期", 16, Kind.DAY),
            Column("收入（元）", 14),
            Column("税款（元）", 14),
            Column("实发（元）", 14),
            Column("更正", 24, Kind.LONG),
        ),
        (
            (
                row.payee,
                Secret(row.payment.honour.nomination.identity_number, masked_identity, may_be_seen=True),
                "偶然所得",
                row.paid_on,
                str(row.gross),
                str(row.tax),
                str(row.net),
                row.payment.tax_correction,
            )
            for row in _payees(asked).iterator(chunk_size=500)
        ),
        frozen=1,
    )


ACCOUNT = Sheet(
    key="honours.reconciliation",
    title="奖金对账表",
    lead="预算、去向、核对、批次和没有办结的各一张表。",
    roles=(*FINANCE, Role.SUPERVISION),
    read=_season,
    words=_season_words,
    count=_count_account,
    tables=_account,
)
TAX_RETURN = Sheet(
    key="honours.tax_return",
    title="扣缴申报名单",
    lead="一个月内领取奖金的全部人员，供扣缴义务人次月十五日前申报（个人所得税法 第十四条）。",
    roles=FINANCE,
    read=_month,
    words=_month_words,
    count=_count_payees,
    tables=_tax_return,
    hides="证件号码",
    shown_in_full_to=FINANCE,
)
