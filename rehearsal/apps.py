"""演练."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """演练."""

    name = "rehearsal"
    verbose_name = "演练"
