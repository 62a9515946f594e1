"""复核排名: ``manage.py verify_ranking --ranking 3``."""

from django.core.management.base import BaseCommand, CommandError

from reviews.models import Ranking
from reviews.verification import differences


class Command(BaseCommand):
    """Recompute a ranking to the last decimal and compare; a difference ends with a non-zero code."""

    help = "由评分逐项重算一份排名，并与记录核对。"

    def add_arguments(self, parser):
        """Which ranking; the latest confirmed one unless said."""
        parser.add_argument("--ranking", type=int, help="排名编号；不写则为最近确认的一份")

    def handle(self, *args, ranking=None, **options):
        """Compare and tell."""
        rankings = Ranking.objects.select_related("round__season", "round__rulebook")
        chosen = rankings.filter(pk=ranking) if ranking else rankings.filter(confirmed_at__isnull=False)
        found = chosen.order_by("-pk").first()
        if found is None:
            raise CommandError("没有这份排名，请核对编号。")
        told = differences(found)
        if told:
            raise CommandError(f"{found}（编号{found.pk}）与重算结果不符：\n" + "\n".join(told))
        self.stdout.write(
            f"{found}（编号{found.pk}）共{found.lines.count()}行，与重算结果一致。输入校验值{found.inputs_hash}。"
        )
