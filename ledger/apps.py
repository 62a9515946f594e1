"""台账."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """台账."""

    name = "ledger"
    verbose_name = "台账"
