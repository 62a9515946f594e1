"""The Python environment in ``.venv``: made from the lock files with hashes, once, and known to be whole.

A stamp in the environment says from which locks it was made; a mark outside it says that a set-up is
under way. A mark found at the start means an earlier set-up was cut short, and it is done again.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys

from ops.places import HERE, Places, write_whole
from ops.words import Halt, say

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"


def digest(places: Places, lock: str) -> str:
    """What the lock file says today."""
    return hashlib.sha256((places.root / lock).read_bytes()).hexdigest()


def stamp(places: Places) -> dict[str, str]:
    """Which locks the environment was made from; empty when it was never finished."""
    try:
        return json.loads((places.venv / "portal-stamp.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def unfinished(places: Places) -> bool:
    """Was an earlier set-up cut short?"""
    return (places.var / "setup-unfinished").exists()


def current(places: Places, lock: str) -> bool:
    """Is the environment whole, here, and made from this lock as it stands?"""
    return not unfinished(places) and stamp(places).get(lock) == digest(places, lock) and usable(places)


def usable(places: Places) -> bool:
    """Does the environment's own Python run, and does it believe to live here (a moved checkout does not)?"""
    if not places.python.exists():
        return False
    question = "import sys, pip; print(sys.prefix); print(sys.version_info >= (3, 11))"
    answer = subprocess.run([places.python, "-I", "-c", question], capture_output=True, text=True, check=False)
    if answer.stdout.splitlines() != [str(places.venv), "True"]:
        return False
    pip = places.venv / "bin" / "pip"  # its first lines name the interpreter, by an absolute path
    return pip.exists() and str(places.python.parent) in pip.read_text(encoding="utf-8", errors="replace")[:600]


def ensure(*, development: bool, places: Places = HERE) -> None:
    """Prepare ``.venv``; quick when it is there and whole."""
    lock = DEVELOPMENT if development else RUNTIME
    if current(places, lock):
        return
    with places.lock("setup", busy="另一个命令正在准备 Python 环境，等它完成……", wait=True):
        if current(places, lock):
            return
        if unfinished(places):
            say("上次准备 Python 环境未完成，现在重做。")
        mark = places.var / "setup-unfinished"
        rebuild = unfinished(places) or not usable(places)
        mark.touch()
        if rebuild:
            _create(places)
        _install(places, lock)
        known = {name: made for name, made in stamp(places).items() if made == digest(places, name)}
        write_whole(places.venv / "portal-stamp.json", json.dumps(known | _covered(places, lock)))
        mark.unlink()


def _covered(places: Places, lock: str) -> dict[str, str]:
    """The development lock holds everything the runtime lock does."""
    locks = (RUNTIME, DEVELOPMENT) if lock == DEVELOPMENT else (RUNTIME,)
    return {name: digest(places, name) for name in locks}


def _create(places: Places) -> None:
    if places.venv.exists():
        shutil.rmtree(places.venv)
    _logged(places, [sys.executable, "-m", "venv", str(places.venv)], "Python 虚拟环境没有建成")


def _install(places: Places, lock: str) -> None:
    say("按锁定清单安装 Python 依赖（首次约一分钟）……")
    command = [str(places.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    _logged(places, [*command, "--require-hashes", "-r", str(places.root / lock)], "Python 依赖没有装全")


def _logged(places: Places, command: list[str], failure: str) -> None:
    log = places.logs / "setup.log"
    with open(log, "a", encoding="utf-8") as output:
        answer = subprocess.run(
            command,
            cwd=places.root,
            env=os.environ | {"PIP_ROOT_USER_ACTION": "ignore", "PIP_PROGRESS_BAR": "off"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        )
    if answer.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise Halt(f"{failure}，详见 {log}（末行：{''.join(last)}）；排除原因后重新执行即可。")
