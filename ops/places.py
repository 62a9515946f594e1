"""Where things stand in a checkout. Everything that is not source lies under ``var/`` or ``.venv/``."""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.words import Halt, say


@dataclass(frozen=True)
class Places:
    """The directories of one checkout."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def services_env(self) -> Path:
        """``NAME=value`` lines that manage.py reads (craftsman_portal/settings/dev.py)."""
        return self.var / "services.env"

    @property
    def mark(self) -> str:
        """Tells this checkout from another one where both must use a shared directory."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:10]

    def prepare(self) -> None:
        """Make the directories that every verb writes to."""
        for directory in (self.var, self.logs, self.run):
            if not directory.is_dir():
                directory.mkdir(parents=True, exist_ok=True)
                directory.chmod(0o755)  # whatever the umask: the services' user must pass through

    @contextlib.contextmanager
    def lock(self, name: str, *, busy: str, wait: bool) -> Iterator[None]:
        """Hold a lock of this checkout; the kernel frees it if we are killed."""
        self.prepare()
        with open(self.run / f"{name}.lock", "a", encoding="utf-8") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not wait:
                    raise Halt(busy) from None
                say(busy)
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield


HERE = Places(Path(__file__).resolve().parent.parent)


def write_whole(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Replace a file in one step, so that a reader never sees half of it."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as handle:
        handle.write(text)
    fresh.replace(path)
