"""工作台."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """工作台."""

    name = "desks"
    verbose_name = "工作台"
