"""复核抽签: ``manage.py verify_draw 记录.json``, or from the database ``--draw 3`` or ``--round 1``."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviews.drawing import records
from reviews.models import Draw
from reviews.queries import draws as queries


class Command(BaseCommand):
    """Recompute a draw from its record alone, or from the database and its ledger; a difference ends with code 1."""

    help = "由抽签记录或数据库重算分派结果，并与登记的结果核对。"

    def add_arguments(self, parser):
        """A file, a draw, or all applied draws of a round."""
        parser.add_argument("file", nargs="?", help="下载的抽签记录（JSON）")
        parser.add_argument("--draw", type=int, help="数据库中的抽签编号")
        parser.add_argument("--round", type=int, help="数据库中的轮次编号：核对其全部已生效的抽签")

    def handle(self, *args, file=None, draw=None, round=None, **options):
        """Check and tell."""
        if sum(one is not None for one in (file, draw, round)) != 1:
            raise CommandError("请给出一份抽签记录，或 --draw、--round 之一。")
        if file is not None:
            self._tell(f"抽签记录“{Path(file).name}”", self._read(file), [])
            return
        chosen = queries.draw_for_office(draw) if draw else Draw.objects.filter(round=round, applied_at__isnull=False)
        found = list(chosen.select_related("round__season").order_by("number"))
        if not found:
            raise CommandError("没有这样的抽签，请核对编号。")
        for one in found:
            self._tell(str(one), queries.record_of(one, with_names=False), self._in_the_database(one))

    def _read(self, file):
        try:
            return json.loads(Path(file).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"文件不能读取：{error}") from error

    def _in_the_database(self, draw):
        told = []
        if not queries.committed_before_frozen(draw):
            told.append("台账中没有先于冻结名单登记的种子封存值。")
        if draw.applied_at:
            drawn = {(case, seat) for case, seat in records.pairs_of(json.loads(draw.panels))}
            held = {(case["key"], seat) for case in queries.list_of(draw)["cases"] for seat in case["held"]}
            if queries.given_by(draw) != drawn - held:
                told.append("数据库中的分派与抽签结果不符。")
        return told

    def _tell(self, what, export, more):
        told = more + records.faults(export)
        if told:
            raise CommandError(f"{what}与重算结果不符：\n" + "\n".join(told))
        places = len(records.pairs_of(export["panels"]))
        self.stdout.write(
            f"{what}：种子与封存值相符，名单与校验值相符，{len(export['panels'])}件、{places}人次的分派与重算结果一致，"
            f"且为最优。结果校验值{export['fingerprint']}。"
        )
