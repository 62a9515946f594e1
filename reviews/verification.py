"""复核: compute a ranking again from what it was made of, and name every difference."""

from collections.abc import Mapping
from typing import Any

from reviews import scoring, tally
from reviews.models import Ranking
from reviews.queries import grounds
from reviews.snapshots import outputs_of, outputs_of_result


def differences(ranking: Ranking) -> list[str]:
    """Sentences for staff: what the snapshot does not add up to, and what has changed under it since."""
    if not ranking.inputs:
        return grounds.changes(ranking)
    return written_differences(
        {"inputs": ranking.inputs, "inputs_hash": ranking.inputs_hash, "arithmetic": ranking.arithmetic}
        | {"outputs": outputs_of(ranking)}
    ) + [f"生成排名之后有变化：{change}" for change in grounds.changes(ranking)]


def written_differences(copy: Mapping[str, Any]) -> list[str]:
    """The same of a downloaded copy, which needs nothing of the database."""
    if copy["arithmetic"] != scoring.VERSION:
        return [f"排名用的算法版本是{copy['arithmetic']}，现在是{scoring.VERSION}，请用当时的程序复核。"]
    found = []
    if tally.sha256(copy["inputs"]) != copy["inputs_hash"]:
        found.append("计算依据与输入校验值不一致。")
    inputs = tally.read(copy["inputs"])
    for number, expert, recorded, computed in tally.wrong_totals(inputs):
        found.append(f"{number}专家{expert}的评分表记录为{recorded}，重算为{computed}。")
    return found + _unlike(copy["outputs"], outputs_of_result(tally.result(inputs)))


def _unlike(recorded: Mapping[str, Any], computed: Mapping[str, Any]) -> list[str]:
    found = [
        f"{name}记录为{recorded[name]}，重算为{value}。"
        for name, value in computed.items()
        if name not in ("lines", "experts") and recorded[name] != value
    ]
    for rows, key in (("lines", "number"), ("experts", "expert")):
        was, now = ({row[key]: row for row in side[rows]} for side in (recorded, computed))
        for one in sorted(was.keys() | now.keys()):
            before, after = was.get(one, {}), now.get(one, {})
            unlike = [name for name in (before | after) if before.get(name) != after.get(name)]
            for name in unlike:
                found.append(f"{one}的{name}记录为{before.get(name)}，重算为{after.get(name)}。")
    return found
