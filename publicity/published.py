"""公开文件 of this room: the pages and papers of every published notice (common.published)."""

from publicity.actions.artefacts import keep_all


def republish() -> int:
    """All of them anew; how many notices were written."""
    return keep_all(again=True)
