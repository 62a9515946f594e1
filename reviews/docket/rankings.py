"""排名: every ranking that was made, confirmed or not, with what it says of itself and its lines."""

from collections.abc import Iterator

from django.conf import settings

from reviews import snapshots
from reviews.docket.case import Case
from reviews.queries import dockets as queries

SCRIPT = settings.BASE_DIR / "tools" / "verify_ranking.py"


def papers(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """One record for each ranking, with names, as the stand-alone script reads it; and the script."""
    for ranking in queries.rankings(case.season):
        standing = "已确认" if ranking.confirmed_at else "未确认"
        name = f"05排名/第{ranking.round.number}轮排名{ranking.pk}（{standing}）.json"
        content = snapshots.bytes_of(snapshots.copy_of(ranking, named=True))
        yield name, f"{ranking.round.name}的排名，{standing}，具名", content
    yield "05排名/verify_ranking.py", "复核程序：python3 verify_ranking.py 排名文件", SCRIPT.read_bytes()
