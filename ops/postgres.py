"""The private PostgreSQL of a checkout: own data directory, own socket, no network port."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ops import processes
from ops.household import Household
from ops.places import Places, write_whole
from ops.words import Halt, say

OLDEST = 15
ROLE = DATABASE = "portal"
PATIENCE = 12.0  # seconds; after kill -9 the old lock may stand for some of them


def programs(major: int | None = None) -> Path | None:
    """The directory of ``initdb`` and ``postgres``: of one major version, or the newest of 15 and later."""
    found = {}
    for directory in Path("/usr/lib/postgresql").glob("*/bin"):
        if directory.parent.name.isdigit() and (directory / "initdb").exists():
            found[int(directory.parent.name)] = directory
    if program := shutil.which("initdb"):
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
        words = answer.split()[-1:] or ["0"]
        found.setdefault(int(words[0].partition(".")[0].partition("(")[0] or 0), Path(program).resolve().parent)
    fit = [version for version in found if version >= OLDEST and major in (None, version)]
    return found[max(fit)] if fit else None


@dataclass(frozen=True)
class Postgres:
    """One cluster."""

    places: Places
    household: Household

    @property
    def cluster(self) -> Path:
        return self.household.base / "postgres" / "cluster"

    @property
    def sockets(self) -> Path:
        return self.household.sockets(self.places.mark)

    @property
    def address(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.sockets), safe='/')}"

    def running(self) -> bool:
        """Does a living postmaster work in this very directory?"""
        pid = self._recorded_pid()
        if pid is None or processes.birth(pid) is None:
            return False
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return os.fsencode(self.cluster) in words

    def start(self) -> None:
        """Start it, making the cluster first where there is none."""
        bin_directory = self._programs_for_cluster()
        self.household.directory("postgres")
        if not (self.cluster / "PG_VERSION").exists():
            self._make(bin_directory)
        self._configure()
        deadline = time.monotonic() + PATIENCE
        while self._pg_ctl(bin_directory, "-w", "-t", "60", "start"):
            if time.monotonic() > deadline:
                raise Halt(f"PostgreSQL 没有启动，原因见 {self._log} 末尾；排除后重新执行即可，数据未受影响。")
            self._clear_stale_lock()
            time.sleep(1)
        self._make_database(bin_directory)

    def stop(self) -> None:
        """End it; what is written is on disk."""
        if self.running() and self._pg_ctl(self._programs_for_cluster(), "-w", "-m", "fast", "stop"):
            raise Halt(f"PostgreSQL 未能停止，原因见 {self._log} 末尾。")

    def empty(self) -> None:
        """Throw the database away and make a fresh one."""
        bin_directory = self._programs_for_cluster()
        self._client(bin_directory, "dropdb", "--if-exists", "--force", DATABASE)
        self._make_database(bin_directory)

    @property
    def _log(self) -> Path:
        return self.places.logs / "postgres.log"

    def _recorded_pid(self) -> int | None:
        try:
            return int((self.cluster / "postmaster.pid").read_text().splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None

    def _clear_stale_lock(self) -> None:
        """PostgreSQL believes a lock whose number a zombie or a stranger bears now; we know better.

        Not while backends of a killed postmaster are still attached to its memory: two sets of
        writers in one directory would ruin it.
        """
        lock = self.cluster / "postmaster.pid"
        try:
            memory = lock.read_text().splitlines()[6].split()[1]
        except (OSError, IndexError):
            memory = None
        if not self.running() and memory not in self._attached():
            lock.unlink(missing_ok=True)

    @staticmethod
    def _attached() -> set[str]:
        """The shared memory segments that some process still uses."""
        rows = (row.split() for row in Path("/proc/sysvipc/shm").read_text().splitlines()[1:])
        return {row[1] for row in rows if int(row[6])}

    def _programs_for_cluster(self) -> Path:
        version = self.cluster / "PG_VERSION"
        major = int(version.read_text().strip()) if version.exists() else None
        found = programs(major)
        if found is None and major:
            raise Halt(
                f"本目录的数据库由 PostgreSQL {major} 建立，本机没有这一版本；"
                f"请安装 postgresql-{major}，或用 pg_upgrade 升级 {self.cluster} 后再执行。"
            )
        if found is None:
            raise Halt(f"本机没有 PostgreSQL {OLDEST} 或更高版本，请先执行：sudo apt-get install -y postgresql")
        return found

    def _make(self, bin_directory: Path) -> None:
        """Made beside and moved into place, so that half a cluster is never taken for one."""
        say("建立本目录专用的 PostgreSQL 数据库……")
        fresh = self.cluster.with_name("cluster.new")
        shutil.rmtree(fresh, ignore_errors=True)
        command = [bin_directory / "initdb", "-D", fresh, "-U", ROLE, "-A", "trust", "-E", "UTF8", "--no-locale"]
        if self._run(command):
            raise Halt(f"PostgreSQL 数据目录没有建成，原因见 {self._log} 末尾；排除后重新执行即可。")
        with open(fresh / "postgresql.conf", "a", encoding="utf-8") as configuration:
            configuration.write("\ninclude_if_exists = 'portal.conf'\n")
        fresh.rename(self.cluster)

    def _configure(self) -> None:
        """No network; only the socket, in a directory that only its owner enters (hence ``trust``)."""
        sockets = str(self.sockets).replace("\\", "\\\\").replace('"', '""').replace("'", "''")
        lines = [
            "listen_addresses = ''",
            f"unix_socket_directories = '\"{sockets}\"'",
            "port = 5432",
            "max_connections = 200",
            "shared_buffers = 128MB",
            "synchronous_commit = off",  # a crash may lose the last instant of a demonstration, never its order
            "jit = off",
            f"fsync = {'off' if os.environ.get('CI') else 'on'}",
            "timezone = 'UTC'",
            "log_timezone = 'Asia/Shanghai'",
        ]
        path = self.cluster / "portal.conf"
        write_whole(path, "\n".join(lines) + "\n")
        self.household.give(path)

    def _make_database(self, bin_directory: Path) -> None:
        question = f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"
        answer = self._client(bin_directory, "psql", "-X", "-A", "-t", "-c", question, "postgres")
        if "1" not in answer.split():
            self._client(bin_directory, "createdb", "-T", "template0", "-E", "UTF8", DATABASE)

    def _client(self, bin_directory: Path, program: str, *words: str) -> str:
        command = [bin_directory / program, "-h", self.sockets, "-p", "5432", "-U", ROLE, "-w", *words]
        answer = subprocess.run(
            command,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **self.household.drops,
        )
        if answer.returncode:
            raise Halt(f"{program} 没有成功：{answer.stderr.strip()}")
        return answer.stdout

    def _pg_ctl(self, bin_directory: Path, *words: str) -> int:
        return self._run([bin_directory / "pg_ctl", "-D", self.cluster, *words])

    def _run(self, command: list) -> int:
        # The log is opened here: the services' user may be unable to.
        with open(self._log, "a", encoding="utf-8") as output:
            return subprocess.run(
                command,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                start_new_session=True,  # Ctrl-C in the terminal is not meant for it
                check=False,
                **self.household.drops,
            ).returncode

    def _environment(self) -> dict[str, str]:
        """Nothing of the person's own PG* variables."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": str(self.household.base)}
