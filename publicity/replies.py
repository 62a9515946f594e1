"""答复书: the answer to an objection as an official paper (沪工总经〔2015〕260号 三(四) 社会公示).

Neither the objector nor the inquirer is named in it; only the holder's own copy bears the number of the receipt.
"""

from common.dates import moment_words, today
from printing.official import Paper, Paragraph
from publicity import wording
from publicity.states import ObjectionState

SIGNATORY = "上海市总工会"


def reply_paper(objection, *, receipt="") -> Paper:
    """What was objected to, what was decided, and what can still be done."""
    notice = objection.notice_name.notice
    blocks = [
        Paragraph(
            f"您于{moment_words(objection.filed_at)}就“{notice.title}”中{objection.notice_name.name}"
            f"（{objection.notice_name.unit_name}）反映的情况收悉。现答复如下："
        ),
        *_answer(objection),
        Paragraph("感谢您对上海工匠选树工作的关心和监督。"),
    ]
    return Paper(
        title="关于异议办理情况的答复",
        addressee="异议人",
        blocks=tuple(blocks),
        signatory=SIGNATORY,
        dated=today(objection.closed_at),
        contact=notice.contact,
        small_print=(f"受理编号：{receipt}",) if receipt else (),
    )


def _answer(objection):
    if objection.state == ObjectionState.REFUSED:
        ground = objection.get_refusal_ground_display()
        yield Paragraph(f"经审查，所反映的情况不予受理。理由：{ground}。{objection.refusal_note}")
        yield Paragraph(wording.where_to_go(objection))
        return
    yield Paragraph(f"经核查，所反映的情况{objection.get_finding_display()}。")
    yield from (Paragraph(one.strip()) for one in objection.reply.splitlines() if one.strip())
