"""批量导入."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """批量导入."""

    name = "intake"
    verbose_name = "批量导入"
