"""复核: recompute a ranking from points and totals, and name every difference."""

from reviews import scoring
from reviews.models import Ranking
from reviews.queries import rankings as queries
from reviews.queries.sheets import criteria_of


def differences(ranking: Ranking) -> list[str]:
    """Sentences for staff; an empty list means that the ranking is what its inputs come to."""
    round, rulebook = ranking.round, ranking.round.rulebook
    found = []
    if ranking.arithmetic != scoring.VERSION:
        found.append(f"排名用的算法版本是{ranking.arithmetic}，现在是{scoring.VERSION}。")
    lines = {one.pk: scoring.Line(one.maximum, one.weight) for one in criteria_of(round)}
    for sheet, recorded, points in queries.sheet_totals(round):
        total = scoring.sheet_total(points, lines) if points.keys() >= lines.keys() else None
        if total != recorded:
            found.append(f"评分表{sheet}记录为{recorded}，重算为{total}。")
    recorded_lines = {line.nomination_id: line for line in ranking.lines.select_related("nomination")}
    rows = queries.inputs(round, nominations=list(recorded_lines))
    if queries.inputs_hash(round, rows) != ranking.inputs_hash:
        found.append("输入校验值不一致：评分、回避或双师核验在生成排名之后有变化。")
    computed = queries.standings(rulebook, rows)
    if missing := recorded_lines.keys() - {standing.key for standing in computed}:
        found.append(f"有{len(missing)}件现在没有有效评分。")
    for place, standing in enumerate(computed, start=1):
        line = recorded_lines[standing.key]
        was = (line.place, line.panel_score, line.bonus, line.total, line.median, line.is_shortlisted)
        result = standing.outcome
        now = (place, result.panel_score, result.bonus, result.total, result.median, place <= ranking.shortlist_size)
        if was != now:
            found.append(f"{line.nomination}：记录为第{was[0]}名{was[3]}分，重算为第{now[0]}名{now[3]}分。")
    return found
