"""禁报名册 for export, as its page filters it; no number ever stood in it."""

from accounts.states import Role
from common import clock
from common.dates import plain_day_words, today
from exports.sheets import Column, Kind, Sheet, Table
from sanctions import queries
from sanctions.forms import COURSES, RegisterFilter
from sanctions.states import SubjectKind

COLUMNS = (
    Column("姓名或名称", 28),
    Column("对象", 10),
    Column("事由", 40, Kind.LONG),
    Column("决定文号", 24),
    Column("查实之日", 14, Kind.DAY),
    Column("至（含当日）", 14, Kind.DAY),
    Column("情况", 12),
    Column("登记人", 12),
    Column("解除理由", 40, Kind.LONG),
)


def _read(query):
    filters = RegisterFilter(query)
    return {name: value for name, value in filters.cleaned_data.items() if value} if filters.is_valid() else {}


def _words(asked):
    said = [SubjectKind(asked["kind"]).label] if asked.get("kind") else []
    said += [COURSES[asked["course"]]] if asked.get("course") else []
    said += [f"含“{asked['words']}”"] if asked.get("words") else []
    return "，".join(said) or "全部"


def _found(asked):
    return queries.filtered(today(clock.now()), **asked)


def _count(user, asked):
    return _found(asked).count()


def _tables(user, asked):
    day = today(clock.now())
    rows = (
        (
            ban.subject_name,
            ban.get_subject_kind_display(),
            ban.ground,
            ban.decision_number,
            ban.since,
            ban.until,
            ban.course_words(day),
            ban.imposed_by.full_name,
            ban.lift_reason,
        )
        for ban in _found(asked).order_by("-since", "-pk")
    )
    yield Table("禁报名册", COLUMNS, rows, note=f"截至{plain_day_words(day)}。")


REGISTER = Sheet(
    key="sanctions.register",
    title="禁报名册",
    lead="按页面的筛选导出：对象、事由、决定文号、起止和情况，不含证件号码。",
    roles=(Role.REVIEW_OFFICE, Role.SUPERVISION),
    read=_read,
    words=_words,
    count=_count,
    tables=_tables,
    unit="项",
)
OFFERED = (REGISTER,)
