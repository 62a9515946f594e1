"""人员与角色."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """人员与角色."""

    name = "accounts"
    verbose_name = "人员与角色"
