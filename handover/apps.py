"""移交."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """移交."""

    name = "handover"
    verbose_name = "移交"
