"""For whom and where the private services run.

PostgreSQL refuses to run as root, so a set-up by root hands both services to an unprivileged user. Where
that user cannot reach the checkout (below a 0700 directory such as /root), their directories stand in
``/var/lib/craftsman-portal`` instead.
"""

import os
import pwd
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ops.places import Places
from ops.words import Halt, say

OUTSIDE = Path("/var/lib/craftsman-portal")
SOCKET_NAME = "/.s.PGSQL.5432"
SOCKET_LIMIT = 107  # sun_path holds 108 bytes with the closing zero


@dataclass(frozen=True)
class Household:
    """The user that owns the services and the directory they live in."""

    base: Path
    uid: int
    gid: int

    @property
    def drops(self) -> dict:
        """How subprocess becomes that user; empty when we already are."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def directory(self, name: str) -> Path:
        """A directory of our own, closed to everybody else."""
        path = self.base / name
        path.mkdir(parents=True, exist_ok=True)
        self.give(path)
        path.chmod(0o700)
        return path

    def give(self, path: Path) -> None:
        """Hand a file to the services' user."""
        if self.drops:
            os.chown(path, self.uid, self.gid)

    def sockets(self, mark: str) -> Path:
        """Where PostgreSQL puts its socket: beside its files, unless that path is too long for the kernel."""
        beside = self.directory("socket")
        if len(os.fsencode(str(beside) + SOCKET_NAME)) < SOCKET_LIMIT:
            return beside
        short = Path("/tmp" if self.drops else tempfile.gettempdir()) / f"craftsman-{self.uid}-{mark}"
        short.mkdir(mode=0o700, exist_ok=True)
        owner = short.lstat()
        if short.is_symlink() or owner.st_uid not in (self.uid, os.geteuid()):
            raise Halt(f"目录 {short} 属于另一用户，无法用作数据库套接字目录；请删除该目录，或把代码移到较短的路径下。")
        self.give(short)
        short.chmod(0o700)
        return short


def find(places: Places) -> Household:
    """The household of this checkout, the same at every start."""
    places.prepare()
    if os.geteuid() != 0:
        if (places.var / "postgres").exists() and (places.var / "postgres").stat().st_uid != os.geteuid():
            raise Halt(
                f"{places.var} 下的数据由另一用户建立，当前用户不能使用；"
                f"请改用原来的用户，或先执行：sudo chown -R {os.geteuid()}:{os.getegid()} {places.var} {places.venv}"
            )
        return Household(places.var, os.geteuid(), os.getegid())
    owner = _unprivileged(places)
    if _reaches(owner, places.var):
        return Household(places.var, owner.pw_uid, owner.pw_gid)
    base = OUTSIDE / places.mark
    if not base.exists():
        say(f"用户 {owner.pw_name} 无法进入 {places.root}（上级目录不对外开放），数据库文件改放在 {base}。")
        base.mkdir(parents=True)
        base.chmod(0o755)
        OUTSIDE.chmod(0o755)
        (base / "checkout").write_text(f"{places.root}\n", encoding="utf-8")
    return Household(base, owner.pw_uid, owner.pw_gid)


def _unprivileged(places: Places) -> pwd.struct_passwd:
    """Whoever owns the existing files; else Debian's ``postgres``, else ``nobody``."""
    existing = places.var / "postgres"
    if existing.exists() and (uid := existing.stat().st_uid) != 0:
        return pwd.getpwuid(uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Halt("以 root 执行时数据库需由普通用户运行，本机没有 postgres 或 nobody 用户；请改用普通用户执行。")


def _reaches(owner: pwd.struct_passwd, directory: Path) -> bool:
    """Can that user pass through every directory on the way?"""
    # /bin/sh and not our own interpreter, which may itself lie where that user cannot go.
    answer = subprocess.run(
        ["/bin/sh", "-c", '[ -x "$1" ]', "sh", str(directory)],
        user=owner.pw_uid,
        group=owner.pw_gid,
        extra_groups=[],
        cwd="/",
        check=False,
    )
    return answer.returncode == 0
