"""排名 at the size of a whole season: 5,000 files with seven sheets each, beside a bare SQL of the same aggregation."""

import pgtrigger
from django.db import connection

from benchmarks import season
from benchmarks.database import own_database
from benchmarks.measure import beside
from reviews import tally
from reviews.models import Assignment, ScoreSheet
from reviews.queries import grounds
from reviews.states import SheetState

FILES, SHEETS = 5000, 7

# Trimmed mean, median, spread, deviation and order, by PostgreSQL alone; it reads no points and calibrates nothing.
BARE = """
    WITH ranked AS (
        SELECT a.nomination_id, s.total,
               row_number() OVER (PARTITION BY a.nomination_id ORDER BY s.total) AS low,
               row_number() OVER (PARTITION BY a.nomination_id ORDER BY s.total DESC) AS high
          FROM reviews_assignment a JOIN reviews_scoresheet s ON s.assignment_id = a.id
         WHERE a.round_id = %s AND a.withdrawn_at IS NULL AND s.state = 'submitted'
    )
    SELECT n.number, round(avg(total) FILTER (WHERE low > 1 AND high > 1), 4) AS panel,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY total), max(total) - min(total), stddev_pop(total)
      FROM ranked JOIN nominations_nomination n ON n.id = nomination_id
     GROUP BY n.number ORDER BY panel DESC, n.number
"""


def filled(town):
    """Every file with seven submitted sheets whose totals are what their points come to."""
    season.grow(town, FILES)
    rows = list(Assignment.objects.filter(round=town.round).values_list("nomination_id", "member_id"))
    held: dict[int, list[int]] = {}
    for nomination, member in rows:
        held.setdefault(nomination, []).append(member)
    places = {member.pk: place for place, member in enumerate(town.members)}
    more = [
        Assignment(
            round=town.round,
            nomination_id=nomination,
            member=town.members[(places[members[0]] + 11 + 7 * step) % len(town.members)],
            assigned_at=season.NOW,
        )
        for nomination, members in held.items()
        for step in range(SHEETS - season.SHEETS_PER_FILE)
    ]
    with pgtrigger.ignore():
        added = Assignment.objects.bulk_create(more, batch_size=season.BATCH, ignore_conflicts=False)
        ScoreSheet.objects.bulk_create([ScoreSheet(assignment=one) for one in added], batch_size=season.BATCH)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM reviews_score")
            cursor.execute(
                """INSERT INTO reviews_score (sheet_id, criterion_id, points, comment)
                   SELECT s.id, c.id, c.maximum * (50 + (s.id * 7 + c.position * 13) %% 45) / 100, ''
                     FROM reviews_scoresheet s, seasons_criterion c WHERE c.rulebook_id = %s""",
                [town.round.rulebook_id],
            )
            cursor.execute(
                """UPDATE reviews_scoresheet s SET state = %s, submitted_at = now(), total = p.total
                     FROM (SELECT sheet_id, round(sum(points / c.maximum * c.weight), 4) AS total
                             FROM reviews_score JOIN seasons_criterion c ON c.id = criterion_id GROUP BY sheet_id) p
                    WHERE p.sheet_id = s.id""",
                [SheetState.SUBMITTED],
            )
            cursor.execute("ANALYZE")
    return town.round


def figures(seconds):
    """(name, ours, bare) of reading the ground, counting it, and both with the hash."""
    round_ = filled(season.found_town())
    found = grounds.ground(round_)
    assert sum(len(one.sheets) for one in found.inputs.candidates) == FILES * SHEETS
    assert not tally.wrong_totals(found.inputs) and tally.result(found.inputs).calibration.leanings

    def bare():
        with connection.cursor() as cursor:
            cursor.execute(BARE, [round_.pk])
            return cursor.fetchall()

    def whole():
        ground = grounds.ground(round_)
        return tally.result(ground.inputs), tally.sha256(ground.inputs.written())

    for name, act in (
        ("读取依据", lambda: grounds.ground(round_)),
        ("计算两列", lambda: tally.result(found.inputs)),
        ("合计，含校验值", whole),
    ):
        yield name, *beside(act, bare, seconds=seconds, at_least=5)


def report(*, quick):
    """Reading, counting and both, beside the bare statement."""
    seconds = 2.0 if quick else 5.0
    print(f"\n排名 {FILES} 件，每件 {SHEETS} 份，与同样汇总的裸 SQL 对照")
    with own_database():
        for name, ours, bare in figures(seconds):
            print(
                f"{name:　<8}{ours.queries} 次查询，{ours.wall * 1000:.0f} 毫秒，{ours.cpu * 1000:.0f} 处理器毫秒；"
                f"裸 SQL {bare.queries} 次，{bare.wall * 1000:.0f}；倍数 {ours.wall / bare.wall:.2f}"
            )
