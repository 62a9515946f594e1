"""年度与细则."""

from django.apps import AppConfig


class SeasonsConfig(AppConfig):
    """年度与细则."""

    name = "seasons"
    verbose_name = "年度与细则"
