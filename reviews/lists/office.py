"""The office's lists; each leaves out the nominations hidden from whoever takes it, and counts over the rest."""

from functools import partial

from accounts.states import Role
from common.dates import moment_words
from exports.sheets import Column, Kind, Sheet, Table
from reviews.lists import scope
from reviews.onward import onward_of
from reviews.queries import committee, progress, rankings
from reviews.queries import sheets as sheet_queries

READERS = (Role.REVIEW_OFFICE, Role.SUPERVISION)
MEMBER = (Column("委员", 12), Column("类别", 18), Column("工作单位", 32))
FILE = (Column("申报编号", 14), Column("姓名", 12), Column("工作单位", 34))


def _moment(value) -> str:
    return moment_words(value) if value else ""


def _committee_rows(asked):
    round = scope.round_of(asked)
    return committee.committee(round.season).prefetch_related("fields") if round else []


def _committee_tables(user, asked):
    columns = (
        *MEMBER,
        Column("任职的工会或社团", 26),
        Column("专业领域", 26, Kind.LONG),
        Column("熟悉的行业", 26, Kind.LONG),
        Column("签署承诺", 26),
        Column("退出", 26),
    )
    rows = (
        (
            one.user.full_name,
            one.get_category_display(),
            one.unit_name,
            one.organisation.name if one.organisation else "",
            one.expertise,
            "、".join(field.name for field in one.fields.all()),
            _moment(one.pledged_at),
            _moment(one.stood_down_at),
        )
        for one in _committee_rows(asked)
    )
    yield Table("委员会", columns, rows, frozen=1)


def _experts(user, asked):
    round, hidden, now = scope.veil(user, asked)
    return progress.by_expert(round, hidden=hidden, now=now).order_by("category", "pk") if round else []


def _expert_tables(user, asked):
    whole = partial(Column, width=10, kind=Kind.WHOLE)
    columns = (*MEMBER, *map(whole, ("承担", "已提交", "弃权", "未提交", "按期应完成")), Column("最近提交", 26))
    rows = (
        (
            one.user.full_name,
            one.get_category_display(),
            one.unit_name,
            one.held,
            one.submitted,
            one.abstained,
            one.waiting,
            one.expected,
            _moment(one.last_at),
        )
        for one in _experts(user, asked)
    )
    yield Table("委员进展", columns, rows, frozen=1)


def _files(user, asked):
    round, hidden, _ = scope.veil(user, asked)
    return progress.by_nomination(round, hidden=hidden).order_by("number") if round else []


def _file_tables(user, asked):
    whole = partial(Column, width=10, kind=Kind.WHOLE)
    columns = (*FILE, Column("进程", 14), *map(whole, ("有效评分", "待提交", "弃权", "缺评委")))
    rows = (
        (
            one.number,
            one.name,
            one.unit_name,
            one.get_state_display(),
            one.submitted,
            one.waiting,
            one.abstained,
            one.missing,
        )
        for one in _files(user, asked)
    )
    yield Table("各件进展", columns, rows, frozen=2)


def _sheets(user, asked):
    round, hidden, _ = scope.veil(user, asked)
    return sheet_queries.overview(round, hidden=hidden) if round else []


def _sheet_tables(user, asked):
    columns = (*FILE, *MEMBER[:2], Column("情况", 12), Column("得分", 10, Kind.DECIMAL), Column("提交时间", 26))
    rows = (
        (
            one["number"],
            one["name"],
            one["unit"],
            one["expert"],
            one["category"],
            one["state"],
            one["total"],
            _moment(one["submitted_at"]),
        )
        for one in _sheets(user, asked)
    )
    yield Table("评分表一览", columns, rows, frozen=2, note="轮次结束前不列得分。")


def _lines(user, asked):
    """Each line of the latest confirmed list, with the word for those above its cut or below it."""
    round, hidden, _ = scope.veil(user, asked)
    confirmed = rankings.confirmed_ranking(round.season) if round else None
    if confirmed is None:
        return []
    words = onward_of(confirmed.round.plan)
    return [(one, words.word if one.is_in else words.out) for one in rankings.shown(confirmed, hidden=hidden).lines]


def _ranking_tables(user, asked):
    decimal = partial(Column, width=12, kind=Kind.DECIMAL)
    columns = (
        Column("名次", 8, Kind.WHOLE),
        *FILE,
        *map(decimal, ("评审得分", "双师加分", "总分", "中位分", "校准总分")),
        Column("结果", 10),
    )
    rows = (
        (
            one.place,
            one.number,
            one.name,
            one.unit_name,
            one.score,
            one.bonus,
            one.total,
            one.median,
            one.calibrated_total,
            word,
        )
        for one, word in _lines(user, asked)
    )
    yield Table("评审排名", columns, rows, frozen=3)


def _counted(rows):
    """How many rows a list has."""

    def count(user, asked):
        found = rows(user, asked)
        return found.count() if hasattr(found, "count") and not isinstance(found, list) else len(found)

    return count


_SHEET = partial(Sheet, roles=READERS, read=scope.read, words=scope.words)

COMMITTEE = _SHEET(
    key="reviews.committee",
    title="委员会名册",
    lead="委员、类别、单位、熟悉的行业与承诺，A4 横向。",
    count=_counted(lambda user, asked: _committee_rows(asked)),
    tables=_committee_tables,
)
EXPERTS = _SHEET(
    key="reviews.experts",
    title="委员进展",
    lead="每位委员承担、已提交、弃权和未提交的件数，不含得分。",
    count=_counted(_experts),
    tables=_expert_tables,
)
FILES = _SHEET(
    key="reviews.files",
    title="各件评审进展",
    lead="每件的有效评分、待提交、弃权和缺评委数，不含得分。",
    count=_counted(_files),
    tables=_file_tables,
    unit="件",
)
SHEETS = _SHEET(
    key="reviews.sheets",
    title="评分表一览",
    lead="每份评分表一行；轮次结束后列出得分。",
    count=_counted(_sheets),
    tables=_sheet_tables,
    unit="份",
)
RANKING = _SHEET(
    key="reviews.ranking",
    title="评审排名表",
    lead="已确认的排名，双师加分另列。",
    count=_counted(_lines),
    tables=_ranking_tables,
)
