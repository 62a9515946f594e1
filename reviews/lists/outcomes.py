"""评审结果 of one's own candidates as a workbook: what the pages show, and nothing else."""

from accounts.states import CLERKS, ENDORSERS, Role
from exports.sheets import Column, Kind, Sheet, Table
from reviews.queries import outcomes

CHUNK = 100
COLUMNS = (
    Column("序号", 6, Kind.WHOLE),
    Column("申报编号", 14),
    Column("姓名", 12),
    Column("工作单位", 30),
    Column("轮次", 18),
    Column("结果", 16),
    Column("总分", 10, Kind.DECIMAL),
    Column("评语", 80, Kind.LONG),
)


def _read(query):
    return {}


def _words(asked):
    return "本方候选人，已发布的各轮"


def _count(user, asked):
    return outcomes.visible_to(user).count()


def _tables(user, asked):
    yield Table("评审结果", COLUMNS, _rows(user), frozen=3, note="评语不署名，每项的次序由抽签打乱。")


def _rows(user):
    lines = list(outcomes.visible_to(user))
    for first in range(0, len(lines), CHUNK):
        chunk = lines[first : first + CHUNK]
        comments = outcomes.comments_of(chunk)
        for place, line in enumerate(chunk, start=first + 1):
            told = "\n".join(f"{name}：{text}" for name, texts in comments.get(line.pk, []) for text in texts)
            yield (
                place,
                line.nomination.number,
                line.nomination.name,
                line.nomination.unit_name,
                line.ranking.round.name,
                "进入后续程序" if line.is_shortlisted else "未进入后续程序",
                line.total if line.ranking.round.release.shows_score else None,
                told,
            )


OUTCOMES = Sheet(
    key="reviews.outcomes",
    title="评审结果",
    lead="本方候选人在已发布各轮的结果、得分（公布时）和评语，不含专家姓名，A3 横向。",
    roles=(*CLERKS, *ENDORSERS, Role.SELF_NOMINEE),
    read=_read,
    words=_words,
    count=_count,
    tables=_tables,
    is_large=True,
)
