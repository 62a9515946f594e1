"""银行回执的认读: a file of the bank read by the headings finance has written down, and held against what was released.

Pure: nothing is looked up and nothing is changed here. What is unsure is said, never guessed: a line that differs from what was
released in account, name or amount spoils the whole file.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from honours.states import Answer, AttemptState, ReturnField
from standards.person_names import name_key

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
HEAD_WITHIN = 20
SUM_WORDS = ("合计", "总计", "小计")
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})")
_LONGEST = {ReturnField.REFERENCE: 60, ReturnField.BANK_REFERENCE: 60, ReturnField.REASON: 300}


class Unreadable(Exception):
    """The file as a whole cannot be read; ``str()`` is the sentence for the person."""


@dataclass(frozen=True)
class Said:
    """One line, as the bank wrote it."""

    place: int
    reference: str
    account: str
    account_name: str
    amount: Decimal | None
    answer: Answer | None
    outcome: str
    bank_reference: str
    reason: str
    day: date | None


@dataclass(frozen=True)
class Judged:
    """One line with what it means: its attempt where there is one, what entering it does, or why the file is not entered."""

    said: Said
    attempt: Any = None
    effect: str = ""
    fault: str = ""


PAYS, FAILS, WAITS, NOTHING, CONTRADICTS, UNKNOWN = "pays", "fails", "waits", "nothing", "contradicts", "unknown"
EFFECTS = {
    PAYS: "登记已付",
    FAILS: "登记退回",
    WAITS: "银行处理中，不登记",
    NOTHING: "早已登记，不再登记",
    CONTRADICTS: "与原登记冲突，暂缓待查",
    UNKNOWN: "本批次没有这一编号，不登记",
}


def read(content: bytes, reading: Mapping) -> list[Said]:
    """Every line under the headings; title lines above, sums and blank lines below are passed over."""
    grid = _workbook(content) if content.startswith(b"PK\x03\x04") else _delimited(content)
    place, head = _head(grid, reading["columns"])
    words = {
        word: answer for answer in Answer for word in re.split(r"[、,，\s]+", reading["words"][answer.value]) if word
    }
    found = []
    for at, cells in enumerate(grid[place + 1 :], start=place + 2):
        cells = {field: _plain(cells[column]) for field, column in head.items() if column < len(cells)}
        if any(cells.values()) and not _is_sum(grid[at - 1]):
            found.append(_said(at, cells, words))
    if not found:
        raise Unreadable("回执文件中没有一行明细，请核对是否为本批次的回执。")
    if len(found) > MOST_ROWS:
        raise Unreadable(f"回执文件有 {len(found)} 行，超过 {MOST_ROWS} 行的上限，请分开导入。")
    return found


def judge(
    lines: list[Said], attempts: Mapping[str, Any], *, elsewhere: Mapping[str, str], contradicted: set
) -> list[Judged]:
    """Each line against the attempt it names; ``elsewhere`` are references of other batches, by the batch's number.

    ``contradicted`` are the attempts over which a contradiction is open already.
    """
    first = {}
    judged = []
    for said in lines:
        if said.reference in first:
            fault = f"第 {said.place} 行与第 {first[said.reference]} 行是同一业务编号（{said.reference}）。"
            judged.append(Judged(said, fault=fault))
            continue
        first[said.reference] = said.place
        attempt = attempts.get(said.reference)
        if attempt is None:
            where = elsewhere.get(said.reference)
            judged.append(Judged(said, effect=UNKNOWN, fault="" if where is None else _elsewhere(said, where)))
            continue
        fault = _fault(said, attempt)
        judged.append(Judged(said, attempt, "" if fault else _effect(said, attempt, contradicted), fault))
    return judged


def _elsewhere(said, where):
    return f"第 {said.place} 行（{said.reference}）属于批次 {where}，请到该批次导入。"


def _fault(said, attempt):
    line = f"第 {said.place} 行（{said.reference}，{attempt.payee}）"
    if attempt.state in (AttemptState.PREPARED, AttemptState.WITHDRAWN):
        return f"{line}没有放款，银行不应有回执。"
    if said.account != attempt.bank_account:
        return f"{line}的账号与放款时不一致。"
    if said.account_name and name_key(said.account_name) != name_key(attempt.account_name):
        return f"{line}的户名“{said.account_name}”与放款时不一致。"
    if said.amount != attempt.net:
        told = "没有金额" if said.amount is None else f"的金额 {said.amount} 元与放款金额 {attempt.net} 元不一致"
        return f"{line}{told}。"
    if said.answer is None:
        return f"{line}的处理结果“{said.outcome}”不认识，请在银行文件格式中补充用语。"
    return ""


def _effect(said, attempt, contradicted):
    if said.answer == Answer.PENDING:
        return WAITS
    if attempt.state == AttemptState.SENT:
        return PAYS if said.answer == Answer.PAID else FAILS
    agrees = {AttemptState.PAID: Answer.PAID, AttemptState.FAILED: Answer.FAILED}.get(attempt.state, said.answer)
    return NOTHING if said.answer == agrees or attempt.pk in contradicted else CONTRADICTS


def _head(grid, columns):
    wanted = {_plain(heading): field for field, heading in columns.items() if heading}
    needed = {field for field in wanted.values() if field in ("reference", "account", "amount", "outcome")}
    for place, cells in enumerate(grid[:HEAD_WITHIN]):
        head = {}
        for at, cell in enumerate(cells):
            field = wanted.get(_plain(cell))
            if field is not None:
                head.setdefault(field, at)
        if needed <= head.keys():
            return place, head
    headings = "、".join(columns[field] for field in ReturnField.values if field in needed)
    raise Unreadable(
        f"回执文件前 {HEAD_WITHIN} 行中没有找到栏目：{headings}。请核对文件，或者改用另一种银行文件格式认读。"
    )


def _said(place, cells, words):
    text = {field: cells.get(field, "")[: _LONGEST.get(ReturnField(field), 200)] for field in ReturnField.values}
    outcome = text["outcome"]
    return Said(
        place=place,
        reference=text["reference"],
        account=text["account"].replace(" ", ""),
        account_name=text["account_name"],
        amount=_amount(text["amount"]),
        answer=words.get(outcome),
        outcome=outcome,
        bank_reference=text["bank_reference"],
        reason=text["reason"] or outcome,
        day=_day(text["day"]),
    )


def _amount(words):
    try:
        amount = Decimal(words.replace(",", "").replace("元", "").strip())
        return amount.quantize(Decimal("0.01")) if amount == amount.quantize(Decimal("0.01")) else None
    except InvalidOperation:
        return None


def _day(words):
    found = _DAY.match(words)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _is_sum(cells):
    return any(_plain(cell).startswith(SUM_WORDS) for cell in cells)


def _plain(cell):
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return f"{Decimal(str(cell)):f}"
    return " ".join(str(cell).strip().strip("\t'").split())


def _delimited(content):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable("文件的编码既不是 UTF-8 也不是 GB18030，请向银行索取文本或者 XLSX 格式的回执。")
    if "\x00" in text:
        raise Unreadable("文件不是文本，请向银行索取 CSV、TXT 或者 XLSX 格式的回执。")
    lines = text.splitlines()[:HEAD_WITHIN]
    delimiter = max(",\t|;", key=lambda one: sum(line.count(one) for line in lines))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable("文件中有无法读取的行，可能缺少引号，请用表格软件打开检查后另存。") from error


def _workbook(content):
    from python_calamine import CalamineError, load_workbook

    try:
        return load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise Unreadable("该工作簿已损坏，无法打开，请用表格软件另存为 XLSX 后重新上传。") from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # what a fault inside the library comes up as
            raise
        raise Unreadable("该工作簿已损坏，无法打开，请用表格软件另存为 XLSX 后重新上传。") from panic
