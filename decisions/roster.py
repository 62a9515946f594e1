"""审议名单: what the members have before them, line by line, and the hash over it (pure)."""

import hashlib
import json

WORDS = {
    "number": "申报编号",
    "name": "姓名",
    "unit": "工作单位",
    "post": "岗位（职务）",
    "state": "进程",
    "ban": "禁报情况",
    "place": "名次",
    "total": "总分",
}


def line_of(nomination, ranking_line, *, is_banned: bool) -> dict:
    """What is seen of one name: number, name, unit, post, where it stands, any ban, its place in the ranking."""
    return {
        "number": nomination.number,
        "name": nomination.name,
        "unit": nomination.unit_name,
        "post": nomination.post,
        "state": nomination.state,
        "ban": "在禁报期内" if is_banned else None,
        "place": ranking_line.place if ranking_line else None,
        "total": str(ranking_line.total) if ranking_line else None,
    }


def particulars_of(nomination, is_banned: bool) -> dict:
    """What of a line must still hold when the name is honoured: who it is, where he works, and that no ban stands."""
    kept = line_of(nomination, None, is_banned=is_banned)
    return {key: kept[key] for key in ("number", "name", "unit", "post", "ban")}


def hash_of(lines) -> str:
    """64 hex digits over the lines in roster order."""
    text = json.dumps(list(lines), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(before: dict, after: dict, *, state_word=str) -> list[tuple[str, str, str]]:
    """What of one line is no longer as it was seen: the column, what was seen, what stands there now."""
    found = []
    for key, word in WORDS.items():
        old, new = before.get(key), after.get(key)
        if old != new:
            if key == "state":
                old, new = state_word(old), state_word(new)
            found.append((word, str(old or "无"), str(new or "无")))
    return found


def sentences(line: dict, found) -> list[str]:
    """The differences of a line in words, with whose they are."""
    return [f"{line['name']}（{line['number']}）的{word}由“{old}”变为“{new}”" for word, old, new in found]


def changes(seen: list[dict], found: list[dict], *, state_word) -> list[str]:
    """What is no longer as it was seen, in words."""
    return [
        words
        for before, after in zip(seen, found, strict=True)
        for words in sentences(before, differences(before, after, state_word=state_word))
    ]
