"""审定."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """审定."""

    name = "decisions"
    verbose_name = "审定"
