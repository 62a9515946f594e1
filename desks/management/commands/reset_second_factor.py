"""manage.py reset_second_factor: where the only administrator has lost phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from common.refusals import Refused
from desks.actions import reset_second_factor
from ledger.origin import acting_from


class Command(BaseCommand):
    """As an administrator does it on the person's page: with a reason, on the ledger, and told by letter."""

    help = "重置一位人员的动态验证码（系统管理员本人丢失手机和恢复码时用）。"

    def add_arguments(self, parser):
        """Whom, and why."""
        parser.add_argument("username", help="登录名")
        parser.add_argument("--reason", required=True, help="理由：如何核实了本人身份")

    def handle(self, *, username, reason, **options):
        """Reset."""
        person = User.objects.filter(username__iexact=username).first()
        if person is None:
            raise CommandError(f"没有登录名为“{username}”的人员。")
        with acting_from("command:reset_second_factor"):
            try:
                reset_second_factor(person, reason=reason, by=None)
            except Refused as refused:
                raise CommandError(str(refused.refusal)) from refused
        self.stdout.write(f"{person.full_name}的动态验证码已重置，并已函告本人。")
