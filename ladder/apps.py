"""工匠阶梯."""

from django.apps import AppConfig


class LadderConfig(AppConfig):
    """工匠阶梯."""

    name = "ladder"
    verbose_name = "工匠阶梯"
