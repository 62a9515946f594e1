"""禁报."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """禁报."""

    name = "sanctions"
    verbose_name = "禁报"
