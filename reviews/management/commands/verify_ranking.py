"""复核排名: ``manage.py verify_ranking --ranking 3``, or of a downloaded copy: ``--copy ranking.json``."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reviews.models import Ranking
from reviews.verification import differences, written_differences


class Command(BaseCommand):
    """Recompute a ranking to the last decimal and compare; a difference ends with a non-zero code."""

    help = "由评分逐项重算一份排名，并与记录核对；也可以核对一份下载的副本。"

    def add_arguments(self, parser):
        """Which ranking, the latest confirmed one unless said; or which file."""
        parser.add_argument("--ranking", type=int, help="排名编号；不写则为最近确认的一份")
        parser.add_argument("--copy", type=Path, help="下载的排名副本（JSON 文件）")

    def handle(self, *args, ranking=None, copy=None, **options):
        """Compare and tell."""
        name, size, told = _of_copy(copy) if copy else _of_ranking(ranking)
        if told:
            raise CommandError(f"{name}与重算结果不符：\n" + "\n".join(told))
        self.stdout.write(f"{name}，共{size}行，与重算结果一致。")


def _of_copy(path):
    try:
        copy = json.loads(path.read_bytes())
        return f"副本{path.name}", len(copy["outputs"]["lines"]), written_differences(copy)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CommandError(f"不能读取副本{path.name}，请核对是否为本平台下载的排名副本。") from problem


def _of_ranking(key):
    rankings = Ranking.objects.select_related("round__season", "round__rulebook", "round__plan")
    chosen = rankings.filter(pk=key) if key else rankings.filter(confirmed_at__isnull=False)
    found = chosen.order_by("-pk").first()
    if found is None:
        raise CommandError("没有这份排名，请核对编号。")
    return f"{found}（编号{found.pk}，输入校验值{found.inputs_hash}）", found.lines.count(), differences(found)
