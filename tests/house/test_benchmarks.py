"""测量: every entry that ``python -m benchmarks`` offers can be started."""

from importlib import import_module
from inspect import signature

from benchmarks.__main__ import ENTRIES


def test_every_entry_has_its_report():
    for module in (*ENTRIES.values(), "everything"):
        assert "quick" in signature(import_module(f"benchmarks.{module}").report).parameters, module
