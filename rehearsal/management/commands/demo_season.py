"""manage.py demo_season: load the demonstration once; asked again it does nothing."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from common import clock
from ledger.origin import acting_from
from rehearsal import demonstration


class Command(BaseCommand):
    """All of it or nothing: a set-up that is interrupted leaves no half season."""

    help = "载入演示年度（已载入时不重复）。"

    def handle(self, **options):
        """Load."""
        if not settings.DEMONSTRATION:
            raise CommandError("演示年度只能载入演示或开发环境。")
        call_command("development_authority", stdout=self.stdout)  # certificates are sealed from the start
        if demonstration.is_loaded():
            self.stdout.write("演示年度已载入。")
            return
        with acting_from("command:demo_season"), transaction.atomic():
            demonstration.load(now=clock.now(), progress=self._progress)
        self.stdout.write("演示年度已载入。")

    def _progress(self, things, words, total=None):
        return tqdm(things, desc=f"载入演示年度：{words}", unit="件", file=self.stderr._out, mininterval=0.5)
