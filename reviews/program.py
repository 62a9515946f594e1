"""程序版本: which program counted: the portal's version and the check value of the files that count."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
COUNTING = ("scoring.py", "calibration.py", "tally.py")


@cache
def program_version() -> str:
    """Such as ``0.1.0 sha256:1f…``: 32 digits of the check value over the files, one after the other."""
    release = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in COUNTING)).hexdigest()
    return f"{release} sha256:{digest[:32]}"
