"""分派: the panels of each round as they stand and as they were changed, with what the draw was made from."""

from collections.abc import Iterator

from common.dates import moment_words
from exports.sheets import Column, Kind, Table
from reviews.docket.case import Case, record
from reviews.queries import dockets as queries

COLUMNS = (
    Column("轮次", 20),
    Column("申报编号", 14),
    Column("候选人", 12),
    Column("委员", 12),
    Column("类别", 18),
    Column("分派时间", 26),
    Column("撤销时间", 26),
    Column("撤销理由", 40, Kind.LONG),
)


def papers(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """A workbook of all assignments, withdrawn ones included, and a record of each round."""
    rows = (
        (
            one.round.name,
            one.nomination.number,
            one.nomination.name,
            one.member.user.full_name,
            one.member.get_category_display(),
            moment_words(one.assigned_at),
            moment_words(one.withdrawn_at) if one.withdrawn_at else "",
            one.withdrawn_because,
        )
        for one in queries.assignments(case.season)
    )
    tables = [Table("分派", COLUMNS, rows, frozen=2)]
    yield "03分派/评审分派.xlsx", "每一件由谁评审，撤销的及其理由", case.book("评审分派", tables)
    for round in queries.rounds(case.season):
        yield f"03分派/第{round.number}轮.json", f"{round.name}的时间、办法与种子", record(queries.round_record(round))
