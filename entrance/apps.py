"""入口."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """入口."""

    name = "entrance"
    verbose_name = "入口"
