"""The private Redis of a checkout: loopback only, a password nobody knows, its log of writes on disk."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from ops import ports, processes
from ops.household import Household
from ops.places import Places, write_whole
from ops.words import Halt

DATABASES = 64  # so that parallel test processes have one each


def program() -> str | None:
    """Redis, or Valkey which speaks the same."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def ask(port: int, password: str, *commands: str) -> list[str]:
    """Send plain commands after the password; one line of answer for each."""
    with socket.create_connection((ports.LOOPBACK, port), timeout=2) as connection:
        connection.settimeout(5)
        lines = [f"AUTH {password}", *commands]
        connection.sendall("".join(f"{line}\r\n" for line in lines).encode())
        with connection.makefile("r", encoding="utf-8", newline="\r\n") as answers:
            return [answers.readline().strip() for _ in lines]


@dataclass(frozen=True)
class Redis:
    """One server."""

    places: Places
    household: Household

    @property
    def _record(self) -> Path:
        return self.places.run / "redis.json"

    @property
    def _log(self) -> Path:
        return self.places.logs / "redis.log"

    def recorded(self) -> dict:
        """Port, password and process of the last start."""
        try:
            return json.loads(self._record.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    @property
    def address(self) -> str:
        known = self.recorded()
        return f"redis://:{known['password']}@{ports.LOOPBACK}:{known['port']}/0"

    def running(self) -> bool:
        """Only our own server answers to our password."""
        known = self.recorded()
        if not known:
            return False
        try:
            accepted, answer = ask(known["port"], known["password"], "PING")
        except OSError:
            return False
        return accepted == "+OK" and answer.startswith(("+PONG", "-LOADING"))

    def start(self) -> None:
        """Start it on its former port, or on a free one."""
        server = program()
        if server is None:
            raise Halt("本机没有 Redis，请先执行：sudo apt-get install -y redis-server")
        before = self.recorded().get("port")
        candidates = [before] if before and ports.obstacle(before) is None else []
        for port in [*candidates, ports.free(), ports.free(), ports.free()]:
            if self._start_on(server, port):
                return
        raise Halt(f"Redis 没有启动，原因见 {self._log} 末尾；排除后重新执行即可。")

    def stop(self) -> None:
        """End it by its own command: the log of writes is flushed first."""
        known = self.recorded()
        if not self.running():
            return
        with contextlib.suppress(OSError):
            ask(known["port"], known["password"], "SHUTDOWN")
        processes.end_group(known["process"], patience=10)

    def empty(self) -> None:
        """Throw away every queue and cache."""
        known = self.recorded()
        ask(known["port"], known["password"], "FLUSHALL")

    def _start_on(self, server: str, port: int) -> bool:
        directory = self.household.directory("redis")
        password = secrets.token_hex(24)
        lines = [
            f"bind {ports.LOOPBACK}",
            f"port {port}",
            f"requirepass {password}",
            f"databases {DATABASES}",
            "daemonize no",
            "appendonly yes",  # a task waiting in the queue survives a restart
            'save ""',
            "maxmemory-policy noeviction",
        ]
        configuration = directory / "portal.conf"
        write_whole(configuration, "\n".join(lines) + "\n", mode=0o600)
        self.household.give(configuration)
        with open(self._log, "a", encoding="utf-8") as output:
            child = subprocess.Popen(
                [server, str(configuration), "--dir", str(directory)],
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=directory,
                start_new_session=True,
                **self.household.drops,
            )
        known = {"port": port, "password": password, "process": processes.identity(child.pid)}
        write_whole(self._record, json.dumps(known), mode=0o600)
        deadline = time.monotonic() + 15
        while child.poll() is None and time.monotonic() < deadline:
            if self.running():
                return True
            time.sleep(0.05)
        processes.end_group(known["process"], patience=2)
        return False
