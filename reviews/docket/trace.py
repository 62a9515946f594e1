"""台账: every entry of the season's review, chained: each line carries the digest of the one before it."""

import hashlib
import json
from collections.abc import Iterator

from common.dates import moment_words
from exports.sheets import Column, Kind, Table
from reviews.docket.case import Case, record
from reviews.queries import dockets as queries

COLUMNS = (
    Column("序号", 8, Kind.WHOLE),
    Column("时间", 26),
    Column("经办人", 12),
    Column("角色", 14),
    Column("事项", 20),
    Column("对象", 40),
    Column("理由", 40, Kind.LONG),
    Column("来源", 20),
    Column("链上校验值", 68),
)
BEGINNING = "0" * 64


def papers(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """The same entries to read and to check; the last digest stands for all of them."""
    links = list(chained(queries.entry_records(case.season)))
    rows = (
        (
            place,
            moment_words(entry["moment"]),
            entry["经办人"],
            entry["角色"],
            entry["事项"],
            entry["对象"],
            entry["理由"],
            entry["来源"],
            digest,
        )
        for place, (entry, digest) in enumerate(links, start=1)
    )
    yield (
        "06台账/台账.xlsx",
        f"本年度评审的台账{len(links)}条",
        case.book("评审台账", [Table("台账", COLUMNS, rows, frozen=2)]),
    )
    content = {
        "起点": BEGINNING,
        "终点": links[-1][1] if links else BEGINNING,
        "办法": "每条的校验值 = SHA-256(上一条的校验值 + 本条按键名排序、无空格的 JSON)，十六进制。",
        "台账": [written(entry) | {"校验值": digest} for entry, digest in links],
    }
    yield "06台账/台账.json", "同上，逐条相连的校验值", record(content)


def written(entry: dict) -> dict:
    """An entry without what only the page needs."""
    return {key: value for key, value in entry.items() if key != "moment"}


def chained(entries) -> Iterator[tuple[dict, str]]:
    """Each entry with the digest of itself and all before it."""
    digest = BEGINNING
    for entry in entries:
        line = json.dumps(written(entry), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256((digest + line).encode()).hexdigest()
        yield entry, digest
