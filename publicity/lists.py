"""异议案卷 of one case for export: what the office reads of it, paper by paper (沪工总经〔2015〕260号 三(四)).

The objector stays sealed in it, for the inquirer too: an identity is opened on the page of the case, each time on record,
and leaves the house in no file.
"""

from accounts.states import Role
from common.dates import day_words, moment_words
from common.files import size_words
from exports.sheets import Column, Kind, Sheet, Table
from ledger import queries as ledger
from publicity import queries

PAIRS = (Column("项目", 18), Column("内容", 90, Kind.LONG))
PAPERS = (
    Column("序号", 8, Kind.WHOLE),
    Column("来自", 16),
    Column("格式", 8),
    Column("大小", 12),
    Column("查毒", 14),
    Column("收到时间", 28),
    Column("校验值（SHA-256）", 68),
)
COURSE = (Column("时间", 28), Column("事项", 16), Column("经办", 14), Column("内容", 90, Kind.LONG))
TRACE = (
    Column("时间", 28),
    Column("事项", 20),
    Column("经办人", 14),
    Column("角色", 14),
    Column("办理前", 12),
    Column("办理后", 12),
    Column("理由", 60, Kind.LONG),
)


def _read(query):
    case = query.get("case", "")
    return {"case": case} if case.isdecimal() and len(case) < 19 else {}


def _case(user, asked):
    return queries.objections_visible_to(user).filter(pk=asked.get("case") or None).first()


def _words(asked):
    case = queries.case_named(asked["case"]) if "case" in asked else None
    return f"{case}（{case.notice_name.notice}，{moment_words(case.filed_at)}提出）" if case else "没有选定异议"


def _count(user, asked):
    return int(_case(user, asked) is not None)


def _tables(user, asked):
    case = _case(user, asked)
    if case is None:  # the person no longer sees it
        return
    yield Table("登记", PAIRS, _registered(case), note="异议人身份密封，不随案卷导出。")
    yield Table("材料清单", PAPERS, _papers(case))
    yield Table("核查经过", COURSE, _course(case))
    yield Table("结论和答复", PAIRS, _answered(case))
    yield Table("台账", TRACE, _trace(user, case))


def _registered(case):
    name = case.notice_name
    yield "公示", f"{name.notice.season}第{name.notice.number}号：{name.notice}"
    yield "人选", f"{name.name}，{name.unit_name}"
    yield "提出时间", moment_words(case.filed_at)
    yield "来源", case.get_way_display()
    yield "异议人", f"{case.get_objector_kind_display()}（已密封）"
    yield "异议内容", case.content
    yield "办理状态", case.get_state_display()
    if case.assignee:
        yield "核查人", f"{case.assignee}，期限{day_words(case.due_on)}，延期{case.extensions}次"


def _papers(case):
    for one in queries.papers_of(case).order_by("ordinal"):
        kept = (one.get_scan_display(), moment_words(one.kept_at), one.sha256)
        yield (one.ordinal, one.get_source_display(), one.content_kind.upper(), size_words(one.size), *kept)


def _course(case):
    """By the moment: what was added, noted, asked and answered."""
    said = [(one.at, "补充", "", one.content or "仅补充材料。") for one in queries.supplements_of(case)]
    said += [(one.at, "核查记录", one.by.full_name, one.content) for one in case.notes.select_related("by")]
    for one in case.statements.select_related("asked_by", "answered_by"):
        said.append((one.asked_at, "请作陈述", one.asked_by.full_name, one.question))
        if one.answered_at:
            said.append((one.answered_at, "陈述", one.answered_by.full_name, one.answer))
    return ((moment_words(at), *rest) for at, *rest in sorted(said, key=lambda one: one[0]))


def _answered(case):
    if case.decided_at:
        yield "受理决定", f"{case.decided_by}，{moment_words(case.decided_at)}"
    if case.refusal_ground:
        yield "不予受理", f"{case.get_refusal_ground_display()}。{case.refusal_note}"
    if case.finding:
        yield "结论", case.get_finding_display()
        yield "核查情况", case.report
        yield "须更正的内容", case.correction or "无"
        yield "答复", case.reply
    if case.closed_at:
        yield "办结时间", moment_words(case.closed_at)
    if look := getattr(case, "second_look", None):
        yield "复核申请", f"{moment_words(look.asked_at)}：{look.reason}"
        yield "复核结果", f"{look.get_outcome_display()}。{look.answer}" if look.answered_at else "正在办理"


def _trace(user, case):
    for entry in ledger.of(case._meta.label_lower, case.pk, reader=user):
        states = (entry.before_words, entry.after_words)
        yield (moment_words(entry.at), entry.act_words, entry.actor_name, entry.role, *states, entry.reason)


DOCKET = Sheet(
    key="publicity.docket",
    title="异议案卷",
    lead="一件异议的登记、材料清单、核查经过、结论和答复、台账，从该件的页面申请；异议人身份密封，不随案卷导出。",
    roles=(Role.PUBLICITY_OFFICER, Role.REVIEW_OFFICE, Role.SUPERVISION),
    read=_read,
    words=_words,
    count=_count,
    tables=_tables,
    unit="件",
    wants_reason=True,
)
OFFERED = (DOCKET,)
