"""The app of encrypted columns; it owns the key rotation command and no table."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """个人信息保护."""

    name = label = "privacy"
    verbose_name = "个人信息保护"

    def ready(self):
        """Let ``manage.py check`` find missing or malformed keys before anything is stored."""
        from django.core.checks import Tags, register

        from privacy.cipher import check_keys

        register(check_keys, Tags.security)
