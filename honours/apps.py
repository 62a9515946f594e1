"""命名."""

from django.apps import AppConfig


class HonoursConfig(AppConfig):
    """命名."""

    name = "honours"
    verbose_name = "命名"
