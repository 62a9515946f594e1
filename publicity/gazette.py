"""刊载: a published notice as everybody reads it, on the page, in the PDF and in the .docx.

All three are made of the same frozen list. What has become of a name since is said on the page only (不再列入, 称号已撤销); the
two papers keep the sealed words. Who has withdrawn the consent to publication is not to be known from any of them
(个人信息保护法 第十五条): then all three are made anew.
"""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from common import published
from common.dates import today
from nominations.consents import NOT_PUBLISHED
from printing.official import Attachment, NameTable, Paper, Paragraph
from privacy.masks import masked_name
from publicity import queries, wording
from publicity.states import CorrectionKind
from seasons.working_days import ROLLED_TO

SIGNATORY = "上海市总工会"
STYLES = "tokens base masthead act road desk table state sheet calendar notice gazette".split()


def words_of(notice, *, now=None):
    """What the body of the page says (templates/publicity/_notice_body.html); with ``now`` the calendar marks today."""
    names = list(queries.printed_names(notice))
    period = wording.period_words(notice)
    return {
        "notice": notice,
        "names": names,
        "period": period,
        "sharing": f"公示时间：{period}，共{len(names)}人。",
        "days": calendar_days(notice, now),
        "counting": wording.counting_words(notice.rulebook),
        "appeared": list(queries.artefacts.appeared(notice)),
        "withdrawn": _withdrawn(names),
        "columns": [column.label for column in notice.rulebook.further_columns],
        "later": notice.replaced_by,
        "extensions": list(notice.extensions.all()),
        "missing": queries.required_outlets_missing(notice) if notice.is_published else [],
        "changes": changes_of(notice) if notice.is_correction else None,
    }


def changes_of(notice):
    """更正: what the public reads of it, the words before and after side by side."""
    words, lines = queries.changes_of(notice)
    unwilling = queries.without_publication(new.nomination_id for _, new in lines)
    rows = [_changed_words(label, before, after) for label, before, after in words]
    for old, new in lines:
        rows += _hidden_line(new) if new.nomination_id in unwilling else _changed_line(old, new)
    return {
        "rows": rows,
        "is_material": notice.correction_kind == CorrectionKind.MATERIAL,
        "touched": [
            masked_name(new.name) if new.nomination_id in unwilling else new.name for _, new in lines if new.is_touched
        ],
        "former_period": wording.period_words(notice.corrects),
    }


def _changed_words(label, before, after):
    """Of a text of many paragraphs only those that differ, from the first to the last: nobody compares two whole pages."""
    former, later = before.splitlines(), after.splitlines()
    while former and later and former[0] == later[0]:
        former, later = former[1:], later[1:]
    while former and later and former[-1] == later[-1]:
        former, later = former[:-1], later[:-1]
    return {"what": label, "before": "\n".join(former) or "（无）", "after": "\n".join(later) or "（删去）"}


def _hidden_line(new):
    """撤回同意的人: that the line was corrected stays, its words do not (个人信息保护法 第十五条)."""
    return [{"what": masked_name(new.name), "before": NOT_PUBLISHED, "after": NOT_PUBLISHED}]


def _changed_line(old, new):
    columns = (
        ("姓名", old.name, new.name),
        ("工作单位", old.unit_name, new.unit_name),
        ("岗位（职务）", old.post, new.post),
        ("次序", str(old.position), str(new.position)),
    )
    return [
        {"what": f"{new.name}·{label}", "before": before or "—", "after": after or "—"}
        for label, before, after in columns
        if before != after
    ]


def calendar_days(notice, now=None):
    """The stored count as the calendar part prints it."""
    current = today(now) if now else None
    return [
        {
            "date": date.fromisoformat(one["date"]),
            "kind": _kind_of_day(one),
            "ordinal": one["number"] if one["counted"] else None,
            "note": "" if one["reason"] in ("工作日", "调休上班", "周末") else one["reason"],
            "today": date.fromisoformat(one["date"]) == current,
        }
        for one in notice.counted
    ]


def _kind_of_day(one):
    if one["reason"] == "调休上班":
        return "worked"
    return "working" if one["counted"] or one["reason"] == ROLLED_TO else "resting"


def folder_of(notice) -> str:
    """Where its files stand among the published ones; the same for ever."""
    return f"notices/{notice.season.code}/{notice.number}"


def address_of(notice) -> str:
    """The folder's address, to which the names of its files are added."""
    return published.address(f"{folder_of(notice)}/")


def public_address(notice) -> str:
    """The whole address of its page, as links are shared."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + notice.get_absolute_url()


def paper_of(notice, names) -> Paper:
    """公示 as an official paper: the sealed text, the period, how to object, and the list as an attachment."""
    title = f"{notice.season.label}上海工匠人选名单"
    columns = [column.label for column in notice.rulebook.further_columns]
    rows = tuple(
        (str(position), one["name"], one["unit_name"], one["post"] or "—", *(said or "—" for _, said in one["further"]))
        for position, one in enumerate(names, start=1)
    )
    changes = changes_of(notice) if notice.is_correction else None
    checks = [f"名单校验值（SHA-256）：{notice.list_hash}", f"公示网页：{public_address(notice)}"]
    if notice.is_correction:
        checks.append(f"所更正的公示：{public_address(notice.corrects)}")
    if withdrawn := _withdrawn(names):
        checks.append(withdrawn_words(withdrawn))
    return Paper(
        title=notice.title,
        blocks=(
            *_of_a_correction(notice, changes),
            Paragraph(notice.text),
            Paragraph(
                f"{wording.sealed_period_words(notice)}。{wording.counting_words(notice.rulebook)}。", lead="公示时间："
            ),
            Paragraph(notice.contact, lead="联系方式："),
            Attachment(
                title,
                (
                    NameTable(
                        ("序号", "姓名", "工作单位", "岗位（职务）", *columns),
                        rows,
                        (3, 6, 10, 8, *(4 for _ in columns)),
                    ),
                ),
            ),
            *_compared(changes),
        ),
        signatory=SIGNATORY,
        dated=today(notice.published_at),
        small_print=tuple(checks),
    )


def _of_a_correction(notice, changes):
    if changes is None:
        return
    former = notice.corrects
    yield Paragraph(
        f"本公示更正{former.season}第{former.number}号公示（{notice.kind_words}）。{notice.correction_reason}",
        lead="更正说明：",
    )
    if not changes["is_material"]:
        yield Paragraph("文字更正不影响人选的认定，公示时间不变。")
    elif notice.touches_all:
        yield Paragraph("全部人选的公示期重新计算。")
    elif notice.is_after_closing:
        yield Paragraph(f"{'、'.join(changes['touched'])}的公示期重新计算；其余人选的公示已经办结，结果不变。")
    else:
        touched, period = "、".join(changes["touched"]), wording.sealed_period_words(former)
        yield Paragraph(f"{touched}的公示期重新计算；其余人选仍按原公示时间：{period}。")
    if not changes["rows"]:
        yield Paragraph("正文、联系方式和名单的文字与原公示相同。")


def _compared(changes):
    """更正前后对照, as an attachment of its own; lines of a text are run together in the narrow columns."""
    if changes is None or not changes["rows"]:
        return
    rows = tuple(tuple(row[part].replace("\n", "") for part in ("what", "before", "after")) for row in changes["rows"])
    yield Attachment("更正前后对照", (NameTable(("更正之处", "更正前", "更正后"), rows, (6, 10, 10)),))


def mark_of(paper: Paper) -> str:
    """What tells one wording of a paper from another, without pressing it."""
    return hashlib.sha256(repr(paper).encode()).hexdigest()


def page_of(notice, copy) -> bytes:
    """The public page as one file that needs no portal: its style sheet stands beside it, nothing else is loaded."""
    context = words_of(notice) | {
        "copy": copy,
        "folder": address_of(notice),
        "address": public_address(notice),
        "style": style_address(),
        "seal": seal_address(),
        "picture": picture_address(),
    }
    return render_to_string("publicity/sealed_page.html", context).encode()


def style_address() -> str:
    """The house's style sheets as one file, named by its content: an old page keeps the look it was made with."""
    return published.put_style(_style(), "notice")


def seal_address() -> str:
    """The small mark at the head."""
    return published.put_style(_static("img/seal.svg"), "seal", ".svg")


def picture_address() -> str:
    """What a shared link shows, with its host: whoever shows it has only the page's words."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + published.put_style(_static("img/sharing.png"), "sharing", ".png")


def withdrawn_words(number: int) -> str:
    """Why the list can no longer be hashed to its seal."""
    return f"名单中有{number}人撤回了公示与公布的同意，其姓名部分隐去，单位和岗位不再显示；名单校验值仍按发布时的名单计算。"


def _withdrawn(names) -> int:
    return sum(one["unit_name"] == NOT_PUBLISHED for one in names)


@cache
def _style() -> bytes:
    return b"\n".join(_static(f"css/{name}.css") for name in STYLES)


@cache
def _static(path) -> bytes:
    found = finders.find(path)
    if found is None:
        raise FileNotFoundError(path)
    return Path(found).read_bytes()
