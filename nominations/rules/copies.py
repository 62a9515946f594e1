"""工作副本与章节版本: what is typed may be kept by whoever may save it, and is never laid over what somebody else saved."""

import json

from common.refusals import Refusal
from nominations import queries
from nominations.rules.drafting import refuse_change
from nominations.rules.standing import refuse_others
from nominations.versions import version_of

MOST_COPIES = 12  # windows of one person on one section
LONGEST = 200_000  # characters of one section as typed
MARK = 64  # characters of a version or of a window's name


def refuse_copy(user, nomination, section, *, window, fields, base):
    """自动保存: asked like saving itself; a bound on how much one person may leave lying."""
    refusal = refuse_change(user, nomination, section.key)
    if refusal is not None:
        return refusal
    if not (0 < len(window) <= 43 and 0 < len(base) <= MARK):
        return Refusal("no_window", "页面不完整，未能自动保存。", "请刷新页面后继续填写。", status=409)
    if len(json.dumps(fields, ensure_ascii=False)) > LONGEST:
        return Refusal("too_long", "本节内容过长，未能自动保存。", "请删减后再填写，或分次保存。", status=409)
    others = queries.copies_of(nomination, section.key, by=user).exclude(window=window)
    if others.count() >= MOST_COPIES:
        return Refusal(
            "too_many_copies",
            f"您在本节已有{MOST_COPIES}份未保存的内容，未能再自动保存。",
            "请先恢复或放弃其中的内容。",
            status=409,
        )
    return None


def refuse_discarding(user, nomination):
    """放弃: one's own copies, whatever became of the dossier meanwhile."""
    return refuse_others(user, nomination, "放弃填写的内容")


def refuse_stale(nomination, section, base):
    """此节已在另一窗口修改: what was typed upon an older version is compared first, never laid over the newer one."""
    if base is None or section is None or base == version_of(nomination, section):
        return None
    return Refusal(
        "changed_elsewhere",
        f"“{section.title}”一节已在另一窗口修改，您填写的内容尚未写入。",
        "请比较两份内容，逐项选择后保存；您填写的内容已保留。",
        status=409,
    )
