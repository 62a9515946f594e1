"""申报."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """申报."""

    name = "nominations"
    verbose_name = "申报"
