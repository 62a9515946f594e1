"""The app label of what all apps share; it owns no table."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """公用部分."""

    name = label = "common"
    verbose_name = "公用部分"
