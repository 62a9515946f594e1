"""manage.py demo_people: one line per role to sign in as."""

from django.core.management.base import BaseCommand

from rehearsal import demonstration


class Command(BaseCommand):
    """Who can be signed in as in the demonstration."""

    help = "列出演示环境各角色的登录名。"

    def handle(self, **options):
        """Print."""
        self.stdout.write(f"演示账号（口令均为 {demonstration.PASSWORD}，也可在页面顶端一键换人）：")
        for user, words in demonstration.people():
            self.stdout.write(f"  {user.username:<26}{user.full_name}　{words}")
