"""manage.py orphan_files: what lies in the store without a row, listed or removed."""

from django.core.management.base import BaseCommand

from ledger.origin import acting_from
from nominations.actions import sweeping


class Command(BaseCommand):
    """无主文件: files of papers older than a day that no row knows; a row without its file is never touched."""

    help = "列出存储中没有登记的佐证材料文件（一天以前的）；加 --remove 则删除。"

    def add_arguments(self, parser):
        """Whether to remove."""
        parser.add_argument("--remove", action="store_true", help="删除所列文件")

    def handle(self, *, remove, **options):
        """One line a file, and how many."""
        if remove:
            with acting_from("command:orphan_files"):
                self.stdout.write(f"已删除 {sweeping.sweep()} 个无主文件。")
            return
        found = list(sweeping.orphans())
        for path in found:
            self.stdout.write(path)
        self.stdout.write(f"共 {len(found)} 个无主文件。")
