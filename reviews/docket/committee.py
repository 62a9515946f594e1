"""委员会: seats, pledges, declared ties, past employers and recusals."""

from collections.abc import Iterator

from common.dates import moment_words
from exports.sheets import Column, Kind, Table
from reviews.docket.case import Case
from reviews.queries import dockets as queries

SEATS = (
    Column("委员", 12),
    Column("类别", 18),
    Column("工作单位", 30),
    Column("统一社会信用代码", 22),
    Column("任职的工会或社团", 26),
    Column("专业领域", 24, Kind.LONG),
    Column("签署承诺", 26),
    Column("承诺书版本", 12),
    Column("退出", 26),
    Column("退出理由", 30, Kind.LONG),
)
PLEDGES = (
    Column("委员", 12),
    Column("文本版本", 12),
    Column("标题", 30),
    Column("签署时间", 26),
    Column("条款", 80, Kind.LONG),
)
TIES = (
    Column("委员", 12),
    Column("关系", 10),
    Column("对方姓名", 14),
    Column("对方单位", 30),
    Column("说明", 40, Kind.LONG),
    Column("申报时间", 26),
)
EMPLOYERS = (
    Column("委员", 12),
    Column("近年任职单位", 30),
    Column("统一社会信用代码", 22),
    Column("离任日期", 14, Kind.DAY),
)
RECUSALS = (
    Column("委员", 12),
    Column("申报编号", 14),
    Column("候选人", 12),
    Column("来源", 16),
    Column("事由", 24),
    Column("说明", 50, Kind.LONG),
    Column("时间", 26),
    Column("登记人", 12),
)


def papers(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """One workbook."""
    tables = [
        Table("委员", SEATS, (_seat(one) for one in queries.seats(case.season)), frozen=1),
        Table("承诺书", PLEDGES, (_pledge(one) for one in queries.pledges(case.season)), frozen=1),
        Table("申报的关系", TIES, (_tie(one) for one in queries.ties(case.season)), frozen=1),
        Table("近年任职单位", EMPLOYERS, (_employer(one) for one in queries.employers(case.season)), frozen=1),
        Table("回避", RECUSALS, (_recusal(one) for one in queries.recusals(case.season)), frozen=1),
    ]
    yield "01委员会.xlsx", "委员、承诺书、申报的关系、近年任职单位、回避", case.book("委员会与回避", tables)


def _when(moment) -> str:
    return moment_words(moment) if moment else ""


def _seat(one) -> tuple:
    return (
        one.user.full_name,
        one.get_category_display(),
        one.unit_name,
        one.unit_code,
        one.organisation.name if one.organisation else "",
        "；".join(filter(None, [one.expertise, *(field.name for field in one.fields.all())])),
        _when(one.pledged_at),
        one.pledge_version,
        _when(one.stood_down_at),
        one.stood_down_because,
    )


def _pledge(one) -> tuple:
    return one.member.user.full_name, one.version, one.title, _when(one.signed_at), "\n".join(map(str, one.clauses))


def _tie(one) -> tuple:
    return (
        one.member.user.full_name,
        one.get_kind_display(),
        one.name,
        one.unit_name,
        one.explanation,
        _when(one.declared_at),
    )


def _employer(one) -> tuple:
    return one.member.user.full_name, one.unit_name, one.unit_code, one.until


def _recusal(one) -> tuple:
    return (
        one.member.user.full_name,
        one.nomination.number,
        one.nomination.name,
        one.get_source_display(),
        one.get_ground_display(),
        one.explanation,
        _when(one.at),
        one.by.full_name if one.by else "系统",
    )
