"""评分表: totals, single scores and comments of every closed round; a round still being scored is left out."""

from collections.abc import Iterator

from common.dates import moment_words
from exports.sheets import Column, Kind, Table
from reviews.docket.case import Case
from reviews.queries import dockets as queries

SHEETS = (
    Column("轮次", 20),
    Column("申报编号", 14),
    Column("候选人", 12),
    Column("委员", 12),
    Column("情况", 10),
    Column("得分", 12, Kind.DECIMAL),
    Column("提交时间", 26),
    Column("弃权理由", 30, Kind.LONG),
    Column("总评", 60, Kind.LONG),
    Column("会话", 20),
    Column("设备", 40),
)
SCORES = (
    Column("轮次", 20),
    Column("申报编号", 14),
    Column("委员", 12),
    Column("评分项", 24),
    Column("满分", 10, Kind.DECIMAL),
    Column("权重（%）", 10, Kind.DECIMAL),
    Column("得分", 10, Kind.DECIMAL),
    Column("评语", 60, Kind.LONG),
)


def papers(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """One workbook."""
    tables = [
        Table("评分表", SHEETS, (_sheet(one) for one in queries.sheets(case.season)), frozen=2),
        Table("各项得分", SCORES, (_score(one) for one in queries.scores(case.season)), frozen=2),
    ]
    about = "已结束轮次的评分表与各项得分、评语；评分中的轮次不列"
    yield "04评分表.xlsx", about, case.book("评分表", tables)


def _sheet(one) -> tuple:
    assignment = one.assignment
    return (
        assignment.round.name,
        assignment.nomination.number,
        assignment.nomination.name,
        assignment.member.user.full_name,
        one.get_state_display(),
        one.total,
        moment_words(one.submitted_at) if one.submitted_at else "",
        one.abstain_reason,
        one.comment,
        one.session,
        one.device,
    )


def _score(one) -> tuple:
    assignment = one.sheet.assignment
    return (
        assignment.round.name,
        assignment.nomination.number,
        assignment.member.user.full_name,
        one.criterion.name,
        one.criterion.maximum,
        one.criterion.weight,
        one.points,
        one.comment,
    )
