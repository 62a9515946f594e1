"""manage.py found_portal: what stands before anybody can sign in to register the rest."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actions import grant, issue_password_link, open_account, register_organisation
from accounts.queries import people_with
from accounts.states import Role
from ledger.origin import acting_from
from organisations.city import DISTRICTS, MUNICIPAL
from organisations.models import Organisation
from organisations.states import Kind


class Command(BaseCommand):
    """市总工会、十六个区总工会和首位系统管理员; everybody and everything else is registered on the pages."""

    help = "建立市总工会与十六个区总工会，开立首位系统管理员账户，给出设定口令的链接。"

    def add_arguments(self, parser):
        """Who the first administrator is."""
        parser.add_argument("--username", required=True, help="首位系统管理员的登录名")
        parser.add_argument("--full-name", required=True, help="首位系统管理员的姓名")
        parser.add_argument("--email", default="", help="电子邮箱（可不填）")

    @transaction.atomic
    def handle(self, *, username, full_name, email, **options):
        """Found once; asked again it refuses and changes nothing."""
        if people_with(Role.ADMINISTRATOR).exists():
            raise CommandError("已有系统管理员，请由其登录后开立其他账户。")
        with acting_from("command:found_portal"):
            municipal = self._tree()
            person = open_account(full_name=full_name, username=username, email=email, by=None)
            grant(person, Role.ADMINISTRATOR, municipal, by=None)
            link = issue_password_link(person, by=None)
        self.stdout.write(f"已建立{MUNICIPAL}与 {len(DISTRICTS)} 个区总工会，并为{full_name}开立系统管理员账户。")
        self.stdout.write(f"请在浏览器打开以下链接设定口令：{settings.PUBLIC_ADDRESS.rstrip('/')}{link}")

    def _tree(self):
        municipal = Organisation.objects.filter(kind=Kind.MUNICIPAL).first() or register_organisation(
            kind=Kind.MUNICIPAL, parent=None, name=MUNICIPAL, by=None
        )
        for district in DISTRICTS:
            name = f"{district}总工会"
            if not Organisation.objects.filter(name=name).exists():
                register_organisation(kind=Kind.DISTRICT, parent=municipal, name=name, by=None)
        return municipal
