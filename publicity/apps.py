"""公示."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """公示."""

    name = "publicity"
    verbose_name = "公示"
