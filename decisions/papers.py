"""决议与会议纪要 as official papers (GB/T 9704-2012); what they say is what the pages say."""

from common.dates import moment_words, plain_day_words
from decisions import counting
from printing.official import Heading, NameTable, Paper, Paragraph

BODY = "上海市总工会"
OFFICE = "上海市总工会办公室"


def resolution_paper(resolution) -> Paper:
    """决议, numbered as the sitting's office numbers its papers: the text as it was fixed when the vote was closed."""
    sitting = resolution.sitting
    return Paper(
        issuer=f"{BODY}文件",
        number=resolution.number,
        title=f"{BODY}主席办公会\n关于审定{sitting.season.label}上海工匠人选的决议",
        blocks=(Paragraph(resolution.text), Paragraph(resolution.signed_by, lead="签发人：")),
        signatory=BODY,
        dated=resolution.resolved_on,
        printed_by=OFFICE,
        printed_on=resolution.resolved_on,
    )


def minutes_paper(sitting, *, members, items, recusals, agenda=()) -> Paper:
    """会议纪要: who sat, how the vote was counted, who withdrew, and each name in numbers as this reader may know it."""
    return Paper(
        issuer=f"{BODY}主席办公会会议纪要",
        number=sitting.resolution.number,
        title=sitting.title,
        blocks=(
            Paragraph(
                f"{plain_day_words(sitting.held_on)}，{BODY}召开主席办公会"
                f"{f'，地点：{sitting.place}' if sitting.place else ''}。"
                f"表决于{moment_words(sitting.voting_opened_at)}开始，{moment_words(sitting.closed_at)}结束。"
            ),
            *_matters(agenda),
            Heading(1, "一、表决规则"),
            Paragraph(counting.share_words(sitting.rulebook)),
            Heading(1, "二、回避"),
            *_recusals(recusals),
            Heading(1, "三、表决结果"),
            _counts(items),
            *_notes(items),
            *_attendance(members, sitting),
        ),
        signatory=BODY,
        dated=sitting.held_on,
        printed_by=OFFICE,
        printed_on=sitting.resolution.resolved_on,
        small_print=(f"开始表决时的名单校验值（SHA-256）：{sitting.roster_hash}",),
    )


def _matters(agenda):
    if agenda:
        yield Paragraph("；".join(str(one) for one in agenda) + "。", lead="议题：")
    for one in agenda:
        if one.settled:
            yield Paragraph(f"{one.title}：{one.settled}", lead="议定：")


def _recusals(recusals):
    if not recusals:
        yield Paragraph("没有须回避的情形。")
    for one in recusals:
        yield Paragraph(f"{one.member.user}对{one.roster_item.nomination.name}：{one.reason.rstrip('。')}。")


def _counts(items):
    columns = ("姓名", "工作单位", "赞成", "反对", "弃权", "回避", "结果")
    rows = tuple(
        (
            item.seen.get("name", ""),
            item.seen.get("unit", ""),
            *(
                "—" if count is None else str(count)
                for count in (item.votes_for, item.votes_against, item.abstentions, item.recused)
            ),
            item.get_outcome_display(),
        )
        for item in items
    )
    return NameTable(columns, rows, (8, 12, 5, 5, 5, 5, 8))


def _notes(items):
    """Why a name was not carried as it stood: each reason once, with the names it is true of."""
    names: dict[str, list[str]] = {}
    for item in items:
        if item.note:
            names.setdefault(item.note, []).append(item.seen.get("name", ""))
    for note, those in names.items():
        yield Paragraph(f"{'、'.join(those)}：{note}")


def _moved(seat):
    """Who came after the vote had opened, or left before it closed."""
    moments = [(seat.arrived_at, "到会"), (seat.left_at, "离会")]
    words = "，".join(f"{moment_words(at)}{word}" for at, word in moments if at)
    return f"（{words}）" if words else ""


def _attendance(members, sitting):
    """出席、请假: after the text, the words before the colon in 黑体 (10.3)."""
    present = [
        f"{one.user}{'（主持）' if one.is_chair else ''}{_moved(one)}"
        for one in members
        if one.is_present or one.left_at
    ]
    absent = [str(one.user) for one in members if not one.is_present and not one.left_at]
    yield Paragraph("、".join(present) or "无", lead="出席：", hangs=True)
    if absent:
        yield Paragraph("、".join(absent), lead="请假：", hangs=True)
    yield Paragraph(str(sitting.prepared_by), lead="记录：", hangs=True)
