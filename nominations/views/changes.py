"""改动的说法: what a content says and what differs between two, section by section, in the words of the form.

Numbers that identify a person are never shown, only that they were changed.
"""

from datetime import date

from common.dates import plain_day_words
from nominations import dossier, queries
from nominations.content import NUMBERS
from nominations.differences import ABSENT, ADDED, CHANGED, MOVED, REMOVED, ValueChange, changes_between, pieces
from nominations.models import Achievement, ExceptionRequest, Nomination, WorkplaceNotice
from nominations.views.facts import YES_NO
from seasons.states import Indicator

WORDS = {ADDED: "新增", REMOVED: "移除", CHANGED: "已更改", MOVED: "次序变动"}
EMPTY = "（未填写）"
LONG = 24  # characters from which on a text is compared inside
MODELS = {
    "columns": Nomination,
    "achievements": Achievement,
    "exceptions": ExceptionRequest,
    "workplace_notice": WorkplaceNotice,
}
SECTIONS = {"photo": "photo", "exceptions": "exception", "workplace_notice": "notice"}
INDICATORS = dict(Indicator.choices) | {"": "整份申报"}
SILENT = ("edition",)


def changes_shown(nomination, before, after):
    """The sections with something changed: title, and rows of label, kind in words, and what was and is."""
    found = {}
    for change in changes_between(before, after):
        if change.part not in SILENT and (row := _row(change)) is not None:
            found.setdefault(_section_of(change), []).append(row)
    return [{"title": title, "rows": found[key]} for key, title in _titles(nomination) if key in found]


def latest_changes(nomination):
    """The revision that is screened, and what it says otherwise than the one before it."""
    *before, latest = [None, *queries.revisions_of(nomination)]
    previous = before[-1] if before else None
    return {
        "revision": latest,
        "previous": previous,
        "changes": changes_shown(nomination, previous.content, latest.content) if previous else [],
    }


def content_shown(nomination, content, papers):
    """A content as a sheet: each section with its facts, texts, rows and files; ``papers`` are the files it names."""
    columns, by_sha = content.get("columns", {}), {(one.sha256, one.indicator): one for one in papers}
    sections = []
    for section in dossier.sections_of(nomination):
        facts = [
            (_label("columns", name), _words("columns", name, columns[name]))
            for name in section.fields
            if name in columns
        ]
        texts = [(label, text) for label, text in facts if len(text) > 60]
        shown = {
            "title": section.title,
            "facts": [fact for fact in facts if fact not in texts],
            "texts": texts,
            "rows": [],
            "papers": [],
        }
        if section.key == "statements":
            said = content.get("statements", {})
            shown["texts"] = [(INDICATORS[one], said.get(one, EMPTY)) for one in Indicator]
        elif section.key == "achievements":
            shown["rows"] = [_told("achievements", row) for row in content.get("achievements", [])]
        elif section.key == "exception":
            shown["rows"] = [_told("exceptions", row) for row in content.get("exceptions", [])]
        elif section.key == "evidence":
            shown["papers"] = [
                {
                    "title": row["title"],
                    "kind": INDICATORS.get(row["indicator"], ""),
                    "file": by_sha.get((row["sha256"], row["indicator"])),
                }
                for row in content.get("evidence", [])
            ]
        elif section.key == "photo" and content.get("photo"):
            shown["papers"] = [{"title": "本人照片", "kind": "", "file": by_sha.get((content["photo"], ""))}]
        elif section.key == "notice" and content.get("workplace_notice"):
            notice = content["workplace_notice"]
            shown["facts"] = [
                (_label("workplace_notice", name), _words("workplace_notice", name, value))
                for name, value in notice.items()
                if name != "scan"
            ]
        if shown["facts"] or shown["texts"] or shown["rows"] or shown["papers"]:
            sections.append(shown)
    return sections


def _titles(nomination):
    known = [(section.key, section.title) for section in dossier.sections_of(nomination)]
    return [*known, *((key, "其他") for key in ("", *SECTIONS.values()) if key not in dict(known))]


def _section_of(change):
    if change.part == "columns":
        name = change.name.removesuffix("_hash")
        return next((section.key for section in dossier.SECTIONS if name in section.fields), "")
    return SECTIONS.get(change.part, change.part)


def _row(change):
    if not isinstance(change, ValueChange):
        return _changed_row(change)
    if change.part == "columns" and change.name.removesuffix("_hash") in NUMBERS:
        if not change.name.endswith("_hash"):
            return None  # the keyed hash beside it tells
        return _said(_label("columns", change.name.removesuffix("_hash")), CHANGED, note="号码不在此显示。")
    if change.part == "photo":
        return _said("本人照片", _kind(change), note="以新照片替换。" if change.before and change.after else "")
    if change.part == "workplace_notice" and not change.name:
        return _said("所在单位公示", _kind(change), lines=_lines(change.part, change.after or change.before))
    if change.part == "workplace_notice" and change.name == "scan":
        return _said("公示材料扫描件", _kind(change))
    label = (
        INDICATORS.get(change.name, change.name) if change.part == "statements" else _label(change.part, change.name)
    )
    words = [_words(change.part, change.name, value) for value in (change.before, change.after)]
    return _compared(label, _kind(change), *words)


def _kind(change):
    if change.before in (ABSENT, "", None):
        return ADDED
    return REMOVED if change.after in (ABSENT, "", None) else CHANGED


def _compared(label, kind, before, after):
    if kind == CHANGED and max(len(before), len(after)) >= LONG:
        return _said(label, kind, runs=pieces(before, after))
    return _said(label, kind, before=before if kind != ADDED else "", after=after if kind != REMOVED else "")


def _said(label, kind, *, before="", after="", runs=(), lines=(), note=""):
    return {
        "label": label,
        "mark": WORDS[kind],
        "kind": kind,
        "before": before,
        "after": after,
        "runs": runs,
        "lines": lines,
        "note": note,
    }


def _changed_row(change):
    row = change.after or change.before
    if change.part == "evidence":
        return _changed_paper(change, row)
    label = row.get("title") or row.get("requirement") or "一项"
    if change.kind == CHANGED:
        names = [
            name
            for name in dict.fromkeys([*change.before, *change.after])
            if change.before.get(name) != change.after.get(name)
        ]
        lines = [
            _compared(
                _label(change.part, name),
                CHANGED,
                _words(change.part, name, change.before.get(name, ABSENT)),
                _words(change.part, name, change.after.get(name, ABSENT)),
            )
            for name in names
        ]
        return _said(label, CHANGED, lines=lines)
    return _said(label, change.kind, lines=_lines(change.part, row) if change.kind != MOVED else ())


def _changed_paper(change, row):
    label = f"{INDICATORS.get(row.get('indicator', ''), '')}：{row.get('title', '')}"
    if change.kind != CHANGED:
        return _said(label, change.kind)
    was = change.before
    note = "" if was.get("sha256") == row.get("sha256") else "文件已替换。"
    titles = (was.get("title", ""), row.get("title", ""))
    row_said = _compared(label, CHANGED, *titles) if titles[0] != titles[1] else _said(label, CHANGED)
    return row_said | {"note": note, "mark": "已替换" if note else "已更改"}


def _lines(part, row):
    return [_said(label, CHANGED, after=value) | {"mark": ""} for label, value in _told(part, row)["facts"]]


def _told(part, row):
    """A row of achievements or requests: its name, and what else it says."""
    title = row.get("title") or row.get("requirement") or ""
    facts = [
        (_label(part, name), _words(part, name, value))
        for name, value in row.items()
        if name not in ("title", "requirement", "evidence", "scan") and value not in ("", None)
    ]
    return {"title": title, "facts": facts}


def _label(part, name):
    field = _field(part, name)
    return (
        str(field.verbose_name)
        if field is not None
        else {"evidence": "佐证材料", "requirement": "条件"}.get(name, name)
    )


def _field(part, name):
    model = MODELS.get(part)
    names = {field.name: field for field in model._meta.fields} if model else {}
    return names.get(name)


def _words(part, name, value):
    if value in (ABSENT, "", None):
        return EMPTY
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list):
        return f"{len(value)}份"
    field = _field(part, name)
    choices = dict(field.flatchoices) if field is not None else {}
    if field is not None and field.get_internal_type() == "DateField":
        return plain_day_words(date.fromisoformat(value))
    return str(choices.get(value, value))
