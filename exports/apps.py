"""导出."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """导出."""

    name = "exports"
    verbose_name = "导出"
