"""Acts of 导出, by noun."""

from exports.actions.asking import ask, clear, fetch
from exports.actions.making import make_export, make_owed

__all__ = ["ask", "clear", "fetch", "make_export", "make_owed"]
