"""函告."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """函告."""

    name = "letters"
    verbose_name = "函告"
