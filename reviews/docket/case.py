"""What every paper of the package is given, and the two shapes a paper has: a workbook to read, a record to recompute."""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from exports import workbook
from exports.sheets import Table


@dataclass(frozen=True)
class Case:
    """The season that is checked, and the cover of the export."""

    season: object
    cover: workbook.Cover

    def book(self, title: str, tables: Iterable[Table]) -> bytes:
        """A workbook for people."""
        with tempfile.TemporaryDirectory(prefix="craftsman-docket-") as folder:
            path = Path(folder) / "one.xlsx"
            workbook.write(path, replace(self.cover, title=title), tables, step=_nobody)
            return path.read_bytes()


def record(content: object) -> bytes:
    """A record for programs: UTF-8, keys in their order, decimals and moments as text."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def _nobody(rows: int) -> None:
    """The steps of a package are its papers, not their rows."""
