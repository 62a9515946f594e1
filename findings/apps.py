"""查实与撤销."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """查实与撤销."""

    name = "findings"
    verbose_name = "查实与撤销"
