"""The same people as in 命名: named, with money on its way."""

from tests.honours.conftest import (
    approved,
    honour,
    named,
    ready,
    released,
    resolution,
    review_office,
    taxed,
    with_account,
)

__all__ = ["approved", "honour", "named", "ready", "released", "resolution", "review_office", "taxed", "with_account"]
