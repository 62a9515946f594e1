"""Acts of 移交, by noun."""

from handover.actions.delivering import deliver, hand_over_again, owe_all
from handover.actions.packing import ask_package, clear, fetch_package, pack, packages_owed

__all__ = [
    "ask_package",
    "clear",
    "deliver",
    "fetch_package",
    "hand_over_again",
    "owe_all",
    "pack",
    "packages_owed",
]
