"""回避的人看不到的记录: what a reader may not know of, as the rooms above the ledger say it.

The ledger stands below every room it writes about; each app may have a room ``veils`` with ``on_ledger(user)``, which
answers with the entries to be kept from that person, or with nothing.
"""

from importlib import import_module

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import module_has_submodule


def kept_from(user) -> Q:
    """Every room's entries that are not for this reader."""
    kept = Q()
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "veils"):
            room = import_module(f"{config.name}.veils")
            if hasattr(room, "on_ledger"):
                kept |= room.on_ledger(user)
    return kept
