"""The packages of system-packages.txt: which are missing, and how they get here without side effects.

Debian's ``postgresql`` would create and start a cluster of the machine, ``redis-server`` a server. A
checkout brings its own private ones, so both are held back while apt runs and nothing else on the
machine changes.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ops import chromium, postgres, redis_server
from ops.places import HERE, write_whole
from ops.words import Halt, say

LIST = HERE.root / "system-packages.txt"
SECTION = re.compile(r"^#\s*\[(\w+)\]")

# apt's own ways of being told not to start anything; ours only for as long as we live
POLICY = Path("/usr/sbin/policy-rc.d")
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/craftsman-portal.conf")
OURS = "# written by craftsman-portal for the length of one apt-get run"


def sections(text: str) -> dict[str, list[str]]:
    """The package names of each section, in their order."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        if opening := SECTION.match(line):
            current = found.setdefault(opening[1], [])
        name = line.partition("#")[0].strip()
        if name and current is None:
            raise Halt(f"system-packages.txt 中的“{name}”不在任何分节之下，请放到 # [runtime] 等分节之后。")
        if name:
            current.append(name)
    return found


def _venv_works() -> bool:
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


# A need may be met by something else than the package of that name (another major version, a vendor's build).
MET_OTHERWISE = {
    "postgresql": lambda: postgres.programs() is not None,
    "redis-server": lambda: redis_server.program() is not None,
    "python3-venv": _venv_works,
    "chromium": lambda: chromium.path() is not None,
}


def _installed(names: list[str]) -> set[str]:
    """Which of these Debian knows as installed."""
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names], capture_output=True, text=True, check=False
    )
    lines = (line.split() for line in answer.stdout.splitlines())
    return {words[0] for words in lines if words[1:] == ["installed"]}


def missing(wanted: list[str]) -> list[str]:
    """The packages still to be installed."""
    known = _installed(wanted) if shutil.which("dpkg-query") else set()
    return [name for name in wanted if name not in known and not MET_OTHERWISE.get(name, lambda: False)()]


def wanted(kinds: tuple[str, ...]) -> list[str]:
    """The packages of some sections, less the servers that the environment already points to."""
    listed = sections(LIST.read_text(encoding="utf-8"))
    names = [name for kind in kinds for name in listed[kind]]
    elsewhere = {"postgresql": "DATABASE_URL", "redis-server": "REDIS_URL"}
    return [name for name in names if not os.environ.get(elsewhere.get(name, ""))]


def ensure(kinds: tuple[str, ...]) -> None:
    """Install what is missing, or say exactly what to type."""
    lacking = missing(wanted(kinds))
    if not lacking:
        return
    if not shutil.which("apt-get"):
        raise Halt(f"缺少系统软件：{'、'.join(lacking)}；本机没有 apt-get，请用本机的软件管理工具装好后重新执行。")
    if os.geteuid() != 0:
        lacking = _obtainable(lacking)
        if lacking:
            line = f"sudo apt-get install -y --no-install-recommends {' '.join(lacking)}"
            raise Halt(f"缺少系统软件包，请先执行：{line}")
        return
    say(f"安装系统软件包：{' '.join(lacking)}")
    with _nothing_starts():
        _apt("update")
        _apt("install", "-y", "--no-install-recommends", *_obtainable(lacking))
    _leave_redis_off(lacking)


def _obtainable(names: list[str]) -> list[str]:
    """Leave out Chromium where Debian's package does not exist (Ubuntu ships it as a snap only)."""
    if "chromium" not in names or chromium.packaged():
        return names
    return [name for name in names if name != "chromium"]  # ops/chromium.py fetches one instead


def _apt(*words: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    command = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *words]
    log = HERE.logs / "apt.log"
    HERE.prepare()
    with open(log, "a", encoding="utf-8") as output:
        answer = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
        )
    if answer.returncode and words[0] == "install":
        raise Halt(f"系统软件包没有装上，原因见 {log} 末尾；排除后重新执行即可，已装好的不会重来。")


@contextlib.contextmanager
def _nothing_starts() -> Iterator[None]:
    """While apt runs: no service starts and no cluster of the machine is created."""
    for leftover in (POLICY, NO_CLUSTER):
        if leftover.is_file() and OURS in leftover.read_text(encoding="utf-8", errors="replace"):
            leftover.unlink()
    placed = []
    if not POLICY.exists():
        # Harmless once we are gone, even if we are killed before we can take it away.
        write_whole(POLICY, f"#!/bin/sh\n{OURS}\n[ -d /proc/{os.getpid()} ] && exit 101\nexit 0\n", mode=0o755)
        POLICY.chmod(0o755)
        placed.append(POLICY)
    NO_CLUSTER.parent.mkdir(parents=True, exist_ok=True)
    write_whole(NO_CLUSTER, f"{OURS}\ncreate_main_cluster = false\n")
    placed.append(NO_CLUSTER)
    try:
        yield
    finally:
        for path in placed:
            path.unlink(missing_ok=True)


def _leave_redis_off(installed: list[str]) -> None:
    """Debian enables the server for the next boot; this checkout does not use that one."""
    if "redis-server" not in installed:
        return
    for command in (["systemctl", "disable", "redis-server.service"], ["update-rc.d", "redis-server", "disable"]):
        if shutil.which(command[0]):
            subprocess.run(command, capture_output=True, check=False)
