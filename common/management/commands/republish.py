"""manage.py republish: every published file made anew from the database."""

from django.core.management.base import BaseCommand

from common import published


class Command(BaseCommand):
    """重新生成公开文件, after the folder was lost or restored from an older copy."""

    help = "从数据库重新生成全部公开文件（公示页面、证书状态表等）。"

    def handle(self, **options):
        """Room by room, with how many files each wrote."""
        for room, written in published.republish().items():
            self.stdout.write(f"{room}：{written} 个文件")
