"""The same people as in 命名: named, with money on its way."""

from tests.honours.conftest import (
    approved,
    batch,
    honour,
    named,
    ready,
    released,
    released_batch,
    resolution,
    review_office,
    taxed,
    with_account,
)

__all__ = [
    "approved",
    "batch",
    "honour",
    "named",
    "ready",
    "released",
    "released_batch",
    "resolution",
    "review_office",
    "taxed",
    "with_account",
]
