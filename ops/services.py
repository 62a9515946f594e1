"""PostgreSQL and Redis of this checkout: started when somebody needs them, ended when nobody does.

``make services`` keeps them until ``make services-stop``. Other verbs hold them only while they run;
the last to leave puts out the light. A holder that was killed no longer counts.
"""

import contextlib
import json
import os
from collections.abc import Iterator

from ops import household, processes
from ops.places import HERE, Places, write_whole
from ops.postgres import Postgres
from ops.redis_server import Redis
from ops.words import Halt

WAITING = "另一个命令正在启动或停止 PostgreSQL 与 Redis，等它完成……"


def _own(places: Places) -> dict[str, Postgres | Redis]:
    """The servers this checkout must run itself, by the variable that would replace each."""
    here = None
    found: dict[str, Postgres | Redis] = {}
    for variable, kind in (("DATABASE_URL", Postgres), ("REDIS_URL", Redis)):
        if not os.environ.get(variable):
            here = here or household.find(places)
            found[variable] = kind(places, here)
    return found


def _read(places: Places) -> dict:
    try:
        record = json.loads((places.run / "services.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        record = {}
    holders = [holder for holder in record.get("holders", []) if processes.alive(holder)]
    return {"kept": record.get("kept", False), "holders": holders}


def _write(places: Places, record: dict) -> None:
    write_whole(places.run / "services.json", json.dumps(record))


def _start(places: Places) -> None:
    servers = _own(places)
    for server in servers.values():
        if not server.running():
            server.start()
    lines = [f"{variable}={server.address}\n" for variable, server in servers.items()]
    write_whole(places.services_env, "".join(lines), mode=0o600)


def _stop(places: Places) -> None:
    for server in reversed(_own(places).values()):
        server.stop()


def running(places: Places = HERE) -> bool:
    """Is every server that this checkout runs itself up?"""
    return all(server.running() for server in _own(places).values())


def keep(places: Places = HERE) -> None:
    """Start them and let them run until somebody says stop."""
    with places.lock("services", busy=WAITING, wait=True):
        record = _read(places)
        _start(places)
        _write(places, record | {"kept": True})


def end(places: Places = HERE) -> None:
    """Stop them, unless somebody is using them."""
    with places.lock("services", busy=WAITING, wait=True):
        record = _read(places)
        if record["holders"]:
            numbers = "、".join(str(pid) for pid, _ in record["holders"])
            raise Halt(f"PostgreSQL 与 Redis 正被进程 {numbers} 使用，请先在其窗口按 Ctrl-C 结束，再停止服务。")
        _stop(places)
        _write(places, {"kept": False, "holders": []})


@contextlib.contextmanager
def held(places: Places = HERE) -> Iterator[None]:
    """Have them for a while; stop them at the end if nobody else needs them."""
    me = processes.identity(os.getpid())
    with places.lock("services", busy=WAITING, wait=True):
        record = _read(places)
        # Written before the start: a start cut short is then taken over by the next one.
        _write(places, record | {"holders": [*record["holders"], me]})
        try:
            _start(places)
        except BaseException:
            with processes.undisturbed():
                _release(places, me)
            raise
    try:
        yield
    finally:
        with processes.undisturbed(), places.lock("services", busy=WAITING, wait=True):
            _release(places, me)


def _release(places: Places, me: list[int]) -> None:
    record = _read(places)
    record["holders"] = [holder for holder in record["holders"] if holder != me]
    if not record["kept"] and not record["holders"]:
        _stop(places)
    _write(places, record)


def empty(places: Places = HERE) -> None:
    """Throw away what the private servers hold; never touches a server given by the environment."""
    servers = _own(places)
    if len(servers) < 2:
        raise Halt("DATABASE_URL 或 REDIS_URL 指向外部服务，不在此清空；请取消这两个变量后再执行 make reset-demo。")
    with held(places):
        for server in servers.values():
            server.empty()
