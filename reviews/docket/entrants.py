"""参评: which nominations each round judged."""

from collections.abc import Iterator

from common.dates import moment_words
from exports.sheets import Column, Table
from reviews.docket.case import Case
from reviews.queries import dockets as queries

COLUMNS = (
    Column("轮次", 20),
    Column("申报编号", 14),
    Column("候选人", 12),
    Column("工作单位", 34),
    Column("参评时间", 26),
    Column("现在的情况", 16),
)


def papers(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """One workbook over all rounds."""
    rows = (
        (
            one.round.name,
            one.nomination.number,
            one.nomination.name,
            one.nomination.unit_name,
            moment_words(one.entered_at),
            one.nomination.get_state_display(),
        )
        for one in queries.entrants(case.season)
    )
    yield "02参评名单.xlsx", "各轮参评的申报", case.book("各轮参评名单", [Table("参评", COLUMNS, rows, frozen=2)])
