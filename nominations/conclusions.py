"""决定文本: what a conclusion says, put together from the lines of the checklist and the clause behind each.

The screener adds a sentence; nobody types a reason twice. Pure words: nothing is read or written here.
"""

import hashlib

from nominations.differences import ValueChange, changes_between
from nominations.states import Conclusion, Condition, Finding

_CONDITIONS = "沪工总经〔2015〕260号 三(二)"
CLAUSES = dict.fromkeys(Condition, _CONDITIONS) | {
    Condition.IDENTITY: "沪工总经〔2015〕260号 五(三)",
    Condition.ENDORSEMENT: "沪工总经〔2015〕260号 三(三)",
    Condition.EXCEPTION: "沪工总基〔2026〕60号 下一步一",
}
# The sections a condition is read from: they are opened when it fails, and a finding outlives a correction elsewhere.
READ_FROM = {
    Condition.MEMBERSHIP: ("unit",),
    Condition.NATIONALITY: ("identity",),
    Condition.CONDUCT: ("summary",),
    Condition.FRONT_LINE: ("post",),
    Condition.INDICATORS: ("statements", "achievements", "evidence", "summary"),
    Condition.IDENTITY: ("identity",),
    Condition.ENDORSEMENT: (),
    Condition.EXCEPTION: ("exception",),
}
OPENED = READ_FROM | {Condition.CONDUCT: ("summary", "evidence"), Condition.INDICATORS: ("statements", "evidence")}
_OPENINGS = {
    Conclusion.ADMIT: "经对照申报条件逐项审核，通过资格审核。",
    Conclusion.RETURN: "经对照申报条件审核，退回补正。",
    Conclusion.DECLINE: "经对照申报条件审核，下列条件不符合，不予受理。",
}


def text_of(conclusion, lines, *, added="", titles=()):
    """The words of the decision: opening, failed lines with reason and clause, exceptions, sections, what was added."""
    paragraphs = [_OPENINGS[conclusion]]
    failed = [line for line in lines if line.is_failed]
    if conclusion != Conclusion.ADMIT and failed:
        paragraphs += [_numbered(place, line) for place, line in enumerate(failed, start=1)]
    excepted = [line for line in lines if line.is_decided and line.finding == Finding.EXCEPTED]
    if conclusion == Conclusion.ADMIT and excepted:
        paragraphs.append("下列事项按例外处理：")
        paragraphs += [_numbered(place, line) for place, line in enumerate(excepted, start=1)]
    if conclusion == Conclusion.RETURN and titles:
        paragraphs.append(f"请修改下列材料：{'、'.join(titles)}。")
    if added.strip():
        paragraphs.append(added.strip())
    return "\n".join(paragraphs)


def _numbered(place, line):
    reason = line.reason.rstrip("。；")
    return f"{place}. {line.condition.label}（{CLAUSES[line.condition]}）：{line.finding_words}。{reason}。"


def sections_to_correct(lines, known):
    """The sections that follow from the failed lines, in the order of the dossier; ``known`` are those it has."""
    opened = {key for line in lines if line.is_failed for key in OPENED[line.condition]}
    return [key for key in known if key in opened]


def sections_changed(before, after, sections):
    """The keys of the sections in which two contents of a dossier (nominations.content) differ."""
    home = {field: section.key for section in sections for field in section.fields}
    home |= {f"{field}_hash": key for field, key in home.items()}
    elsewhere = {"exceptions": "exception", "workplace_notice": "notice"}
    changed = set()
    for change in changes_between(before, after):
        in_a_column = change.part == "columns" and isinstance(change, ValueChange)
        changed.add(home.get(change.name, change.name) if in_a_column else elsewhere.get(change.part, change.part))
    return changed


def is_untouched(condition, changed):
    """Whether none of what a condition is read from was changed."""
    return not set(READ_FROM[condition]) & set(changed)


def mark_of(text):
    """A mark by which the page that was read is known again when its button is pressed."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
