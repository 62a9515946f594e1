"""The demonstration: services, migrations, a season in the middle, web server, worker and beat, in one terminal."""

import contextlib
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops import environment, ports, processes, services, system_packages
from ops.places import HERE, write_whole
from ops.words import Called, Halt, complain, say

RECORD = HERE.run / "demo.json"
PATIENCE = 15.0  # seconds for a part to finish what it has in hand
NAMES = {"web": "网页服务", "worker": "后台任务", "beat": "定时任务"}


@dataclass
class Part:
    """One running process of the demonstration."""

    name: str
    process: subprocess.Popen
    known: list[int]

    @property
    def log(self) -> Path:
        return HERE.logs / f"{self.name}.log"


def run(port_text: str) -> int:
    """Bring everything up, stay, and take down what was brought up."""
    port = ports.chosen(port_text)
    processes.answer_calls(*processes.ENDINGS)
    busy = f"本目录的演示已在运行{_known_address()}，请先在其窗口按 Ctrl-C 结束，再重新启动。"
    try:
        with HERE.lock("demo", busy=busy, wait=False):
            _end_leftovers()
            ports.insist_free(port)
            system_packages.ensure(("runtime", "services"))
            environment.ensure(development=False)
            with services.held():
                return _show(port)
    except Called as call:
        return 128 + call.signal_number if call.signal_number != signal.SIGINT else 0


def reset() -> int:
    """Forget the demonstration: database, queues, uploads, published files. The next start loads it afresh."""
    with HERE.lock("demo", busy="演示正在运行，请先在其窗口按 Ctrl-C 结束，再清空数据。", wait=False):
        _end_leftovers()
        services.empty()
        for folder in (HERE.var / "uploads", HERE.var / "published"):
            for path in sorted(folder.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
    say("演示数据已清空，下次 make demo 时重新装入。")
    return 0


def _show(port: int) -> int:
    address = f"http://{ports.LOOPBACK}:{port}/"
    surroundings = _surroundings(address)
    say("检查数据库结构……")
    _manage("migrate", "--verbosity", "0", surroundings=surroundings)
    say("检查演示数据（首次装入需要几分钟）……")
    _manage("demo_season", surroundings=surroundings)
    people = _manage("demo_people", surroundings=surroundings, listen=True)
    with _parts(port, surroundings) as parts:
        _wait_until_answers(port, parts)
        write_whole(RECORD, json.dumps({"address": address} | {part.name: part.known for part in parts}))
        say(f"\n{people.rstrip()}\n\n演示已启动：{address}\n按 Ctrl-C 结束。")
        while True:
            _insist_all_live(parts)
            time.sleep(0.5)


def _surroundings(address: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "craftsman_portal.settings.dev",
        "PUBLIC_ADDRESS": os.environ.get("PUBLIC_ADDRESS") or address.rstrip("/"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }


def _manage(*words: str, surroundings: dict[str, str], listen: bool = False) -> str:
    """A management command in the foreground; a failure has already explained itself on the terminal."""
    child = subprocess.Popen(
        [HERE.python, "manage.py", *words],
        cwd=HERE.root,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if listen else None,
        text=True,
        start_new_session=True,  # Ctrl-C reaches only us; the command is ended without a traceback
        preexec_fn=processes.die_with_parent,
    )
    try:
        said, _ = child.communicate()
    except Called:
        processes.end_group(processes.identity(child.pid), patience=5)
        raise
    if child.returncode:
        raise Halt(f"manage.py {words[0]} 没有成功，原因见上；已写入的数据不受影响，排除后重新执行即可。")
    return said or ""


def commands(port: int) -> dict[str, list[str]]:
    """What each part runs."""
    binaries = HERE.venv / "bin"
    celery = [str(binaries / "celery"), "-A", "craftsman_portal"]
    return {
        "web": [
            str(binaries / "gunicorn"),
            *("--config", "ops/gunicorn.conf.py", "--bind", f"{ports.LOOPBACK}:{port}"),
            "craftsman_portal.wsgi",
        ],
        "worker": [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--without-gossip"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--schedule", "var/run/beat-schedule", "--pidfile="],
    }


@contextlib.contextmanager
def _parts(port: int, surroundings: dict[str, str]) -> Iterator[list[Part]]:
    """Start all parts; at the end stop them, whatever happened."""
    parts: list[Part] = []
    try:
        for name, command in commands(port).items():
            with open(HERE.logs / f"{name}.log", "w", encoding="utf-8") as output:
                process = subprocess.Popen(
                    command,
                    cwd=HERE.root,
                    env=surroundings | {"DATABASE_POOL": "4" if name == "web" else "0"},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    start_new_session=True,  # Ctrl-C reaches only us; we end the parts in order
                    preexec_fn=processes.die_with_parent,
                )
            parts.append(Part(name, process, processes.identity(process.pid)))
            write_whole(RECORD, json.dumps({part.name: part.known for part in parts}))
        yield parts
    finally:
        with processes.undisturbed():
            say("正在停止……")
            for part in parts:  # all are told at once, and none waits for another
                if part.process.poll() is None:
                    part.process.terminate()
            for part in parts:
                processes.end_group(part.known, patience=PATIENCE)
            RECORD.unlink(missing_ok=True)


def _wait_until_answers(port: int, parts: list[Part]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        _insist_all_live(parts)
        with contextlib.suppress(OSError, urllib.error.HTTPError):
            with urllib.request.urlopen(f"http://{ports.LOOPBACK}:{port}/healthz", timeout=5):
                return
        time.sleep(0.2)
    raise Halt(f"网页服务在 90 秒内没有应答，原因见 {HERE.logs / 'web.log'}。")


def _insist_all_live(parts: list[Part]) -> None:
    for part in parts:
        if (code := part.process.poll()) is not None:
            lines = part.log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
            complain("\n".join(f"    {line}" for line in lines))
            raise Halt(f"{NAMES[part.name]}（{part.name}）意外停止，退出码 {code}，末尾记录如上，全文见 {part.log}。")


def _known_address() -> str:
    with contextlib.suppress(OSError, ValueError):
        if address := json.loads(RECORD.read_text(encoding="utf-8")).get("address"):
            return f"（{address}）"
    return ""


def _end_leftovers() -> None:
    """Parts of a demonstration whose supervisor was killed outright."""
    try:
        record = json.loads(RECORD.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    left = [known for name, known in record.items() if name in NAMES and processes.alive(known)]
    if left:
        say("上次的演示未正常结束，先停止其遗留进程……")
    for known in left:
        processes.end_group(known, patience=PATIENCE)
    RECORD.unlink(missing_ok=True)
