"""manage.py development_authority: a key and a certificate to seal with where nothing is meant in earnest."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from honours.signing import authority


class Command(BaseCommand):
    """Made once; asked again it does nothing. In production the key comes from a certification authority."""

    help = "生成演示用的签章密钥和签章证书（已有时不重复）；正式环境不可用。"

    def handle(self, **options):
        """Make them where the settings look for them."""
        if not settings.DEMONSTRATION:
            raise CommandError("演示用的签章密钥只能用于演示或开发环境；正式环境请向电子认证服务机构申领。")
        folder = Path(settings.SIGNING_KEY).parent
        if (folder / authority.KEY, folder / authority.CERTIFICATE) != (
            Path(settings.SIGNING_KEY),
            Path(settings.SIGNING_CERTIFICATE),
        ):
            self.stdout.write("签章密钥由环境变量指定，不另生成。")
        elif authority.settle(folder, now=clock.now()):
            self.stdout.write(f"已生成演示用的签章密钥：{folder}")
